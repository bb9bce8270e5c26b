/** Use case: documents about a case, as its sealed file, are signed, then told to the ledger. Runs in custody; each step may run twice. */
import type { CaseDocumentId } from "../kernel/ids.ts";
import type { ManifestSigner } from "../sealing/signer.ts";
import { type DocumentLeafType, type SignedText, documentLeaf } from "./case-document.ts";

/** A store whose documents are signed by custody. */
export interface SignedDocuments {
  /** Those that are not signed, or of which the ledger does not tell yet, oldest first, behind the first `skip`. */
  due(limit: number, skip: number): Promise<readonly SignedText[]>;
  /** The first signature counts; answers that one. */
  signOnce(id: CaseDocumentId, signature: Uint8Array): Promise<Uint8Array>;
  entered(id: CaseDocumentId): Promise<void>;
}

export interface SignDocumentsDeps {
  readonly documents: SignedDocuments;
  readonly leafType: DocumentLeafType;
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
  for (const document of await deps.documents.due(PER_ROUND, skip)) {
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
  { documents, leafType, signer, ledger }: SignDocumentsDeps,
  document: SignedText,
): Promise<void> {
  if (document.signature === null) {
    await documents.signOnce(document.id, await signer.sign(Buffer.from(document.text)));
  }
  await ledger.enter(documentLeaf(document, leafType));
  await documents.entered(document.id);
}
