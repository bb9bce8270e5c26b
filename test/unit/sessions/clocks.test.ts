/** Continuity on one clock: an offset is no gap, hides none, and what the clocks may be wrong is told. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { type DeviceId, type ItemId, newId } from "../../../services/kernel/ids.ts";
import { gapsOf } from "../../../services/sessions/continuity.ts";
import {
  type ClockChecks,
  type RecordingClock,
  recordingClock,
} from "../../../services/sessions/recording-clock.ts";
import type { Recording } from "../../../services/sessions/session.ts";
import { NOON } from "../../fixtures/evidence.ts";

const SECOND = 1_000;
const at = (seconds: number): UtcInstant => plusMs(NOON, seconds * SECOND);
const SESSION = { startedAt: at(0), stoppedAt: at(600), pauses: [] };
const [one, other] = [newId<DeviceId>(), newId<DeviceId>()];

const exactly = (offsetSec: number, errorMs = 200): RecordingClock => ({
  ...{ offsetMs: offsetSec * SECOND, errorMs, spreadMs: 2 * errorMs, isJump: false },
});
/** As it really ran; what the device claims is off by its clock. */
const clip = (
  from: number,
  to: number,
  { deviceId = one, offsetSec = 0, clock = null as RecordingClock | null } = {},
): Recording => ({
  ...{ itemId: newId<ItemId>(), deviceId, deviceName: deviceId === one ? "A" : "B" },
  ...{ camera: null, recordedAt: at(from + offsetSec), durationMs: (to - from) * SECOND },
  ...{ clock, by: "person" },
});
const found = (...recordings: Recording[]) =>
  gapsOf(SESSION, recordings, 5 * SECOND).map(({ from, to, by, clock }) => [
    ...[(Date.parse(from) - Date.parse(NOON)) / SECOND],
    ...[(Date.parse(to) - Date.parse(NOON)) / SECOND, by, clock],
  ]);

describe("two devices with opposite offsets", () => {
  const ahead = { offsetSec: 90, clock: exactly(90) };
  const behind = { deviceId: other, offsetSec: -90, clock: exactly(-90) };

  it("leave no gap where there is only an offset", () => {
    expect(found(clip(0, 300, ahead), clip(300, 600, behind))).toEqual([]);
    const claimed = [
      clip(0, 300, { ...ahead, clock: null }),
      clip(300, 600, { ...behind, clock: null }),
    ];
    expect(found(...claimed)).not.toEqual([]);
  });

  it("hide no gap that is there: claimed times overlap it", () => {
    const early = { offsetSec: 60, clock: exactly(60) };
    const late = { deviceId: other, offsetSec: -60, clock: exactly(-60) };
    expect(found(clip(0, 250, early), clip(350, 600, late))).toEqual([
      [250, 350, null, "measured"],
    ]);
    const trusted = [
      clip(0, 250, { ...early, clock: null }),
      clip(350, 600, { ...late, clock: null }),
    ];
    expect(found(...trusted).some(([from]) => from === 250)).toBe(false);
  });

  it("say which clock was used, also where only one side was measured", () => {
    const [, bare] = [ahead, { deviceId: other }];
    expect(found(clip(0, 250, ahead), clip(350, 600, bare))).toEqual([[250, 350, null, "mixed"]]);
    expect(found(clip(0, 250), clip(350, 600, bare))).toEqual([[250, 350, null, "claimed"]]);
  });
});

describe("the error of a gap", () => {
  const errors = (...recordings: Recording[]) =>
    gapsOf(SESSION, recordings, 5 * SECOND).map(({ errorMs }) => errorMs);

  it("is that of both clocks between two devices, and cancels within one", () => {
    const clock = exactly(0, 3_000);
    expect(errors(clip(0, 250, { clock }), clip(350, 600, { deviceId: other, clock }))).toEqual([
      6_000,
    ]);
    const steady = { ...clock, spreadMs: 40 };
    expect(errors(clip(0, 250, { clock: steady }), clip(350, 600, { clock: steady }))).toEqual([
      40,
    ]);
  });

  it("counts cameras of one dock as the devices that they are", () => {
    const clock = { ...exactly(0, 3_000), spreadMs: 40 };
    const [left, right] = ["C-1", "C-2"].map((camera, half) => ({
      ...clip(half === 0 ? 0 : 350, half === 0 ? 250 : 600, { clock }),
      camera,
    }));
    expect(errors(left!, right!)).toEqual([6_000]);
  });
});

describe("what is known of a clock", () => {
  const checks = (known: Partial<ClockChecks>): ClockChecks => ({
    ...{ exact: null, told: null, overMs: 0, sinceMs: 0, isBetween: true, ...known },
  });

  it("is nothing where nobody looked", () => {
    expect(recordingClock(checks({}))).toBeNull();
  });

  it("lies between what was measured before and after, with the error of both", () => {
    expect(recordingClock(checks({ exact: { from: 880, to: 1_120 } }))).toEqual({
      ...{ offsetMs: 1_000, errorMs: 120, spreadMs: 240, isJump: false },
    });
  });

  it("drifts where it was looked at only afterwards", () => {
    const day = 86_400_000;
    const late = checks({ exact: { from: 0, to: 0 }, sinceMs: 3 * day, isBetween: false });
    expect(recordingClock(late)).toMatchObject({ offsetMs: 0, errorMs: 30_000 });
  });

  it("told one way may be wrong by a minute, and says no more than exact checks unless it contradicts them", () => {
    const told = { from: 4_000, to: 4_000 };
    expect(recordingClock(checks({ told }))).toMatchObject({ offsetMs: 4_000, errorMs: 60_000 });
    const exact = { from: 900, to: 1_100 };
    expect(recordingClock(checks({ told, exact }))).toMatchObject({ offsetMs: 1_000 });
    const against = { told: { from: -3_600_000, to: 4_000 }, exact };
    expect(recordingClock(checks(against))).toMatchObject({ isJump: true });
  });

  it("that was set between two checks places nothing, and says how far it may be off", () => {
    const set = recordingClock(checks({ exact: { from: -100, to: 3_600_100 } }));
    expect(set).toEqual({
      ...{ offsetMs: 0, errorMs: 3_600_100, spreadMs: 3_600_200, isJump: true },
    });
    expect(found(clip(0, 250, { clock: set }), clip(350, 600, { deviceId: other }))).toEqual([
      [250, 350, null, "claimed"],
    ]);
  });

  it("holds the truth: wherever the clock stood between two checks, the offset is within the error", () => {
    const ms = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(ms, ms, fc.integer({ min: 0, max: 500 }), fc.nat(1_000), (a, b, error, part) => {
        const exact = { from: Math.min(a, b) - error, to: Math.max(a, b) + error };
        const truth = a + ((b - a) * part) / 1_000;
        const clock = recordingClock(checks({ exact }))!;
        expect(Math.abs(truth - clock.offsetMs)).toBeLessThanOrEqual(clock.errorMs + 1);
      }),
    );
  });
});
