/** Port: viewings under way, so that they outlive the process. Contract suite: test/contract/viewing-store.contract.ts. */
import type { Happening } from "../evidence/custody-event.ts";
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { ItemId, ViewingId } from "../kernel/ids.ts";

export interface KeptViewing {
  readonly id: ViewingId;
  readonly itemId: ItemId;
  readonly actor: Actor;
  /** Of the event that will tell of it. */
  readonly data: Happening["data"];
}

export interface ViewingStore {
  /** Keeps how far each is by now, also of what is no item yet; one that was told stays as it was told. */
  keep(viewings: readonly KeptViewing[], at: UtcInstant): Promise<void>;

  /**
   * Tells it as a "viewed" event of its item, once, whoever asks and however often. Answers the data it was told
   * with, which are another's if that one was first.
   * @throws Refusal missing "evidence/no-such-item".
   */
  tell(viewing: KeptViewing, at: UtcInstant): Promise<Happening["data"]>;

  /** Those of items that are there, not told, and not kept again since `before`: whoever had them is gone. */
  left(before: UtcInstant, limit: number): Promise<readonly KeptViewing[]>;

  /** Forgets those that were told and last kept before `before`. */
  forget(before: UtcInstant): Promise<void>;
}
