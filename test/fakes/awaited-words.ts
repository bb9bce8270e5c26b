/** AwaitedWords in memory, over the decisions of a RetentionStore in memory. */
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { CONDITIONS } from "../../services/policy/term.ts";
import type { AwaitedWord, AwaitedWords } from "../../services/retention/awaited-words.ts";
import type { Reason } from "../../services/retention/decide.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import type { MemoryRetentionStore } from "./retention-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";

export class MemoryAwaitedWords implements AwaitedWords {
  sees: Sees = SEES_ALL;
  readonly #items: MemoryEvidenceStore;
  readonly #retention: MemoryRetentionStore;

  constructor(items: MemoryEvidenceStore, retention: MemoryRetentionStore) {
    this.#items = items;
    this.#retention = retention;
  }

  async awaited(
    today: CalendarDate,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly AwaitedWord[]> {
    return this.#items
      .all()
      .flatMap(({ id, stage, announced }) => {
        const now = this.#retention.now(id);
        if (stage !== "sealed" || now === null || !now.open || !this.sees(sight, [id])) return [];
        const reasons = now.reasons.filter(isForPeople);
        if (now.floor === "permanent" || now.floor >= today || reasons.length === 0) return [];
        const found = { itemId: id, name: announced.filename, ...told(reasons) };
        const cases = found.cases.filter((one) => this.sees(sight, [one.id]));
        return [{ floor: now.floor, found: { ...found, cases } }];
      })
      .toSorted((one, other) => one.floor.localeCompare(other.floor))
      .slice(0, limit)
      .map(({ found }) => found);
  }
}

const isForPeople = ({ awaits }: Reason): boolean => CONDITIONS.some((each) => each === awaits);

const told = (reasons: readonly Reason[]): Pick<AwaitedWord, "isOwn" | "cases"> => ({
  isOwn: reasons.some(({ fact }) => fact.caseId === undefined),
  cases: [
    ...new Map(
      reasons.flatMap(({ fact: { caseId: id, caseNumber: number = "" } }) =>
        id === undefined ? [] : [[id, { id, number }] as const],
      ),
    ).values(),
  ],
});
