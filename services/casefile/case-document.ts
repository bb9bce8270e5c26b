/** A sealed version of a case file: exact text that a person makes, the house signs, and the ledger tells of by a salted commitment. */
import { randomBytes } from "node:crypto";
import type { UtcInstant } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { CaseDocumentId, CaseId, ItemId, UserId } from "../kernel/ids.ts";
import { leafText } from "../ledger/leaf.ts";

export interface NewDocument {
  readonly id: CaseDocumentId;
  readonly caseId: CaseId;
  /** Counts from 1 within the case; a version is never changed, the next one takes its place. */
  readonly number: number;
  readonly text: string;
  /** Of the text in UTF-8. */
  readonly sha256: Sha256;
  /** All items that it names: it is as secret as the most secret of them. */
  readonly itemIds: readonly ItemId[];
  /** 32 random bytes: who sees the ledger learns nothing of a case. */
  readonly salt: Uint8Array;
  readonly madeAt: UtcInstant;
  readonly madeBy: UserId;
}

/** An exact text that custody signs and the ledger tells of. */
export interface SignedText extends Pick<NewDocument, "id" | "text" | "salt"> {
  /** Detached CMS over the text; null: custody has not signed it yet. */
  readonly signature: Uint8Array | null;
  readonly isEntered: boolean;
}

export interface CaseDocument extends NewDocument, SignedText {}

/** A document without what makes it large. */
export interface DocumentHead extends Pick<
  CaseDocument,
  "id" | "number" | "sha256" | "madeAt" | "madeBy" | "isEntered"
> {
  readonly isSigned: boolean;
}

/** Who seals, as the text names people. */
export interface Maker {
  readonly id: UserId;
  readonly name: string;
}

const SALT_BYTES = 32;

export const documentOf = <Made extends Omit<NewDocument, "sha256" | "salt" | "caseId" | "number">>(
  made: Made,
): Made & Pick<NewDocument, "sha256" | "salt"> => ({
  ...made,
  sha256: sha256(Buffer.from(made.text)),
  salt: randomBytes(SALT_BYTES),
});

export const headOf = (document: CaseDocument): DocumentHead => {
  const { id, number, sha256: digest, madeAt, madeBy, signature, isEntered } = document;
  return { id, number, sha256: digest, madeAt, madeBy, isSigned: signature !== null, isEntered };
};

/** What the ledger calls such a document. */
export type DocumentLeafType =
  | "case-file"
  | "legal-review"
  | "spot-check"
  | "live-head"
  | "live-list";

export const documentLeaf = (
  { salt, text }: Pick<NewDocument, "salt" | "text">,
  type: DocumentLeafType,
): string => leafText({ type, commitmentSha256: sha256(salt, text) });
