/** Publicity of decisions: 7 and 20 working days, 3 for taking down, over the real calendar; and what cannot be told. */
import { describe, expect, it } from "vitest";
import type { PublicityEntry } from "../../../services/reports/publicity.ts";
import { checkEntry, publicityOf } from "../../../services/reports/publicity.ts";
import { noDecisions, tallyDecision } from "../../../services/reports/publicity-tally.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { shippedPack } from "../../fixtures/packs.ts";
import { CHINA, day } from "../../fixtures/retention.ts";

const { deadlines } = shippedPack("cn-hainan-2019");
const rules = (today: string) => ({ deadlines, calendar: CHINA, today: day(today) });
/** Of 研究例: decided on Wednesday, 24 September 2025, before the holidays of October and their make-up days. */
const DECIDED = { decidedOn: day("2025-09-24"), actionKind: "inspection" } as const;
const entry = (
  index: number,
  act: PublicityEntry["act"],
  on: string,
  changes: Partial<PublicityEntry> = {},
): PublicityEntry => ({
  ...{ index, act, on: day(on), place: null, reason: "why", mistake: null },
  ...{ enteredAt: NOON, enteredBy: "process:test", ...changes },
});

describe("the day it is due", () => {
  it("is the twentieth working day, of penalties and licences the seventh, with holidays and make-up days", () => {
    const due = (actionKind: "penalty" | "licence" | "inspection" | null) =>
      publicityOf({ ...DECIDED, actionKind }, [], rules("2025-09-25")).publish?.due;
    expect([due("penalty"), due("licence"), due("inspection"), due(null)]).toEqual([
      ...["2025-10-10", "2025-10-10", "2025-10-28", "2025-10-28"],
    ]);
  });

  it("is kept to its last minute: done, late, due, overdue", () => {
    const state = (today: string, ...entries: PublicityEntry[]) =>
      publicityOf(DECIDED, entries, rules(today)).publish?.state;
    expect(state("2025-10-28")).toBe("due");
    expect(state("2025-10-29")).toBe("overdue");
    expect(state("2025-11-10", entry(0, "published", "2025-10-28"))).toBe("done");
    expect(state("2025-11-10", entry(0, "published", "2025-10-29"))).toBe("late");
    expect(state("2025-11-10", entry(0, "exempt", "2025-10-01"))).toBe("exempt");
    const wrong = entry(1, "mistaken", "2025-11-01", { mistake: 0 });
    expect(state("2025-11-10", entry(0, "published", "2025-10-28"), wrong)).toBe("overdue");
    expect(
      publicityOf({ ...DECIDED, decidedOn: null }, [], rules("2025-11-10")).publish,
    ).toBeNull();
    const none = publicityOf(DECIDED, [], { ...rules("2025-11-10"), deadlines: [] });
    expect(none.publish).toMatchObject({ state: "no-rule", due: null });
  });

  it("of taking down is the third working day after the annulment; what was never published is not taken down", () => {
    const out = entry(0, "published", "2025-09-25");
    const annulled = entry(1, "annulled", "2025-09-30");
    const state = (today: string, ...more: PublicityEntry[]) =>
      publicityOf(DECIDED, [out, annulled, ...more], rules(today)).withdraw;
    // 1 to 8 October are days off; 9 and 10 October are working days, and so is Saturday the 11th.
    expect(state("2025-10-11")).toMatchObject({ state: "due", due: "2025-10-11" });
    expect(state("2025-10-12")?.state).toBe("overdue");
    expect(state("2025-10-20", entry(2, "withdrawn", "2025-10-11"))?.state).toBe("done");
    expect(state("2025-10-20", entry(2, "withdrawn", "2025-10-13"))?.state).toBe("late");
    const never = publicityOf(DECIDED, [annulled], rules("2025-10-20")).withdraw;
    expect(never?.state).toBe("nothing-published");
  });
});

it("a decision counts in the period it was made in, an annulment in its own", () => {
  const tally = noDecisions();
  const told = [entry(0, "published", "2025-09-25"), entry(1, "annulled", "2025-10-30")];
  const of = (first: string, last: string) => ({ first: day(first), last: day(last) });
  const decision = { ...DECIDED, entries: told };
  tallyDecision(tally, decision, of("2025-07-01", "2025-09-30"), rules("2026-01-05"));
  expect([tally.publish.done, tally.withdraw.overdue]).toEqual([1, 0]);
  tallyDecision(tally, decision, of("2025-10-01", "2025-12-31"), rules("2026-01-05"));
  expect([tally.publish.done, tally.withdraw.overdue]).toEqual([1, 1]);
});

it.each([
  ["tomorrow", entry(0, "published", "2025-10-02"), [], "reports/day-in-future"],
  ["before the decision", entry(0, "published", "2025-09-23"), [], "reports/before-decision"],
  [
    "without a reason",
    entry(0, "exempt", "2025-09-25", { reason: null }),
    [],
    "reports/publicity-reason",
  ],
  [
    "taken down, and never annulled",
    entry(0, "withdrawn", "2025-09-25"),
    [],
    "reports/nothing-to-withdraw",
  ],
  [
    ...["taken down before the annulment", entry(1, "withdrawn", "2025-09-25")],
    ...[[entry(0, "annulled", "2025-09-26")], "reports/nothing-to-withdraw"],
  ],
  [
    "a mistake that is none",
    entry(0, "mistaken", "2025-09-25", { mistake: 0 }),
    [],
    "reports/no-such-entry",
  ],
  ["a mistake without a name", entry(0, "mistaken", "2025-09-25"), [], "reports/no-such-entry"],
] as [string, PublicityEntry, PublicityEntry[], string][])(
  "refused: %s",
  (_name, one, before, code) => {
    let found: unknown;
    try {
      checkEntry(one, before, DECIDED, day("2025-10-01"));
    } catch (error) {
      found = isRefusal(error) ? error.code : error;
    }
    expect(found).toBe(code);
  },
);
