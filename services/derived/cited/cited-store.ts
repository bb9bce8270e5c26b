/** Port: moments that were cited, and the pictures that stand there. Contract suite: test/contract/cited-store.contract.ts. */
import type { NewAction } from "../../actions/action.ts";
import type { UtcInstant } from "../../kernel/clock.ts";
import type { CitedMoment, CitedOutcome, KeptCitation } from "./cited-picture.ts";

/** A moment of an item is kept once. */
export type CitedKey = Pick<CitedMoment, "itemId" | "ptsMs">;

export interface CitedStore {
  /**
   * Keeps the first who names a moment, with the action that tells of it; of one that failed it waits anew, and the action
   * is kept too. What waits or has ended stays as it is. @throws Refusal missing "evidence/no-such-item".
   */
  ask(moment: CitedMoment, action: NewAction): Promise<KeptCitation>;
  /** Null: nobody cited it. */
  find(key: CitedKey): Promise<KeptCitation | null>;

  /** The oldest that waits and that nobody works on at `now`; it is the caller's until `until`, and one try more. */
  take(now: UtcInstant, until: UtcInstant): Promise<KeptCitation | null>;
  /** Still at work. */
  report(key: CitedKey, until: UtcInstant): Promise<void>;
  /** False, and nothing written, if it had ended. */
  end(key: CitedKey, outcome: CitedOutcome): Promise<boolean>;
}
