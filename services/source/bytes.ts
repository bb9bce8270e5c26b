/** Bytes of a recording, read where they are wanted: what walks over them holds no more than it asks for. */

export interface Bytes {
  readonly sizeBytes: number;
  /** From `at`, `length` bytes; fewer only at the end. They may lie in `into`, which has room for them: a walk over gigabytes makes no garbage. */
  read(at: number, length: number, into?: Buffer): Promise<Buffer>;
}

const AHEAD_BYTES = 1 << 20;

/** The same bytes, read ahead: small reads that follow one another cost one read of the file. */
export function readAhead(bytes: Bytes): Bytes {
  let window: Buffer = Buffer.alloc(0);
  let start = 0;
  return {
    sizeBytes: bytes.sizeBytes,
    async read(at, length) {
      if (at < start || at + length > start + window.byteLength) {
        window = await bytes.read(at, Math.max(length, AHEAD_BYTES));
        start = at;
      }
      return window.subarray(at - start, at - start + length);
    },
  };
}
