/** Use case: take the figures of a period that is over, and issue them as a text that is frozen from then on. */
import type { NewAction } from "../actions/action.ts";
import { type ReportId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Sight } from "../secrecy/sight.ts";
import { type IssuedReport, reportDigest, reportText } from "./report.ts";
import type { ListedReport, ReportStore } from "./report-store.ts";
import { type FigureDeps, type Figures, takeFigures } from "./take-figures.ts";

export interface ReportDeps extends FigureDeps {
  readonly reports: ReportStore;
  readonly agency: string;
}

export interface Issue {
  readonly definition: string;
  readonly period: string;
  /** The report that it takes the place of, and why; null: there is none yet. */
  readonly correction: { readonly replaces: ReportId; readonly reason: string } | null;
}

/**
 * @throws Refusal as `takeFigures`; invalid "reports/period-not-over", "reports/corrects-another"; conflict
 * "reports/issued-already", "reports/replaced-already"; missing "reports/no-such-report".
 */
export async function issueReport(
  deps: ReportDeps,
  sight: Sight,
  issue: Issue,
): Promise<IssuedReport> {
  const replaced = await replacedBy(deps, sight, issue);
  const figures = await takeFigures(deps, sight, issue);
  requireOver(figures);
  const id = newId<ReportId>();
  const version = replaced === null ? 1 : replaced.version + 1;
  const { userId } = sight;
  const text = reportText(figures, {
    ...{ id, agency: deps.agency, zone: deps.days.zone, madeBy: userId, version },
    replaces: replaced && { id: replaced.id, sha256: replaced.sha256 },
    reason: issue.correction?.reason ?? null,
  });
  const report: IssuedReport = {
    ...{ id, definition: issue.definition, period: issue.period, version },
    ...{ replaces: replaced?.id ?? null, dueOn: figures.dueOn, madeAt: figures.at },
    ...{ madeBy: userId, protection: figures.protection, sha256: reportDigest(text) },
  };
  await deps.reports.issue(report, text, told(report, deps, issue));
  return report;
}

async function replacedBy(
  { reports }: ReportDeps,
  sight: Sight,
  { definition, period, correction }: Issue,
): Promise<ListedReport | null> {
  if (correction === null) {
    const standing = await reports.standing(definition, period, sight);
    if (standing !== null) throw issuedAlready(standing.id);
    return null;
  }
  const found = await reports.find(correction.replaces, sight);
  if (found === null) throw noSuchReport();
  const { report } = found;
  if (report.definition !== definition || report.period !== period) {
    throw new Refusal("invalid", "reports/corrects-another", "that report is of another period", {
      fix: "A report is corrected by one of the same definition and period.",
    });
  }
  if (report.replacedBy !== null) throw replacedAlready();
  return report;
}

function requireOver({ isOver, period }: Figures): void {
  if (isOver) return;
  throw new Refusal("invalid", "reports/period-not-over", "the period is not over yet", {
    fix: "Look at its figures so far; issue the report once the last day is over.",
    facts: { lastDay: period.last },
  });
}

const told = (report: IssuedReport, { clock }: ReportDeps, { correction }: Issue): NewAction => ({
  ...{ kind: "report-issued", at: clock(), actor: `user:${report.madeBy}` },
  ...{ subject: `report:${report.id}`, before: null },
  after: {
    ...{ definition: report.definition, period: report.period, version: report.version },
    ...{ sha256: report.sha256, replaces: report.replaces },
  },
  reason: correction?.reason ?? null,
});

export const issuedAlready = (id: ReportId | null): Refusal =>
  new Refusal("conflict", "reports/issued-already", "a report of that period was issued already", {
    fix: "What was issued stays. Issue a correction: it names the report that it replaces, and says why.",
    ...(id === null ? {} : { facts: { report: id } }),
  });

export const replacedAlready = (): Refusal =>
  new Refusal("conflict", "reports/replaced-already", "that report was corrected already", {
    fix: "Look at the list again, and correct the newer report.",
  });

export const noSuchReport = (): Refusal =>
  new Refusal("missing", "reports/no-such-report", "there is no such report");
