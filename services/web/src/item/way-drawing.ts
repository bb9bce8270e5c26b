/** A way as a plain drawing: lines in a frame, true to scale around its middle, and a bar that says how long is how long. */
import type { TrackBody } from "../../../review/track-schema.ts";

export const FRAME = { width: 640, height: 360 } as const;
const MARGIN = 24;
/** Of a degree of latitude (WGS-84, at 45°). */
const METRES_A_DEGREE = 111_132;
/** A bar is no longer than a third of the frame. */
const BAR_PART = 3;

export interface WayDrawing {
  /** Points of each line, as SVG takes them. */
  readonly lines: readonly string[];
  readonly start: readonly [x: number, y: number];
  readonly end: readonly [x: number, y: number];
  readonly bar: { readonly metres: number; readonly width: number };
}

/** Null where no position is told. */
export function drawWay({ geometry }: Pick<TrackBody, "geometry">): WayDrawing | null {
  const lines: number[][][] =
    geometry.type === "MultiLineString" ? geometry.coordinates : [geometry.coordinates];
  const [first] = lines.flat();
  if (first === undefined) return null;
  const [longitude0 = 0, latitude0 = 0] = first;
  const shrink = Math.cos((latitude0 * Math.PI) / 180);
  // Around the first position, so that a way over the date line is no way around the world.
  const metres = lines.map((line) =>
    line.map(([longitude = 0, latitude = 0]): [number, number] => {
      const east = ((longitude - longitude0 + 540) % 360) - 180;
      return [east * shrink * METRES_A_DEGREE, (latitude0 - latitude) * METRES_A_DEGREE];
    }),
  );
  let [left, right, top, bottom] = [0, 0, 0, 0];
  for (const [x, y] of metres.flat()) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  const inner = { width: FRAME.width - 2 * MARGIN, height: FRAME.height - 2 * MARGIN };
  // Who stands still is not drawn larger than receivers are exact.
  const scale = Math.min(
    inner.width / Math.max(right - left, 20),
    inner.height / Math.max(bottom - top, 20),
  );
  const place = ([x, y]: readonly [number, number]): [number, number] => [
    round(FRAME.width / 2 + (x - (left + right) / 2) * scale),
    round(FRAME.height / 2 + (y - (top + bottom) / 2) * scale),
  ];
  const placed = metres.map((line) => line.map(place));
  const drawn = placed.flat();
  return {
    lines: placed.map((line) => line.map((point) => point.join(",")).join(" ")),
    start: drawn[0] ?? [0, 0],
    end: drawn.at(-1) ?? [0, 0],
    bar: barOf(FRAME.width / BAR_PART / scale, scale),
  };
}

/** 1, 2 or 5 and noughts. */
function barOf(most: number, scale: number): WayDrawing["bar"] {
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1].find((times) => times * power <= most) ?? 1) * power;
  return { metres, width: round(metres * scale) };
}

const round = (value: number): number => Math.round(value * 10) / 10;
