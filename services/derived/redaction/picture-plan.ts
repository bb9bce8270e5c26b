/** From masks to boxes of whole pixels on numbered frames: which frames of a recording are covered, where, and with what. Pure. */
import type { Fill, Mask, Point } from "../../evidence/redaction-taken.ts";
import { Refusal } from "../../kernel/refusal.ts";
import type { PictureSize } from "../../media/viewing-plan.ts";
import { PARTS, nothingHidden } from "./masks.ts";

/** Before and after what was asked, for whoever set the range a little late. */
export const HELD_MS = 200;
/** Around each box, of the long side of the picture, and never less than what a deinterlacer or a codec carries over. */
const MARGIN = 0.02;
const LEAST_MARGIN_PX = 8;
/** A block of H.264. */
const GRID_PX = 16;
/** Of a pixelated box, along its long side: beyond it faces can be told. */
const MOST_CELLS = 12;
/** A cell of fewer pixels hides nothing. */
const LEAST_CELL_PX = 8;
/** Boxes that follow points differ in each frame. */
const MOST_STEPS = 40_000;

export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** From this frame on, up to the next step. */
export interface Step {
  readonly frame: number;
  readonly box: PixelBox;
}

export interface PlannedMask {
  readonly fill: Fill;
  /** Covered from the first up to the end, which is not. */
  readonly firstFrame: number;
  readonly endFrame: number;
  /** The first is at `firstFrame`. Of one size in all, where the fill is not solid. */
  readonly steps: readonly Step[];
}

/** All frames of a picture as they are shown, in order. */
export interface ShownFrames extends PictureSize {
  readonly timesUs: readonly number[];
}

/** @throws Refusal invalid "derived/nothing-hidden", "derived/times-broken", "derived/too-many-boxes". */
export function planPicture(masks: readonly Mask[], shown: ShownFrames): readonly PlannedMask[] {
  const { timesUs } = shown;
  if (timesUs.some((time, place) => place > 0 && time <= (timesUs[place - 1] ?? 0)))
    throw timesBroken();
  // Drawn in this order: what is filled lies on top.
  const inOrder = masks.toSorted(
    (one, other) => Number(one.fill === "solid") - Number(other.fill === "solid"),
  );
  const planned = inOrder.map((mask) => plannedMask(mask, shown));
  if (planned.reduce((sum, { steps }) => sum + steps.length, 0) > MOST_STEPS) throw tooManyBoxes();
  return planned;
}

function plannedMask(mask: Mask, shown: ShownFrames): PlannedMask {
  const { timesUs } = shown;
  const [firstFrame, endFrame] = framesOf(mask, timesUs);
  const boxes: Step[] = [];
  for (let frame = firstFrame; frame < endFrame; frame += 1) {
    const box = grown(boxAt(mask.points, (timesUs[frame] ?? 0) / 1_000), shown);
    const last = boxes.at(-1)?.box;
    if (last === undefined || !isSame(last, box)) boxes.push({ frame, box });
    if (boxes.length > MOST_STEPS) throw tooManyBoxes();
  }
  const steps = mask.fill === "solid" ? boxes : ofOneSize(boxes, shown);
  return { fill: mask.fill, firstFrame, endFrame, steps };
}

/** A frame is shown until the next one: the one that is seen at the beginning of a range is of it. */
function framesOf({ fromMs, toMs }: Mask, timesUs: readonly number[]): [number, number] {
  const last = timesUs.at(-1);
  // The last frame of a recording is shown for a while.
  if (last === undefined || fromMs * 1_000 > last + 1_000_000) throw nothingHidden("picture");
  const first = firstFrom(timesUs, (fromMs - HELD_MS) * 1_000 + 1) - 1;
  const end = toMs === null ? timesUs.length : firstFrom(timesUs, (toMs + HELD_MS) * 1_000);
  // One more: a deinterlacer looks at the frame before.
  return [Math.max(0, first), Math.min(timesUs.length, end + 1)];
}

/** The first at or after `us`; all of them where none is. */
function firstFrom(timesUs: readonly number[], us: number): number {
  let [low, high] = [0, timesUs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timesUs[middle] ?? 0) < us) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** In parts of the picture: straight from one point to the next, still before the first and after the last. */
export function boxAt(points: readonly Point[], atMs: number): PixelBox {
  const next = points.findIndex((point) => point.atMs > atMs);
  const after = points[next === -1 ? points.length - 1 : next];
  const before = points[next === -1 ? points.length - 1 : Math.max(0, next - 1)];
  if (before === undefined || after === undefined)
    throw new Error("broken invariant: a mask has a point");
  if (before.atMs === after.atMs) return after;
  const part = Math.max(0, (atMs - before.atMs) / (after.atMs - before.atMs));
  const between = (one: number, other: number): number => one + part * (other - one);
  return {
    x: between(before.x, after.x),
    y: between(before.y, after.y),
    width: between(before.width, after.width),
    height: between(before.height, after.height),
  };
}

/** In pixels, with its margin, inside the picture, and of whole blocks: in none of them are what is hidden and what is shown coded together. */
function grown(box: PixelBox, { widthPx, heightPx }: PictureSize): PixelBox {
  const margin = Math.max(LEAST_MARGIN_PX, MARGIN * Math.max(widthPx, heightPx));
  const [x, width] = evenly(box.x, box.width, widthPx, margin);
  const [y, height] = evenly(box.y, box.height, heightPx, margin);
  return { x, y, width, height };
}

function evenly(from: number, length: number, sizePx: number, margin: number): [number, number] {
  const start = (from * sizePx) / PARTS - margin;
  const end = ((from + length) * sizePx) / PARTS + margin;
  const down = GRID_PX * Math.floor(start / GRID_PX);
  const up = GRID_PX * Math.ceil(end / GRID_PX);
  const low = Math.min(GRID_PX * Math.floor((sizePx - 1) / GRID_PX), Math.max(0, down));
  const high = Math.max(Math.min(sizePx, low + GRID_PX), Math.min(sizePx, up));
  return [low, high - low];
}

/** A blur or pixels of one mask keep their size: each box lies in one of the largest. */
function ofOneSize(steps: readonly Step[], { widthPx, heightPx }: PictureSize): readonly Step[] {
  const most = (side: "width" | "height", sizePx: number): number => {
    const longest = steps.reduce((best, { box }) => Math.max(best, box[side]), 0);
    return Math.min(sizePx, GRID_PX * Math.ceil(longest / GRID_PX));
  };
  const [width, height] = [most("width", widthPx), most("height", heightPx)];
  const place = (from: number, length: number, all: number, sizePx: number): number => {
    const before = GRID_PX * Math.floor((all - length) / (2 * GRID_PX));
    return Math.min(sizePx - all, Math.max(0, from - before));
  };
  return steps.map(({ frame, box }) => ({
    frame,
    box: {
      ...{ width, height },
      x: place(box.x, box.width, width, widthPx),
      y: place(box.y, box.height, height, heightPx),
    },
  }));
}

/** Cells along each side of a pixelated box; even, as two of them share their colour. */
export function cellsOf({ width, height }: PictureSizeOfBox): readonly [number, number] {
  const cellPx = Math.max(LEAST_CELL_PX, Math.max(width, height) / MOST_CELLS);
  const even = (length: number): number => Math.max(2, 2 * Math.floor(length / (2 * cellPx)));
  return [even(width), even(height)];
}
type PictureSizeOfBox = Pick<PixelBox, "width" | "height">;

/** Of the average that each pixel of a blurred box becomes, taken twice; less than half of what it must fit into. */
export const blurRadiusOf = ({ width, height }: PictureSizeOfBox): number =>
  Math.max(2, Math.floor(Math.min(width, height) / 8));

/** What is covered in one frame after the other: asked in rising order, it does not search. */
export class CoveredBoxes {
  readonly #masks: readonly PlannedMask[];
  readonly #at: number[];

  constructor(masks: readonly PlannedMask[]) {
    this.#masks = masks;
    this.#at = masks.map(() => 0);
  }

  of(frame: number): readonly { readonly fill: Fill; readonly box: PixelBox }[] {
    return this.#masks.flatMap(({ fill, firstFrame, endFrame, steps }, mask) => {
      if (frame < firstFrame || frame >= endFrame) return [];
      let at = this.#at[mask] ?? 0;
      while ((steps[at + 1]?.frame ?? Infinity) <= frame) at += 1;
      this.#at[mask] = at;
      const step = steps[at];
      return step === undefined ? [] : [{ fill, box: step.box }];
    });
  }
}

const isSame = (one: PixelBox, other: PixelBox): boolean =>
  one.x === other.x &&
  one.y === other.y &&
  one.width === other.width &&
  one.height === other.height;

const timesBroken = (): Refusal =>
  new Refusal("invalid", "derived/times-broken", "pictures of the recording stand at one time", {
    fix: "Have an excerpt made that is coded anew, and hide in that one.",
  });

const tooManyBoxes = (): Refusal =>
  new Refusal("invalid", "derived/too-many-boxes", "the boxes move through too many pictures", {
    fix: "Hide in parts of the recording, one after the other.",
    facts: { most: MOST_STEPS },
  });
