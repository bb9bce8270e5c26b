/** Bytes that can be read at any place: a file on a disk, or one that a browser was given. */
import type { FileHandle } from "node:fs/promises";

export interface ByteSource {
  readonly sizeBytes: number;
  /** The bytes in [from, to), as far as they are there. */
  slice(from: number, to: number): AsyncIterable<Uint8Array>;
  /** The same for who looks at each byte once: a chunk is valid until the next is asked for. */
  scan(from: number, to: number): AsyncIterable<Uint8Array>;
}

/** Stays in a processor's own memory between being read and being hashed. */
const CHUNK_BYTES = 1 << 20;

export const fileSource = (file: FileHandle, sizeBytes: number): ByteSource => ({
  sizeBytes,
  slice: (from, to) => readAhead(file, from, to, (length) => Buffer.allocUnsafeSlow(length)),
  scan: (from, to) => {
    // Memory that is new for each chunk is given and taken back by the kernel page by page: over a fifth of the processor time.
    const size = Math.min(CHUNK_BYTES, Math.max(0, to - from));
    let [next, other] = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
    return readAhead(file, from, to, (length) => {
      [next, other] = [other, next];
      return next.subarray(0, length);
    });
  },
});

/** The next chunk is read while one is looked at. */
async function* readAhead(
  file: FileHandle,
  from: number,
  to: number,
  room: (length: number) => Buffer,
): AsyncGenerator<Uint8Array> {
  const chunkAt = (at: number): Promise<Buffer> => {
    const chunk = room(Math.min(CHUNK_BYTES, to - at));
    const read = file
      .read(chunk, 0, chunk.byteLength, at)
      .then(({ bytesRead }) => chunk.subarray(0, bytesRead));
    // Whoever gives up half-way never asks what became of it.
    read.catch(() => undefined);
    return read;
  };
  let ahead = from < to ? chunkAt(from) : null;
  try {
    for (let at = from; ahead !== null;) {
      const chunk: Buffer = await ahead;
      if (chunk.byteLength === 0) return;
      at += chunk.byteLength;
      ahead = at < to ? chunkAt(at) : null;
      yield chunk;
    }
  } finally {
    // Only then may the file be closed.
    await ahead?.catch(() => undefined);
  }
}

export const blobSource = (blob: Blob): ByteSource => ({
  sizeBytes: blob.size,
  slice: (from, to) => chunksOf(blob.slice(from, to).stream()),
  scan: (from, to) => chunksOf(blob.slice(from, to).stream()),
});

/** As not every browser iterates over a stream. Given up half-way, the stream is cancelled. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (value !== undefined) yield value;
    }
  } finally {
    await reader.cancel();
  }
}
