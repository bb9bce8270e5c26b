/** Use case: the figures of a period by a definition of the pack in force, all taken in one snapshot. */
import type { WorkingDays } from "../calendar/working-days.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type PackInForce, packInForce } from "../policy/in-force.ts";
import type { Pack } from "../policy/pack.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Figure } from "./figure.ts";
import { sessionLaw } from "../sessions/session-law.ts";
import { noHandIns, tallyHandIn } from "../sessions/hand-in.ts";
import { type Counted, FIGURES_OF, type ReportMeasure } from "./measures.ts";
import { type Period, instantsOf, parsePeriod, reportDueOn } from "./period.ts";
import type { Protection } from "./protection.ts";
import { noDecisions, tallyDecision } from "./publicity-tally.ts";
import { noReviews, tallyReview } from "./review-tally.ts";
import type { ReportFacts, ReportFactsSource, Span } from "./report-facts.ts";
import { noSessions, tallySession } from "./session-tally.ts";

export interface FigureDeps {
  readonly reportFacts: ReportFactsSource;
  readonly policies: Pick<PolicyStore, "inForce">;
  readonly days: ZoneDays;
  readonly calendar: () => Promise<WorkingDays>;
  readonly clock: Clock;
}

export type Definition = Pack["reports"][number];

export interface Figures {
  readonly definition: Definition;
  readonly period: Period;
  readonly dueOn: CalendarDate | null;
  readonly pack: PackInForce;
  /** The moment all figures were taken at. */
  readonly at: UtcInstant;
  /** Its last day was over by then. */
  readonly isOver: boolean;
  readonly measures: readonly {
    readonly measure: ReportMeasure;
    readonly figures: readonly Figure[];
  }[];
  readonly protection: Protection;
}

/** @throws Refusal missing "reports/no-pack", "reports/no-such-definition"; invalid "reports/bad-period". */
export async function takeFigures(
  deps: FigureDeps,
  sight: Sight,
  asked: { readonly definition: string; readonly period: string },
): Promise<Figures> {
  const pack = await requirePackInForce(deps);
  const definition = requireDefinition(pack.pack, asked.definition);
  const period = requirePeriod(definition, asked.period);
  const { first, last } = period;
  const span = { ...instantsOf(period, deps.days), first, last };
  const calendar = await deps.calendar();
  return deps.reportFacts.snapshot(sight, async (facts) => {
    const counted = await countAll({ ...deps, calendar }, facts, span, pack.pack);
    return {
      ...{ definition, period, pack, at: facts.at },
      dueOn: reportDueOn(period, definition.dueDaysAfter),
      isOver: span.until <= facts.at,
      measures: definition.measures.map((measure) => ({
        measure,
        figures: FIGURES_OF[measure](counted, pack.pack),
      })),
      protection: await facts.protection(),
    };
  });
}

async function countAll(
  { days, calendar }: { readonly days: ZoneDays; readonly calendar: WorkingDays },
  facts: ReportFacts,
  span: Span,
  pack: Pack,
): Promise<Counted> {
  const sessions = noSessions();
  const judging = {
    ...sessionLaw(pack, calendar, days),
    known: facts.at,
  };
  for await (const page of facts.sessions(span)) {
    for (const parts of page) tallySession(sessions, parts, judging);
  }
  const rule = pack.deadlines.find(({ trigger }) => trigger === "duty-ended");
  const handIns = rule === undefined ? null : noHandIns();
  if (rule !== undefined && handIns !== null) {
    for await (const page of facts.handIns(span)) {
      for (const one of page) tallyHandIn(handIns, one, rule, { days, calendar });
    }
  }
  const decisions = noDecisions();
  const today = days.dayOf(facts.at);
  const review = pack.legalReview;
  const legalReviews = review === null ? null : noReviews();
  for await (const page of facts.decisions(span)) {
    for (const one of page) {
      tallyDecision(decisions, one, span, { deadlines: pack.deadlines, calendar, today });
      if (review === null || legalReviews === null) continue;
      tallyReview(legalReviews, one, span, { rule: review, dayOf: (at) => days.dayOf(at) });
    }
  }
  return {
    ...{ sessions, handIns, decisions, legalReviews, items: await facts.items(span) },
    equipment: await facts.equipment(span),
    ...{ holds: await facts.holds(span), findings: await facts.findings(span) },
    disposals: await facts.disposals(span),
    spotChecks: pack.spotChecks === null ? null : await facts.spotChecks(span),
  };
}

export async function requirePackInForce(
  deps: Pick<FigureDeps, "policies" | "days" | "clock">,
): Promise<PackInForce> {
  const found = await packInForce(deps, deps.clock());
  if (found !== null) return found;
  throw new Refusal("missing", "reports/no-pack", "no policy pack is in force", {
    fix: "Reports are defined by the policy pack: have two people apply one (`holdfast policy`).",
  });
}

function requireDefinition({ reports }: Pack, code: string): Definition {
  const found = reports.find((one) => one.code === code);
  if (found !== undefined) return found;
  throw new Refusal("missing", "reports/no-such-definition", "the pack defines no such report", {
    fix: "GET /api/v1/reports/definitions tells those of the pack in force.",
  });
}

function requirePeriod(definition: Definition, name: string): Period {
  const period = parsePeriod(name);
  if (period !== null && period.kind === definition.period) return period;
  throw new Refusal("invalid", "reports/bad-period", "that is no period of this report", {
    fix:
      definition.period === "year"
        ? "Name a year, as 2026."
        : "Name a quarter of a year, as 2026-Q3.",
  });
}
