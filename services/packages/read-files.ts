/** Reads a package once: the digest of every file, and the bytes of those that say something. */
import { createHash } from "node:crypto";
import { BLOCK_BYTES } from "../evidence/evidence-item.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { type BagFile, isPayload } from "./bag.ts";
import type { PackageReader, PackedFile } from "./package-reader.ts";

export interface ReadFile extends BagFile {
  /** Digest of each block of BLOCK_BYTES; of payload files only. */
  readonly blocks: readonly Sha256[];
}

export interface ReadPackage {
  /** Every file that could be read, by path. */
  readonly files: ReadonlyMap<string, ReadFile>;
  /** Files that are listed and could not be read to their end. */
  readonly unreadable: readonly string[];
  /** Bytes of a file that is no payload, or null if there is none, or it is longer than any of ours. */
  readonly bytes: (path: string) => Buffer | null;
}

/** Says how far it is; `doneBytes` of `totalBytes` were read. */
export type Progress = (doneBytes: number, totalBytes: number) => void;

/** A list of 10,000 files has 2 MB; a custody chain of a much-watched item a few. */
const MAX_TEXT_BYTES = 64 << 20;
/** All of them together are kept in memory. */
const MAX_TEXTS_BYTES = 512 << 20;

export async function readPackage(
  reader: PackageReader,
  progress: Progress = () => undefined,
): Promise<ReadPackage> {
  const listed = await reader.list();
  const totalBytes = listed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const files = new Map<string, ReadFile>();
  const texts = new Map<string, Buffer>();
  const unreadable: string[] = [];
  let [doneBytes, keptBytes] = [0, 0];
  for (const file of listed) {
    const kept = keeps(file, keptBytes);
    try {
      const { bytes, ...read } = await readOne(reader, file, kept, (sizeBytes) => {
        doneBytes += sizeBytes;
        progress(doneBytes, totalBytes);
      });
      files.set(file.path, read);
      if (!kept) continue;
      texts.set(file.path, bytes);
      keptBytes += bytes.byteLength;
    } catch {
      // Whatever the reader met (a checksum, a truncation, a disk): the file is not what it should be.
      unreadable.push(file.path);
    }
  }
  return { files, unreadable, bytes: (path) => texts.get(path) ?? null };
}

const keeps = ({ path, sizeBytes }: PackedFile, keptBytes: number): boolean =>
  !isPayload(path) && sizeBytes <= MAX_TEXT_BYTES && keptBytes + sizeBytes <= MAX_TEXTS_BYTES;

async function readOne(
  reader: PackageReader,
  { path, sizeBytes: expectedBytes }: PackedFile,
  keep: boolean,
  progress: (sizeBytes: number) => void,
): Promise<ReadFile & { bytes: Buffer }> {
  const whole = createHash("sha256");
  const blocks = new BlockHasher();
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of await reader.read(path)) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > expectedBytes) throw new Error("longer than it was listed");
    whole.update(chunk);
    if (isPayload(path)) blocks.update(chunk);
    if (keep) parts.push(chunk);
    progress(chunk.byteLength);
  }
  if (sizeBytes !== expectedBytes) throw new Error("shorter than it was listed");
  const sha256 = whole.digest("hex") as Sha256;
  return { path, sizeBytes, sha256, blocks: blocks.digests(), bytes: Buffer.concat(parts) };
}

class BlockHasher {
  readonly #digests: Sha256[] = [];
  #hasher = createHash("sha256");
  #filledBytes = 0;

  update(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.byteLength;) {
      const part = chunk.subarray(at, at + BLOCK_BYTES - this.#filledBytes);
      this.#hasher.update(part);
      this.#filledBytes += part.byteLength;
      at += part.byteLength;
      if (this.#filledBytes === BLOCK_BYTES) this.#next();
    }
  }

  digests(): readonly Sha256[] {
    if (this.#filledBytes > 0) this.#next();
    return this.#digests;
  }

  #next(): void {
    this.#digests.push(this.#hasher.digest("hex") as Sha256);
    this.#hasher = createHash("sha256");
    this.#filledBytes = 0;
  }
}
