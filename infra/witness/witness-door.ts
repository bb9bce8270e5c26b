/** Asks witnesses over HTTP, at the address that was configured and no other; a whole answer, or none. */
import type { WitnessDoor, WitnessReply } from "../../services/anchors/ask-witness.ts";
import { answerBounded } from "../../services/kernel/read-bounded.ts";

const LIMIT_MS = 20_000;
const MAX_BYTES = 64 << 10;

export const witnessDoor: WitnessDoor = {
  async addCheckpoint(prefix, body) {
    try {
      const response = await fetch(new URL("add-checkpoint", asFolder(prefix)), {
        method: "POST",
        headers: { "Content-Type": "text/plain; charset=utf-8" },
        body,
        redirect: "error",
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      return await replyOf(response);
    } catch {
      // No connection, no name, no time left, a broken answer: to the caller it is one and the same.
      return null;
    }
  },
};

const asFolder = (prefix: string): string => (prefix.endsWith("/") ? prefix : `${prefix}/`);

async function replyOf(response: Response): Promise<WitnessReply | null> {
  const body = await answerBounded(response, MAX_BYTES);
  return body === null ? null : { status: response.status, body: body.toString("utf8") };
}
