/** What the parameter sets of a sound clip tell of its pictures (H.264 7.3.2, H.265 7.3.2; ISO 14496-15 5.3.3, 8.3.3). */
import { malformed } from "../../source/fault.ts";
import { type VideoCoding, unescaped } from "../../source/nal.ts";
import { Bits } from "./bits.ts";

/** Of one sequence parameter set: what the head of a slice cannot be read without. */
export interface Sequence {
  readonly framesOnly: boolean;
  readonly separatePlanes: boolean;
  readonly frameNumBits: number;
  /** Null where the order of showing is that of decoding, or is told in a way that is not followed here. */
  readonly orderBits: number | null;
}

export interface PictureSet {
  readonly sequence: Sequence;
  /** H.265 alone. */
  readonly hasOutputFlag: boolean;
  readonly extraBits: number;
}

export interface ParameterSets {
  readonly coding: VideoCoding;
  readonly pictures: ReadonlyMap<number, PictureSet>;
  /** The sets themselves, as they stand in a recording that repeats them. */
  readonly units: readonly Buffer[];
}

/** `configuration`: the content of "avcC" or "hvcC". @throws SourceFault "malformed". */
export function parameterSets(coding: VideoCoding, configuration: Buffer): ParameterSets {
  const units = coding === "h264" ? unitsOfAvcC(configuration) : unitsOfHvcC(configuration);
  const sequences = new Map<number, Sequence>();
  const pictures = new Map<number, PictureSet>();
  for (const unit of units) {
    const bits = new Bits(unescaped(unit.subarray(0, MAX_SET_BYTES)).bytes);
    if (coding === "h264") h264Set(bits, sequences, pictures);
    else h265Set(bits, sequences, pictures);
  }
  if (pictures.size === 0) throw malformed("no parameter sets");
  return { coding, pictures, units };
}

const MAX_SET_BYTES = 4_096;

function unitsOfAvcC(bytes: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let at = 5;
  for (const mask of [0x1f, 0xff]) {
    const count = (bytes[at] ?? 0) & mask;
    at += 1;
    for (let index = 0; index < count; index += 1) {
      units.push(unitAt(bytes, at));
      at += 2 + bytes.readUInt16BE(at);
    }
  }
  return units;
}

function unitsOfHvcC(bytes: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let at = 23;
  for (let array = 0; array < (bytes[22] ?? 0); array += 1) {
    if (at + 3 > bytes.byteLength) throw malformed("a configuration that is cut off");
    const count = bytes.readUInt16BE(at + 1);
    at += 3;
    for (let index = 0; index < count; index += 1) {
      units.push(unitAt(bytes, at));
      at += 2 + bytes.readUInt16BE(at);
    }
  }
  return units;
}

function unitAt(bytes: Buffer, at: number): Buffer {
  const end = at + 2 + (at + 2 > bytes.byteLength ? Infinity : bytes.readUInt16BE(at));
  if (end > bytes.byteLength) throw malformed("a configuration that is cut off");
  return bytes.subarray(at + 2, end);
}

const HIGH_PROFILES = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];

function h264Set(
  bits: Bits,
  sequences: Map<number, Sequence>,
  pictures: Map<number, PictureSet>,
): void {
  const type = bits.take(8) & 0x1f;
  if (type === 8) {
    const id = bits.golomb();
    const sequence = sequences.get(bits.golomb());
    if (sequence !== undefined) pictures.set(id, { sequence, hasOutputFlag: false, extraBits: 0 });
  }
  if (type !== 7) return;
  const profile = bits.take(8);
  bits.skip(16); // constraint flags, reserved bits, and the level
  const id = bits.golomb();
  let separatePlanes = false;
  if (HIGH_PROFILES.includes(profile)) separatePlanes = skipHighProfile(bits);
  const frameNumBits = bits.golomb() + 4;
  const orderType = bits.golomb();
  const orderBits = orderType === 0 ? bits.golomb() + 4 : null;
  if (orderType === 1) skipOrderCycle(bits);
  bits.golomb(); // reference pictures
  bits.skip(1); // whether numbers of pictures may have gaps
  bits.golomb(); // width
  bits.golomb(); // height
  const framesOnly = bits.flag();
  if (bits.isOver || frameNumBits > 16 || (orderBits ?? 0) > 16) throw malformed("a parameter set");
  sequences.set(id, { framesOnly, separatePlanes, frameNumBits, orderBits });
}

/** Whether its three planes are coded apart. */
function skipHighProfile(bits: Bits): boolean {
  const chroma = bits.golomb();
  const separatePlanes = chroma === 3 && bits.flag();
  bits.golomb(); // depth of luma
  bits.golomb(); // depth of chroma
  bits.skip(1); // whether lossless pictures bypass the transform
  const lists = bits.flag() ? (chroma === 3 ? 12 : 8) : 0;
  for (let list = 0; list < lists; list += 1) {
    if (bits.flag()) skipScaling(bits, list < 6 ? 16 : 64);
  }
  return separatePlanes;
}

function skipScaling(bits: Bits, size: number): void {
  let [last, next] = [8, 8];
  for (let index = 0; index < size && !bits.isOver; index += 1) {
    if (next !== 0) next = (last + bits.signedGolomb() + 256) % 256;
    if (next !== 0) last = next;
  }
}

function skipOrderCycle(bits: Bits): void {
  bits.skip(1); // whether differences are always zero
  bits.signedGolomb(); // offset of pictures that none refers to
  bits.signedGolomb(); // from the top field to the bottom one
  const count = bits.golomb();
  for (let index = 0; index < count && !bits.isOver; index += 1) bits.signedGolomb();
}

function h265Set(
  bits: Bits,
  sequences: Map<number, Sequence>,
  pictures: Map<number, PictureSet>,
): void {
  const type = (bits.take(16) >> 9) & 0x3f;
  if (type === 34) {
    const id = bits.golomb();
    const sequence = sequences.get(bits.golomb());
    bits.skip(1); // whether segments of slices may depend on others
    const hasOutputFlag = bits.flag();
    const extraBits = bits.take(3);
    if (sequence !== undefined) pictures.set(id, { sequence, hasOutputFlag, extraBits });
  }
  if (type !== 33) return;
  bits.skip(4); // id of the video parameter set
  const subLayers = bits.take(3);
  bits.skip(1); // whether sub-layers nest in time
  skipProfile(bits, subLayers);
  const id = bits.golomb();
  const separatePlanes = bits.golomb() === 3 && bits.flag();
  bits.golomb(); // width
  bits.golomb(); // height
  if (bits.flag()) for (let side = 0; side < 4; side += 1) bits.golomb(); // of the window that is shown
  bits.golomb(); // depth of luma
  bits.golomb(); // depth of chroma
  const orderBits = bits.golomb() + 4;
  if (bits.isOver || orderBits > 16) throw malformed("a parameter set");
  sequences.set(id, { framesOnly: true, separatePlanes, frameNumBits: 0, orderBits });
}

/** profile_tier_level() (H.265 7.3.3). */
function skipProfile(bits: Bits, subLayers: number): void {
  bits.skip(96); // of the whole: profile and its flags (88 bits), then its level (8)
  const present = Array.from({ length: subLayers }, () => [bits.flag(), bits.flag()] as const);
  // Their flags fill up to eight pairs, so that what follows begins with a byte.
  if (subLayers > 0) bits.skip(2 * (8 - subLayers));
  // Of each sub-layer what its two flags say is there: as long as that of the whole.
  for (const [profile, level] of present) bits.skip((profile ? 88 : 0) + (level ? 8 : 0));
}
