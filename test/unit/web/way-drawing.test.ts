/** The drawing of a way: inside its frame, true to scale, over the date line too. */
import { expect, test } from "vitest";
import type { TrackBody } from "../../../services/review/track-schema.ts";
import { FRAME, drawWay } from "../../../services/web/src/item/way-drawing.ts";

const way = (...coordinates: number[][][]): Pick<TrackBody, "geometry"> => ({
  geometry: { type: "MultiLineString", coordinates },
});
const pointsOf = (line: string): number[][] =>
  line.split(" ").map((point) => point.split(",").map(Number));

test("a kilometre is as long as its bar says, whichever way it goes, and all of it is in the frame", () => {
  const north = 1_000 / 111_132;
  const east = north / Math.cos((60 * Math.PI) / 180);
  const drawing = drawWay(
    way(
      [
        [10, 60],
        [10 + east, 60],
      ],
      [
        [10, 60],
        [10, 60 + north],
      ],
    ),
  );
  const points = (drawing?.lines ?? []).flatMap(pointsOf);
  const [xs, ys] = [0, 1].map((at) => points.map((point) => point[at] ?? NaN)) as [
    number[],
    number[],
  ];
  const [across, up] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
  expect(across / up).toBeCloseTo(1, 2);
  expect(drawing?.bar.width).toBeCloseTo(((drawing?.bar.metres ?? 0) / 1_000) * across, 0);
  expect(drawing?.bar.width).toBeLessThanOrEqual(FRAME.width / 3);
  expect([Math.min(...xs), Math.min(...ys)].every((least) => least >= 0)).toBe(true);
  expect(Math.max(...xs)).toBeLessThanOrEqual(FRAME.width);
  expect(Math.max(...ys)).toBeLessThanOrEqual(FRAME.height);
});

test("a way over the date line is as short as it is", () => {
  const drawing = drawWay(
    way([
      [179.999, 0],
      [-179.999, 0],
    ]),
  );
  expect(drawing?.bar.metres).toBeLessThanOrEqual(200);
});

test("one position is a point in the middle, and none is nothing", () => {
  const one = drawWay({ geometry: { type: "MultiPoint", coordinates: [[1, 2]] } });
  expect(one?.start).toEqual([FRAME.width / 2, FRAME.height / 2]);
  expect(one?.end).toEqual(one?.start);
  expect(drawWay(way())).toBeNull();
});
