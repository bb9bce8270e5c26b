/** NAL units of H.264 (7.3.1, table 7-1) and H.265 (7.3.1.2, table 7-1): what a unit is, and its bytes without padding. */

export const VIDEO_CODINGS = ["h264", "h265"] as const;
export type VideoCoding = (typeof VIDEO_CODINGS)[number];

export type NalRole =
  /** A slice of a picture that decoding may start with. */
  | "intra"
  /** A slice of any other picture that is signed. */
  | "inter"
  /** A slice that ONVIF Media Signing leaves out. */
  | "other-picture"
  | "sei"
  /** No part of a picture. */
  | "rest";

export interface Nal {
  readonly role: NalRole;
  /** The first slice of its picture. */
  readonly firstSlice: boolean;
  readonly headerBytes: 1 | 2;
  /** From its header to the byte that holds its stop bit. */
  readonly bytes: Buffer;
}

/** One unit as it stands in the recording, without start code or length; null if nothing is in it. */
export function nalOf(coding: VideoCoding, raw: Buffer): Nal | null {
  let end = raw.byteLength;
  // Zeros behind a unit belong to none (H.264 B.1), and writers of files add some.
  while (end > 0 && raw[end - 1] === 0) end -= 1;
  const headerBytes = coding === "h264" ? 1 : 2;
  if (end <= headerBytes) return null;
  const [first = 0] = raw;
  const role = coding === "h264" ? h264Role(first & 0x1f) : h265Role((first >> 1) & 0x3f);
  const firstSlice = ((raw[headerBytes] ?? 0) & 0x80) !== 0;
  return { role, firstSlice, headerBytes, bytes: raw.subarray(0, end) };
}

function h264Role(type: number): NalRole {
  if (type === 5) return "intra";
  if (type === 1) return "inter";
  if (type === 6) return "sei";
  // Partitions, and slices of the extensions for layers and views.
  return (type >= 2 && type <= 4) || (type >= 19 && type <= 21) ? "other-picture" : "rest";
}

function h265Role(type: number): NalRole {
  if (type >= 16 && type <= 21) return "intra";
  if (type <= 1) return "inter";
  if (type === 39 || type === 40) return "sei";
  return type < 32 ? "other-picture" : "rest";
}

/** Bytes without the emulation prevention of H.264 7.4.1.1, and where each of them stood. */
export function unescaped(bytes: Buffer): { readonly bytes: Buffer; readonly from: Uint32Array } {
  const out = Buffer.alloc(bytes.byteLength);
  const from = new Uint32Array(bytes.byteLength);
  let length = 0;
  let zeros = 0;
  for (const [at, byte] of bytes.entries()) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    from[length] = at;
    out[length++] = byte;
  }
  return { bytes: out.subarray(0, length), from: from.subarray(0, length) };
}
