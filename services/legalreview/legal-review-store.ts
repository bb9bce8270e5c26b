/** Port: rounds of legal review, and what is known of the items of a case. Contract suite: test/contract/legal-review-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { CaseDocument, DocumentHead, NewDocument } from "../casefile/case-document.ts";
import type { SignedDocuments } from "../casefile/sign-documents.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { CaseId, ItemId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Verdict } from "./opinion.ts";
import type { UnitSignature } from "./unit-signing.ts";

/** What the house knows of an item without reading it again. */
export interface ReviewedItem {
  readonly itemId: ItemId;
  readonly stage: string;
  /** Of the original and of its signed manifest; null: it is not sealed, or is no more. */
  readonly sealed: { readonly sha256: Sha256; readonly manifestSha256: Sha256 } | null;
  readonly receivedAt: UtcInstant;
  /** By the device's clock; null: not told. */
  readonly recordedAt: UtcInstant | null;
  readonly durationMs: number | null;
  /** On signatures inside the recording; null: nothing was said yet. */
  readonly source: string | null;
  readonly audit: {
    readonly objects: number;
    /** Of them, those that the audit read at least once. */
    readonly audited: number;
    /** Codes of what it found and what is there still. */
    readonly open: readonly string[];
  };
}

export const DOCUMENT_KINDS = ["submission", "opinion"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** `number` is the round; a round has one submission and one opinion at most. */
interface OfRound {
  readonly kind: DocumentKind;
  /** Of a submission: the last day for the opinion; null: no rule says. */
  readonly dueOn: CalendarDate | null;
  /** Of an opinion. */
  readonly verdict: Verdict | null;
}
export type NewReviewDocument = NewDocument & OfRound;
export type ReviewDocument = CaseDocument & OfRound;
export type ReviewHead = DocumentHead & OfRound;

/** A round that waits for its opinion. */
export interface WaitingRound {
  readonly position: number;
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly round: number;
  readonly submittedAt: UtcInstant;
  readonly dueOn: CalendarDate | null;
}

/** What is told of a round to whoever may know of its case: it names no item. */
export interface RoundFact {
  readonly round: number;
  readonly dueOn: CalendarDate | null;
  readonly opinion: { readonly verdict: Verdict; readonly at: UtcInstant } | null;
}

export interface LegalReviewStore extends SignedDocuments {
  /** Of the case now, in the order of arrival, those that `sight` may know of. */
  items(caseId: CaseId, limit: number, sight: Sight | null): Promise<readonly ReviewedItem[]>;

  /**
   * Keeps the document and `action`, both or neither. A submission follows the opinion of the round before it, an opinion its submission.
   * @throws Refusal conflict "legalreview/changed" if the round has such a document already or does not follow; missing "cases/no-such-case".
   */
  keep(document: NewReviewDocument, action: NewAction): Promise<void>;

  /** Oldest round first, without their texts; only those of which `sight` may know every item. */
  heads(caseId: CaseId, sight: Sight | null): Promise<readonly ReviewHead[]>;
  /** Null: there is none, or none of which `sight` may know every item. */
  document(
    caseId: CaseId,
    round: number,
    kind: DocumentKind,
    sight: Sight | null,
  ): Promise<ReviewDocument | null>;

  /**
   * Keeps the unit's signature on a round and `action`, both or neither; false, and nothing done, where the same bytes are kept.
   * @throws Refusal missing "legalreview/no-such-round"; conflict "legalreview/signed-already", "legalreview/given-already".
   */
  keepUnitSignature(signature: UnitSignature, action: NewAction): Promise<boolean>;
  /** Of the rounds of the case whose submission `sight` may know of. */
  unitSignatures(caseId: CaseId, sight: Sight | null): Promise<readonly UnitSignature[]>;

  /** Of each of these cases, oldest round first. */
  facts(caseIds: readonly CaseId[]): Promise<ReadonlyMap<CaseId, readonly RoundFact[]>>;

  /** Oldest first, behind `after`; those of which `sight` may know the case and every item. */
  waiting(
    after: number | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly WaitingRound[]>;

  /** Of the whole house. */
  counts(today: CalendarDate): Promise<{ readonly waiting: number; readonly overdue: number }>;
}
