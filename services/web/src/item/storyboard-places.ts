/** Which picture of a storyboard shows a moment, and where it lies in the one that holds them all. */
import type { ItemBody } from "../../../review/api-schema.ts";

export type Storyboard = NonNullable<ItemBody["overview"]["storyboard"]>;

/** The last that is not later; of what comes before the first, the first. */
export function pictureAt({ atMs }: Storyboard, seconds: number): number {
  const next = atMs.findIndex((ms) => ms > 1_000 * seconds);
  return next < 0 ? atMs.length - 1 : Math.max(0, next - 1);
}

export const placeOf = ({ columns, tileWidthPx, tileHeightPx }: Storyboard, index: number) => ({
  leftPx: (index % columns) * tileWidthPx,
  topPx: Math.floor(index / columns) * tileHeightPx,
});

export const sizeOf = ({ columns, tileWidthPx, tileHeightPx, atMs }: Storyboard) => ({
  widthPx: columns * tileWidthPx,
  heightPx: Math.ceil(atMs.length / columns) * tileHeightPx,
});

/** A slider's thumb stands within its ends: half of its width lies before the first moment, and half behind the last. */
const HALF_THUMB_PX = 8;

/** The part of the whole that the pointer is at, 0 to 1. */
export function partAt(xPx: number, widthPx: number): number {
  const part = (xPx - HALF_THUMB_PX) / Math.max(1, widthPx - 2 * HALF_THUMB_PX);
  return Math.min(1, Math.max(0, part));
}

export const thumbAt = (part: number): string =>
  `calc(${HALF_THUMB_PX}px + ${part} * (100% - ${2 * HALF_THUMB_PX}px))`;
