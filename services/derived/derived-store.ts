/** Port: recordings that are made of others: who asked, how far it is, and how it was made. Contract suite: test/contract/derived-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { Derivation, DerivedKind } from "../evidence/derivation.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { CaseId, DeviceId, ItemId, SessionId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { DerivedRequest } from "./derived-request.ts";

export type DerivedState = "waiting" | "received" | "failed";

/** The file that was made. */
export type MadeRecording = Derivation & {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
};

export type KeptDerived<K extends DerivedKind = DerivedKind> = DerivedRequest<K> & KeptFacts;

/** What becomes of a request. */
export interface KeptFacts {
  readonly position: number;
  readonly state: DerivedState;
  /** Why it could not be made, as a refusal code. */
  readonly failure: string | null;
  /** Number of the take that is in the way; null: none is, or which is not known. */
  readonly failedTake: number | null;
  /** How often somebody began to make it. */
  readonly tries: number;
  /** 0 to 1 while somebody makes it and can tell. */
  readonly progress: number | null;
  readonly made: MadeRecording | null;
}

export interface CaseOfInput {
  readonly caseId: CaseId;
  readonly number: string;
}

export interface DerivedStore {
  /** @throws Refusal conflict "derived/under-way" where the same waits to be made; missing "evidence/no-such-item". */
  ask(request: DerivedRequest, action: NewAction): Promise<void>;

  get(id: ItemId): Promise<KeptDerived | null>;
  /** Newest first; none that `sight` may not know of. */
  ofSession(
    sessionId: SessionId,
    sight: Sight | null,
    limit: number,
  ): Promise<readonly KeptDerived[]>;
  /** What an item is an input of, newest first; none that `sight` may not know of. */
  madeOf(itemId: ItemId, sight: Sight | null, limit: number): Promise<readonly KeptDerived[]>;

  /** The oldest that waits and that nobody works on at `now`; it is the caller's until `until`, and one try more. Here alone its `words` are told. */
  take(now: UtcInstant, until: UtcInstant): Promise<KeptDerived | null>;
  /** Still at work. */
  report(id: ItemId, progress: number, until: UtcInstant): Promise<void>;
  /** In place of what was made before, while it waits and none of it is taken in. */
  keepMade(id: ItemId, made: MadeRecording): Promise<void>;
  /** With the action that tells of it, and its words are gone; false, and nothing written, if it had ended. */
  end(
    id: ItemId,
    outcome:
      | { readonly state: "received" }
      | { readonly state: "failed"; readonly failure: string; readonly failedTake: number | null },
    action: NewAction,
  ): Promise<boolean>;

  /** Cases that an input of it belongs to now. */
  casesOf(id: ItemId): Promise<readonly CaseOfInput[]>;

  /** The sender of all that is made here; entered in the register at its first use. */
  houseDevice(at: UtcInstant): Promise<DeviceId>;
}
