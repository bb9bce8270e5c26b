/** The player's clocks: frames are neither skipped nor counted twice, at any rate. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  frameStep,
  framesPerSecond,
  timecode,
  wallClock,
} from "../../../services/web/src/item/timecode.ts";

const RATES = [12.5, 15, 24, 25, 29.97, 30, 50, 59.94, 60];
const rate = fc.constantFrom(...RATES);
const frameAt = (seconds: number, fps: number): number => Math.floor((seconds + 0.0005) * fps);

describe("timecode", () => {
  it.each([
    [0, 25, "00:00:00:00"],
    [0.04, 25, "00:00:00:01"],
    [0.9999999, 25, "00:00:01:00"],
    [61.5, 30, "00:01:01:15"],
    [3723.96, 25, "01:02:03:24"],
    [-1, 25, "00:00:00:00"],
  ])("of %s s at %s frames a second is %s", (seconds, fps, expected) => {
    expect(timecode(seconds, fps)).toBe(expected);
  });
});

describe("frameStep", () => {
  it("moves by exactly one frame on and back, from anywhere within a frame", () => {
    fc.assert(
      fc.property(
        rate,
        fc.integer({ min: 1, max: 200_000 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (fps, frame, part) => {
          const at = (frame + part) / fps;
          const here = frameAt(at, fps);
          expect(frameAt(frameStep(at, fps, 1), fps)).toBe(here + 1);
          expect(frameAt(frameStep(at, fps, -1), fps)).toBe(here - 1);
        },
      ),
    );
  });

  it("stops at the start", () => {
    expect(frameStep(0, 25, -1)).toBe(0);
  });

  it("walks through every frame of a second, one by one", () => {
    for (const fps of RATES) {
      let at = 0;
      for (let frame = 1; frame <= 2 * fps; frame += 1) {
        at = frameStep(at, fps, 1);
        expect(frameAt(at, fps)).toBe(frame);
      }
    }
  });
});

describe("wallClock", () => {
  it("adds the position to what the device stated", () => {
    expect(wallClock("2026-11-24T06:03:22.114Z", 90.5)).toBe("2026-11-24T06:04:52.614Z");
  });
  it("claims nothing where the device stated nothing, or nothing that is a time", () => {
    expect(wallClock(null, 1)).toBeNull();
    expect(wallClock("yesterday", 1)).toBeNull();
  });
});

describe("framesPerSecond", () => {
  it("reads the probe's rate", () => {
    expect(framesPerSecond({ video: { framesPer1000s: 29_970 } })).toBe(29.97);
  });
  it.each([
    [null],
    [undefined],
    [{}],
    [{ video: null }],
    [{ video: { framesPer1000s: 0 } }],
    ["x"],
  ])("assumes 25 of %j", (info) => {
    expect(framesPerSecond(info)).toBe(25);
  });
});
