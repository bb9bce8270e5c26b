/** What is due of a case, by the shipped pack and the published days: worked examples, and what was done. */
import { describe, expect, it } from "vitest";
import type { CaseEvent } from "../../../services/cases/case-event.ts";
import { NO_FACTS } from "../../../services/cases/case-facts.ts";
import { type DeadlineFacts, deadlinesOf } from "../../../services/reports/case-deadlines.ts";
import { TRIGGER_WORDS, citations, whyText } from "../../../services/reports/deadline-words.ts";
import { shippedPack } from "../../fixtures/packs.ts";
import { CHINA, day } from "../../fixtures/retention.ts";

const hainan = shippedPack("cn-hainan-2019");
const event = (kind: CaseEvent["kind"], on: string, doneOn: string | null = null): CaseEvent => ({
  ...{ kind, on: day(on), document: "1", doneOn: doneOn === null ? null : day(doneOn) },
  doneDocument: null,
});
const due = (facts: Partial<DeadlineFacts>, today = "2026-11-24", deadlines = hainan.deadlines) =>
  deadlinesOf(
    { ...NO_FACTS, actionKind: "penalty", ...facts },
    { deadlines, calendar: CHINA, today: day(today) },
  );
const dayOf = (facts: Partial<DeadlineFacts>) => due(facts).map((one) => one.due);

describe("the day", () => {
  it("of registered preservation is the seventh working day, over a holiday", () => {
    // National Day 2025 is 1 to 8 October; 28 September and 11 October are worked.
    expect(dayOf({ events: [event("preservation-registered", "2025-09-26")] })).toEqual([
      "2025-10-13",
    ]);
    expect(dayOf({ events: [event("preservation-registered", "2026-11-02")] })).toEqual([
      "2026-11-11",
    ]);
  });

  it("of a seizure is the thirtieth day, whatever kind the case is of, and the sixtieth once extended", () => {
    const facts = { events: [event("seizure-started", "2026-11-02")] };
    expect(dayOf(facts)).toEqual(["2026-12-02"]);
    const longer = { of: "seizure-started:1", on: day("2026-11-20"), document: "2", reason: "r" };
    expect(dayOf({ ...facts, extensions: [longer] })).toEqual(["2027-01-01"]);
    expect(dayOf({ ...facts, extensions: [{ ...longer, of: "seizure-started:2" }] })).toEqual([
      "2026-12-02",
    ]);
  });

  it("of a decision is the ninetieth of filing, for penalties alone; of a suit the fifteenth, moved off a day off", () => {
    expect(dayOf({ filedOn: day("2026-03-02") })).toEqual(["2026-06-01"]);
    expect(due({ filedOn: day("2026-03-02"), actionKind: "licence" })[0]?.state).toBe("no-rule");
    // 21 November 2026 is a Saturday.
    expect(dayOf({ events: [event("suit-received", "2026-11-06")] })).toEqual(["2026-11-23"]);
  });

  it("of a doubt about secrecy is the tenth working day; beyond the tables it is provisional", () => {
    const [one] = due({ events: [event("secrecy-doubted", "2026-12-25")] });
    expect([one?.due, one?.provisional]).toEqual(["2027-01-08", true]);
  });
});

it("stands as done, late, due, soon or overdue, to the very day", () => {
  const state = (today: string, doneOn: string | null = null) =>
    due({ events: [event("preservation-registered", "2026-11-02", doneOn)] }, today)[0]?.state;
  expect([state("2026-11-07"), state("2026-11-08"), state("2026-11-11")]).toEqual([
    ...["due", "soon", "soon"],
  ]);
  expect(state("2026-11-12")).toBe("overdue");
  expect([state("2026-12-01", "2026-11-11"), state("2026-12-01", "2026-11-12")]).toEqual([
    ...["done", "late"],
  ]);
  const decided = due({ filedOn: day("2026-03-02"), decidedOn: day("2026-06-01") });
  expect(decided[0]).toMatchObject({ state: "done", doneOn: "2026-06-01" });
});

it("says why that day: rule, days counted and not counted, where it stands; in both languages", () => {
  const [one] = due({ events: [event("preservation-registered", "2025-09-26")] });
  const text = whyText(one!, one!.why!);
  expect(text["zh-CN"]).toBe(
    "先行登记保存处理：自 2025-09-26 次日起 7 个工作日，期间休息日 10 天不计，至 2025-10-13",
  );
  expect(text.en).toContain("7 working days from the day after 2025-09-26, 10 days off");
  expect(citations(one!.why!, hainan).map(({ at }) => at)).toEqual(["56", "85"]);
  expect(Object.values(TRIGGER_WORDS).every((words) => words.en !== "")).toBe(true);
});

it("is nothing under another law, and where the pack counts hours", () => {
  const facts = { filedOn: day("2026-03-02"), events: [event("suit-received", "2026-11-02")] };
  const oregon = due(facts, "2026-11-24", shippedPack("us-oregon-133-741").deadlines);
  expect(oregon.map(({ state, due: on }) => [state, on])).toEqual([
    ...[
      ["no-rule", null],
      ["no-rule", null],
    ],
  ]);
  const hourly = hainan.deadlines.map((one) => ({ ...one, unit: "hours" as const }));
  expect(due(facts, "2026-11-24", hourly).every(({ state }) => state === "no-rule")).toBe(true);
});
