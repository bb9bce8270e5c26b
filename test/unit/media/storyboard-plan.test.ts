/** Storyboards: how far pictures lie apart, what is decoded for them, and the cues that name them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_TILES, TILE_PX, storyboardVtt, vttTime } from "../../../services/media/overview.ts";
import { KeyTimes, storyboardPlans } from "../../../services/media/storyboard-plan.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";

const video = mediaInfo().video!;
const every = (ms: number, lengthMs: number) => ({
  atMs: Array.from({ length: Math.ceil(lengthMs / ms) }, (_, index) => index * ms),
  lengthMs,
});

test.each([
  ["a minute with a key picture a second", 60_000, 1_000, 2_000, [true, false]],
  ["a minute with one every three seconds", 60_000, 3_000, 2_000, [true, false]],
  ["a minute with one every ten seconds", 60_000, 10_000, 2_000, [false]],
  ["ten minutes with one every ten seconds", 600_000, 10_000, 6_061, [true]],
  ["an hour with one in all", 3_600_000, 3_600_000, 36_364, [true]],
  ["a day", 86_400_000, 2_000, 872_728, [true]],
])("of %s", (_, lengthMs, apartMs, everyMs, keysOnly) => {
  const plans = storyboardPlans(video, every(apartMs, lengthMs));
  expect(plans.map(({ keyPicturesOnly }) => keyPicturesOnly)).toEqual(keysOnly);
  for (const plan of plans) {
    expect(plan.everyMs).toBe(everyMs);
    expect(Math.max(plan.tile.widthPx, plan.tile.heightPx)).toBeLessThanOrEqual(TILE_PX);
  }
});

test("never more pictures than there may be, and room for each", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 31 }),
      fc.integer({ min: 1, max: 9_999 }),
      (length, apart) => {
        const atMs = Array.from({ length: 500 }, (_, index) => index * apart);
        for (const { columns, rows } of storyboardPlans(video, { atMs, lengthMs: length })) {
          expect(columns * rows).toBeGreaterThan(0);
          expect(columns * rows).toBeLessThanOrEqual(MOST_TILES);
        }
      },
    ),
  );
});

test("times of key pictures are kept in a memory of fixed size, spread over all of them", () => {
  for (const apart of [0, 1, 33, 2_000]) {
    const times = new KeyTimes(64);
    for (let index = 0; index < 10_000; index += 1) times.add(index * apart);
    expect(times.atMs.length).toBeLessThanOrEqual(64);
    expect(times.atMs[0]).toBe(0);
    if (apart > 0) {
      expect(times.atMs.length).toBeGreaterThanOrEqual(16);
      expect(times.atMs.at(-1)).toBeGreaterThan(9_000 * apart);
    }
    expect([...times.atMs].sort((a, b) => a - b)).toEqual(times.atMs);
  }
});

test("each picture has its cue, the first from the beginning and the last to the end", () => {
  const numbers = { columns: 2, tileWidthPx: 160, tileHeightPx: 90 };
  const text = storyboardVtt({ ...numbers, atMs: [40, 2_000, 4_000], endMs: 5_500 }, "s.jpg");
  expect(text.split("\n\n").map((cue) => cue.trim())).toEqual([
    "WEBVTT",
    "00:00:00.000 --> 00:00:02.000\ns.jpg#xywh=0,0,160,90",
    "00:00:02.000 --> 00:00:04.000\ns.jpg#xywh=160,0,160,90",
    "00:00:04.000 --> 00:00:05.500\ns.jpg#xywh=0,90,160,90",
  ]);
  expect(vttTime(26 * 3_600_000 + 61_007)).toBe("26:01:01.007");
});

test("no cue ends before it begins", () => {
  const numbers = { columns: 2, tileWidthPx: 160, tileHeightPx: 90, atMs: [0, 0, 7], endMs: 7 };
  expect(storyboardVtt(numbers, "s.jpg").match(/--> \S+/g)).toEqual([
    ...["--> 00:00:00.001", "--> 00:00:00.007", "--> 00:00:00.008"],
  ]);
});
