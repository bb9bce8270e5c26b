/** What a recorder recorded before and after a recording, and for how long nothing; in words of the page too. */
import { expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { type DeviceId, type ItemId, newId } from "../../../services/kernel/ids.ts";
import { neighboursOf } from "../../../services/sessions/neighbours.ts";
import type { Recording } from "../../../services/sessions/session.ts";
import { gapText } from "../../../services/web/src/item/gap-text.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { textsIn } from "../../fixtures/page-texts.ts";

const at = (seconds: number): UtcInstant => plusMs(NOON, 1_000 * seconds);
const deviceId = newId<DeviceId>();
const recording = (from: number, to: number, changes: Partial<Recording> = {}): Recording => ({
  ...{ itemId: newId<ItemId>(), deviceId, deviceName: "DC-1", camera: null, clock: null },
  ...{ recordedAt: at(from), durationMs: 1_000 * (to - from), by: "device" },
  ...changes,
});
const clock = (offsetMs: number) => ({
  ...{ offsetMs, errorMs: 40, spreadMs: 10, isJump: false },
});

it("are the nearest of the same recorder, in whichever order they arrived", () => {
  const [first, own, last] = [recording(0, 60), recording(90, 120), recording(120, 180)];
  const other = recording(61, 89, { camera: "BWC-2" });
  const untold = recording(0, 1, { recordedAt: null });
  const all = [last, untold, own, other, first];
  expect(neighboursOf(own.itemId, all, [])).toMatchObject({
    before: { itemId: first.itemId, gapMs: 30_000, pausedMs: 0, clock: "claimed" },
    after: { itemId: last.itemId, gapMs: 0 },
  });
  expect(neighboursOf(first.itemId, all, [])).toMatchObject({
    before: null,
    after: { itemId: own.itemId, gapMs: 30_000 },
  });
  for (const alone of [other.itemId, untold.itemId, newId<ItemId>()])
    expect(neighboursOf(alone, all, [])).toEqual({ before: null, after: null });
});

it("says how much of a gap was a pause, and that what overlaps leaves none", () => {
  const [first, own] = [recording(0, 60), recording(120, 180)];
  const pauses = [
    { from: at(50), to: at(70), reason: null },
    { from: at(100), to: at(110), reason: null },
    { from: at(500), to: at(600), reason: null },
  ];
  const { before } = neighboursOf(own.itemId, [first, own], pauses);
  expect(before).toMatchObject({ gapMs: 60_000, pausedMs: 20_000 });
  // Of a recorder with two cameras: what runs meanwhile is no neighbour.
  const meanwhile = [recording(118, 170), recording(120, 180), recording(150, 300)];
  expect(neighboursOf(own.itemId, [first, own, ...meanwhile], [])).toMatchObject({
    before: { itemId: first.itemId },
    after: null,
  });
  const overlapping = recording(59, 180);
  expect(neighboursOf(overlapping.itemId, [first, overlapping], pauses).before).toMatchObject({
    ...{ gapMs: 0, pausedMs: 0 },
  });
});

it("is told by our clock where both were measured, with what they moved by as its error", () => {
  const [first, own] = [
    recording(0, 60, { clock: clock(5_000) }),
    recording(90, 120, { clock: clock(5_000) }),
  ];
  expect(neighboursOf(own.itemId, [first, own], []).before).toMatchObject({
    ...{ gapMs: 30_000, clock: "measured", errorMs: 10 },
  });
});

it.each(["zh-CN", "en"] as const)("is said in words: %s", (language) => {
  const texts: Readonly<Record<string, string>> = textsIn(language);
  const say = (key: string, values: Readonly<Record<string, unknown>> = {}) =>
    (texts[key] ?? "?").replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  const gap = { itemId: newId(), pausedMs: 0, clock: "measured", errorMs: 0 } as const;
  expect(gapText(say, { ...gap, gapMs: 900 })).toBe(texts["beside.joined"]);
  const long = gapText(say, { ...gap, gapMs: 75_000, pausedMs: 30_000, clock: "claimed" });
  expect(long).toContain("1:15");
  expect(long).toContain("0:30");
  expect(long).toContain(texts["beside.claimed"]);
  expect(long).not.toMatch(/\?|\{|undefined/);
});
