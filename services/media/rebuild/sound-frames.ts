/**
 * Which bytes may begin a raw frame of AAC (ISO 14496-3 4.4.2), which says its length nowhere: by the head of its first
 * element up to the scale factors, held against the heads that the sound clip has.
 */
import { Bits } from "./bits.ts";

/** Of a frame, to tell whether it begins there. */
export const SOUND_HEAD_BYTES = 320;
/** 6144 bits a channel at most (ISO 14496-3 4.5.3.1). */
export const MAX_CHANNEL_BYTES = 768;

const [SINGLE, PAIR, FILL] = [0, 1, 6];
const SHORT = 2;
const RESERVED_BOOK = 12;
/** Bands of a long window at 8 kHz to 96 kHz. */
const MAX_BANDS = 51;

/** What the heads of one encoder have alike: element, windows and bands; null for bytes that are no head. */
export function soundShape(head: Buffer): string | null {
  const bits = new Bits(head);
  let element = bits.take(3);
  if (element === FILL) {
    const count = bits.take(4);
    bits.skip(8 * (count === 15 ? 14 + bits.take(8) : count));
    element = bits.take(3);
  }
  if (element !== SINGLE && element !== PAIR) return null;
  const tag = bits.take(4);
  const common = element === PAIR && bits.flag();
  let windows: Windows | null = null;
  if (common) {
    windows = windowsOf(bits);
    if (windows === null || !skipStereoMask(bits, windows)) return null;
  }
  bits.skip(8); // gain
  windows ??= windowsOf(bits);
  if (windows === null || !hasSections(bits, windows) || bits.isOver) return null;
  return [element, tag, Number(common), windows.sequence, windows.bands].join(" ");
}

interface Windows {
  readonly sequence: number;
  readonly bands: number;
  readonly groups: number;
}

/** ics_info(); null for what no encoder of the "low complexity" kind writes. */
function windowsOf(bits: Bits): Windows | null {
  const reserved = bits.flag();
  const sequence = bits.take(2);
  bits.skip(1);
  if (reserved) return null;
  if (sequence === SHORT) {
    const bands = bits.take(4);
    let groups = 1;
    for (let window = 1; window < 8; window += 1) if (!bits.flag()) groups += 1;
    return bands > 15 ? null : { sequence, bands, groups };
  }
  const bands = bits.take(6);
  const predicted = bits.flag();
  return predicted || bands > MAX_BANDS ? null : { sequence, bands, groups: 1 };
}

function skipStereoMask(bits: Bits, { groups, bands }: Windows): boolean {
  const mask = bits.take(2);
  if (mask === 1) bits.skip(groups * bands);
  return mask !== 3;
}

/** section_data(): sections that fill the bands exactly, none with the code book that there is not. */
function hasSections(bits: Bits, { sequence, bands, groups }: Windows): boolean {
  const width = sequence === SHORT ? 3 : 5;
  const more = 2 ** width - 1;
  for (let group = 0; group < groups; group += 1) {
    for (let band = 0; band < bands;) {
      if (bits.take(4) === RESERVED_BOOK) return false;
      let length = 0;
      let step = more;
      while (step === more && !bits.isOver) {
        step = bits.take(width);
        length += step;
      }
      band += length;
      if (length === 0 || band > bands) return false;
    }
  }
  return true;
}

/** A frame ends with the element 7 and zeros up to the byte. */
export function mayEndSound(beforeLast: number, last: number): boolean {
  const tail = (beforeLast << 8) | last;
  let zeros = 0;
  while (zeros < 8 && ((tail >> zeros) & 1) === 0) zeros += 1;
  return zeros < 8 && ((tail >> zeros) & 7) === 7;
}

/** What is known of an encoder's frames. */
export interface SoundRules {
  /** How many of a thousand have each shape, less where chance has it, too; and each element that there is. */
  readonly shapes: ReadonlyMap<string, number>;
  /** How long each was, in rising order. */
  readonly sizes: Uint32Array;
}

/** An unusual head of this encoder: windows and bands that the clip does not have. */
const UNUSUAL = 0.5;

/** How likely a frame of this encoder begins so; null where none does. `isExpected`: something begins here, as what stands before ends. */
export function shapeShare(
  { shapes }: SoundRules,
  head: Buffer,
  isExpected: boolean,
): number | null {
  const shape = soundShape(head);
  if (shape === null) return null;
  const known = shapes.get(shape);
  if (known !== undefined || !isExpected) return known ?? null;
  // Zeros look like a frame without bands.
  return shapes.has(elementOf(shape)) && !shape.endsWith(" 0") ? UNUSUAL : null;
}

/** Element, tag, and whether its two channels have common windows. */
export const elementOf = (shape: string): string => shape.split(" ", 3).join(" ");

/** Of a thousand frames, how many are about as long; never none, so that an unusual one is not ruled out. */
export function sizeShare({ sizes }: SoundRules, size: number): number {
  const near = firstNotBelow(sizes, 1.2 * size) - firstNotBelow(sizes, 0.8 * size);
  return Math.max(0.05, (1_000 * near) / sizes.length);
}

function firstNotBelow(sizes: Uint32Array, size: number): number {
  let [low, high] = [0, sizes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sizes[middle] ?? 0) < size) low = middle + 1;
    else high = middle;
  }
  return low;
}
