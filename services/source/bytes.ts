/** Bytes of a recording, read where they are wanted: what walks over them holds no more than it asks for. */

export interface Bytes {
  readonly sizeBytes: number;
  /** From `at`, `length` bytes; fewer only at the end. */
  read(at: number, length: number): Promise<Buffer>;
}
