/** Port: the wrapped data key of each item. Contract suite: test/contract/item-key-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { WrappedKey } from "./data-key-wrapper.ts";
import type { KeyFamily } from "./key-family.ts";

/** Null in place of the key: it was destroyed. */
export interface ItemKey {
  readonly itemId: ItemId;
  readonly wrapped: WrappedKey | null;
}

/** How many items, and secrets of webhooks, stand under one key-encryption key, and one of them, to try it with. */
export interface KekUse {
  readonly kek: string;
  readonly items: number;
  readonly sample: ItemKey;
}

export interface ItemKeyStore {
  /** What the labels of an item, and of the cases it belongs to, say; null: none was ever set. */
  labelled(itemId: ItemId): Promise<Exclude<KeyFamily, "open"> | null>;

  get(itemId: ItemId): Promise<ItemKey | null>;

  /** Keeps the first key of an item, durably, and answers the one that is kept; one that was destroyed stays so. */
  keepOnce(itemId: ItemId, wrapped: WrappedKey, at: UtcInstant): Promise<ItemKey>;

  /** The same data key under another key-encryption key. False if `before` is not what is kept any more. */
  rewrap(itemId: ItemId, before: WrappedKey, after: WrappedKey): Promise<boolean>;

  /**
   * Destroys the key of this item, for good: what was encrypted with it is unreadable as soon as no backup of the
   * database has it either. May run twice; an item without a key gets none later.
   */
  forget(itemId: ItemId, at: UtcInstant): Promise<void>;

  /** Keys that were not destroyed, by key-encryption key, in the order of its name. */
  uses(): Promise<readonly KekUse[]>;

  /** At most `limit` keys that `kek` wraps. */
  under(kek: string, limit: number): Promise<readonly ItemKey[]>;
}
