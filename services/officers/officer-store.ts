/** Port: the register of officers. Contract suite: test/contract/officer-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { OfficerId, UserId } from "../kernel/ids.ts";
import type { Officer, OfficerEntry } from "./officer.ts";

/** What is written, all or nothing. */
export interface RegisterChange<Answer> {
  readonly answer: Answer;
  readonly officers: readonly { readonly id: OfficerId; readonly createdAt: UtcInstant }[];
  /** Of these officers or of some that are there. */
  readonly entries: readonly OfficerEntry[];
  readonly accounts: readonly { readonly id: OfficerId; readonly userId: UserId | null }[];
  /** Null where nothing is written. */
  readonly action: NewAction | null;
}

/** Which officers a change must know: by id, or by any credential number they ever had. */
export interface Wanted {
  readonly ids?: readonly OfficerId[];
  readonly credentialNos?: readonly string[];
}

export interface OfficerStore {
  /**
   * One change of the register at a time: what `decide` sees is what is there when its answer is written.
   * @throws Refusal conflict "officers/already-corrected", "officers/account-taken", and what `decide` throws.
   */
  change<Answer>(
    wanted: Wanted,
    decide: (known: readonly Officer[]) => RegisterChange<Answer>,
  ): Promise<Answer>;

  /** In no order; those that are not there are left out. */
  officers(ids: readonly OfficerId[]): Promise<readonly Officer[]>;

  /** Whose account that is; null: of none that is known. */
  ofAccount(userId: UserId): Promise<OfficerId | null>;

  /** Oldest first, behind `after`; with `search` those in whose entries it stands, in any case of letters. */
  page(
    after: number | null,
    limit: number,
    search?: string,
  ): Promise<readonly { readonly officer: Officer; readonly position: number }[]>;
}
