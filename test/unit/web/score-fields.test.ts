/** The form of a score sheet: what it is filled in with, and that the service takes what it sends. */
import { expect, test } from "vitest";
import { scoreOf, checkMarks } from "../../../services/spotcheck/score.ts";
import { CloseSheetRequest, SpotCheckRequest } from "../../../services/review/spot-check-schema.ts";
import { beginRequest, periodsAt } from "../../../services/web/src/spotcheck/begin-fields.ts";
import { closeRequest, startOf } from "../../../services/web/src/spotcheck/score-fields.ts";
import { shippedPack } from "../../fixtures/packs.ts";

const sheet = shippedPack("cn-hainan-2019").spotChecks!.sheets[0]!;
const points = [...new Set(sheet.criteria.flatMap(({ point }) => point ?? []))];
const text = { "zh-CN": "缺少证件", en: "No credential" };
const known = (state: "met" | "not-met" | "not-applicable" | "cannot-be-told") =>
  points.map((point) => ({
    ...{ point, state, title: text },
    reasons: state === "met" ? [] : [{ code: "x", text, itemId: null, sessionId: null }],
  }));
const unit = (state: Parameters<typeof known>[0]) => ({ sheet, versions: [], known: known(state) });

test.each(["met", "not-met", "not-applicable"] as const)(
  "what the house finds %s is filled in, and is taken once a person judged the rest",
  (state) => {
    const start = startOf(unit(state), "en");
    const own = sheet.criteria.filter(({ point }) => point === null).map(({ code }) => code);
    expect(own.length).toBeGreaterThan(0);
    for (const code of own) expect(start.marks[code]).toEqual({});
    const judged = Object.fromEntries(own.map((code) => [code, { state: "full" as const }]));
    const fields = { ...start, marks: { ...start.marks, ...judged } };
    const sent = CloseSheetRequest.parse(closeRequest(sheet, fields, 0, null));
    const states = new Map(points.map((point) => [point, state] as const));
    expect(() => checkMarks(sent.marks, sheet, states)).not.toThrow();
    expect(scoreOf(sent.marks, sheet).isFatal).toBe(state === "not-met");
  },
);

test("nothing is filled in where the house cannot tell, and nothing is sent for it", () => {
  const start = startOf(unit("cannot-be-told"), "zh-CN");
  expect(new Set(Object.values(start.marks).map((mark) => Object.keys(mark).length))).toEqual(
    new Set([0]),
  );
  expect(closeRequest(sheet, start, 0, null).marks).toEqual([]);
});

test("points that were typed before the mark was changed are not lost, and a correction starts from the version before", () => {
  const { code } = sheet.criteria.find(({ fatal }) => !fatal)!;
  const fields = { remark: "", marks: { [code]: { state: "full" as const, lost: 3 } } };
  expect(closeRequest(sheet, fields, 2, "Again")).toMatchObject({
    ...{ known: 2, reason: "Again" },
    marks: [{ criterion: code, state: "full", lost: 0 }],
  });
  const mark = { criterion: code, state: "lost" as const, lost: 1, reason: "Late" };
  const before = { marks: [mark], remark: "Before" } as never;
  const start = startOf({ ...unit("met"), versions: [before] }, "en");
  expect(start).toMatchObject({ remark: "Before", marks: { [code]: mark } });
});

test("a check is asked for by number or share; fields left empty narrow nothing", () => {
  const fields = { sheet: "RECORD", subject: "item", period: "2026-Q3", number: 5 } as const;
  expect(SpotCheckRequest.parse(beginRequest({ ...fields, by: "percent", unit: " " }))).toEqual({
    ...{ sheet: "RECORD", subject: "item", period: "2026-Q3", size: { percent: 5 } },
    filter: { unit: null, officer: null, activity: null },
  });
  expect(beginRequest({ ...fields, by: "count" }).size).toEqual({ count: 5 });
  expect(periodsAt(new Date(2026, 0, 1)).slice(0, 2)).toEqual(["2026-Q1", "2025-Q4"]);
});
