/** Bytes of an answer on their way to whoever asked: that somebody leaves before the end is no fault of ours. */
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * Ends with `response`. A player that seeks, a person who goes to another page: they hang up in the middle, and the record of
 * requests says that the answer was cut.
 * @throws what `bytes` throws; the response is destroyed then, for only a cut tells the truth.
 */
export async function sendBytes(bytes: Readable, response: Writable): Promise<void> {
  let hasLeft = response.destroyed;
  // Before the pipeline's own listener, which destroys `bytes` for it.
  response.once("close", () => (hasLeft ||= !bytes.destroyed));
  try {
    await pipeline(bytes, response);
  } catch (error) {
    if (!hasLeft) throw error;
  }
}
