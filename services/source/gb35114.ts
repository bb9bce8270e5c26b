/**
 * Marks of GB 35114-2017 signatures: a unit of authentication data (type 10 of the SVAC unit header, GB/T 25724)
 * that holds a signature of SM2 in base64.
 *
 * How sure this is: the layout was taken from two published programs that write and read such streams, which agree;
 * the standard's own text and a camera's own stream were not at hand. What holds such a unit holds nothing
 * else by chance; what lacks one may still be signed in a way that is not known here.
 */

/** The signature is 64 bytes as r and s, or up to 72 in DER: in base64 at least 86 characters without padding. */
const LEAST_CHARACTERS = 86;
/** Its length stands in one byte, less one. */
const MOST_CHARACTERS = 256;
/** Start code or length, header, number of the picture, layer, length. */
const BEFORE_BYTES = 4 + 1 + 1 + 1 + 1;

/** So much of a recording holds one such unit, wherever it begins. */
export const GB35114_MARK_BYTES = BEFORE_BYTES + MOST_CHARACTERS;

const IS_BASE64 = Uint8Array.from({ length: 256 }, (_, code) =>
  /[A-Za-z0-9+/]/.test(String.fromCharCode(code)) ? 1 : 0,
);
/** Each run that is long enough has a byte at a multiple of this. */
const STRIDE = LEAST_CHARACTERS;

export function hasGb35114(window: Buffer): boolean {
  for (let at = 0; at < window.byteLength; at += STRIDE) {
    if (IS_BASE64[window[at] ?? 0] !== 1) continue;
    let start = at;
    while (start > 0 && at - start < MOST_CHARACTERS && isBase64(window, start - 1)) start -= 1;
    let end = at + 1;
    while (end - start <= MOST_CHARACTERS && isBase64(window, end)) end += 1;
    if (end - start >= LEAST_CHARACTERS && isUnit(window, start, end)) return true;
  }
  return false;
}

const isBase64 = (window: Buffer, at: number): boolean => IS_BASE64[window[at] ?? 0] === 1;

/** The bytes before the text may be letters themselves: its length decides where it begins. */
function isUnit(window: Buffer, runStart: number, runEnd: number): boolean {
  let padding = 0;
  while (padding < 2 && window[runEnd + padding] === 0x3d) padding += 1;
  const end = runEnd + padding;
  for (let start = runStart; start < runStart + BEFORE_BYTES; start += 1) {
    const characters = end - start;
    if (runEnd - start < LEAST_CHARACTERS || characters % 4 !== 0) continue;
    if (window[start - 1] !== characters - 1) continue;
    // The number of the picture, and where the stream has layers, that of the layer.
    if (isHeaderAt(window, start - 3) || isHeaderAt(window, start - 4)) return true;
  }
  return false;
}

/** One bit set that H.264 forbids, one of reference, type 10, two of encryption and authentication; behind a start code, or a length. */
function isHeaderAt(window: Buffer, at: number): boolean {
  if (at < 4 || ((window[at] ?? 0) & 0xbc) !== 0xa8) return false;
  const start = window.subarray(at - 3, at);
  if (start.equals(START_CODE)) return true;
  const unitBytes = window.readUInt32BE(at - 4);
  return unitBytes >= LEAST_CHARACTERS && unitBytes <= GB35114_MARK_BYTES;
}

const START_CODE = Buffer.from([0, 0, 1]);
