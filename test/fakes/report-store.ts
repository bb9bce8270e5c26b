/** ReportStore in memory. */
import type { NewAction } from "../../services/actions/action.ts";
import type { ReportId } from "../../services/kernel/ids.ts";
import { issuedAlready, replacedAlready } from "../../services/reports/issue-report.ts";
import { mayKnowReport } from "../../services/reports/protection.ts";
import type { IssuedReport } from "../../services/reports/report.ts";
import type { ListedReport, ReportStore } from "../../services/reports/report-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryActionStore } from "./action-store.ts";

export class MemoryReportStore implements ReportStore {
  readonly #kept: { readonly report: IssuedReport; readonly text: string }[] = [];
  readonly #actions: MemoryActionStore;

  constructor(actions: MemoryActionStore) {
    this.#actions = actions;
  }

  async issue(report: IssuedReport, text: string, action: NewAction): Promise<void> {
    if (this.#kept.some((one) => isSameFirst(one.report, report))) {
      throw issuedAlready(null);
    }
    const isReplaced = this.#kept.some((one) => one.report.replaces === report.replaces);
    if (report.replaces !== null && isReplaced) throw replacedAlready();
    this.#kept.push({ report, text });
    this.#actions.add(action);
  }

  async find(id: ReportId, sight: Sight) {
    const text = this.#kept.find(({ report }) => report.id === id)?.text ?? "";
    const report = this.#seen(sight).find((one) => one.id === id);
    return report === undefined ? null : { report, text };
  }

  async standing(definition: string, period: string, sight: Sight) {
    const found = this.#seen(sight).filter(
      (one) => one.definition === definition && one.period === period && one.replacedBy === null,
    );
    return found.at(-1) ?? null;
  }

  async page(before: number | null, limit: number, sight: Sight) {
    return this.#seen(sight)
      .filter(({ position }) => before === null || position < before)
      .toReversed()
      .slice(0, limit);
  }

  #seen(sight: Sight): ListedReport[] {
    return this.#kept
      .map(({ report }, at) => ({
        ...report,
        position: at + 1,
        replacedBy: this.#kept.find((one) => one.report.replaces === report.id)?.report.id ?? null,
      }))
      .filter(({ protection, madeBy }) => mayKnowReport(sight, protection, madeBy));
  }
}

function isSameFirst(one: IssuedReport, other: IssuedReport): boolean {
  if (one.replaces !== null || other.replaces !== null) return false;
  const keyOf = ({ definition, period, protection, madeBy }: IssuedReport): string =>
    JSON.stringify([definition, period, protection, protection.isPersonal ? madeBy : null]);
  return keyOf(one) === keyOf(other);
}
