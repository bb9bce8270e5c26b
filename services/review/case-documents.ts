/** Sealed case files as /api/v1 shows them: heads in lists, and one with its signature and its place in the ledger. */
import {
  type CaseDocument,
  type DocumentHead,
  type DocumentLeafType,
  type Maker,
  type SignedText,
  documentLeaf,
  headOf,
} from "../casefile/case-document.ts";
import type { CasefileStore } from "../casefile/casefile-store.ts";
import type { CaseId } from "../kernel/ids.ts";
import type { Text } from "../kernel/language.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type ProveLeafDeps, proveLeaf } from "../ledger/prove-leaf.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { DocumentHeadBody, ProvenTextBody, SealedDocumentBody } from "./case-file-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import type { Caller } from "./route.ts";

export interface CaseDocumentDeps extends ProveLeafDeps {
  readonly casefiles: CasefileStore;
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

export const makerOf = ({ person: { id, displayName } }: Caller): Maker => ({
  ...{ id, name: displayName },
});

export async function headsOf(
  { reviews }: Pick<CaseDocumentDeps, "reviews">,
  heads: readonly DocumentHead[],
): Promise<DocumentHeadBody[]> {
  const names = await reviews.actorNames(heads.map(({ madeBy }) => madeBy));
  return heads.map((head) => ({ ...head, madeByName: names.get(head.madeBy) ?? head.madeBy }));
}

/** @throws Refusal missing "casefile/no-such-version". */
export async function requireDocument(
  { casefiles }: Pick<CaseDocumentDeps, "casefiles">,
  caseId: CaseId,
  version: number,
  sight: Sight | null,
): Promise<CaseDocument> {
  const found = await casefiles.document(caseId, version, sight);
  if (found !== null) return found;
  throw new Refusal("missing", "casefile/no-such-version", "the case has no such sealed version");
}

export async function wholeOf(
  deps: CaseDocumentDeps,
  document: CaseDocument,
  contents: Text,
): Promise<SealedDocumentBody> {
  const [head] = await headsOf(deps, [headOf(document)]);
  if (head === undefined) throw new Error("broken invariant: one document has one head");
  return { ...head, contents, ...(await provenText(deps, document, "case-file")) };
}

/** The exact text of a document with all that it takes to check it. */
export async function provenText(
  deps: ProveLeafDeps,
  document: SignedText,
  type: DocumentLeafType,
): Promise<ProvenTextBody> {
  const leaf = documentLeaf(document, type);
  const proven = document.isEntered ? await proveLeaf(deps, leaf) : null;
  const { text, signature, salt } = document;
  return {
    text,
    signature: signature === null ? null : Buffer.from(signature).toString("base64"),
    ledger:
      proven === null ? null : { leaf, saltHex: Buffer.from(salt).toString("hex"), ...proven },
  };
}
