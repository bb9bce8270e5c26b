/** Reads a package once: the digest of every file, and the bytes of those that say something. */
import { createHash } from "node:crypto";
import { hashBlocks } from "../evidence/hash-blocks.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { type BagFile, isPayload } from "./bag.ts";
import type { PackageReader, PackedFile } from "./package-reader.ts";

export interface ReadPackage {
  /** Every file that could be read, by path. */
  readonly files: ReadonlyMap<string, BagFile>;
  /** Files that are listed and could not be read to their end. */
  readonly unreadable: readonly string[];
  /** Bytes of a file that is no payload, or null if there is none, or it is longer than any of ours. */
  readonly bytes: (path: string) => Buffer | null;
  /** Digests of a file's blocks, for which it is read once more; none if that fails. */
  readonly blocks: (path: string) => Promise<readonly Sha256[]>;
}

/** Takes the digests of payload files: here, or several at once in threads of their own. */
export interface Digester {
  readonly width: number;
  /** Rejects unless `file` can be read to its end and is as long as it was listed. */
  digest(file: PackedFile, progress: (sizeBytes: number) => void): Promise<Sha256>;
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
  digester: Digester = digestHere(reader),
): Promise<ReadPackage> {
  const listed = await reader.list();
  const totalBytes = listed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const digests = new Map<string, Sha256>();
  const texts = new Map<string, Buffer>();
  let [doneBytes, keptBytes] = [0, 0];
  const taken = (sizeBytes: number): void => {
    doneBytes += sizeBytes;
    progress(doneBytes, totalBytes);
  };
  const digestOf = async (file: PackedFile): Promise<Sha256> => {
    if (!keeps(file, keptBytes)) return digester.digest(file, taken);
    const bytes = await bytesOf(reader, file, taken);
    texts.set(file.path, bytes);
    keptBytes += bytes.byteLength;
    return sha256(bytes);
  };
  const waiting = listed.values();
  const work = async (): Promise<void> => {
    for (const file of waiting) {
      // Whatever the reader met (a checksum, a truncation, a disk): the file is not what it should be.
      const digest = await digestOf(file).catch(() => null);
      if (digest !== null) digests.set(file.path, digest);
    }
  };
  await Promise.all(Array.from({ length: digester.width }, work));
  const files = listed.flatMap(({ path, sizeBytes }) => {
    const digest = digests.get(path);
    return digest === undefined ? [] : [[path, { path, sizeBytes, sha256: digest }] as const];
  });
  return {
    files: new Map(files),
    unreadable: listed.map(({ path }) => path).filter((path) => !digests.has(path)),
    bytes: (path) => texts.get(path) ?? null,
    blocks: (path) => blocksOf(reader, path).catch(() => []),
  };
}

const blocksOf = async (reader: PackageReader, path: string): Promise<readonly Sha256[]> =>
  (await hashBlocks(await reader.scan(path))).blocks;

export const digestHere = (reader: PackageReader): Digester => ({
  width: 1,
  async digest(file, progress) {
    const hasher = createHash("sha256");
    const bytes = await reader.scan(file.path);
    for await (const chunk of whole(bytes, file, progress)) hasher.update(chunk);
    return hasher.digest("hex") as Sha256;
  },
});

const keeps = ({ path, sizeBytes }: PackedFile, keptBytes: number): boolean =>
  !isPayload(path) && sizeBytes <= MAX_TEXT_BYTES && keptBytes + sizeBytes <= MAX_TEXTS_BYTES;

async function bytesOf(
  reader: PackageReader,
  file: PackedFile,
  progress: (sizeBytes: number) => void,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const bytes = await reader.read(file.path);
  for await (const chunk of whole(bytes, file, progress)) parts.push(chunk);
  return Buffer.concat(parts);
}

/** As many bytes as were listed, or a rejection. */
async function* whole(
  bytes: AsyncIterable<Uint8Array>,
  { sizeBytes: expectedBytes }: PackedFile,
  progress: (sizeBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const chunk of bytes) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > expectedBytes) throw new Error("longer than it was listed");
    progress(chunk.byteLength);
    yield chunk;
  }
  if (sizeBytes !== expectedBytes) throw new Error("shorter than it was listed");
}
