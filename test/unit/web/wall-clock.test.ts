/** Several recordings on one clock: where each stands, and how one that ran away is brought back. */
import { describe, expect, it } from "vitest";
import {
  advanced,
  correctionOf,
  frameMs,
  onStep,
  overlaps,
  restsAt,
  spanOf,
  standingAt,
} from "../../../services/web/src/together/wall-clock.ts";

const angle = (from: number, lengthMs: number) => ({ from, lengthMs });

it("says of each recording whether it has begun, runs or is over, moved as whoever watches moved it", () => {
  const one = angle(10_000, 5_000);
  expect(standingAt(one, 0, 9_999)).toEqual({ state: "before" });
  expect(standingAt(one, 0, 10_000)).toEqual({ state: "running", seconds: 0 });
  expect(standingAt(one, 0, 14_999)).toEqual({ state: "running", seconds: 4.999 });
  expect(standingAt(one, 0, 15_000)).toEqual({ state: "after" });
  expect(standingAt(one, 500, 10_400)).toEqual({ state: "before" });
  expect(standingAt(one, -500, 9_500)).toEqual({ state: "running", seconds: 0 });
});

it("reaches from the first begin to the last end, and knows whether any two run at once", () => {
  const angles = [angle(10_000, 5_000), angle(12_000, 9_000)];
  expect(spanOf(angles, [0, 0])).toEqual({ from: 10_000, to: 21_000 });
  expect(spanOf(angles, [3_000, 1_000])).toEqual({ from: 13_000, to: 22_000 });
  expect(spanOf([], [])).toEqual({ from: 0, to: 0 });
  expect(overlaps(angles)).toBe(true);
  expect(overlaps([angle(10_000, 2_000), angle(12_000, 9_000)])).toBe(false);
  expect(overlaps([angle(1, 1)])).toBe(false);
});

it("runs at its pace, stands while a picture is missing, and stops at both ends", () => {
  const span = { from: 1_000, to: 2_000 };
  expect(advanced({ at: 1_100, rate: 2 }, 40, false, span)).toEqual({ at: 1_180, rate: 2 });
  expect(advanced({ at: 1_100, rate: 2 }, 40, true, span)).toEqual({ at: 1_100, rate: 2 });
  expect(advanced({ at: 1_990, rate: 1 }, 40, false, span)).toEqual({ at: 2_000, rate: 0 });
  expect(advanced({ at: 1_010, rate: -1 }, 40, false, span)).toEqual({ at: 1_000, rate: 0 });
  expect(advanced({ at: 1_000, rate: 1 }, 40, false, span)).toEqual({ at: 1_040, rate: 1 });
});

describe("a recording that ran away", () => {
  it("is let run while nobody sees it, paced while it is near, and sought when it is far", () => {
    expect(correctionOf(10, 10.01, 1)).toEqual({ seekTo: null, rate: 1 });
    expect(correctionOf(10, 10.05, 1).rate).toBeCloseTo(0.95);
    expect(correctionOf(10, 9.95, 1).rate).toBeCloseTo(1.05);
    expect(correctionOf(10, 10.3, 1)).toEqual({ seekTo: null, rate: 0.9 });
    expect(correctionOf(10, 10.5, 1)).toEqual({ seekTo: 10, rate: 1 });
    expect(correctionOf(10, 9, 4)).toMatchObject({ seekTo: null, rate: 4.4 });
    expect(correctionOf(10, 8, 4)).toEqual({ seekTo: 10, rate: 4 });
  });

  it("comes back without being sought, from either side, at any pace, and stays", () => {
    for (const rate of [0.25, 0.5, 1, 1.5, 2, 4]) {
      for (const start of [-0.35, 0.35]) {
        let [wanted, actual] = [10, 10 + start];
        for (let tick = 0; tick < 60 * 30; tick += 1) {
          const { seekTo, rate: pace } = correctionOf(wanted, actual, rate);
          expect(seekTo).toBeNull();
          // Its own clock is a thousandth off.
          actual += (pace * 1.001) / 60;
          wanted += rate / 60;
        }
        expect(Math.abs(actual - wanted)).toBeLessThan(0.025 * Math.max(1, rate));
      }
    }
  });
});

it("rests on the picture of the moment, and steps by the frame of the fastest", () => {
  expect([restsAt(1, 1.004), restsAt(1, 1.006)]).toEqual([true, false]);
  expect(frameMs([25, 50])).toBe(20);
  expect(frameMs([])).toBe(1_000);
  expect([100, 139.9, 140, 141].map((at) => onStep(at, 100, 40))).toEqual([100, 100, 140, 140]);
});
