/**
 * Use cases: say of recordings what their retention rests on, and take that back. Both have a reason, and both are custody
 * events. What was promised because of a flag stays promised: retention/decide.ts.
 */
import type { Clock } from "../kernel/clock.ts";
import type { ItemId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Flag } from "../policy/enforcement-words.ts";
import type { FlagChange, FlagStore } from "./flag-store.ts";

export interface FlagDeps {
  readonly flags: FlagStore;
  readonly clock: Clock;
}

/** As many as one request names. */
export const MOST_FLAGGED = 200;

export interface FlagWish {
  /** At most `MOST_FLAGGED`; whoever is named twice counts once. */
  readonly itemIds: readonly ItemId[];
  readonly flag: Flag;
  readonly reason: string;
}

/** Answers on how many it is new. @throws Refusal as `FlagStore.set`. */
export const flagItems = (deps: FlagDeps, by: UserId, wish: FlagWish): Promise<number> =>
  deps.flags.set(changeOf(deps, by, wish, "flagged"));

/** Answers on how many it stood. @throws Refusal as `FlagStore.end`. */
export const unflagItems = (deps: FlagDeps, by: UserId, wish: FlagWish): Promise<number> =>
  deps.flags.end(changeOf(deps, by, wish, "flag-ended"));

const changeOf = (
  { clock }: FlagDeps,
  by: UserId,
  { itemIds, flag, reason }: FlagWish,
  kind: "flagged" | "flag-ended",
): FlagChange => ({
  ...{ flag, reason, at: clock(), actor: `user:${by}` },
  // In one order: of two that name the same items, one waits for the other.
  itemIds: [...new Set(itemIds)].sort(),
  happening: { kind, data: { flag, reason } },
});

export const itemEnded = (): Refusal =>
  new Refusal(
    "conflict",
    "cases/item-ended",
    "the recording was destroyed, or is being destroyed",
    {
      fix: "Leave it out: nothing of it is kept any longer.",
    },
  );
