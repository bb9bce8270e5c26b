/** LegalReviewStore in memory; what is known of items comes from a case file's list. */
import type { NewAction } from "../../services/actions/action.ts";
import { headOf } from "../../services/casefile/case-document.ts";
import type { CasefileStore } from "../../services/casefile/casefile-store.ts";
import type { CaseId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type {
  DocumentKind,
  LegalReviewStore,
  NewReviewDocument,
  ReviewDocument,
  ReviewedItem,
} from "../../services/legalreview/legal-review-store.ts";
import { givenAlready, noSuchRound } from "../../services/legalreview/give-opinion.ts";
import { signedAlready } from "../../services/legalreview/unit-signature.ts";
import type { UnitSignature } from "../../services/legalreview/unit-signing.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON } from "../fixtures/evidence.ts";
import type { MemoryActionStore } from "./action-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";
import { MemorySignedDocuments } from "./signed-documents.ts";

interface Places {
  readonly cases: MemoryCaseStore;
  readonly casefiles: Pick<CasefileStore, "itemsOf">;
  readonly actions: MemoryActionStore;
}

export class MemoryLegalReviewStore
  extends MemorySignedDocuments<ReviewDocument>
  implements LegalReviewStore
{
  sees: Sees = SEES_ALL;
  /** What a test says of items, beside their digests. */
  readonly known = new Map<ItemId, Partial<ReviewedItem>>();
  readonly #places: Places;
  #signatures: readonly UnitSignature[] = [];

  constructor(places: Places) {
    super();
    this.#places = places;
  }

  async items(caseId: CaseId, limit: number, sight: Sight | null) {
    const found = await this.#places.casefiles.itemsOf(caseId, sight);
    return found.slice(0, limit).map(({ itemId, sealed }): ReviewedItem => ({
      ...{ itemId, sealed, stage: sealed === null ? "received" : "sealed", receivedAt: NOON },
      ...{ recordedAt: null, durationMs: null, source: null },
      audit: { objects: 0, audited: 0, open: [] },
      ...this.known.get(itemId),
    }));
  }

  async keep(document: NewReviewDocument, action: NewAction): Promise<void> {
    const { caseId, number, kind } = document;
    if (!this.#places.cases.files.some(({ id }) => id === caseId)) {
      throw new Refusal("missing", "cases/no-such-case", "no such case");
    }
    const has = (round: number, of: DocumentKind): boolean =>
      this.documents.some(
        (one) => one.caseId === caseId && one.number === round && one.kind === of,
      );
    const follows =
      kind === "opinion" ? has(number, "submission") : number === 1 || has(number - 1, "opinion");
    if (!follows || has(number, kind)) {
      throw new Refusal("conflict", "legalreview/changed", "changed");
    }
    this.documents = [...this.documents, { ...document, signature: null, isEntered: false }];
    this.#places.actions.add(action);
  }

  async heads(caseId: CaseId, sight: Sight | null) {
    return this.#ofCase(caseId, sight).map((one) => ({
      ...{ ...headOf(one), kind: one.kind, dueOn: one.dueOn, verdict: one.verdict },
    }));
  }

  async document(caseId: CaseId, round: number, kind: DocumentKind, sight: Sight | null) {
    const all = this.#ofCase(caseId, sight);
    return all.find((one) => one.number === round && one.kind === kind) ?? null;
  }

  #ofCase(caseId: CaseId, sight: Sight | null): readonly ReviewDocument[] {
    return this.documents.filter(
      (one) => one.caseId === caseId && this.sees(sight, [caseId, ...one.itemIds]),
    );
  }

  async keepUnitSignature(signature: UnitSignature, action: NewAction): Promise<boolean> {
    const { caseId, round } = signature;
    const isThere = this.documents.some((one) => one.caseId === caseId && one.number === round);
    if (!isThere) throw noSuchRound();
    const kept = this.#signatures.find((one) => one.caseId === caseId && one.round === round);
    if (kept?.sha256 === signature.sha256) return false;
    if (kept !== undefined) throw signedAlready();
    if (this.#opinionOn(caseId, round) !== undefined) throw givenAlready();
    this.#signatures = [...this.#signatures, signature];
    this.#places.actions.add(action);
    return true;
  }

  async unitSignatures(caseId: CaseId, sight: Sight | null) {
    const rounds = new Set(this.#ofCase(caseId, sight).map(({ number }) => number));
    return this.#signatures
      .filter((one) => one.caseId === caseId && rounds.has(one.round))
      .toSorted((a, b) => a.round - b.round);
  }

  async facts(caseIds: readonly CaseId[]) {
    return new Map(
      caseIds.flatMap((id) => {
        const rounds = this.#ofCase(id, null).filter(({ kind }) => kind === "submission");
        const facts = rounds.map(({ number: round, dueOn }) => {
          const said = this.#opinionOn(id, round);
          const { verdict = null, madeAt: at = NOON } = said ?? {};
          return { round, dueOn, opinion: verdict === null ? null : { verdict, at } };
        });
        return facts.length === 0 ? [] : [[id, facts] as const];
      }),
    );
  }

  #opinionOn(caseId: CaseId, round: number): ReviewDocument | undefined {
    return this.documents.find(
      (one) => one.caseId === caseId && one.number === round && one.kind === "opinion",
    );
  }

  async waiting(after: number | null, limit: number, sight: Sight | null) {
    return this.#waiting()
      .filter(({ position }) => position > (after ?? 0))
      .filter(({ document }) => this.sees(sight, [document.caseId, ...document.itemIds]))
      .slice(0, limit)
      .map(({ position, document: { caseId, number: round, madeAt: submittedAt, dueOn } }) => {
        const file = this.#places.cases.files.find(({ id }) => id === caseId);
        return { position, caseId, caseNumber: file?.number ?? "", round, submittedAt, dueOn };
      });
  }

  #waiting() {
    return this.documents
      .map((document, at) => ({ document, position: at + 1 }))
      .filter(({ document: { kind, caseId, number } }) => {
        return kind === "submission" && this.#opinionOn(caseId, number) === undefined;
      });
  }

  async counts(today: string) {
    const waiting = this.#waiting();
    const isOver = (dueOn: string | null): boolean => dueOn !== null && dueOn < today;
    const overdue = waiting.filter(({ document }) => isOver(document.dueOn)).length;
    return { waiting: waiting.length, overdue };
  }
}
