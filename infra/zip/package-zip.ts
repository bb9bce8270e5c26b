/** A package as a ZIP from a stranger: whatever no honest package holds is refused by name. */
import { Refusal, type RefusalOptions } from "../../services/kernel/refusal.ts";
import type { PackageReader, PackedFile } from "../../services/packages/package-reader.ts";
import { type ByteSource, chunksOf } from "./byte-source.ts";
import { collisionKey, pathFault } from "./safe-path.ts";
import {
  HEADER_BYTES,
  SIGNATURE,
  type ZipEntry,
  ZipFault,
  bytesAt,
  readDirectory,
} from "./zip-directory.ts";

const MAX_ENTRIES = 100_000;
/** A package is stored, not compressed; a ZIP that someone packed anew may be, within reason. */
const MAX_RATIO = 100;
const RATIO_FROM_BYTES = 1 << 20;
const MAX_TOTAL_BYTES = 16 * 2 ** 40;
const STORED = 0;
const DEFLATED = 8;
/** File type in a Unix mode. */
const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;

/** `close` is called with the reader's. Nothing is read before the first question. */
export function openPackageZip(
  source: ByteSource,
  close: () => Promise<void> = () => Promise.resolve(),
): PackageReader {
  let entries: Promise<ReadonlyMap<string, ZipEntry>> | null = null;
  const known = () => (entries ??= readEntries(source));
  const bytesOf = async (path: string, way: "slice" | "scan") => {
    const entry = (await known()).get(path);
    if (entry === undefined) throw new Refusal("missing", "packages/no-such-file", "no such file");
    return openEntry(source, entry, way);
  };
  return {
    list: async () =>
      [...(await known())].map(([path, { sizeBytes }]): PackedFile => ({ path, sizeBytes })),
    read: (path) => bytesOf(path, "slice"),
    scan: (path) => bytesOf(path, "scan"),
    close,
  };
}

/** Files by their path inside the one folder of the ZIP. */
async function readEntries(source: ByteSource): Promise<ReadonlyMap<string, ZipEntry>> {
  const files = new Map<string, ZipEntry>();
  const seen = new Set<string>();
  let top: string | null = null;
  for (const entry of await refusing(readDirectory(source, MAX_ENTRIES))) {
    const isFolder = entry.name.endsWith("/");
    const path = isFolder ? entry.name.slice(0, -1) : entry.name;
    const fault = pathFault(path) ?? entryFault(entry, isFolder);
    if (fault !== null) throw unsafe(fault);
    if (seen.has(collisionKey(path))) throw unsafe("name-twice");
    seen.add(collisionKey(path));
    const [first = "", ...rest] = path.split("/");
    if (first !== (top ??= first) || (rest.length === 0 && !isFolder))
      throw unsafe("not-one-folder");
    if (!isFolder) files.set(rest.join("/"), entry);
  }
  refuseBombs([...files.values()], source.sizeBytes);
  return files;
}

/** What `read` gives, or says is wrong with the archive. */
async function refusing<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (cause) {
    throw unsafe(cause instanceof ZipFault ? cause.message : "unreadable", { cause });
  }
}

function refuseBombs(entries: readonly ZipEntry[], fileBytes: number): void {
  const packedBytes = entries.reduce((sum, entry) => sum + entry.packedBytes, 0);
  const totalBytes = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  // Entries that share their bytes are how a small file unpacks to petabytes.
  if (packedBytes > fileBytes) throw unsafe("entries-overlap");
  if (totalBytes > MAX_TOTAL_BYTES) throw unsafe("too-large");
}

function entryFault(
  { isEncrypted, method, packedBytes, sizeBytes, unixMode }: ZipEntry,
  isFolder: boolean,
): string | null {
  if (isEncrypted) return "encrypted";
  if (method !== STORED && method !== DEFLATED) return "unknown-compression";
  if (method === STORED && packedBytes !== sizeBytes) return "sizes-differ";
  const type = unixMode & TYPE_MASK;
  if (!isFolder && type !== 0 && type !== REGULAR) return "not-a-file";
  if (isFolder && sizeBytes > 0) return "folder-with-bytes";
  const bomb = sizeBytes > RATIO_FROM_BYTES && sizeBytes > packedBytes * MAX_RATIO;
  return bomb ? "compression-ratio" : null;
}

/** The bytes of an entry whose own header agrees with the directory: other readers go by the header. */
async function openEntry(
  source: ByteSource,
  { rawName, method, packedBytes, at }: ZipEntry,
  way: "slice" | "scan",
): Promise<AsyncIterable<Uint8Array>> {
  const header = await refusing(bytesAt(source, at, HEADER_BYTES));
  const [nameBytes, extraBytes] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  const name = await refusing(bytesAt(source, at + HEADER_BYTES, nameBytes));
  const agrees =
    header.readUInt32LE(0) === SIGNATURE.header &&
    header.readUInt16LE(8) === method &&
    name.equals(rawName);
  if (!agrees) throw unsafe("header-differs");
  const from = at + HEADER_BYTES + nameBytes + extraBytes;
  if (from + packedBytes > source.sizeBytes) throw unsafe("cut-off");
  const to = from + packedBytes;
  return method === STORED ? source[way](from, to) : inflated(source.slice(from, to));
}

function inflated(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const chunks = packed[Symbol.asyncIterator]() as AsyncIterator<Uint8Array<ArrayBuffer>, unknown>;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
  return chunksOf(stream.pipeThrough(new DecompressionStream("deflate-raw")));
}

const unsafe = (fault: string, options: RefusalOptions = {}): Refusal =>
  new Refusal("invalid", "packages/unsafe-archive", `this is no package: ${fault}`, {
    fix: "Do not unpack it. Ask the sender for the package as it was made.",
    facts: { fault },
    ...options,
  });
