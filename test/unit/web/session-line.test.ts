/** The time line of a session, and its findings in words of the page. */
import { expect, it } from "vitest";
import { lineOf } from "../../../services/web/src/sessions/lanes.ts";
import { findingWords } from "../../../services/web/src/sessions/finding-words.ts";
import { localTime } from "../../../services/web/src/shown/format.ts";

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 5, 1, minute)).toISOString();
const ms = (minute: number): number => Date.parse(at(minute));
const recording = (
  itemId: string,
  device: string,
  minute: number | null,
  minutes: number | null,
) => ({
  ...{
    itemId,
    deviceId: device,
    deviceName: device,
    by: "person" as const,
    camera: null,
    clock: null,
  },
  recordedAt: minute === null ? null : at(minute),
  durationMs: minutes === null ? null : minutes * 60_000,
});
const finding = (code: string, facts: Record<string, string>) => ({
  ...{ code, weight: "fault" as const, facts, text: { "zh-CN": "", en: "" } },
});
const empty = {
  ...{ recordings: [], pauses: [], startedAt: null, stoppedAt: null },
  completeness: { verdict: "open" as const, findings: [] },
};

it("has a lane for each device, with its own covered gaps and standing markers", () => {
  const note = { type: "marker", kind: "rights_told", atMs: 60_000 };
  const made = { madeAt: at(50), madeBy: "user:1" };
  const line = lineOf(
    {
      ...{ startedAt: at(0), stoppedAt: at(30) },
      recordings: [
        recording("a", "body", 1, 9),
        recording("b", "body", 20, null),
        recording("c", "car", 5, 20),
      ],
      pauses: [{ from: at(12), to: at(14), reason: null }],
      completeness: {
        verdict: "incomplete",
        findings: [
          finding("gap", { from: at(25), to: at(30) }),
          finding("gap-covered", { from: at(10), to: at(20), device: "body", by: "car" }),
          finding("too-few-officers", {}),
        ],
      },
    },
    [
      { id: "1", itemId: "a", note, ended: null, ...made },
      { id: "2", itemId: "a", note, ended: { at: at(51), by: "user:1", reason: "no" }, ...made },
      { id: "3", itemId: "elsewhere", note, ended: null, ...made },
    ],
  );
  expect(line).toMatchObject({
    ...{ from: ms(0), to: ms(30), gaps: [{ from: ms(25), to: ms(30) }] },
    pauses: [{ from: ms(12), to: ms(14) }],
  });
  const [body, car] = line?.lanes ?? [];
  expect(body).toEqual({
    ...{ deviceId: "body", name: "body" },
    stretches: [
      { itemId: "a", from: ms(1), to: ms(10), isChecked: false },
      { itemId: "b", from: ms(20), to: ms(20), isChecked: false },
    ],
    covered: [{ from: ms(10), to: ms(20) }],
    markers: [{ id: "1", kind: "rights_told", at: ms(2) }],
  });
  expect(car).toMatchObject({ covered: [], markers: [] });
});

it("reaches beyond start and stop where somebody recorded, and is none where no time is known", () => {
  const late = { ...empty, startedAt: at(10), recordings: [recording("a", "body", 5, 30)] };
  expect(lineOf(late, [])).toMatchObject({ from: ms(5), to: ms(35) });
  expect(lineOf(empty, [])).toBeNull();
  expect(lineOf({ ...empty, startedAt: at(1) }, [])).toBeNull();
  expect(lineOf({ ...empty, recordings: [recording("a", "body", null, 5)] }, [])).toBeNull();
});

it("names people and shots, and shows instants in the reader's zone", () => {
  const text = { "zh-CN": "{x} 自 {y}", en: `officer-1 since ${at(1)}, $& and seal` };
  const names = new Map([["officer-1", "王$&芳"]]);
  const told = { text, facts: { officerId: "officer-1", from: at(1), seconds: 3, empty: "" } };
  expect(findingWords(told, "en", names)).toBe(`王$&芳 since ${localTime(at(1))}, $& and seal`);
});
