/** Bytes that can be read at any place: a file on a disk, or one that a browser was given. */
import type { FileHandle } from "node:fs/promises";

export interface ByteSource {
  readonly sizeBytes: number;
  /** The bytes in [from, to), as far as they are there. */
  slice(from: number, to: number): AsyncIterable<Uint8Array>;
}

const CHUNK_BYTES = 1 << 20;

export const fileSource = (file: FileHandle, sizeBytes: number): ByteSource => ({
  sizeBytes,
  async *slice(from, to) {
    for (let at = from; at < to;) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, to - at));
      const { bytesRead } = await file.read(chunk, 0, chunk.byteLength, at);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
      at += bytesRead;
    }
  },
});

export const blobSource = (blob: Blob): ByteSource => ({
  sizeBytes: blob.size,
  slice: (from, to) => chunksOf(blob.slice(from, to).stream()),
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
