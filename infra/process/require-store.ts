/** No process works on a store that is not the one its database knows. */
import { isRefusal } from "../../services/kernel/refusal.ts";
import { isOtherStore } from "../../services/objects/recognise-store.ts";
import type { Logger } from "./logger.ts";

const EXIT_CONFIG = 78;

/**
 * Ends the process if the store is another one. Rejects where store or database do not answer, unless the store
 * `mayBeOut`.
 */
export async function requireStore(
  check: () => Promise<void>,
  logger: Logger,
  end: (code: number) => Promise<void>,
  { mayBeOut = false } = {},
): Promise<void> {
  try {
    await check();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { code, fix, facts } = error;
    if (isOtherStore(error)) {
      logger.error({ code, fix, ...facts }, "this store may not be used");
      return end(EXIT_CONFIG);
    }
    if (!mayBeOut) throw error;
    logger.warn({ err: error }, "the store does not answer; which one it is was not asked");
  }
}
