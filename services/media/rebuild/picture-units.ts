/** Which bytes may be a unit of a picture, by its head alone: a length, a NAL header, the head of a slice (H.264 7.3.3, H.265 7.3.6.1). */
import { unescaped } from "../../source/nal.ts";
import { Bits } from "./bits.ts";
import type { ParameterSets, PictureSet } from "./parameter-sets.ts";

/** The order in which pictures are shown, counted within a sequence (picture order count). */
export interface ShownAt {
  /** Begins a new count. */
  readonly restarts: boolean;
  readonly lowBits: number;
  readonly bits: number;
  /** Later pictures count on from it. */
  readonly isBase: boolean;
}

export interface Slice {
  readonly isFirst: boolean;
  /** Decoding may start with it. */
  readonly isKey: boolean;
  readonly shownAt: ShownAt | null;
  /** The second field of a picture, where a first one stands before it. */
  readonly bottomField: boolean;
  readonly field: boolean;
}

export interface Unit {
  /** With the length before it. */
  readonly bytes: number;
  /** "before" stands in front of the slices of its picture, "after" behind them. */
  readonly role: "slice" | "before" | "after";
  readonly slice: Slice | null;
  /** Parameter sets that are not those of the sound clip. */
  readonly otherSets: boolean;
}

/** Of a unit, to tell what it is. */
export const UNIT_HEAD_BYTES = 96;

const NOTHING = { slice: null, otherSets: false } as const;

interface Units {
  readonly sets: ParameterSets;
  readonly lengthBytes: number;
  readonly maxUnitBytes: number;
}

/** `head`: bytes from where a unit may begin, UNIT_HEAD_BYTES of them where there are as many. Null for what is no unit. */
export function unitAt({ sets, lengthBytes, maxUnitBytes }: Units, head: Buffer): Unit | null {
  if (head.byteLength < lengthBytes + 2) return null;
  const length = head.readUIntBE(0, lengthBytes);
  if (length < 2 || length > maxUnitBytes) return null;
  const body = head.subarray(lengthBytes, lengthBytes + length);
  const unit = sets.coding === "h264" ? h264Unit(sets, body, length) : h265Unit(sets, body, length);
  return unit === null ? null : { ...unit, bytes: lengthBytes + length };
}

type Told = Omit<Unit, "bytes">;

function h264Unit(sets: ParameterSets, body: Buffer, length: number): Told | null {
  const [first = 0x80] = body;
  const [reference, type] = [first >> 5, first & 0x1f];
  if (first >= 0x80) return null;
  if (type === 1 || type === 5) {
    const slice = type === 5 && reference === 0 ? null : h264Slice(sets, body, type, reference);
    return slice === null ? null : { ...NOTHING, role: "slice", slice };
  }
  if (type === 7 || type === 8) return reference === 0 ? null : ownSet(sets, body, length);
  return reference === 0 && isNoPicture(type, body, length)
    ? { ...NOTHING, role: type === FILLER ? "after" : "before" }
    : null;
}

const FILLER = 12;

/** Information, a delimiter, or filling. */
function isNoPicture(type: number, body: Buffer, length: number): boolean {
  if (type === 6) return isSei(body.subarray(1), length - 1);
  if (type === 9) return length === 2 && isDelimiter(body[1]);
  return type === FILLER && body[1] === 0xff;
}

const isDelimiter = (byte: number | undefined): boolean => ((byte ?? 0) & 0x1f) === 0x10;

function h264Slice(
  { pictures }: ParameterSets,
  body: Buffer,
  type: number,
  reference: number,
): Slice | null {
  const bits = new Bits(unescaped(body.subarray(1, UNIT_HEAD_BYTES)).bytes);
  const firstBlock = bits.golomb();
  const kind = bits.golomb();
  const set = pictures.get(bits.golomb());
  if (firstBlock > MAX_BLOCKS || kind > 9 || set === undefined) return null;
  const isKey = type === 5;
  if (isKey && !INTRA.includes(kind % 5)) return null;
  const { sequence } = set;
  if (sequence.separatePlanes) bits.skip(2);
  const number = bits.take(sequence.frameNumBits);
  if (isKey && number !== 0) return null;
  const field = !sequence.framesOnly && bits.flag();
  const bottomField = field && bits.flag();
  if (isKey && bits.golomb() > 65_535) return null;
  const shownAt = h264Order(bits, sequence.orderBits, isKey, reference !== 0);
  return bits.isOver ? null : { isFirst: firstBlock === 0, isKey, shownAt, field, bottomField };
}

/** 40 megapixels of 16 × 16. */
const MAX_BLOCKS = 160_000;
/** I and SI. */
const INTRA = [2, 4];

const h264Order = (
  bits: Bits,
  orderBits: number | null,
  restarts: boolean,
  isBase: boolean,
): ShownAt | null =>
  orderBits === null ? null : { restarts, isBase, bits: orderBits, lowBits: bits.take(orderBits) };

function h265Unit(sets: ParameterSets, body: Buffer, length: number): Told | null {
  const [first = 0x80, second = 0] = body;
  const type = first >> 1;
  if (!isH265Head(first, second)) return null;
  if (type <= 9 || (type >= 16 && type <= 21)) {
    const slice = length < 4 ? null : h265Slice(sets, body, type, second & 7);
    return slice === null ? null : { ...NOTHING, role: "slice", slice };
  }
  if (type >= 32 && type <= 34) return ownSet(sets, body, length);
  return isNoH265Picture(type, body, length)
    ? { ...NOTHING, role: type === 40 ? "after" : "before" }
    : null;
}

function isNoH265Picture(type: number, body: Buffer, length: number): boolean {
  if (type === 35) return length === 3 && isDelimiter(body[2]);
  return (type === 39 || type === 40) && isSei(body.subarray(2), length - 2);
}

/** Pictures of a second layer are in no recording of a camera; a temporal layer counts from 1. */
const isH265Head = (first: number, second: number): boolean =>
  first < 0x80 && (first & 1) === 0 && second >= 1 && second <= 7;

function h265Slice(
  { pictures }: ParameterSets,
  body: Buffer,
  type: number,
  layer: number,
): Slice | null {
  const bits = new Bits(unescaped(body.subarray(2, UNIT_HEAD_BYTES)).bytes);
  const isFirst = bits.flag();
  const isKey = type >= 16;
  if (isKey) bits.skip(1);
  const set = pictures.get(bits.golomb());
  if (set === undefined) return null;
  const none = { isFirst, isKey, shownAt: null, field: false, bottomField: false };
  if (!isFirst) return bits.isOver ? null : none;
  bits.skip(set.extraBits);
  const kind = bits.golomb();
  if (kind > 2 || (isKey && kind !== 2)) return null;
  return { ...none, shownAt: h265Order(bits, set, type, layer) };
}

function h265Order(bits: Bits, set: PictureSet, type: number, layer: number): ShownAt {
  if (set.hasOutputFlag) bits.skip(1);
  if (set.sequence.separatePlanes) bits.skip(2);
  const orderBits = set.sequence.orderBits ?? 0;
  const restarts = type === 19 || type === 20;
  // Leading pictures, and those that nothing refers to, are no base (H.265 8.3.1).
  const isBase = layer === 1 && (type >= 16 || (type <= 5 && type % 2 === 1));
  return { restarts, bits: orderBits, lowBits: restarts ? 0 : bits.take(orderBits), isBase };
}

function ownSet({ units, coding }: ParameterSets, body: Buffer, length: number): Told | null {
  const otherSets = !units.some((unit) => begins(unit, body, length));
  const headerBytes = coding === "h264" ? 1 : 2;
  const shape = units.find((unit) => unit[0] === body[0] && length > headerBytes);
  // Another set of the same kind, and of a length that such sets have.
  return shape === undefined || length > 1_024 ? null : { slice: null, role: "before", otherSets };
}

/** Writers pad sets with zeros. */
const begins = (unit: Buffer, body: Buffer, length: number): boolean =>
  length >= unit.byteLength &&
  body.subarray(0, unit.byteLength).equals(unit.subarray(0, body.byteLength));

/** Whether its first message is not longer than the unit (H.264 7.3.2.3.1). */
function isSei(body: Buffer, leftBytes: number): boolean {
  let at = 0;
  const number = (): number => {
    let value = 0;
    while (body[at] === 0xff) {
      value += 255;
      at += 1;
    }
    value += body[at] ?? 0;
    at += 1;
    return value;
  };
  const kind = number();
  const size = number();
  return kind < 256 && at + size < leftBytes + 1 && leftBytes > 2;
}
