/** The check of `doctor` on sharing: guests whose account ends soon, and shares that nobody opened. */
import type { SharingCounts } from "../sharing/sharing-store.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface SharingProbes {
  sharing(): Promise<SharingCounts>;
}

/** Days ahead in which an account ends soon, and days after which a share is long unopened. */
export const SOON_DAYS = 7;
export const UNOPENED_DAYS = 3;

export async function sharing(look: () => Promise<SharingCounts>): Promise<Finding> {
  try {
    const { guestsEnding: ending, notOpened: unopened } = await look();
    if (ending === 0 && unopened === 0) return fine("sharingFine");
    return warning("sharingWaits", { ending, unopened });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
