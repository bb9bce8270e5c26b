/** What every LegalReviewStore must do. */
import { beforeEach, describe, expect, it } from "vitest";
import type { ActionStore } from "../../services/actions/action-store.ts";
import { addDays } from "../../services/calendar/calendar-date.ts";
import { documentOf } from "../../services/casefile/case-document.ts";
import {
  type CaseDocumentId,
  type CaseId,
  type ItemId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import type {
  DocumentKind,
  LegalReviewStore,
} from "../../services/legalreview/legal-review-store.ts";
import { reviewAction } from "../../services/legalreview/review-action.ts";
import type { UnitSignature } from "../../services/legalreview/unit-signing.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";

export interface LegalReviewStoreUnderTest {
  readonly store: LegalReviewStore;
  readonly actions: Pick<ActionStore, "from">;
  readonly caseId: CaseId;
  /** An account that exists. */
  readonly by: UserId;
  /** Of the case: one that is sealed, and one that is not. */
  readonly itemIds: readonly [ItemId, ItemId];
}

export function legalReviewStoreContract(
  name: string,
  make: () => Promise<LegalReviewStoreUnderTest>,
): void {
  describe(`LegalReviewStore: ${name}`, () => {
    let subject: LegalReviewStoreUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    const document = (round: number, kind: DocumentKind, caseId = subject.caseId) => ({
      ...documentOf({
        ...{ id: newId<CaseDocumentId>(), caseId, number: round, text: `${kind} ${round}\n` },
        ...{ itemIds: [subject.itemIds[0]], madeAt: NOON, madeBy: subject.by },
      }),
      ...{ kind, dueOn: kind === "submission" ? TODAY : null },
      verdict: kind === "opinion" ? ("problems" as const) : null,
    });
    const keep = (round: number, kind: DocumentKind, caseId = subject.caseId) => {
      const about = { caseId, at: NOON, by: subject.by };
      const action = reviewAction("legal-review-submitted", about, { round });
      return subject.store.keep(document(round, kind, caseId), action);
    };
    const codes = (tries: readonly PromiseSettledResult<unknown>[]) =>
      tries.flatMap((one) =>
        one.status === "rejected" ? [(one.reason as { code: string }).code] : [],
      );

    it("keeps one submission and one opinion a round, in their order, each with its action", async () => {
      const { store, caseId } = subject;
      await expect(keep(1, "opinion")).rejects.toMatchObject({ code: "legalreview/changed" });
      await expect(keep(2, "submission")).rejects.toMatchObject({ code: "legalreview/changed" });
      await expect(keep(1, "submission", newId<CaseId>())).rejects.toMatchObject({
        code: "cases/no-such-case",
      });
      const first = await Promise.allSettled([1, 2, 3].map(() => keep(1, "submission")));
      expect(codes(first)).toEqual(["legalreview/changed", "legalreview/changed"]);
      await expect(keep(2, "submission")).rejects.toMatchObject({ code: "legalreview/changed" });
      const said = await Promise.allSettled([1, 2].map(() => keep(1, "opinion")));
      expect(codes(said)).toEqual(["legalreview/changed"]);
      await keep(2, "submission");
      expect(await subject.actions.from(0, 99)).toHaveLength(3);
      const heads = await store.heads(caseId, null);
      expect(
        heads.map(({ number, kind, verdict, dueOn }) => [number, kind, verdict, dueOn]),
      ).toEqual([
        [1, "submission", null, TODAY],
        [1, "opinion", "problems", null],
        [2, "submission", null, TODAY],
      ]);
      expect(await store.document(caseId, 2, "submission", null)).toMatchObject({
        ...{ text: "submission 2\n", itemIds: [subject.itemIds[0]], signature: null },
      });
      expect(await store.document(caseId, 2, "opinion", null)).toBeNull();
      expect(await store.heads(newId<CaseId>(), null)).toEqual([]);
    });

    it("tells of each case how its rounds stand, and which wait", async () => {
      const { store, caseId } = subject;
      expect(await store.facts([caseId])).toEqual(new Map());
      expect(await store.counts(TODAY)).toEqual({ waiting: 0, overdue: 0 });
      await keep(1, "submission");
      await keep(1, "opinion");
      expect(await store.waiting(null, 9, null)).toEqual([]);
      await keep(2, "submission");
      expect((await store.facts([caseId, newId<CaseId>()])).get(caseId)).toEqual([
        { round: 1, dueOn: TODAY, opinion: { verdict: "problems", at: NOON } },
        { round: 2, dueOn: TODAY, opinion: null },
      ]);
      const [waiting, ...rest] = await store.waiting(null, 9, null);
      expect(rest).toEqual([]);
      expect(waiting).toMatchObject({ caseId, caseNumber: "1", round: 2, submittedAt: NOON });
      expect(await store.waiting(waiting!.position, 9, null)).toEqual([]);
      expect(await store.counts(TODAY)).toEqual({ waiting: 1, overdue: 0 });
      expect(await store.counts(addDays(TODAY, 1))).toEqual({ waiting: 1, overdue: 1 });
    });

    it("keeps one signature of the unit a round, with its action, until the opinion; of several at once one", async () => {
      const { store, caseId, by } = subject;
      const action = reviewAction("legal-review-signed", { caseId, at: NOON, by }, { round: 1 });
      const signed = (words: string, round = 1): UnitSignature => ({
        ...{ caseId, round, bytes: Buffer.from(words), sha256: sha256(words), signer: "O=u" },
        ...{ certificateSha256: sha256("c"), root: "CN=r", signedAt: null, at: NOON, by },
      });
      const give = (words: string, round = 1) =>
        store.keepUnitSignature(signed(words, round), action);
      await expect(give("a")).rejects.toMatchObject({ code: "legalreview/no-such-round" });
      await keep(1, "submission");
      const tries = await Promise.allSettled(["a", "b", "c"].map((words) => give(words)));
      expect(codes(tries)).toEqual(["legalreview/signed-already", "legalreview/signed-already"]);
      const [kept, ...rest] = await store.unitSignatures(caseId, null);
      expect(rest).toEqual([]);
      const words = Buffer.from(kept!.bytes).toString();
      expect({ ...kept, bytes: Buffer.from(kept!.bytes) }).toEqual(signed(words));
      expect(await give(words)).toBe(false);
      await keep(1, "opinion");
      expect(await give(words)).toBe(false);
      expect(await subject.actions.from(0, 99)).toHaveLength(3);
      await keep(2, "submission");
      const [late] = await Promise.allSettled([give("d", 2), keep(2, "opinion")]);
      const isKept = (await store.unitSignatures(caseId, null)).length === 2;
      expect(codes([late])).toEqual(isKept ? [] : ["legalreview/given-already"]);
      await expect(give("e", 2)).rejects.toMatchObject({
        code: isKept ? "legalreview/signed-already" : "legalreview/given-already",
      });
      expect(await store.unitSignatures(newId<CaseId>(), null)).toEqual([]);
    });

    it("tells what is known of items, sealed or not", async () => {
      const { store, caseId, itemIds } = subject;
      const items = await store.items(caseId, 9, null);
      expect(items.map(({ itemId, stage }) => [itemId, stage])).toEqual([
        [itemIds[0], "sealed"],
        [itemIds[1], "received"],
      ]);
      expect(items.map(({ sealed }) => sealed === null)).toEqual([false, true]);
      expect(items[0]).toMatchObject({ receivedAt: NOON, source: null, audit: { open: [] } });
      expect(await store.items(caseId, 1, null)).toHaveLength(1);
    });

    it("has a document due until it is signed and entered; the first signature counts", async () => {
      await keep(1, "submission");
      await keep(1, "opinion");
      const [due, next] = await subject.store.due(9, 0);
      expect(await subject.store.due(1, 1)).toEqual([next]);
      const signed = await subject.store.signOnce(due!.id, Buffer.from("one"));
      const again = await subject.store.signOnce(due!.id, Buffer.from("two"));
      expect([signed, again].map((bytes) => Buffer.from(bytes).toString())).toEqual(["one", "one"]);
      await subject.store.entered(due!.id);
      await subject.store.entered(due!.id);
      expect(await subject.store.due(9, 0)).toEqual([next]);
      const [head] = await subject.store.heads(subject.caseId, null);
      expect(head).toMatchObject({ isSigned: true, isEntered: true });
    });
  });
}
