/** Documents about a case that custody signs, in memory. */
import type { SignedText } from "../../services/casefile/case-document.ts";
import type { SignedDocuments } from "../../services/casefile/sign-documents.ts";
import type { CaseDocumentId } from "../../services/kernel/ids.ts";

export class MemorySignedDocuments<Document extends SignedText> implements SignedDocuments {
  protected documents: readonly Document[] = [];

  async due(limit: number, skip: number): Promise<readonly Document[]> {
    return this.documents.filter(({ isEntered }) => !isEntered).slice(skip, skip + limit);
  }

  async signOnce(id: CaseDocumentId, signature: Uint8Array): Promise<Uint8Array> {
    const kept = this.documents.find((one) => one.id === id)?.signature ?? signature;
    this.#set(id, { signature: kept });
    return kept;
  }

  async entered(id: CaseDocumentId): Promise<void> {
    this.#set(id, { isEntered: true });
  }

  #set(id: CaseDocumentId, change: Partial<SignedText>): void {
    this.documents = this.documents.map((one) => (one.id === id ? { ...one, ...change } : one));
  }
}
