/** The time line of a case: folded into days, on our clock, with what runs at a moment. */
import { expect, it } from "vitest";
import {
  type CaseRecording,
  partsOf,
  runningAt,
  shotsAsked,
} from "../../../services/web/src/cases/case-line.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 24);
const at = (hours: number): string => new Date(START + hours * HOUR).toISOString();
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const recording = (
  itemId: string,
  device: string,
  hour: number | null,
  hours: number | null,
  clock: CaseRecording["clock"] = null,
): CaseRecording => ({
  ...{ itemId, deviceId: device, deviceName: device, camera: null, sessionId: null, by: "device" },
  ...{ recordedAt: hour === null ? null : at(hour), clock },
  durationMs: hours === null ? null : hours * HOUR,
});
const nothing = { sessions: [], markers: [] };
const days = (recordings: readonly CaseRecording[]) =>
  partsOf({ ...nothing, recordings: [...recordings] }, undefined, dayOf).map(
    ({ day, placed }) => [day, placed.map((one) => one.recording.itemId)] as const,
  );

it("is a part a day, and one part over midnight only while something runs", () => {
  expect(
    days([
      recording("late", "car", 23.5, 1),
      recording("early", "body", 9, 1),
      recording("beside", "body", 24.2, 0.1),
      recording("next", "body", 33, 1),
      recording("untold", "body", null, 1),
    ]),
  ).toEqual([
    ["2026-11-24", ["early", "late", "beside"]],
    ["2026-11-25", ["next"]],
  ]);
});

it("never makes one part of a camera that never stops", () => {
  const weeks = Array.from({ length: 21 * 24 }, (_, hour) =>
    recording(`h${hour}`, "room", hour, 1.01),
  );
  const found = days(weeks);
  expect(found.length).toBeGreaterThan(10);
  expect(found.flatMap(([, ids]) => ids)).toEqual(weeks.map(({ itemId }) => itemId));
  expect(Math.max(...found.map(([, ids]) => ids.length))).toBeLessThanOrEqual(36 + 24);
});

it("draws what belongs to that day alone, on our clock, and says which clocks were checked", () => {
  const clock = { offsetMs: HOUR, errorMs: 100, spreadMs: 0, isJump: false };
  const finding = { code: "gap", weight: "fault" as const, text: { "zh-CN": "", en: "" } };
  const session = {
    ...{ id: "s", number: "S-1", activities: ["HN-01"], startedAt: null, stoppedAt: null },
    pauses: [{ from: at(9.2), to: at(9.3), reason: null }],
  };
  const [first, second] = partsOf(
    {
      recordings: [recording("a", "fast", 10, 1, clock), recording("b", "body", 9.5, 1)].concat(
        recording("c", "body", 33, null),
      ),
      sessions: [session],
      markers: [{ id: "m", itemId: "a", kind: "rights_told", atMs: 60_000 }],
    },
    {
      sessions: [
        {
          ...{ id: "s", number: "S-1", verdict: "incomplete" },
          findings: [
            { ...finding, facts: { from: at(9.6), to: at(9.7) } },
            { ...finding, facts: { from: at(33), to: at(33.001) } },
            { ...finding, code: "too-few-officers", facts: {} },
          ],
        },
      ],
    },
    dayOf,
  );
  expect(first?.line).toMatchObject({
    ...{ from: START + 9 * HOUR, to: START + 10.5 * HOUR },
    pauses: [{ from: START + 9.2 * HOUR }],
    gaps: [{ from: START + 9.6 * HOUR }],
  });
  expect(first?.line.lanes).toMatchObject([
    {
      name: "fast",
      stretches: [{ isChecked: true }],
      markers: [{ at: START + 9 * HOUR + 60_000 }],
    },
    { name: "body", stretches: [{ isChecked: false }], markers: [] },
  ]);
  expect(second?.line).toMatchObject({ pauses: [], gaps: [{ from: START + 33 * HOUR }] });
  // Of a length that nobody knows, the line still has a width.
  expect(second?.line.to).toBeGreaterThan(second?.line.from ?? Infinity);
});

it("knows what recorded at a moment: from the first picture on, and not at the end any more", () => {
  const [part] = partsOf(
    { ...nothing, recordings: [recording("a", "car", 1, 1), recording("b", "body", 1.5, 1)] },
    undefined,
    dayOf,
  );
  const running = (hour: number) =>
    runningAt(part?.placed ?? [], START + hour * HOUR).map((one) => [one.recording.itemId, one.ms]);
  expect(running(0.9)).toEqual([]);
  expect(running(1)).toEqual([["a", 0]]);
  expect(running(1.75)).toEqual([
    ["a", 0.75 * HOUR],
    ["b", 0.25 * HOUR],
  ]);
  expect(running(2)).toEqual([["b", 0.5 * HOUR]]);
});

it("asks for the shots of all its sessions, and takes a marker on any recording for one", () => {
  const sessions = ["A", "B"].map((code) => ({
    ...{ id: code, number: code, activities: [code], startedAt: null, stoppedAt: null },
    pauses: [],
  }));
  const asked = shotsAsked({ sessions, markers: [{ id: "m", itemId: "i", kind: "k", atMs: 0 }] });
  expect(asked.session.activities).toEqual(["A", "B"]);
  expect(asked.annotations).toEqual([{ ended: null, note: { type: "marker", kind: "k" } }]);
});
