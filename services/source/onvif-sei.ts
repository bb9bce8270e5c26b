/**
 * SEI units of ONVIF Media Signing (specification 23.06; H.264 D.1.7): tags in the payload behind a UUID.
 *
 * Lengths come from a stranger: a tag that does not end where it says makes the unit malformed.
 */
import { malformed, SourceFault } from "./fault.ts";
import { type Nal, unescaped } from "./nal.ts";

const UUID = Buffer.from("005bc93f2d715e95ada4796f90877a6f", "hex");
const USER_DATA_UNREGISTERED = 5;

const TAG = {
  general: 1,
  hashList: 2,
  signature: 3,
  crypto: 4,
  vendor: 5,
  certificates: 6,
  data: 7,
};

/** What a SEI says of the pictures before it. */
export interface GopClaim {
  /** Ended by a count of pictures, not by the next picture that decoding may start with. */
  readonly partial: boolean;
  /** Counts one up with each; wraps at 2^32. */
  readonly counter: number;
  readonly units: number;
  readonly hash: Buffer;
  /** The same hashes one by one, where the signer sends them; null if it does not. */
  readonly hashes: Buffer | null;
  /** Hash of the first unit of the group before; zeros at the start of the stream. */
  readonly linkedHash: Buffer;
}

export interface OnvifSei {
  readonly isCertificateSei: boolean;
  readonly claim: GopClaim | null;
  readonly signature: Buffer | null;
  /** PEM, leaf first; null if this SEI has none. */
  readonly certificates: string | null;
  /** DER of the object identifier of the hash; null if this SEI does not say. */
  readonly hashOid: Buffer | null;
  /** What is hashed of the unit: up to its signature. */
  readonly hashed: Buffer;
}

/** The SEI's content, or null if `nal` is no SEI of ONVIF Media Signing. @throws SourceFault. */
export function onvifSei(nal: Nal): OnvifSei | null {
  if (nal.role !== "sei" || !nal.bytes.includes(UUID)) return null;
  const payload = payloadOf(nal.bytes, nal.headerBytes);
  if (payload === null) return null;
  const { bytes, from } = escapesIn(nal.bytes, payload) ? unescaped(nal.bytes) : asItIs(nal.bytes);
  if (payload.end > bytes.byteLength) throw malformed("a SEI is shorter than it says");
  const [flags = 0] = bytes.subarray(payload.at + UUID.byteLength);
  const tagsAt = payload.at + UUID.byteLength + 1;
  const tags = readTags(bytes, tagsAt, payload.end);
  const signature = tags.find(({ tag }) => tag === TAG.signature);
  const withEscapes = (flags & 0x40) !== 0;
  const whole = withEscapes ? nal.bytes : bytes;
  const end = signature?.at ?? bytes.byteLength;
  // With escapes, up to behind the byte before the tag: one that escapes the tag itself is not hashed.
  const hashedEnd =
    signature === undefined ? whole.byteLength : withEscapes ? (from[end - 1] ?? 0) + 1 : end;
  const valueOf = (tag: number): Buffer | null =>
    tags.find((each) => each.tag === tag)?.value ?? null;
  return {
    isCertificateSei: (flags & 0x80) !== 0,
    claim: claimOf(valueOf(TAG.general), valueOf(TAG.hashList)),
    signature: signature === undefined ? null : signatureOf(signature.value),
    certificates: certificatesOf(valueOf(TAG.certificates)),
    hashOid: hashOidOf(valueOf(TAG.crypto)),
    hashed: whole.subarray(0, hashedEnd),
  };
}

/** Where the first payload lies, if it is ours; only the first is looked at, as the specification has it. */
function payloadOf(bytes: Buffer, headerBytes: number): { at: number; end: number } | null {
  let at = headerBytes;
  if (bytes[at++] !== USER_DATA_UNREGISTERED) return null;
  let size = 0;
  for (let part = 255; part === 255; at++) {
    part = bytes[at] ?? 0;
    size += part;
  }
  if (!bytes.subarray(at, at + UUID.byteLength).equals(UUID)) return null;
  if (size <= UUID.byteLength) throw malformed("a SEI is shorter than it says");
  return { at, end: at + size };
}

const STOP = 0x80;

/**
 * Whether bytes were added against false start codes. The size of the payload counts none of them, so
 * they show in the length; some signers write into MP4, which needs none, without.
 */
const escapesIn = (bytes: Buffer, { end }: { readonly end: number }): boolean =>
  bytes.byteLength - (bytes.at(-1) === STOP ? 1 : 0) > end;

const asItIs = (bytes: Buffer): ReturnType<typeof unescaped> => ({
  bytes,
  from: Uint32Array.from(bytes.keys()),
});

interface Tag {
  readonly tag: number;
  /** Where the tag itself stands. */
  readonly at: number;
  readonly value: Buffer;
}

function readTags(bytes: Buffer, start: number, end: number): Tag[] {
  const tags: Tag[] = [];
  for (let at = start; at < end;) {
    if (at + 3 > end) throw malformed("a tag without a length");
    const tag = bytes.readUInt8(at);
    const valueAt = at + 3;
    const next = valueAt + bytes.readUInt16BE(at + 1);
    if (next > end) throw malformed("a tag is longer than its SEI");
    if (!Object.values(TAG).includes(tag)) {
      throw new SourceFault("algorithm-not-supported", "a tag that is not known");
    }
    if (tags.some((each) => each.tag === tag)) throw malformed("a tag stands twice");
    // What follows the signature is covered by nothing.
    if (tags.at(-1)?.tag === TAG.signature) throw malformed("a tag behind the signature");
    tags.push({ tag, at, value: bytes.subarray(valueAt, next) });
    at = next;
  }
  return tags;
}

/** Version; three of software; partial; one or two times of 8 bytes; counter; units; two hashes. */
function claimOf(value: Buffer | null, list: Buffer | null): GopClaim | null {
  if (value === null) return null;
  const [version = 0] = value;
  if (version < 1 || version > 2 || (list !== null && list[0] !== 1)) throw notSupported();
  const at = 1 + 3 + 1 + 8 * version;
  const hashBytes = (value.byteLength - at - 6) / 2;
  if (![32, 48, 64].includes(hashBytes)) throw malformed("a claim of another length");
  return {
    partial: value[4] !== 0,
    counter: value.readUInt32BE(at),
    units: value.readUInt16BE(at + 4),
    hash: value.subarray(at + 6, at + 6 + hashBytes),
    hashes: list?.subarray(1) ?? null,
    linkedHash: value.subarray(at + 6 + hashBytes),
  };
}

/** Version, length, the signature, and room that was left. */
function signatureOf(value: Buffer): Buffer {
  if (value.byteLength < 3) throw malformed("a signature without a length");
  if (value[0] !== 1) throw notSupported();
  const end = 3 + value.readUInt16BE(1);
  if (end > value.byteLength) throw malformed("a signature is longer than its tag");
  return value.subarray(3, end);
}

/** Version, who provided the key, and PEM up to the end. */
function certificatesOf(value: Buffer | null): string | null {
  if (value === null) return null;
  if (value[0] !== 1) throw notSupported();
  return value.subarray(2).toString("latin1");
}

/** Version, length and DER of the hash's identifier; what follows is of the signature's algorithm, which the key says. */
function hashOidOf(value: Buffer | null): Buffer | null {
  if (value === null) return null;
  if (value[0] !== 1) throw notSupported();
  const end = 2 + (value[1] ?? 0);
  if (end > value.byteLength) throw malformed("an identifier is longer than its tag");
  return value.subarray(2, end);
}

const notSupported = (): SourceFault =>
  new SourceFault("algorithm-not-supported", "a version that is not known");
