/** What every SpotCheckStore must do. */
import { beforeEach, describe, expect, it } from "vitest";
import type { ActionStore } from "../../services/actions/action-store.ts";
import { addDays } from "../../services/calendar/calendar-date.ts";
import { documentOf } from "../../services/casefile/case-document.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type CaseDocumentId,
  type CaseId,
  type ItemId,
  type SpotCheckId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { spotAction } from "../../services/spotcheck/begin-check.ts";
import type { SpotCheckStore } from "../../services/spotcheck/spot-check-store.ts";
import { OPEN } from "../../services/secrecy/mark.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";

export interface SpotCheckStoreUnderTest {
  readonly store: SpotCheckStore;
  readonly actions: Pick<ActionStore, "from">;
  readonly by: UserId;
  readonly caseId: CaseId;
  /** Linked to that case. */
  readonly itemIds: readonly [ItemId, ItemId];
  /** From now on records staff may not know of it. */
  readonly hide: (id: ItemId) => Promise<void>;
}

export function spotCheckStoreContract(
  name: string,
  make: () => Promise<SpotCheckStoreUnderTest>,
): void {
  describe(`SpotCheckStore: ${name}`, () => {
    let subject: SpotCheckStoreUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    const paper = (
      checkId: SpotCheckId,
      kind: "population" | "sheet" | "answer",
      number = 1,
      unit: string | null = subject.itemIds[0],
    ) => ({
      ...documentOf({
        ...{ id: newId<CaseDocumentId>(), checkId, kind, number, text: `${kind} ${number}\n` },
        ...{ unit: kind === "population" ? null : unit, itemIds: [], sessionIds: [], madeAt: NOON },
        madeBy: subject.by,
      }),
      result:
        kind === "sheet"
          ? {
              ...{ score: 80 + number, of: 100, grade: "PASS", isFatal: false },
              ...{ answerUntil: TODAY, checkedIds: [subject.by] },
            }
          : null,
    });
    const told = (id: SpotCheckId) =>
      spotAction("spot-check-begun", { at: NOON, id, actor: `user:${subject.by}` }, {});
    const begun = async (units: readonly string[] = subject.itemIds): Promise<SpotCheckId> => {
      const id = newId<SpotCheckId>();
      const check = {
        ...{ id, subject: "item" as const, sheet: "RECORD", period: "2026-Q4", dueOn: TODAY },
        units: units.toSorted(),
        ...{ sampleSize: 1, fixedAt: NOON, fixedBy: subject.by },
      };
      await subject.store.begin(check, paper(id, "population"), told(id));
      return id;
    };
    const draw = (id: SpotCheckId, unit = subject.itemIds[0]) =>
      subject.store.drawOnce(
        id,
        {
          ...{ seed: sha256(unit), origin: "haikou/2026", treeSize: 7, drawnAt: NOON },
          units: [unit],
        },
        told(id),
      );
    const keep = (
      id: SpotCheckId,
      ...what: Parameters<typeof paper> extends [unknown, ...infer R] ? R : never
    ) => subject.store.keep(paper(id, ...what), told(id));
    const sight = (): Sight => ({
      ...{ userId: subject.by, role: "records", clearance: OPEN, today: TODAY },
    });

    it("draws once, from a population that the ledger tells of, and keeps both", async () => {
      const { store, itemIds } = subject;
      const id = await begun();
      expect(await store.find(id, null)).toMatchObject({
        ...{ subject: "item", populationSize: 2, sampleSize: 1, draw: null, closed: 0 },
      });
      expect(await store.undrawn(9)).toEqual([]);
      const [due] = await store.due(9, 0);
      expect(Buffer.from(await store.signOnce(due!.id, Buffer.from("s")))).toEqual(
        Buffer.from("s"),
      );
      await store.entered(due!.id);
      expect((await store.undrawn(9)).map(({ checkId, text }) => [checkId, text])).toEqual([
        [id, "population 1\n"],
      ]);
      expect(await draw(id)).toBe(true);
      expect(await draw(id, itemIds[1])).toBe(false);
      expect(await store.undrawn(9)).toEqual([]);
      expect((await store.find(id, null))?.draw).toEqual({
        ...{ seed: sha256(itemIds[0]), origin: "haikou/2026", treeSize: 7, drawnAt: NOON },
        units: [itemIds[0]],
      });
      expect(await subject.actions.from(0, 99)).toHaveLength(2);
      const [newest] = await store.page(null, 9, null);
      expect(newest?.id).toBe(id);
      expect(await store.page(newest!.position, 9, null)).toEqual([]);
    });

    it("keeps sheets in their order, and one answer a person to each", async () => {
      const { store } = subject;
      const id = await begun();
      await expect(keep(id, "sheet")).rejects.toMatchObject({ code: "spotcheck/changed" });
      const none = { waiting: 0, overdue: 0, undrawnSince: null };
      expect(await store.counts(TODAY)).toEqual({ ...none, undrawnSince: NOON });
      await draw(id);
      await expect(keep(id, "sheet", 2)).rejects.toMatchObject({ code: "spotcheck/changed" });
      await expect(keep(id, "sheet", 1, subject.itemIds[1])).rejects.toMatchObject({
        code: "spotcheck/changed",
      });
      await expect(keep(id, "answer")).rejects.toMatchObject({ code: "spotcheck/changed" });
      expect(await store.counts(addDays(TODAY, 1))).toEqual({ ...none, waiting: 1, overdue: 1 });
      expect(await store.counts(TODAY)).toEqual({ ...none, waiting: 1 });
      const first = await Promise.allSettled([keep(id, "sheet"), keep(id, "sheet")]);
      expect(first.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      await keep(id, "answer");
      await expect(keep(id, "answer")).rejects.toMatchObject({ code: "spotcheck/changed" });
      expect((await store.about(subject.by, null, 9, sight()))[0]).toMatchObject({
        ...{ checkId: id, version: 1, isAnswered: true, answerUntil: TODAY },
      });
      await keep(id, "sheet", 2);
      const [unit, ...rest] = await store.drawn(id, null, null);
      expect(rest).toEqual([]);
      expect(await store.drawn(id, subject.itemIds[0], null)).toEqual([unit]);
      expect(await store.drawn(id, subject.itemIds[1], null)).toEqual([]);
      expect(unit).toMatchObject({ answers: 1, sheet: { version: 2, score: 82, by: subject.by } });
      const about = await store.about(subject.by, null, 9, sight());
      expect(about.map(({ version, isAnswered }) => [version, isAnswered])).toEqual([[2, false]]);
      expect(await store.about(newId<UserId>(), null, 9, sight())).toEqual([]);
      expect((await store.find(id, null))?.closed).toBe(1);
      expect(await store.counts(addDays(TODAY, 1))).toEqual(none);
      const papers = await store.papers(id, subject.itemIds[0], null);
      expect(await store.newestSheets(id, subject.itemIds, null)).toEqual([papers[2]]);
      expect(await store.newestSheets(id, [subject.itemIds[1]], null)).toEqual([]);
      expect(papers.map(({ kind, number }) => [kind, number])).toEqual([
        ...[
          ["sheet", 1],
          ["answer", 1],
          ["sheet", 2],
        ],
      ]);
    });

    it("tells nothing of a sheet that names what somebody may not know of, though they may know of its unit", async () => {
      const { store, itemIds } = subject;
      const [unit, other] = itemIds;
      const id = await begun([unit]);
      await draw(id);
      for (const kind of ["sheet", "answer"] as const) {
        await store.keep({ ...paper(id, kind), itemIds: [unit, other] }, told(id));
      }
      const seen = async () => {
        const [drawn] = await store.drawn(id, null, sight());
        const sheets = await store.newestSheets(id, [unit], sight());
        expect(sheets.map(({ number }) => number)).toEqual(drawn?.sheet ? [1] : []);
        const listed = await store.page(null, 9, sight());
        const closed = [await store.find(id, sight()), ...listed].map((one) => one?.closed);
        return [drawn?.sheet?.version ?? null, drawn?.answers, closed];
      };
      expect(await seen()).toEqual([1, 1, [1, 1]]);
      await subject.hide(other);
      expect(await seen()).toEqual([null, 0, [0, 0]]);
      expect(await store.counts(TODAY)).toMatchObject({ waiting: 0, overdue: 0 });
    });

    it("tells what is known of items, and of which cases they are", async () => {
      const { store, itemIds, caseId } = subject;
      const items = await store.items([itemIds[1], newId<ItemId>(), itemIds[0]], null);
      expect(items.map(({ itemId }) => itemId).toSorted()).toEqual(itemIds.toSorted());
      expect(items.map(({ caseIds }) => caseIds)).toEqual([[caseId], [caseId]]);
      expect(await store.items([], null)).toEqual([]);
    });
  });
}
