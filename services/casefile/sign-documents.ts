/** Use case: sealed case files are signed, then told to the ledger. Runs in custody; each step may run twice. */
import type { CaseDocumentId } from "../kernel/ids.ts";
import type { ManifestSigner } from "../sealing/signer.ts";
import { type CaseDocument, documentLeaf } from "./case-document.ts";
import type { CasefileStore } from "./casefile-store.ts";

export interface SignDocumentsDeps {
  readonly casefiles: Pick<CasefileStore, "due" | "signOnce" | "entered">;
  readonly signer: Pick<ManifestSigner, "sign">;
  readonly ledger: { enter(leaf: string): Promise<unknown> };
}

const PER_ROUND = 16;

/** How one fared: an error after which it waits on. */
export interface SignedDocument {
  readonly documentId: CaseDocumentId;
  readonly error?: unknown;
}

/** The oldest few behind the first `skip`. One that cannot be signed or entered stops no other. */
export async function signDocuments(
  deps: SignDocumentsDeps,
  skip: number,
): Promise<readonly SignedDocument[]> {
  const outcomes: SignedDocument[] = [];
  for (const document of await deps.casefiles.due(PER_ROUND, skip)) {
    const { id: documentId } = document;
    try {
      await signOne(deps, document);
      outcomes.push({ documentId });
    } catch (error) {
      outcomes.push({ documentId, error });
    }
  }
  return outcomes;
}

async function signOne(
  { casefiles, signer, ledger }: SignDocumentsDeps,
  document: CaseDocument,
): Promise<void> {
  if (document.signature === null) {
    await casefiles.signOnce(document.id, await signer.sign(Buffer.from(document.text)));
  }
  await ledger.enter(documentLeaf(document));
  await casefiles.entered(document.id);
}
