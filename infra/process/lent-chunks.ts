/** Reads a file through two buffers by turns: one is read into while the other is looked at, and nothing is thrown away. */
import type { FileHandle } from "node:fs/promises";

const CHUNK_BYTES = 512 << 10;

/**
 * Closes `handle` at the end. A chunk is valid until the next is asked for. A stream that gives every chunk away makes as much garbage as the
 * file has bytes, outside the heap, and V8 collects all of the heap for it again and again.
 */
export async function* lentChunks(
  handle: FileHandle,
  sizeBytes: number,
  signal?: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const length = Math.min(Math.max(sizeBytes, 1), CHUNK_BYTES);
  let [filled, free] = [Buffer.allocUnsafeSlow(length), Buffer.allocUnsafeSlow(length)];
  const fill = (buffer: Buffer): Promise<number> => {
    const reading = handle.read(buffer, 0, length, null).then(({ bytesRead }) => bytesRead);
    // Who stops in between does not hear of it.
    reading.catch(() => undefined);
    return reading;
  };
  try {
    let reading = fill(filled);
    for (;;) {
      const count = await reading;
      signal?.throwIfAborted();
      if (count === 0) return;
      reading = fill(free);
      yield filled.subarray(0, count);
      [filled, free] = [free, filled];
    }
  } finally {
    await handle.close();
  }
}
