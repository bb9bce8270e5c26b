/** Use case: documents about a case, as its sealed file, are signed, then told to the ledger. Runs in custody; each step may run twice. */
import type { CaseDocumentId } from "../kernel/ids.ts";
import { inLanes } from "../kernel/in-lanes.ts";
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

/** What is entered at once goes into one batch of the ledger, which takes so many. */
export const MOST_AT_ONCE = 256;
const LANES = 4;

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
  const { documents, leafType, signer, ledger } = deps;
  const round = new Round(await documents.due(MOST_AT_ONCE, skip));
  await inLanes(LANES, round.left, (one) =>
    round.try(one, async ({ id, text, signature }) => {
      if (signature === null) await documents.signOnce(id, await signer.sign(Buffer.from(text)));
    }),
  );
  await Promise.all(
    round.left.map((one) =>
      round.try(one, async (document) => {
        await ledger.enter(documentLeaf(document, leafType));
      }),
    ),
  );
  await inLanes(LANES, round.left, (one) => round.try(one, ({ id }) => documents.entered(id)));
  return round.outcomes;
}

/** Documents that go one step after another together; who fails at one goes no further. */
class Round {
  readonly #all: readonly SignedText[];
  readonly #faults = new Map<CaseDocumentId, unknown>();

  constructor(all: readonly SignedText[]) {
    this.#all = all;
  }

  get left(): readonly SignedText[] {
    return this.#all.filter(({ id }) => !this.#faults.has(id));
  }

  get outcomes(): readonly SignedDocument[] {
    return this.#all.map(({ id: documentId }) => {
      const error = this.#faults.get(documentId);
      return error === undefined ? { documentId } : { documentId, error };
    });
  }

  async try(one: SignedText, step: (document: SignedText) => Promise<void>): Promise<void> {
    try {
      await step(one);
    } catch (error) {
      this.#faults.set(one.id, error);
    }
  }
}
