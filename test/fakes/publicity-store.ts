/** PublicityStore in memory. */
import type { NewAction } from "../../services/actions/action.ts";
import type { CaseId } from "../../services/kernel/ids.ts";
import type { PublicityEntry } from "../../services/reports/publicity.ts";
import type { PublicityStore } from "../../services/reports/publicity-store.ts";
import { publicityChanged } from "../../services/reports/tell-publicity.ts";
import type { MemoryActionStore } from "./action-store.ts";

export class MemoryPublicityStore implements PublicityStore {
  readonly #kept = new Map<CaseId, readonly PublicityEntry[]>();
  readonly #actions: MemoryActionStore;

  constructor(actions: MemoryActionStore) {
    this.#actions = actions;
  }

  async entries(caseId: CaseId): Promise<readonly PublicityEntry[]> {
    return this.#kept.get(caseId) ?? [];
  }

  async add(caseId: CaseId, entry: PublicityEntry, action: NewAction): Promise<void> {
    const before = this.#kept.get(caseId) ?? [];
    if (before.some(({ index }) => index === entry.index)) throw publicityChanged();
    this.#kept.set(caseId, [...before, entry]);
    this.#actions.add(action);
  }
}
