/**
 * The directory of a ZIP (PKWARE APPNOTE 6.3.10, ZIP64 too) from a stranger. One reader for Node and for
 * browsers, so that both judge the same archive alike; it is strict where other readers differ among themselves.
 */
import type { ByteSource } from "./byte-source.ts";

export interface ZipEntry {
  readonly name: string;
  /** As it stands in the directory. */
  readonly rawName: Uint8Array;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  /** File type and mode if a Unix made the entry, else 0. */
  readonly unixMode: number;
  /** Where the entry's own header begins. */
  readonly at: number;
}

/** Says in one word what is wrong. */
export class ZipFault extends Error {
  override readonly name = "ZipFault";
}

const MAX_DIRECTORY_BYTES = 128 << 20;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const ENTRY_BYTES = 46;
export const HEADER_BYTES = 30;
export const SIGNATURE = { entry: 0x02014b50, header: 0x04034b50 } as const;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR = 0x07064b50;
const UNIX = 3;
const ENCRYPTED = 0x0001;
const UTF8 = 0x0800;
const ZIP64_FIELD = 0x0001;
const UNICODE_NAME_FIELD = 0x7075;

export async function bytesAt(source: ByteSource, from: number, length: number): Promise<Buffer> {
  if (from < 0 || from + length > source.sizeBytes) throw new ZipFault("cut-off");
  const parts: Uint8Array[] = [];
  for await (const part of source.slice(from, from + length)) parts.push(part);
  const bytes = Buffer.concat(parts);
  if (bytes.byteLength !== length) throw new ZipFault("cut-off");
  return bytes;
}

interface Place {
  readonly count: number;
  readonly sizeBytes: number;
  readonly at: number;
  /** Where what follows the directory begins. */
  readonly endAt: number;
}

/** Every entry in the order of the directory. @throws ZipFault; whatever the source throws. */
export async function readDirectory(source: ByteSource, maxEntries: number): Promise<ZipEntry[]> {
  const { count, sizeBytes, at, endAt } = await placeOfDirectory(source);
  if (count > maxEntries) throw new ZipFault("too-many-entries");
  if (at + sizeBytes !== endAt || sizeBytes > MAX_DIRECTORY_BYTES) {
    throw new ZipFault("malformed-directory");
  }
  const directory = await bytesAt(source, at, sizeBytes);
  const entries: ZipEntry[] = [];
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    const { entry, endsAt } = readEntry(directory, next);
    entries.push(entry);
    next = endsAt;
  }
  if (next !== sizeBytes) throw new ZipFault("malformed-directory");
  return entries;
}

async function placeOfDirectory(source: ByteSource): Promise<Place> {
  const tailBytes = Math.min(source.sizeBytes, END_BYTES + MAX_COMMENT_BYTES);
  const tailAt = source.sizeBytes - tailBytes;
  const tail = await bytesAt(source, tailAt, tailBytes);
  for (let at = tailBytes - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END) continue;
    if (tail.readUInt16LE(at + 20) !== tailBytes - at - END_BYTES) continue;
    const end = tail.subarray(at);
    const [disk, first, here] = [end.readUInt16LE(4), end.readUInt16LE(6), end.readUInt16LE(8)];
    const place = {
      count: end.readUInt16LE(10),
      sizeBytes: end.readUInt32LE(12),
      at: end.readUInt32LE(16),
      endAt: tailAt + at,
    };
    const isLong = place.count === 0xffff || [place.sizeBytes, place.at].includes(0xffffffff);
    if (isLong) return longPlace(source, place.endAt);
    if (disk !== 0 || first !== 0 || here !== place.count) throw new ZipFault("several-disks");
    return place;
  }
  throw new ZipFault("not-a-zip");
}

async function longPlace(source: ByteSource, endAt: number): Promise<Place> {
  const locator = await bytesAt(source, endAt - LOCATOR_BYTES, LOCATOR_BYTES);
  if (locator.readUInt32LE(0) !== LOCATOR) throw new ZipFault("malformed-directory");
  const at = numberAt(locator, 8);
  const end = await bytesAt(source, at, END64_BYTES);
  const follows = at + 12 + numberAt(end, 4) === endAt - LOCATOR_BYTES;
  if (end.readUInt32LE(0) !== END64 || !follows) throw new ZipFault("malformed-directory");
  const [here, count] = [numberAt(end, 24), numberAt(end, 32)];
  if (end.readUInt32LE(16) !== 0 || end.readUInt32LE(20) !== 0 || here !== count) {
    throw new ZipFault("several-disks");
  }
  return { count, sizeBytes: numberAt(end, 40), at: numberAt(end, 48), endAt: at };
}

function readEntry(bytes: Buffer, at: number): { entry: ZipEntry; endsAt: number } {
  if (at + ENTRY_BYTES > bytes.byteLength || bytes.readUInt32LE(at) !== SIGNATURE.entry) {
    throw new ZipFault("malformed-directory");
  }
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
    bytes.readUInt16LE(at + field),
  ) as [number, number, number];
  const nameAt = at + ENTRY_BYTES;
  const extraAt = nameAt + nameBytes;
  const endsAt = extraAt + extraBytes + commentBytes;
  if (endsAt > bytes.byteLength) throw new ZipFault("malformed-directory");
  const flags = bytes.readUInt16LE(at + 8);
  const extra = extraFields(bytes.subarray(extraAt, extraAt + extraBytes));
  const rawName = bytes.subarray(nameAt, extraAt);
  const [sizeBytes, packedBytes, headerAt] = longNumbers(extra, [
    bytes.readUInt32LE(at + 24),
    bytes.readUInt32LE(at + 20),
    bytes.readUInt32LE(at + 42),
  ]);
  const entry = {
    name: nameOf(rawName, flags, extra),
    rawName,
    isEncrypted: (flags & ENCRYPTED) !== 0,
    method: bytes.readUInt16LE(at + 10),
    packedBytes,
    sizeBytes,
    unixMode: bytes[at + 5] === UNIX ? bytes.readUInt16LE(at + 40) : 0,
    at: headerAt,
  };
  return { entry, endsAt };
}

function extraFields(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= bytes.byteLength;) {
    const [id, length] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)];
    if (at + 4 + length > bytes.byteLength) throw new ZipFault("malformed-directory");
    if (fields.has(id)) throw new ZipFault("malformed-directory");
    fields.set(id, bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

/** Size, packed size and offset: where 32 bits are full, the next eight bytes of the ZIP64 field hold it. */
function longNumbers(
  extra: ReadonlyMap<number, Buffer>,
  short: readonly [number, number, number],
): [number, number, number] {
  const field = extra.get(ZIP64_FIELD) ?? Buffer.alloc(0);
  let at = 0;
  return short.map((value) => {
    if (value !== 0xffffffff) return value;
    if (at + 8 > field.byteLength) throw new ZipFault("malformed-directory");
    at += 8;
    return numberAt(field, at - 8);
  }) as [number, number, number];
}

/** Eight bytes, little-endian, as far as a number is exact. */
function numberAt(bytes: Buffer, at: number): number {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ZipFault("malformed-directory");
  return Number(value);
}

/** Names that are neither ASCII nor marked as UTF-8 mean another thing to each reader. */
function nameOf(raw: Buffer, flags: number, extra: ReadonlyMap<number, Buffer>): string {
  const unicode = extra.get(UNICODE_NAME_FIELD);
  // Info-ZIP's field counts as long as the name is still the one it was made for.
  if (unicode?.[0] === 1 && unicode.byteLength > 5 && unicode.readUInt32LE(1) === crc32(raw)) {
    return unicode.toString("utf8", 5);
  }
  const isPlain = raw.every((byte) => byte < 0x80);
  if (!isPlain && (flags & UTF8) === 0) throw new ZipFault("path-characters");
  return raw.toString("utf8");
}

/** CRC-32 (ISO 3309), of names only. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ ((crc & 1) === 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
