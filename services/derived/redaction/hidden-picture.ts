/** Looks at every pixel that is to be covered, in every frame: whether what lies there is the cover and nothing else. Pure. */
import { Refusal } from "../../kernel/refusal.ts";
import {
  type PixelBox,
  type PlannedMask,
  CoveredBoxes,
  blurRadiusOf,
  cellsOf,
} from "./picture-plan.ts";

/** Black as 8-bit video has it (ITU-R BT.709): brightness and both colours. */
const BLACK = [16, 128, 128] as const;

/** How far a pixel may lie from its cover: as drawn nothing; as coded what the coder spreads, most of it beside an edge. */
export interface Tolerance {
  readonly inside: number;
  readonly edge: number;
}
export const DRAWN: Tolerance = { inside: 0, edge: 0 };
/**
 * On three clips that were tried the most was 27 inside and 53 beside an edge, in boxes that move through noise of full contrast; on a test
 * picture 18 and 42. A box is of whole blocks, so that all of it comes from the filter at their edges and from what was seen before.
 */
export const CODED: Tolerance = { inside: 48, edge: 96 };
/** What the filter of H.264 reaches over (8.7.2: three pixels); of colour half as many. */
const EDGE_PX = 4;
/** A coder keeps the pixels of a coarse box less well. */
const BLOCK_PX = 16;

/** What was cut out of each frame to be looked at: everything that is ever covered. */
export function coveredArea(masks: readonly PlannedMask[]): PixelBox | null {
  const boxes = masks.flatMap(({ steps }) => steps.map(({ box }) => box));
  if (boxes.length === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  for (const { x, y, width, height } of boxes) {
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + width), Math.max(bottom, y + height)];
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export const frameBytes = ({ width, height }: PixelBox): number => (width * height * 3) / 2;

interface Plane {
  readonly bytes: Uint8Array;
  readonly stride: number;
  /** 1 for brightness; 2 for a colour, of which one value stands for two columns and two rows. */
  readonly each: 1 | 2;
  readonly black: number;
}

export class HiddenPicture {
  readonly #covered: CoveredBoxes;
  readonly #area: PixelBox;
  readonly #tolerance: Tolerance;
  #frame = 0;
  #looked = 0;

  constructor(masks: readonly PlannedMask[], area: PixelBox, tolerance: Tolerance) {
    this.#covered = new CoveredBoxes(masks);
    this.#area = area;
    this.#tolerance = tolerance;
  }

  get frames(): number {
    return this.#frame;
  }
  /** Frames in which something is covered. */
  get looked(): number {
    return this.#looked;
  }

  /** The area of the next frame, as 4:2:0 in three planes. @throws Refusal invalid "derived/still-there". */
  frame(bytes: Uint8Array): void {
    const boxes = this.#covered.of(this.#frame);
    const { x, y, width, height } = this.#area;
    const [bright, colour] = [width * height, (width * height) / 4];
    const planes = BLACK.map((black, place): Plane => {
      const from = place === 0 ? 0 : bright + (place - 1) * colour;
      return place === 0
        ? { bytes: bytes.subarray(0, bright), stride: width, each: 1, black }
        : { bytes: bytes.subarray(from, from + colour), stride: width / 2, each: 2, black };
    });
    for (const [place, { fill, box }] of boxes.entries()) {
      const over = boxes.slice(place + 1).filter((other) => meets(box, other.box));
      const here = (each: PixelBox): PixelBox => ({ ...each, x: each.x - x, y: each.y - y });
      const at = here(box);
      const drawnOver = over.map((other) => here(other.box));
      const isHidden = planes.every((plane) =>
        fill === "solid"
          ? isFilled(plane, at, this.#tolerance)
          : isCoarse[fill](plane, at, drawnOver, this.#tolerance),
      );
      if (!isHidden) throw stillThere({ frame: this.#frame });
    }
    if (boxes.length > 0) this.#looked += 1;
    this.#frame += 1;
  }
}

const scaled = ({ each }: Plane, { x, y, width, height }: PixelBox): PixelBox => ({
  ...{ x: x / each, y: y / each, width: width / each, height: height / each },
});

function isFilled(plane: Plane, whole: PixelBox, { inside, edge }: Tolerance): boolean {
  const box = scaled(plane, whole);
  const edgePx = EDGE_PX / plane.each;
  for (let row = 0; row < box.height; row += 1) {
    const start = (box.y + row) * plane.stride + box.x;
    const isEdgeRow = row < edgePx || row >= box.height - edgePx;
    const near = isEdgeRow ? box.width : edgePx;
    if (!isWithin(plane, start, Math.min(near, box.width), edge)) return false;
    if (near >= box.width) continue;
    const innerTo = Math.max(near, box.width - edgePx);
    if (!isWithin(plane, start + near, innerTo - near, inside)) return false;
    if (!isWithin(plane, start + innerTo, box.width - innerTo, edge)) return false;
  }
  return true;
}

function isWithin({ bytes, black }: Plane, from: number, length: number, tolerance: number) {
  const [low, high] = [black - tolerance, black + tolerance];
  for (let at = from; at < from + length; at += 1) {
    const value = bytes[at] ?? 256;
    if (value < low || value > high) return false;
  }
  return true;
}

/**
 * What no sharp picture is. A cell of one value: beside its own edge, which a coder smears and a filter may put a pixel further.
 * A blur: as each pixel is the average of 2r+1 in a row, two beside each other differ by no more than 256 / (2r+1). What lies
 * under another cover is looked at with that one.
 */
const isCoarse = {
  pixelate(plane: Plane, whole: PixelBox, over: readonly PixelBox[], { inside }: Tolerance) {
    const [across, down] = cellsOf(whole);
    const box = scaled(plane, whole);
    const drawnOver = over.map((each) => wider(scaled(plane, each), inside === 0 ? 0 : BLOCK_PX));
    const smear = inside === 0 ? 1 : 3;
    const cut = (place: number, cells: number, length: number): readonly [number, number] => [
      Math.ceil((place * length) / cells) + smear,
      Math.floor(((place + 1) * length) / cells) - smear,
    ];
    for (let row = 0; row < down; row += 1) {
      const [top, bottom] = cut(row, down, box.height);
      for (let column = 0; column < across; column += 1) {
        const [left, right] = cut(column, across, box.width);
        const cell = { x: box.x + left, y: box.y + top, width: right - left, height: bottom - top };
        const isOver = drawnOver.some((each) => meets(each, cell));
        if (!isOver && !isOneValue(plane, cell, 2 + 2 * inside)) return false;
      }
    }
    return true;
  },
  blur(plane: Plane, whole: PixelBox, over: readonly PixelBox[], { inside }: Tolerance) {
    const box = scaled(plane, whole);
    const drawnOver = over.map((each) => wider(scaled(plane, each), inside === 0 ? 1 : BLOCK_PX));
    const radius = Math.max(1, Math.floor(blurRadiusOf(whole) / plane.each));
    const most = Math.ceil(256 / (2 * radius + 1)) + 1 + inside;
    const smear =
      inside === 0 ? 0 : Math.min(BLOCK_PX / plane.each, box.width >> 2, box.height >> 2);
    // Where a coder draws a block from another place of the picture, single pixels stand out; of a sharp picture far more do.
    const mostSharp = inside === 0 ? 0 : (box.width * box.height) / 100;
    const { bytes, stride } = plane;
    let sharp = 0;
    for (let y = box.y + smear; y < box.y + box.height - smear; y += 1) {
      for (let x = box.x + smear + 1; x < box.x + box.width - smear; x += 1) {
        const value = bytes[y * stride + x] ?? 0;
        const across = value - (bytes[y * stride + x - 1] ?? 0);
        const down = y === box.y + smear ? 0 : value - (bytes[(y - 1) * stride + x] ?? 0);
        if (Math.abs(across) <= most && Math.abs(down) <= most) continue;
        if (drawnOver.some((each) => meets(each, { x, y, width: 1, height: 1 }))) continue;
        sharp += 1;
        if (sharp > mostSharp) return false;
      }
    }
    return true;
  },
};

const wider = ({ x, y, width, height }: PixelBox, by: number): PixelBox => ({
  ...{ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by },
});

const meets = (one: PixelBox, other: PixelBox): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

function isOneValue({ bytes, stride }: Plane, { x, y, width, height }: PixelBox, most: number) {
  let [low, high] = [255, 0];
  for (let row = y; row < y + height; row += 1) {
    for (let at = row * stride + x; at < row * stride + x + width; at += 1) {
      const value = bytes[at] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return high - low <= most || width <= 0 || height <= 0;
}

/** As little as one pixel: such a recording is not kept. */
export const stillThere = (facts: Readonly<Record<string, number | string>>): Refusal =>
  new Refusal(
    "invalid",
    "derived/still-there",
    "something of what was to be hidden is left in what was made; it was thrown away",
    {
      fix: "Ask once more with one solid box over the whole picture, and report the recording.",
      facts,
    },
  );
