/** A package as a ZIP from a stranger, read by yauzl: whatever no honest package holds is refused by name. */
import type { Readable } from "node:stream";
import { type Entry, type ZipFile, openPromise } from "yauzl";
import { Refusal, type RefusalOptions } from "../../services/kernel/refusal.ts";
import type { PackageReader, PackedFile } from "../../services/packages/package-reader.ts";
import { collisionKey, pathFault } from "./safe-path.ts";

const MAX_ENTRIES = 100_000;
/** A package is stored, not compressed; a ZIP that someone packed anew may be, within reason. */
const MAX_RATIO = 100;
const RATIO_FROM_BYTES = 1 << 20;
const MAX_TOTAL_BYTES = 16 * 2 ** 40;
const STORED = 0;
const DEFLATED = 8;
/** Upper half of the external attributes when a Unix made the entry: file type and mode. */
const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;
const UNIX = 3;

/** @throws Refusal invalid "packages/unsafe-archive" if it is no ZIP. */
export async function openPackageZip(file: string): Promise<PackageReader> {
  let zip: ZipFile;
  try {
    zip = await openPromise(file, { autoClose: false, lazyEntries: true, strictFileNames: true });
  } catch (cause) {
    throw unsafe("not-a-zip", { cause });
  }
  let entries: Promise<ReadonlyMap<string, Entry>> | null = null;
  const known = () => (entries ??= readEntries(zip));
  return {
    list: async () =>
      [...(await known())].map(([path, { uncompressedSize }]): PackedFile => ({
        path,
        sizeBytes: uncompressedSize,
      })),
    read: async (path) => {
      const entry = (await known()).get(path);
      if (entry === undefined)
        throw new Refusal("missing", "packages/no-such-file", "no such file");
      return openEntry(zip, entry);
    },
    close: () => {
      zip.close();
      return Promise.resolve();
    },
  };
}

/** Files by their path inside the one folder of the ZIP. */
async function readEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw unsafe("too-many-entries");
  const files = new Map<string, Entry>();
  const seen = new Set<string>();
  let top: string | null = null;
  for await (const entry of eachEntry(zip)) {
    const isFolder = entry.fileName.endsWith("/");
    const path = isFolder ? entry.fileName.slice(0, -1) : entry.fileName;
    const fault = pathFault(path) ?? entryFault(entry, isFolder);
    if (fault !== null) throw unsafe(fault);
    if (seen.has(collisionKey(path))) throw unsafe("name-twice");
    seen.add(collisionKey(path));
    const [first = "", ...rest] = path.split("/");
    if (first !== (top ??= first) || (rest.length === 0 && !isFolder))
      throw unsafe("not-one-folder");
    if (!isFolder) files.set(rest.join("/"), entry);
  }
  refuseBombs([...files.values()], zip.fileSize);
  return files;
}

function refuseBombs(entries: readonly Entry[], fileBytes: number): void {
  const packedBytes = entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  const totalBytes = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  // Entries that share their bytes are how a small file unpacks to petabytes.
  if (packedBytes > fileBytes) throw unsafe("entries-overlap");
  if (totalBytes > MAX_TOTAL_BYTES) throw unsafe("too-large");
}

async function* eachEntry(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    for await (const entry of zip.eachEntry()) yield entry;
  } catch (cause) {
    // yauzl refuses names itself too: those that lead out, are absolute, or hold a backslash.
    throw cause instanceof Refusal ? cause : unsafe("malformed-directory", { cause });
  }
}

function entryFault(entry: Entry, isFolder: boolean): string | null {
  if (entry.isEncrypted()) return "encrypted";
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    return "unknown-compression";
  }
  const mode = entry.versionMadeBy >>> 8 === UNIX ? entry.externalFileAttributes >>> 16 : 0;
  const type = mode & TYPE_MASK;
  if (!isFolder && type !== 0 && type !== REGULAR) return "not-a-file";
  if (isFolder && entry.uncompressedSize > 0) return "folder-with-bytes";
  const bomb =
    entry.uncompressedSize > RATIO_FROM_BYTES &&
    entry.uncompressedSize > entry.compressedSize * MAX_RATIO;
  return bomb ? "compression-ratio" : null;
}

/** The bytes of an entry whose own header agrees with the directory: other readers go by the header. */
async function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  const header = await zip.readLocalFileHeaderPromise(entry);
  if (!header.fileName.equals(entry.fileNameRaw)) throw unsafe("header-differs");
  if (header.compressionMethod !== entry.compressionMethod) throw unsafe("header-differs");
  return zip.openReadStreamPromise(entry);
}

const unsafe = (fault: string, options: RefusalOptions = {}): Refusal =>
  new Refusal("invalid", "packages/unsafe-archive", `this is no package: ${fault}`, {
    fix: "Do not unpack it. Ask the sender for the package as it was made.",
    facts: { fault },
    ...options,
  });
