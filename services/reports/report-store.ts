/** Port: reports as they were issued. Contract suite: test/contract/report-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { ReportId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { IssuedReport } from "./report.ts";

export interface ListedReport extends IssuedReport {
  /** Its place in lists. */
  readonly position: number;
  /** The report that took its place; null: it stands. */
  readonly replacedBy: ReportId | null;
}

export interface ReportStore {
  /**
   * Keeps the report, its text and `action`, all or nothing.
   * @throws Refusal conflict "reports/issued-already" if one of that definition, period and protection stands and this
   * one replaces none; "reports/replaced-already" if another one took the place of the same report.
   */
  issue(report: IssuedReport, text: string, action: NewAction): Promise<void>;

  /** Null: there is none, or none that `sight` may know of. */
  find(
    id: ReportId,
    sight: Sight,
  ): Promise<{ readonly report: ListedReport; readonly text: string } | null>;

  /** The one of that definition and period that stands, the newest of those that `sight` may know of. */
  standing(definition: string, period: string, sight: Sight): Promise<ListedReport | null>;

  /** Newest first, before that position; what `sight` may not know of is not there. */
  page(before: number | null, limit: number, sight: Sight): Promise<readonly ListedReport[]>;
}
