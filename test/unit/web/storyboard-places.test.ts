/** Which picture shows a moment, and where it lies: every moment has one, and it is never of later. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  partAt,
  pictureAt,
  placeOf,
  sizeOf,
  thumbAt,
} from "../../../services/web/src/item/storyboard-places.ts";

const board = {
  ...{ columns: 2, tileWidthPx: 160, tileHeightPx: 90 },
  ...{ atMs: [40, 2_000, 4_000], endMs: 6_000 },
};

test.each([
  [0, 0],
  [0.04, 0],
  [1.999, 0],
  [2, 1],
  [3.9, 1],
  [4, 2],
  [999, 2],
])("at %f s it is picture %i", (seconds, index) => {
  expect(pictureAt(board, seconds)).toBe(index);
});

test("pictures fill rows from the left, and lie within the whole", () => {
  expect([0, 1, 2].map((index) => placeOf(board, index))).toEqual([
    { leftPx: 0, topPx: 0 },
    { leftPx: 160, topPx: 0 },
    { leftPx: 0, topPx: 90 },
  ]);
  expect(sizeOf(board)).toEqual({ widthPx: 320, heightPx: 180 });
});

test("the pointer at the ends of the bar is at the ends of the recording", () => {
  expect([partAt(-50, 400), partAt(0, 400), partAt(8, 400)]).toEqual([0, 0, 0]);
  expect([partAt(200, 400), partAt(392, 400), partAt(999, 400)]).toEqual([0.5, 1, 1]);
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (x, width) => {
      const part = partAt(x, width);
      expect(part).toBeGreaterThanOrEqual(0);
      expect(part).toBeLessThanOrEqual(1);
    }),
  );
  expect(thumbAt(0.5)).toBe("calc(8px + 0.5 * (100% - 16px))");
});
