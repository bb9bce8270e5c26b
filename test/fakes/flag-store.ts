/** FlagStore in memory, on an evidence store that keeps the chains. */
import { itemEnded } from "../../services/cases/flag-items.ts";
import type { FlagChange, FlagStore, ItemFlag } from "../../services/cases/flag-store.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { isDisposed } from "../../services/evidence/pipeline.ts";
import type { ItemId } from "../../services/kernel/ids.ts";

export class MemoryFlagStore implements FlagStore {
  readonly #flags = new Map<ItemId, readonly ItemFlag[]>();
  readonly #items: Pick<EvidenceStore, "get" | "record">;

  constructor(items: Pick<EvidenceStore, "get" | "record">) {
    this.#items = items;
  }

  async of(itemId: ItemId): Promise<readonly ItemFlag[]> {
    return this.#flags.get(itemId) ?? [];
  }

  set(change: FlagChange): Promise<number> {
    const { flag, reason, at: setAt, actor: setBy } = change;
    const made = { flag, reason, setAt, setBy, ended: null };
    return this.#change(change, (flags) =>
      flags.some((one) => one.flag === flag && one.ended === null) ? flags : [...flags, made],
    );
  }

  end(change: FlagChange): Promise<number> {
    const { flag, reason, at, actor: by } = change;
    return this.#change(change, (flags) =>
      flags.some((one) => one.flag === flag && one.ended === null)
        ? flags.map((one) =>
            one.flag === flag && one.ended === null ? { ...one, ended: { at, by, reason } } : one,
          )
        : flags,
    );
  }

  async #change(
    change: FlagChange,
    after: (flags: readonly ItemFlag[]) => readonly ItemFlag[],
  ): Promise<number> {
    const items = await Promise.all(change.itemIds.map((id) => this.#items.get(id)));
    if (items.some(isDisposed)) throw itemEnded();
    let changed = 0;
    for (const { id } of items) {
      const before = this.#flags.get(id) ?? [];
      const flags = after(before);
      if (flags === before) continue;
      this.#flags.set(id, flags);
      await this.#items.record(id, change);
      changed += 1;
    }
    return changed;
  }
}
