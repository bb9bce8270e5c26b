/** DeadlineStore over cases in memory. */
import type { DeadlineStore } from "../../services/reports/deadline-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";

export class MemoryDeadlineStore implements DeadlineStore {
  sees: Sees = SEES_ALL;
  readonly #cases: MemoryCaseStore;

  constructor(cases: MemoryCaseStore) {
    this.#cases = cases;
  }

  async open(limit: number, sight: Parameters<DeadlineStore["open"]>[1]) {
    return this.#cases.files
      .filter(
        ({ filedOn, decidedOn, closedOn, events }) =>
          (filedOn !== null && decidedOn === null && closedOn === null) ||
          events.some(({ doneOn }) => doneOn === null),
      )
      .filter(({ id }) => this.sees(sight, [id]))
      .slice(0, limit);
  }
}
