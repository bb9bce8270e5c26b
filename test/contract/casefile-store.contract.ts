/** What every CasefileStore must do. */
import { beforeEach, describe, expect, it } from "vitest";
import type { ActionStore } from "../../services/actions/action-store.ts";
import { documentOf, headOf } from "../../services/casefile/case-document.ts";
import type { CasefileStore, FileOrder } from "../../services/casefile/casefile-store.ts";
import type { Entry } from "../../services/casefile/entry.ts";
import { actionOf } from "../../services/casefile/order-entries.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type CaseDocumentId,
  type CaseId,
  type ItemId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { NOON } from "../fixtures/evidence.ts";

export interface CasefileStoreUnderTest {
  readonly store: CasefileStore;
  readonly actions: Pick<ActionStore, "from">;
  readonly caseId: CaseId;
  /** An account that exists. */
  readonly by: UserId;
  /** Of the case: one that is sealed, and one that is not. */
  readonly itemIds: readonly [ItemId, ItemId];
}

const ENTRY: Entry = {
  ...{ kind: "record", record: "transcript", documentNo: "笔录-1", sha256: sha256("1") },
  ...{ title: "王小明", pages: 3 },
};

export function casefileStoreContract(
  name: string,
  make: () => Promise<CasefileStoreUnderTest>,
): void {
  describe(`CasefileStore: ${name}`, () => {
    let subject: CasefileStoreUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    const act = (kind: "case-file-ordered" | "case-file-sealed") =>
      actionOf(kind, { caseId: subject.caseId, at: NOON, by: subject.by }, {}, null);
    const order = (revision: number, caseId = subject.caseId): FileOrder => ({
      ...{ caseId, revision, entries: [{ ...ENTRY, title: String(revision) }] },
      ...{ changedAt: NOON, changedBy: subject.by },
    });
    const keepOrder = (revision: number, caseId = subject.caseId) =>
      subject.store.keepOrder(order(revision, caseId), act("case-file-ordered"));
    const document = (number: number, text = `${number}\n`) =>
      documentOf({
        ...{ id: newId<CaseDocumentId>(), caseId: subject.caseId, number, text },
        ...{ itemIds: [subject.itemIds[0]], madeAt: NOON, madeBy: subject.by },
      });
    const kinds = async () => (await subject.actions.from(0, 99)).map(({ kind }) => kind);
    const codes = (tries: readonly PromiseSettledResult<unknown>[]) =>
      tries.flatMap((one) =>
        one.status === "rejected" ? [(one.reason as { code: string }).code] : [],
      );

    it("keeps an order over the revision that was looked at: of several at once one, with its action", async () => {
      expect(await subject.store.order(subject.caseId)).toBeNull();
      const first = await Promise.allSettled([1, 2, 3].map(() => keepOrder(1)));
      expect(codes(first)).toEqual(["casefile/changed", "casefile/changed"]);
      const second = await Promise.allSettled([1, 2, 3].map(() => keepOrder(2)));
      expect(codes(second)).toEqual(["casefile/changed", "casefile/changed"]);
      expect(await subject.store.order(subject.caseId)).toEqual(order(2));
      await expect(keepOrder(9)).rejects.toMatchObject({ code: "casefile/changed" });
      await expect(keepOrder(1, newId<CaseId>())).rejects.toMatchObject({
        code: "cases/no-such-case",
      });
      expect(await kinds()).toEqual(["case-file-ordered", "case-file-ordered"]);
    });

    it("tells digests of items that are sealed, and of others that they are not", async () => {
      const [sealed, open] = subject.itemIds;
      const items = await subject.store.itemsOf(subject.caseId, null);
      expect(items.map(({ itemId }) => itemId)).toEqual([sealed, open]);
      expect(items[0]!.sealed).toMatchObject({
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      });
      expect(items[1]!.sealed).toBeNull();
      expect(await subject.store.itemsOf(newId<CaseId>(), null)).toEqual([]);
    });

    it("keeps a document once for its number and revision, and moves the order on with it", async () => {
      await keepOrder(1);
      const made = document(1);
      const sealed = act("case-file-sealed");
      const tries = await Promise.allSettled(
        [made, document(1)].map((one) => subject.store.keep(one, sealed, 1)),
      );
      expect(codes(tries)).toEqual(["casefile/changed"]);
      expect((await subject.store.order(subject.caseId))?.revision).toBe(2);
      await expect(subject.store.keep(document(2), sealed, 1)).rejects.toMatchObject({
        code: "casefile/changed",
      });
      const kept = await subject.store.document(subject.caseId, 1, null);
      expect(kept).toMatchObject({
        number: 1,
        signature: null,
        isEntered: false,
        itemIds: [subject.itemIds[0]],
      });
      expect(sha256(Buffer.from(kept!.text))).toBe(kept!.sha256);
      expect(kept!.salt).toHaveLength(32);
      await subject.store.keep(document(2), sealed, 2);
      const newest = await subject.store.document(subject.caseId, null, null);
      expect(newest).toMatchObject({ number: 2, text: "2\n" });
      const all = await subject.store.heads(subject.caseId, null);
      expect(all).toEqual([headOf(newest!), headOf(kept!)]);
      expect(await subject.store.document(subject.caseId, 3, null)).toBeNull();
      expect(await subject.store.document(newId<CaseId>(), null, null)).toBeNull();
      expect(await subject.store.heads(newId<CaseId>(), null)).toEqual([]);
      expect((await kinds()).filter((kind) => kind === "case-file-sealed")).toHaveLength(2);
    });

    it("has a document due until it is signed and entered; the first signature counts", async () => {
      await keepOrder(1);
      await subject.store.keep(document(1), act("case-file-sealed"), 1);
      await subject.store.keep(document(2), act("case-file-sealed"), 2);
      const [due, next] = await subject.store.due(9, 0);
      expect(await subject.store.due(1, 1)).toEqual([next]);
      expect(await subject.store.due(9, 2)).toEqual([]);
      const { id } = due!;
      const signed = await subject.store.signOnce(id, Buffer.from("one"));
      const again = await subject.store.signOnce(id, Buffer.from("two"));
      expect([signed, again].map((bytes) => Buffer.from(bytes).toString())).toEqual(["one", "one"]);
      expect((await subject.store.due(9, 0))[0]!.signature).not.toBeNull();
      const heads = await subject.store.heads(subject.caseId, null);
      expect(heads.map(({ isSigned, isEntered }) => [isSigned, isEntered])).toEqual([
        [false, false],
        [true, false],
      ]);
      await subject.store.entered(id);
      await subject.store.entered(id);
      expect(await subject.store.due(9, 0)).toEqual([next]);
    });
  });
}
