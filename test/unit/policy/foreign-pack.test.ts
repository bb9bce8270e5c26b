/** Under a foreign pack no rule, figure or deadline of China reaches anybody: wherever a pack is read, it gives its own or none. */
import { describe, expect, it } from "vitest";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { type CaseFacts, NO_FACTS } from "../../../services/cases/case-facts.ts";
import { type CaseId, type OfficerId, newId } from "../../../services/kernel/ids.ts";
import type { Evidence } from "../../../services/legalreview/evidence.ts";
import { groundsOf } from "../../../services/legalreview/need.ts";
import { sufficiencyOf } from "../../../services/legalreview/sufficiency.ts";
import { ENFORCEMENT_KINDS, FLAGS } from "../../../services/policy/enforcement-words.ts";
import { REPORT_MEASURES } from "../../../services/policy/house-rules.ts";
import type { PackInForce } from "../../../services/policy/in-force.ts";
import { transferRule } from "../../../services/policy/transfer-rule.ts";
import { AGENCY_LEVELS } from "../../../services/policy/pack-fields.ts";
import { FIGURES_OF } from "../../../services/reports/measures.ts";
import { publicityOf } from "../../../services/reports/publicity.ts";
import { noDecisions } from "../../../services/reports/publicity-tally.ts";
import { noSessions } from "../../../services/reports/session-tally.ts";
import { takeFigures } from "../../../services/reports/take-figures.ts";
import { completenessOf, offHourWarnings } from "../../../services/sessions/completeness.ts";
import { sessionLaw } from "../../../services/sessions/session-law.ts";
import { requireRules } from "../../../services/spotcheck/begin-check.ts";
import { ReportFactsAsSaid } from "../../fakes/report-facts.ts";
import { NOON, TODAY } from "../../fixtures/evidence.ts";
import { shippedBytes, shippedPack } from "../../fixtures/packs.ts";
import { lawOf } from "../../fixtures/law-of.ts";
import { aSession } from "../../fixtures/reported.ts";
import { CHINA } from "../../fixtures/retention.ts";

const oregon = shippedPack("us-oregon-133-741");
const hainan = shippedPack("cn-hainan-2019");
const days = zoneDays("Asia/Shanghai");
const decided: CaseFacts = {
  ...{ ...NO_FACTS, number: "1", title: "t", actionKind: "penalty", flags: [...FLAGS] },
  ...{ filedOn: TODAY, decidedOn: TODAY, majorDecision: true },
};

it("states that it has none of them, so that nothing stands in their place", () => {
  const { reports, ratios, deadlines, archiveTransfers, extensions, records } = oregon;
  expect([reports, ratios, deadlines, archiveTransfers, extensions, records].flat()).toEqual([]);
  expect([oregon.night, oregon.legalReview, oregon.spotChecks]).toEqual([null, null, null]);
  expect(oregon.recordAsks).toEqual({ writtenRecord: false, credentials: false });
  expect(oregon.activities.some((one) => one.nightOrHolidayWarning)).toBe(false);
});

describe("reports", () => {
  it("there are none: of no definition of the other pack, in any period", async () => {
    const facts = new ReportFactsAsSaid();
    const law = { inForce: lawOf({ text: shippedBytes("us-oregon-133-741").toString() }) };
    const deps = {
      ...{ reportFacts: facts, policies: law, days, clock: () => NOON },
      calendar: async () => CHINA,
    };
    for (const { code, period } of hainan.reports) {
      const asked = { definition: code, period: period === "year" ? "2026" : "2026-Q3" };
      const refused = takeFigures(deps, {} as never, asked);
      await expect(refused).rejects.toMatchObject({ code: "reports/no-such-definition" });
    }
  });

  it("that a house adds itself show no figure that a rule would have to give", () => {
    const { items, equipment, holds, findings, disposals } = new ReportFactsAsSaid();
    const counted = {
      ...{ sessions: noSessions(), items, handIns: null, holds, findings, disposals },
      equipment: { ...equipment, hasRegister: true, officers: 17, bodyCameras: 3 },
      ...{ decisions: noDecisions(), legalReviews: null, spotChecks: null },
    };
    const ruled = ["on-time-hand-in", "equipment-ratio", "recording-rooms"] as const;
    for (const measure of [...ruled, "legal-review-coverage", "spot-checks"] as const) {
      const figures = FIGURES_OF[measure](counted, oregon);
      // Beside it, a plain count of what there is needs no rule.
      expect(figures[0], measure).toMatchObject({ unknown: "no-rule" });
      expect(figures.every(({ denominator }) => denominator === null)).toBe(true);
    }
    expect(REPORT_MEASURES).toEqual(expect.arrayContaining([...ruled]));
  });
});

it("deadlines: nothing of a case is due, whatever happened and whatever kind it is of", () => {
  const rules = { deadlines: oregon.deadlines, calendar: CHINA, today: TODAY };
  for (const actionKind of [null, ...ENFORCEMENT_KINDS]) {
    const { publish } = publicityOf({ decidedOn: TODAY, actionKind }, [], rules);
    expect(publish).toMatchObject({ state: "no-rule", due: null, rule: null });
  }
});

describe("completeness", () => {
  const session = aSession({
    ...{ activities: ["OR-CONTACT"], officerIds: [newId<OfficerId>()], stopReason: "over" },
    // A Sunday, at night.
    ...{ startedAt: "2026-11-22T15:00:00.000Z" as never },
    ...{ stoppedAt: "2026-11-22T16:00:00.000Z" as never },
    plannedStart: "2026-11-22T15:00:00.000Z" as never,
  });
  const law = sessionLaw(oregon, CHINA, days);

  it("asks for no credential, no written record, and no emergency at night", () => {
    const judged = completenessOf({
      ...{ session, recordings: [], annotations: [], officers: [], day: TODAY, known: NOON },
      ...law,
    });
    expect(judged.findings.map(({ code }) => code)).toEqual(["not-recorded"]);
    expect(offHourWarnings(session, law)).toEqual([]);
  });

  it("of the activities of the other pack says that it judges by no rule", () => {
    const recorded = {
      ...{ itemId: newId<never>(), deviceId: newId<never>(), deviceName: "c", camera: null },
      ...{ recordedAt: NOON, durationMs: 1_000, clock: null, by: "person" as const },
    };
    const codes = hainan.activities.map(({ code }) => code);
    const foreign = { ...session, activities: codes.slice(0, 5) };
    const judged = completenessOf({
      ...{ session: foreign, recordings: [recorded], annotations: [], officers: [] },
      ...{ day: TODAY, known: NOON, ...law },
    });
    expect(new Set(judged.findings.map(({ code }) => code))).toEqual(new Set(["activity-unknown"]));
  });

  it("of its evidence answers no point that rests on Chinese law", () => {
    const evidence: Evidence = {
      file: {
        ...{ ...decided, powerItem: null, id: newId<CaseId>(), revision: 0 },
        ...{ createdAt: NOON, createdBy: "process:test" },
      },
      ...{ pack: { pack: oregon } as PackInForce, items: [], annotations: [], sealed: null },
      sessions: [
        {
          ...{ session, recordings: [], day: TODAY },
          completeness: { verdict: "complete", findings: [] },
          officers: session.officerIds.map((officerId) => ({ officerId, credential: null })),
        },
      ],
      isWhole: true,
    };
    const points = sufficiencyOf(evidence, { days, calendar: CHINA });
    expect(points.map(({ point }) => point)).not.toContain("legal-basis");
    const states = new Map(points.map(({ point, state }) => [point, state]));
    for (const point of ["credentials", "written-records", "hand-in"] as const) {
      expect(states.get(point), point).toBe("not-applicable");
    }
  });
});

it("legal review, spot checks and archives: nothing asks for them", () => {
  expect(groundsOf(decided, oregon.legalReview)).toEqual([]);
  expect(() => requireRules(oregon)).toThrow(
    expect.objectContaining({ code: "spotcheck/no-rules" }),
  );
  for (const level of AGENCY_LEVELS) expect(transferRule(oregon, level)).toBeNull();
});
