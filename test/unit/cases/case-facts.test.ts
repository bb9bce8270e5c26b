/** What may be told of a case together, and what counts as overwriting. */
import { describe, expect, it } from "vitest";
import { parseCalendarDate } from "../../../services/calendar/calendar-date.ts";
import {
  type CaseChanges,
  type CaseFacts,
  NO_FACTS,
  changedFacts,
  checkFacts,
  differences,
  overwrites,
} from "../../../services/cases/case-facts.ts";
import { toldFacts } from "../../../services/cases/told-facts.ts";
import { TODAY } from "../../fixtures/evidence.ts";

const day = (text: string) => parseCalendarDate(text)!;
const empty: CaseFacts = { number: "1", title: "t", ...NO_FACTS };
const facts = (changes: CaseChanges): CaseFacts => changedFacts(empty, changes);
const party = (code: string, name: string | null = null) =>
  ({ code, kind: "person", name }) as const;

describe("facts of a case", () => {
  it.each<[string, CaseChanges]>([
    ["cases/no-outcome", { closedOn: day("2026-03-01") }],
    ["cases/outcome-too-early", { outcome: "not-evidence" }],
    ["cases/dates-out-of-order", { filedOn: day("2026-03-02"), decidedOn: day("2026-03-01") }],
    ["cases/dates-out-of-order", { decidedOn: day("2026-03-02"), effectiveOn: day("2026-03-01") }],
    ["cases/dates-out-of-order", { filedOn: day("2026-03-02"), effectiveOn: day("2026-03-01") }],
    [
      "cases/dates-out-of-order",
      { filedOn: day("2026-03-02"), closedOn: day("2026-03-01"), outcome: "evidence-used" },
    ],
    ["cases/date-in-future", { filedOn: day("2026-11-25") }],
    ["cases/date-in-future", { closedOn: day("2062-03-01"), outcome: "evidence-used" }],
    ["cases/date-in-future", { effectiveOn: day("2028-11-25") }],
    ["cases/date-in-future", { effectiveOn: day("9999-12-31") }],
    ["cases/litigation-date", { litigation: "final" }],
    ["cases/litigation-date", { litigation: "open", litigationFinalOn: day("2026-03-01") }],
    ["cases/no-major-reasons", { majorDecision: true }],
    ["cases/party-twice", { parties: [party("P1"), party("P1", "Li")] }],
    [
      "cases/too-many-parties",
      { parties: Array.from({ length: 201 }, (_, at) => party(`P${at}`)) },
    ],
  ])("%s", (code, changes) => {
    expect(() => checkFacts(facts(changes), TODAY)).toThrow(expect.objectContaining({ code }));
  });

  it("are taken where they fit together; the day of effect may be ahead", () => {
    const whole = facts({
      ...{
        filedOn: day("2026-03-01"),
        decidedOn: day("2026-03-01"),
        effectiveOn: day("2027-01-01"),
      },
      ...{ closedOn: TODAY, outcome: "evidence-used", litigation: "final" },
      ...{ litigationFinalOn: TODAY, majorDecision: true, majorReasons: ["hearing"] },
      parties: [party("P1", "Li"), party("P2", "Li")],
    });
    expect(() => checkFacts(whole, TODAY)).not.toThrow();
    expect(differences(empty, empty)).toEqual([]);
  });

  it("are overwritten where something told is changed or taken back, and not where it goes on", () => {
    const had = facts({
      ...{ filedOn: day("2026-03-01"), litigation: "open", flags: ["complex"] },
      ...{ majorDecision: true, majorReasons: ["hearing"], parties: [party("P1", "Li")] },
    });
    const over = (changes: CaseChanges): readonly string[] => {
      const after = changedFacts(had, changes);
      return differences(had, after).filter((name) => overwrites(name, had, after));
    };
    expect(
      over({ flags: ["complaint", "complex"], decidedOn: TODAY, agencyUnit: "一大队" }),
    ).toEqual([]);
    expect(over({ litigation: "final", litigationFinalOn: TODAY })).toEqual([]);
    expect(
      over({ parties: [party("P2"), party("P1", "Li")], majorReasons: ["hearing", "b"] }),
    ).toEqual([]);
    expect(over({ filedOn: null })).toEqual(["filedOn"]);
    expect(over({ filedOn: TODAY, title: "u" })).toEqual(["title", "filedOn"]);
    expect(over({ litigation: "none", flags: [], majorDecision: false })).toEqual([
      "litigation",
      "majorDecision",
      "flags",
    ]);
    expect(over({ parties: [party("P1", "Wang")] })).toEqual(["parties"]);
  });

  it("tell parties by code, never by name", () => {
    const told = toldFacts(empty, facts({ parties: [party("P1", "王小明")], flags: ["complex"] }));
    expect(told).toEqual({
      before: { flags: [], parties: [] },
      after: { flags: ["complex"], parties: [{ code: "P1", kind: "person" }] },
    });
  });
});
