/** The time line of a device: each recording on its day, findings at what they are about, none lost and none twice. */
import { expect, it } from "vitest";
import { type Finding, type Recording, daysOf } from "../../../services/web/src/chain/time-line.ts";

const recording = (itemId: string | null, at: Date, recordedAt: Date | null = at): Recording => ({
  ...{ itemId, filename: itemId, receivedAt: at.toISOString(), stage: "sealed", sizeBytes: 1 },
  ...{ recordedAt: recordedAt?.toISOString() ?? null, senderId: "d", sequence: "1" },
  ...{ manifestSha256: null, previousManifestSha256: null, visitId: null, clockOffsetMs: null },
});
const finding = (at: Date, itemId: string | null): Finding => ({
  ...{ kind: "clock-step", at: at.toISOString(), itemId, visitId: null },
  words: { "zh-CN": "跳", en: "jumped" },
});

it("has a row a day, newest first, by the reader's clock, with findings at their recording or visit", () => {
  const [one, two] = [new Date(2026, 10, 24, 6), new Date(2026, 10, 25, 23, 59, 59)];
  const days = daysOf(
    [recording("a", two), recording("b", one), recording("c", new Date(2027, 0, 1), one)],
    [finding(two, "a"), finding(two, "a"), finding(one, null), finding(one, "not shown")],
  );
  expect(days.map(({ name }) => name)).toEqual(["2026-11-25", "2026-11-24"]);
  expect(days[0]!.ticks.map(({ recording: r, findings }) => [r?.itemId, findings.length])).toEqual([
    ["a", 2],
  ]);
  expect(days[0]!.ticks[0]!.share).toBeCloseTo(1, 3);
  expect(days[1]!.ticks.map((tick) => [tick.recording?.itemId, tick.share])).toEqual([
    ["b", 0.25],
    ["c", 0.25],
    [undefined, 0.25],
  ]);
});

it("keeps recordings that are not to be named, without what is said of others", () => {
  const at = new Date(2026, 10, 24, 6);
  const [day] = daysOf([recording(null, at), recording(null, at)], [finding(at, null)]);
  expect(day!.ticks.map(({ findings }) => findings.length)).toEqual([0, 0, 1]);
});
