/** CasefileStore in memory. */
import type { NewAction } from "../../services/actions/action.ts";
import {
  type CaseDocument,
  type NewDocument,
  headOf,
} from "../../services/casefile/case-document.ts";
import type { CaseItem, CasefileStore, FileOrder } from "../../services/casefile/casefile-store.ts";
import type { CaseId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { SealStore } from "../../services/sealing/seal-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { MemoryActionStore } from "./action-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";
import { MemorySignedDocuments } from "./signed-documents.ts";

const changed = () => new Refusal("conflict", "casefile/changed", "changed");

interface Places {
  readonly items: MemoryEvidenceStore;
  readonly cases: MemoryCaseStore;
  readonly seals: Pick<SealStore, "seals">;
  readonly actions?: MemoryActionStore;
}

export class MemoryCasefileStore
  extends MemorySignedDocuments<CaseDocument>
  implements CasefileStore
{
  sees: Sees = SEES_ALL;
  readonly #orders = new Map<CaseId, FileOrder>();
  readonly #places: Places & { readonly actions: MemoryActionStore };

  constructor(places: Places) {
    super();
    this.#places = { actions: new MemoryActionStore(), ...places };
  }

  async order(caseId: CaseId): Promise<FileOrder | null> {
    return this.#orders.get(caseId) ?? null;
  }

  async keepOrder(order: FileOrder, action: NewAction): Promise<void> {
    this.#requireCase(order.caseId);
    this.#requireRevision(order.caseId, order.revision - 1);
    this.#orders.set(order.caseId, order);
    this.#places.actions.add(action);
  }

  #requireCase(caseId: CaseId): void {
    if (this.#places.cases.files.some(({ id }) => id === caseId)) return;
    throw new Refusal("missing", "cases/no-such-case", "no such case");
  }

  #requireRevision(caseId: CaseId, revision: number): void {
    if ((this.#orders.get(caseId)?.revision ?? 0) !== revision) throw changed();
  }

  async itemsOf(caseId: CaseId, sight: Sight | null): Promise<readonly CaseItem[]> {
    const ids = [...(this.#places.cases.links.get(caseId) ?? [])];
    const seen = ids.filter((id) => this.sees(sight, [id]));
    return Promise.all(
      seen.map(async (itemId): Promise<CaseItem> => {
        const { stage, original } = await this.#places.items.get(itemId);
        const all = await this.#places.seals.seals(itemId);
        const seal = all.find(({ subject }) => subject === "original");
        const isSealed = stage === "sealed" && original !== null && seal !== undefined;
        const { manifestSha256 } = seal ?? {};
        if (!isSealed || manifestSha256 === undefined) return { itemId, sealed: null };
        return { itemId, sealed: { sha256: original.sha256, manifestSha256 } };
      }),
    );
  }

  async keep(document: NewDocument, action: NewAction, orderRevision: number | null) {
    const { caseId, number } = document;
    this.#requireCase(caseId);
    if (orderRevision !== null) this.#requireRevision(caseId, orderRevision);
    const of = this.documents.filter((one) => one.caseId === caseId);
    if (of.some((one) => one.number === number)) throw changed();
    const order = this.#orders.get(caseId);
    if (orderRevision !== null && order !== undefined) {
      this.#orders.set(caseId, { ...order, revision: orderRevision + 1 });
    }
    this.documents = [...this.documents, { ...document, signature: null, isEntered: false }];
    this.#places.actions.add(action);
  }

  async heads(caseId: CaseId, sight: Sight | null) {
    return this.#newestFirst(caseId, sight).map(headOf);
  }

  async document(caseId: CaseId, number: number | null, sight: Sight | null) {
    const all = this.#newestFirst(caseId, sight);
    return all.find((one) => number === null || one.number === number) ?? null;
  }

  #newestFirst(caseId: CaseId, sight: Sight | null): readonly CaseDocument[] {
    return this.documents
      .filter((one) => one.caseId === caseId && this.sees(sight, one.itemIds))
      .toSorted((a, b) => b.number - a.number);
  }
}
