/** Masks become boxes of whole blocks on numbered frames, and whole samples: never less than was asked for. */
import { expect, it } from "vitest";
import type { Mask } from "../../../services/evidence/redaction-taken.ts";
import {
  type MasksWish as Wish,
  MasksWish,
  requireHidden,
  weaknessesOf,
} from "../../../services/derived/redaction/masks.ts";
import {
  type ShownFrames,
  CoveredBoxes,
  boxAt,
  cellsOf,
  planPicture,
} from "../../../services/derived/redaction/picture-plan.ts";
import { deadOf, planSound } from "../../../services/derived/redaction/sound-plan.ts";

const wish = (given: unknown): Wish => MasksWish.parse(given);
const point = (atMs: number, x = 0.5, y = 0.5, width = 0.1, height = 0.1) => {
  const parts = (of: number): number => Math.round(10_000 * of);
  return { atMs, x: parts(x), y: parts(y), width: parts(width), height: parts(height) };
};
const mask = (fromMs: number, toMs: number | null, ...points: object[]): Mask => {
  const [first] = wish({ pictures: [{ fromMs, toMs, points }] }).pictures;
  if (first === undefined) throw new Error("one mask");
  return first;
};
/** 25 a second, from 0. */
const steady = (frames: number, widthPx = 640, heightPx = 360): ShownFrames => ({
  ...{ widthPx, heightPx },
  timesUs: Array.from({ length: frames }, (_, frame) => frame * 40_000),
});
const only = (each: Mask, shown: ShownFrames) => {
  const [planned] = planPicture([each], shown);
  if (planned === undefined) throw new Error("one mask");
  return planned;
};

it("takes boxes that touch the picture, in the order of their times, and no others", () => {
  expect(wish({ pictures: [{ fromMs: 0, points: [point(0)] }] })).toMatchObject({
    pictures: [{ toMs: null, fill: "solid" }],
    sound: [],
  });
  const refused = [
    {},
    { pictures: [], sound: [] },
    { pictures: [{ fromMs: 0, points: [] }] },
    { pictures: [{ fromMs: 5, toMs: 5, points: [point(0)] }] },
    { pictures: [{ fromMs: 0, points: [point(9), point(9)] }] },
    { pictures: [{ fromMs: 0, points: [point(0, 1)] }] },
    { pictures: [{ fromMs: 0, points: [point(0, -0.2, 0.5, 0.2)] }] },
    { pictures: [{ fromMs: 0, points: [point(0, Number.NaN)] }] },
    { pictures: [{ fromMs: 0, fill: "none", points: [point(0)] }] },
    { sound: [{ fromMs: 0.5 }] },
    { sound: [{ fromMs: 0, how: "pitch" }] },
    { sound: [{ fromMs: 0, note: "for Lee" }] },
    { sound: Array.from({ length: 51 }, (_, at) => ({ fromMs: at })) },
    { pictures: Array.from({ length: 33 }, () => ({ fromMs: 0, points: [point(0)] })) },
  ].filter((each) => MasksWish.safeParse(each).success);
  expect(refused).toEqual([{ sound: [{ fromMs: 0, note: "for Lee" }] }]);
  // What it does not know it drops: no word of the reviewer is kept.
  expect(wish({ sound: [{ fromMs: 0, note: "for Lee" }] }).sound).toEqual([
    { fromMs: 0, toMs: null, how: "mute" },
  ]);
});

it("covers each frame that is seen in the range, and 200 ms beside it", () => {
  const { firstFrame, endFrame } = only(mask(1_000, 2_000, point(0)), steady(100));
  // 0.80 s and 2.16 s, and the one behind.
  expect([firstFrame, endFrame]).toEqual([20, 56]);
  expect(only(mask(0, null, point(0)), steady(100))).toMatchObject({
    firstFrame: 0,
    endFrame: 100,
  });
  expect(only(mask(3_900, 99_000, point(0)), steady(100)).endFrame).toBe(100);
  // A picture that stands still for seconds is seen in a range in which no frame begins.
  const slow = { ...steady(1), timesUs: [0, 1_000_000, 9_000_000, 10_000_000] };
  expect(only(mask(4_000, 5_000, point(0)), slow)).toMatchObject({ firstFrame: 1, endFrame: 3 });
});

it("is not made where nothing would be hidden, or where frames cannot be told apart", () => {
  const beyond = mask(60_000, null, point(0));
  expect(() => planPicture([beyond], steady(100))).toThrow(/nothing/);
  expect(() => planPicture([beyond], steady(0))).toThrow(/nothing/);
  const twice = { ...steady(1), timesUs: [0, 40_000, 40_000] };
  expect(() => planPicture([mask(0, null, point(0))], twice)).toThrow(/one time/);
  const masks = wish({ pictures: [{ fromMs: 0, points: [point(0)] }] });
  expect(() => requireHidden(masks, { picture: false, sound: true })).toThrow(/nothing/);
  expect(() =>
    planSound([{ fromMs: 9_000, toMs: null, how: "mute" }], { channels: 2, durationMs: 5_000 }),
  ).toThrow(/nothing/);
});

it("grows a box by its margin to whole blocks, and keeps it in the picture", () => {
  const box = (...at: [number, number, number, number]) =>
    only(mask(0, null, point(0, ...at)), steady(9)).steps[0]?.box;
  // 320 - 12.8 and 384 + 12.8 px across; 180 - 12.8 and 216 + 12.8 down.
  expect(box(0.5, 0.5, 0.1, 0.1)).toEqual({ x: 304, y: 160, width: 96, height: 80 });
  expect(box(-0.5, -0.5, 3, 3)).toEqual({ x: 0, y: 0, width: 640, height: 360 });
  expect(box(-0.5, 0.5, 0.51, 0.1)).toMatchObject({ x: 0, width: 32 });
  expect(box(0.99, 0.99, 1, 1)).toEqual({ x: 608, y: 336, width: 32, height: 24 });
  const narrow = only(mask(0, null, point(0, 0.5, 0.5, 0.0001, 0.0001)), steady(2, 18, 16));
  expect(narrow.steps[0]?.box).toEqual({ x: 0, y: 0, width: 18, height: 16 });
});

it("follows its points straight from one to the next, and stands before the first and after the last", () => {
  const points = mask(0, null, point(1_000, 0, 0), point(2_000, 0.5, 0.2)).points;
  expect(boxAt(points, 0)).toMatchObject({ x: 0, y: 0 });
  expect(boxAt(points, 1_500)).toMatchObject({ x: 2_500, y: 1_000 });
  expect(boxAt(points, 9_000)).toMatchObject({ x: 5_000, y: 2_000 });
  const planned = only({ fromMs: 0, toMs: null, fill: "solid", points }, steady(100));
  const covered = new CoveredBoxes([planned]);
  for (let frame = 0; frame < 100; frame += 1) {
    const [found] = covered.of(frame);
    const asked = boxAt(points, frame * 40);
    const at = { x: (asked.x * 640) / 10_000, y: (asked.y * 360) / 10_000 };
    expect(found?.box.x).toBeLessThanOrEqual(at.x);
    expect((found?.box.x ?? 0) + (found?.box.width ?? 0)).toBeGreaterThanOrEqual(at.x + 64);
    expect(found?.box.y).toBeLessThanOrEqual(at.y);
    expect((found?.box.y ?? 0) + (found?.box.height ?? 0)).toBeGreaterThanOrEqual(at.y + 36);
  }
  expect(planned.steps.length).toBeGreaterThan(10);
});

it("keeps one size for what is coarse, draws it below what is filled, and no finer than twelve cells", () => {
  const moving = [point(0, 0, 0, 0.1, 0.1), point(3_000, 0.6, 0.6, 0.4, 0.4)];
  const solid = mask(0, null, point(0));
  const blurred = { ...mask(0, null, ...moving), fill: "blur" as const };
  const planned = planPicture([solid, blurred], steady(100));
  expect(planned.map(({ fill }) => fill)).toEqual(["blur", "solid"]);
  const sizes = new Set(planned[0]?.steps.map(({ box }) => `${box.width}x${box.height}`));
  expect(sizes.size).toBe(1);
  const filled = only(mask(0, null, ...moving), steady(100));
  const covered = new CoveredBoxes([filled]);
  const coarse = new CoveredBoxes(planned);
  for (let frame = 0; frame < 100; frame += 1) {
    const [inner, outer] = [covered.of(frame)[0]?.box, coarse.of(frame)[0]?.box];
    if (inner === undefined || outer === undefined) throw new Error("covered in every frame");
    expect(outer.x).toBeLessThanOrEqual(inner.x);
    expect(outer.y).toBeLessThanOrEqual(inner.y);
    expect(outer.x + outer.width).toBeGreaterThanOrEqual(inner.x + inner.width);
    expect(outer.y + outer.height).toBeGreaterThanOrEqual(inner.y + inner.height);
    expect(outer.x + outer.width).toBeLessThanOrEqual(640);
    expect(outer.y + outer.height).toBeLessThanOrEqual(360);
  }
  expect(cellsOf({ width: 1_600, height: 800 })).toEqual([12, 6]);
  expect(cellsOf({ width: 32, height: 32 })).toEqual([4, 4]);
});

it("silences whole samples and a guard beside them, and turns voices where they are not silenced", () => {
  const { sound } = wish({
    sound: [
      { fromMs: 1_000, toMs: 2_000 },
      { fromMs: 1_900, toMs: 3_000 },
      { fromMs: 2_500, toMs: 6_000, how: "pitch" },
    ],
  });
  const plan = planSound(sound, { channels: 6, durationMs: 9_000 });
  expect(plan.channels).toBe(2);
  expect(plan.silent).toEqual([{ from: 38_400 - 3_072, to: 297_600 }]);
  expect(plan.lower).toEqual([{ from: 153_600 + 3_072, to: 297_600 }]);
  // Nothing is heard from 0.8 s to 3.2 s.
  expect(deadOf(plan)).toEqual([{ from: 38_400, to: 153_600 }]);
  const toTheEnd = planSound([{ fromMs: 0, toMs: null, how: "mute" }], {
    channels: 1,
    durationMs: null,
  });
  expect(toTheEnd).toEqual({ channels: 1, silent: [{ from: 0, to: null }], lower: [] });
  expect(deadOf(toTheEnd)).toEqual([{ from: 0, to: null }]);
});

it("knows which masks can be undone in part", () => {
  const of = (given: unknown) => weaknessesOf(wish(given));
  expect(of({ pictures: [{ fromMs: 0, points: [point(0)] }], sound: [{ fromMs: 0 }] })).toEqual([]);
  expect(of({ pictures: [{ fromMs: 0, fill: "blur", points: [point(0)] }] })).toEqual(["undone"]);
  expect(of({ sound: [{ fromMs: 0, toMs: 9, how: "pitch" }] })).toEqual(["voice"]);
});
