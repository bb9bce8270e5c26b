/** Wrapped data keys in memory. */
import type { WrappedKey } from "../../services/encryption/data-key-wrapper.ts";
import type { ItemKey, ItemKeyStore, KekUse } from "../../services/encryption/item-key-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";

export class MemoryItemKeyStore implements ItemKeyStore {
  /** What labels say; a test sets it. */
  readonly labels = new Map<ItemId, "state" | "duty">();
  readonly #keys = new Map<ItemId, WrappedKey | null>();

  labelled(itemId: ItemId): Promise<"state" | "duty" | null> {
    return Promise.resolve(this.labels.get(itemId) ?? null);
  }

  get(itemId: ItemId): Promise<ItemKey | null> {
    const wrapped = this.#keys.get(itemId);
    return Promise.resolve(wrapped === undefined ? null : { itemId, wrapped });
  }

  keepOnce(itemId: ItemId, wrapped: WrappedKey, _at: UtcInstant): Promise<ItemKey> {
    if (!this.#keys.has(itemId)) this.#keys.set(itemId, wrapped);
    return Promise.resolve({ itemId, wrapped: this.#keys.get(itemId) ?? null });
  }

  rewrap(itemId: ItemId, before: WrappedKey, after: WrappedKey): Promise<boolean> {
    const now = this.#keys.get(itemId) ?? null;
    const isSame = now?.kek === before.kek && Buffer.from(now.bytes).equals(before.bytes);
    if (isSame) this.#keys.set(itemId, after);
    return Promise.resolve(isSame);
  }

  forget(itemId: ItemId, _at: UtcInstant): Promise<void> {
    this.#keys.set(itemId, null);
    return Promise.resolve();
  }

  uses(): Promise<readonly KekUse[]> {
    const byKek = new Map<string, ItemKey[]>();
    for (const [itemId, wrapped] of this.#keys) {
      if (wrapped === null) continue;
      byKek.set(wrapped.kek, [...(byKek.get(wrapped.kek) ?? []), { itemId, wrapped }]);
    }
    const uses = [...byKek].sort(([one], [other]) => (one < other ? -1 : 1));
    return Promise.resolve(
      uses.flatMap(([kek, [sample, ...more]]) =>
        sample === undefined ? [] : [{ kek, items: more.length + 1, sample }],
      ),
    );
  }

  under(kek: string, limit: number): Promise<readonly ItemKey[]> {
    const all = [...this.#keys].map(([itemId, wrapped]) => ({ itemId, wrapped }));
    return Promise.resolve(all.filter(({ wrapped }) => wrapped?.kek === kek).slice(0, limit));
  }
}
