/** Port: what people say of single recordings that their retention rests on. Contract suite: test/contract/flag-store.contract.ts. */
import type { Actor, Happening } from "../evidence/custody-event.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Flag } from "../policy/enforcement-words.ts";

export interface ItemFlag {
  readonly flag: Flag;
  readonly setAt: UtcInstant;
  readonly setBy: Actor;
  readonly reason: string;
  /** Null: it stands. */
  readonly ended: { readonly at: UtcInstant; readonly by: Actor; readonly reason: string } | null;
}

export interface FlagChange {
  readonly itemIds: readonly ItemId[];
  readonly flag: Flag;
  readonly reason: string;
  readonly at: UtcInstant;
  readonly actor: Actor;
  /** Told of each item that it changes something of. */
  readonly happening: Happening;
}

/** Both changes reach all of their items or none, and answer of how many something changed. */
export interface FlagStore {
  /** Every flag that ever stood on it, oldest first. */
  of(itemId: ItemId): Promise<readonly ItemFlag[]>;
  /** Where the flag stands already, nothing changes. @throws Refusal missing "evidence/no-such-item"; conflict "cases/item-ended". */
  set(change: FlagChange): Promise<number>;
  /** Where it does not stand, nothing changes. @throws Refusal as `set`. */
  end(change: FlagChange): Promise<number>;
}
