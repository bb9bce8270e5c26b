/** CaseStore in memory, on an evidence store that keeps the chains. */
import type { NewAction } from "../../services/actions/action.ts";
import type { CaseFile, CaseStore, LinkEvent } from "../../services/cases/case-store.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { CaseId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";

import { MemoryActionStore } from "./action-store.ts";

export class MemoryCaseStore implements CaseStore {
  readonly files: CaseFile[] = [];
  readonly links = new Map<CaseId, Set<ItemId>>();
  readonly #items: Pick<EvidenceStore, "get" | "record">;

  readonly #actions: MemoryActionStore;

  constructor(items: Pick<EvidenceStore, "get" | "record">, actions = new MemoryActionStore()) {
    this.#items = items;
    this.#actions = actions;
  }

  async create(file: CaseFile, action: NewAction): Promise<void> {
    if (this.files.some(({ number }) => number === file.number)) {
      throw new Refusal("conflict", "cases/number-taken", "taken");
    }
    this.files.push(file);
    this.#actions.add(action);
  }

  async find(id: CaseId): Promise<CaseFile | null> {
    return this.files.find((file) => file.id === id) ?? null;
  }

  async findNumber(number: string): Promise<CaseFile | null> {
    return this.files.find((file) => file.number === number) ?? null;
  }

  async change(file: CaseFile, action: NewAction): Promise<void> {
    const at = this.files.findIndex(({ id }) => id === file.id);
    if (this.files[at]?.revision !== file.revision - 1) {
      throw new Refusal("conflict", "cases/case-changed", "changed");
    }
    if (this.files.some(({ id, number }) => id !== file.id && number === file.number)) {
      throw new Refusal("conflict", "cases/number-taken", "taken");
    }
    this.files[at] = file;
    this.#actions.add(action);
  }

  async link(caseId: CaseId, itemId: ItemId, event: LinkEvent): Promise<boolean> {
    await this.#items.get(itemId);
    const linked = this.links.get(caseId) ?? new Set<ItemId>();
    if (linked.has(itemId)) return false;
    this.links.set(caseId, linked.add(itemId));
    await this.#items.record(itemId, event);
    return true;
  }

  async unlink(caseId: CaseId, itemId: ItemId, _reason: string, event: LinkEvent): Promise<void> {
    await this.#items.get(itemId);
    if (this.links.get(caseId)?.delete(itemId) !== true) {
      throw new Refusal("missing", "cases/not-linked", "not linked");
    }
    await this.#items.record(itemId, event);
  }
}
