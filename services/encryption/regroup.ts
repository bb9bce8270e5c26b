/** Bytes that come in pieces of any size, in pieces of the sizes that are wanted. */
import type { Refusal } from "../kernel/refusal.ts";

/**
 * Pieces of exactly `sizes`, which `source` must fill and not exceed. A piece is valid until the next is asked for.
 * @throws what `fault` makes, where `source` is shorter or longer.
 */
export async function* regroup(
  source: AsyncIterable<Uint8Array>,
  sizes: Iterable<number>,
  fault: () => Refusal,
): AsyncGenerator<Buffer, void, undefined> {
  const wanted = sizes[Symbol.iterator]();
  let memory = Buffer.alloc(0);
  let [size, filled] = [wanted.next(), 0];
  for await (const chunk of source) {
    for (let at = 0; at < chunk.byteLength;) {
      if (size.done === true) throw fault();
      if (memory.byteLength < size.value) memory = Buffer.allocUnsafeSlow(size.value);
      const taken = Math.min(size.value - filled, chunk.byteLength - at);
      memory.set(chunk.subarray(at, at + taken), filled);
      [at, filled] = [at + taken, filled + taken];
      if (filled < size.value) continue;
      yield memory.subarray(0, filled);
      [size, filled] = [wanted.next(), 0];
    }
  }
  if (size.done === true) return;
  // Only a piece of no bytes may be left.
  if (size.value > 0) throw fault();
  yield memory.subarray(0, 0);
  if (wanted.next().done !== true) throw fault();
}
