/** Port: writes files into one archive, as a stream of bytes that is the same each time. */
import type { Readable } from "node:stream";

export interface ArchiveEntry {
  readonly path: string;
  readonly sizeBytes: number;
  /** Called when its turn comes; the stream gives exactly `sizeBytes`. */
  open(): Promise<Readable>;
}

export interface ArchiveWriter {
  /** How long the archive of these entries is; known before the first byte is read. */
  sizeBytes(entries: readonly ArchiveEntry[]): number;

  /**
   * The archive as a stream, which fails if an entry does, or does not give what it said: then the
   * recipient gets a broken transfer and never a whole-looking file. Destroying it ends the reading.
   */
  write(entries: readonly ArchiveEntry[]): Readable;
}
