/** Port: the order of case files, and their sealed versions. Contract suite: test/contract/casefile-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { CaseId, ItemId, UserId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { CaseDocument, DocumentHead, NewDocument } from "./case-document.ts";
import type { Entry } from "./entry.ts";
import type { SignedDocuments } from "./sign-documents.ts";

export interface FileOrder {
  readonly caseId: CaseId;
  /** Grows with each change, and with each sealing. */
  readonly revision: number;
  readonly entries: readonly Entry[];
  readonly changedAt: UtcInstant;
  readonly changedBy: UserId;
}

/** An item that belongs to the case now. */
export interface CaseItem {
  readonly itemId: ItemId;
  /** Of the original and of its signed manifest; null: not sealed yet. */
  readonly sealed: { readonly sha256: Sha256; readonly manifestSha256: Sha256 } | null;
}

export interface CasefileStore extends SignedDocuments {
  /** Null: nobody ordered this file yet. */
  order(caseId: CaseId): Promise<FileOrder | null>;

  /**
   * Keeps the order in the place of the revision before it (none: of the first), with `action`, both or neither.
   * @throws Refusal conflict "casefile/changed"; missing "cases/no-such-case".
   */
  keepOrder(order: FileOrder, action: NewAction): Promise<void>;

  /** In the order of arrival, at most 2 000 that `sight` may know of. */
  itemsOf(caseId: CaseId, sight: Sight | null): Promise<readonly CaseItem[]>;

  /**
   * Keeps the document with `action`, both or neither; where it seals the order of that revision, the order goes on to the next one.
   * @throws Refusal conflict "casefile/changed" if that revision or that number is past.
   */
  keep(document: NewDocument, action: NewAction, orderRevision: number | null): Promise<void>;

  /** Newest first; only those of which `sight` may know every item. */
  heads(caseId: CaseId, sight: Sight | null): Promise<readonly DocumentHead[]>;
  /** `number` null: the newest. Null: there is none, or none of which `sight` may know every item. */
  document(
    caseId: CaseId,
    number: number | null,
    sight: Sight | null,
  ): Promise<CaseDocument | null>;
}
