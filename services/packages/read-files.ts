/** Reads a package once: the digest of every file, and the bytes of those that say something. */
import { createHash } from "node:crypto";
import { BLOCK_BYTES } from "../evidence/evidence-item.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
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
  // The digest of a file's only block is that of the file.
  const blocks = isPayload(path) && expectedBytes > BLOCK_BYTES ? new BlockDigests() : null;
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of await reader.read(path)) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > expectedBytes) throw new Error("longer than it was listed");
    whole.update(chunk);
    await blocks?.update(chunk);
    if (keep) parts.push(chunk);
    progress(chunk.byteLength);
  }
  if (sizeBytes !== expectedBytes) throw new Error("shorter than it was listed");
  const digest = whole.digest("hex") as Sha256;
  const one = isPayload(path) && sizeBytes > 0 ? [digest] : [];
  return {
    ...{ path, sizeBytes, sha256: digest, bytes: Buffer.concat(parts) },
    blocks: (await blocks?.digests()) ?? one,
  };
}

/** Blocks that wait for their digest, in memory meanwhile. */
const BLOCKS_AT_ONCE = 4;

/**
 * Digests of blocks, taken beside that of the whole: WebCrypto of Node and of browsers hashes in a thread of its own.
 * Where there is none (a page that came unencrypted) they are taken here.
 */
class BlockDigests {
  readonly #digests: Promise<Sha256>[] = [];
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #filledBytes = 0;

  /** Keeps `chunk` until its block is full. */
  async update(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.byteLength;) {
      // No reader of ours shares memory, which WebCrypto would not take.
      const part = chunk.subarray(
        at,
        at + BLOCK_BYTES - this.#filledBytes,
      ) as Uint8Array<ArrayBuffer>;
      this.#parts.push(part);
      this.#filledBytes += part.byteLength;
      at += part.byteLength;
      if (this.#filledBytes === BLOCK_BYTES) this.#next();
      await this.#digests.at(-BLOCKS_AT_ONCE);
    }
  }

  async digests(): Promise<readonly Sha256[]> {
    if (this.#filledBytes > 0) this.#next();
    return Promise.all(this.#digests);
  }

  #next(): void {
    const [only, ...more] = this.#parts;
    const block = only !== undefined && more.length === 0 ? only : Buffer.concat(this.#parts);
    [this.#parts, this.#filledBytes] = [[], 0];
    const digest = digestBeside(block);
    // Of a file that is given up nobody asks for the rest.
    digest.catch(() => undefined);
    this.#digests.push(digest);
  }
}

async function digestBeside(block: Uint8Array<ArrayBuffer>): Promise<Sha256> {
  const { subtle } = globalThis.crypto as Partial<typeof globalThis.crypto>;
  if (subtle === undefined) return sha256(block);
  const digest = await subtle.digest("SHA-256", block);
  return Buffer.from(digest).toString("hex") as Sha256;
}
