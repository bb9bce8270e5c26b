/** ConditionStore in memory, on stores that keep the chains. */
import type { NewAction } from "../../services/actions/action.ts";
import type { CaseStore } from "../../services/cases/case-store.ts";
import type { ConditionStore, ToldCondition } from "../../services/cases/condition-store.ts";
import { itemEnded } from "../../services/cases/flag-items.ts";
import { caseFile } from "../../services/cases/link-item.ts";
import { isSaidAgain } from "../../services/cases/tell-condition.ts";
import type { Happening } from "../../services/evidence/custody-event.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { isDisposed } from "../../services/evidence/pipeline.ts";
import type { CaseId, ItemId } from "../../services/kernel/ids.ts";
import type { MemoryActionStore } from "./action-store.ts";

export class MemoryConditionStore implements ConditionStore {
  readonly #told = new Map<string, readonly ToldCondition[]>();
  readonly #items: Pick<EvidenceStore, "get" | "record">;
  readonly #cases: Pick<CaseStore, "find">;
  readonly #actions: MemoryActionStore;

  constructor(
    items: Pick<EvidenceStore, "get" | "record">,
    cases: Pick<CaseStore, "find">,
    actions: MemoryActionStore,
  ) {
    this.#items = items;
    this.#cases = cases;
    this.#actions = actions;
  }

  async ofItem(id: ItemId): Promise<readonly ToldCondition[]> {
    return this.#told.get(id) ?? [];
  }

  async ofCase(id: CaseId): Promise<readonly ToldCondition[]> {
    return this.#told.get(id) ?? [];
  }

  async tellItem(id: ItemId, told: ToldCondition, happening: Happening): Promise<boolean> {
    if (isDisposed(await this.#items.get(id))) throw itemEnded();
    if (!this.#keep(id, told)) return false;
    await this.#items.record(id, { at: told.at, actor: told.by, happening });
    return true;
  }

  async tellCase(id: CaseId, told: ToldCondition, action: NewAction): Promise<boolean> {
    await caseFile(this.#cases, id);
    if (!this.#keep(id, told)) return false;
    this.#actions.add(action);
    return true;
  }

  #keep(id: string, told: ToldCondition): boolean {
    const before = this.#told.get(id) ?? [];
    const last = before.findLast(({ condition }) => condition === told.condition);
    if (isSaidAgain(last, told)) return false;
    this.#told.set(id, [...before, told]);
    return true;
  }
}
