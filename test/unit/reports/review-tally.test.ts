/** Coverage of legal review: decisions of the period that need one, agreed before, only afterwards, or not at all. */
import { expect, it } from "vitest";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { NO_FACTS } from "../../../services/cases/case-facts.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { shownShare } from "../../../services/reports/figure.ts";
import { type Counted, FIGURES_OF } from "../../../services/reports/measures.ts";
import { noReviews, tallyReview } from "../../../services/reports/review-tally.ts";
import { shippedPack } from "../../fixtures/packs.ts";
import { day } from "../../fixtures/retention.ts";

const pack = shippedPack("cn-hainan-2019");
const days = zoneDays("Asia/Shanghai");
const span = { first: day("2026-10-01"), last: day("2026-12-31") };

const said = (verdict: "agree" | "problems", at: string, round = 1) => ({
  ...{ round, dueOn: null, opinion: { verdict, at: at as UtcInstant } },
});
const major = (decided: string | null, ...rounds: ReturnType<typeof said>[]) => ({
  ...{ ...NO_FACTS, majorDecision: true, rounds },
  decidedOn: decided === null ? null : day(decided),
});

it("counts by the last opinion up to the day of the decision in the agency's zone, and leaves out what needs none", () => {
  const tally = noReviews();
  for (const decision of [
    // 16:30 in UTC is half past midnight of the next day in Haikou.
    major("2026-11-10", said("agree", "2026-11-09T16:30:00.000Z")),
    major("2026-11-10", said("agree", "2026-11-10T16:30:00.000Z")),
    major("2026-11-10", said("problems", "2026-11-01T00:00:00.000Z")),
    major("2026-11-10"),
    { ...major("2026-11-10"), majorDecision: false },
    major("2026-09-30"),
    major("2027-01-01"),
    major(null),
  ]) {
    tallyReview(tally, decision, span, { rule: pack.legalReview!, dayOf: (at) => days.dayOf(at) });
  }
  expect(tally).toEqual({ needed: 4, agreed: 1, late: 1, notNeeded: 1 });
  const figures = (legalReviews: typeof tally | null) =>
    FIGURES_OF["legal-review-coverage"]({ legalReviews } as Counted, pack);
  const [coverage, late] = figures(tally);
  expect(shownShare(coverage!)).toBe("25.0 %");
  expect(coverage!.leftOut).toEqual([{ why: "no-review-needed", count: 1 }]);
  expect(late).toMatchObject({ numerator: 1, denominator: null });
  expect(figures(null)).toMatchObject([{ unknown: "no-rule" }]);
});
