/**
 * ZIP (PKWARE APPNOTE 6.3.10) out, by yazl: stored, ZIP64 where needed, one fixed date and mode, so that the
 * same files are the same bytes on every machine.
 */
import { PassThrough, type Readable } from "node:stream";
import { type ReadStreamOptions, ZipFile } from "yazl";
import { assert } from "../../services/kernel/refusal.ts";
import type { ArchiveEntry, ArchiveWriter } from "../../services/packages/archive-writer.ts";

/**
 * A DOS date has no zone and yazl reads the local one: built from local parts it is the same everywhere.
 * Noon, which no zone skips, and not 1980, where yazl clamps.
 */
const options = (sizeBytes: number): Partial<ReadStreamOptions> => ({
  size: sizeBytes,
  compress: false,
  mtime: new Date(1981, 0, 1, 12),
  forceDosTimestamp: true,
  mode: 0o100644,
});

export const zipWriter: ArchiveWriter = { sizeBytes: lengthOf, write };

function lengthOf(entries: readonly ArchiveEntry[]): number {
  const zip = new ZipFile();
  for (const { path, sizeBytes } of entries) {
    zip.addReadStreamLazy(path, options(sizeBytes), () => undefined);
  }
  let total: number | undefined;
  // Its types leave the callback's argument out.
  const answer = (sizeBytes: number): void => void (total = sizeBytes);
  zip.end({ forceZip64Format: false, comment: "" }, answer as () => void);
  assert(total !== undefined && total > 0, "sizes of stored entries give the size of the archive");
  return total;
}

function write(entries: readonly ArchiveEntry[]): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  let current: Readable | null = null;
  const fail = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  zip.on("error", fail);
  output.on("close", () => current?.destroy());
  for (const entry of entries) {
    zip.addReadStreamLazy(entry.path, options(entry.sizeBytes), (opened) => {
      if (output.destroyed) return;
      entry.open().then((stream) => {
        current = stream;
        stream.on("error", fail);
        if (output.destroyed) stream.destroy();
        else opened(null, stream);
      }, fail);
    });
  }
  zip.end();
  zip.outputStream.on("error", fail).pipe(output);
  return output;
}
