/** What every ConditionStore must do. */
import { beforeEach, describe, expect, it } from "vitest";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { ConditionStore } from "../../services/cases/condition-store.ts";
import { tellCaseCondition, tellItemCondition } from "../../services/cases/tell-condition.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { OriginalStage } from "../../services/evidence/pipeline.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { type CaseId, type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { NOON, TODAY, tickingClock } from "../fixtures/evidence.ts";

export interface ConditionStoreUnderTest {
  readonly store: ConditionStore;
  readonly items: Pick<EvidenceStore, "custody">;
  addItem(stage?: OriginalStage): Promise<ItemId>;
  addCase(): Promise<CaseId>;
  /** Kind, subject and values of each action. */
  actions(): Promise<unknown[]>;
}

const [BY, OTHER] = [newId<UserId>(), newId<UserId>()];
const MARCH = "2026-03-01" as CalendarDate;
const over = { condition: "proceedings-over", on: MARCH, authority: "裁定 12" } as const;

export function conditionStoreContract(
  name: string,
  make: () => Promise<ConditionStoreUnderTest>,
): void {
  describe(`ConditionStore: ${name}`, () => {
    let subject: ConditionStoreUnderTest;
    const clock = tickingClock();
    const deps = () => ({ conditions: subject.store, clock, today: () => TODAY });
    beforeEach(async () => {
      subject = await make();
    });

    it("keeps all that was told of an item, each with its event, and once what is said again", async () => {
      const id = await subject.addItem();
      const told = await Promise.all([0, 1].map(() => tellItemCondition(deps(), BY, id, over)));
      expect(told.toSorted()).toEqual([false, true]);
      expect(await tellItemCondition(deps(), OTHER, id, { ...over, on: null })).toBe(true);
      const purpose = { ...over, condition: "purpose-met" } as const;
      expect(await tellItemCondition(deps(), BY, id, purpose)).toBe(true);
      expect(await tellItemCondition(deps(), BY, id, over)).toBe(true);
      const kept = await subject.store.ofItem(id);
      expect(kept.map(({ condition, on, by }) => [condition, on, by])).toEqual([
        ["proceedings-over", MARCH, `user:${BY}`],
        ["proceedings-over", null, `user:${OTHER}`],
        ["purpose-met", MARCH, `user:${BY}`],
        ["proceedings-over", MARCH, `user:${BY}`],
      ]);
      const events = await subject.items.custody(id);
      expect(events.map(({ kind, data }) => [kind, data["on"]])).toEqual([
        ["condition-told", MARCH],
        ["condition-told", null],
        ["condition-told", MARCH],
        ["condition-told", MARCH],
      ]);
      expect(events[0]?.data).toEqual(over);
      expect(firstBreak(events)).toBeNull();
    });

    it("keeps the same word that is given anew, of what came about since: only an answer that was lost is asked for again at once", async () => {
      const id = await subject.addItem();
      const at = (minutes: number) => ({
        ...{ ...deps(), clock: () => plusMs(NOON, minutes * 60_000) },
      });
      const told = [];
      for (const minutes of [0, 9, 60, 61]) {
        told.push(await tellItemCondition(at(minutes), BY, id, over));
      }
      expect(told).toEqual([true, false, true, false]);
    });

    it("keeps what was told of a case, with its action", async () => {
      const id = await subject.addCase();
      expect(await tellCaseCondition(deps(), BY, id, over)).toBe(true);
      expect(await tellCaseCondition(deps(), BY, id, over)).toBe(false);
      expect(await subject.store.ofCase(id)).toMatchObject([{ ...over, by: `user:${BY}` }]);
      expect(await subject.actions()).toEqual([["condition-told", `case:${id}`, over]]);
    });

    it("refuses days to come, what is not there, and what was destroyed, and keeps nothing of it", async () => {
      const id = await subject.addItem();
      const later = { ...over, on: "2999-01-01" as CalendarDate };
      await expect(tellItemCondition(deps(), BY, id, later)).rejects.toMatchObject({
        code: "cases/date-in-future",
      });
      const lost = tellItemCondition(deps(), BY, newId<ItemId>(), over);
      await expect(lost).rejects.toMatchObject({ code: "evidence/no-such-item" });
      const noCase = tellCaseCondition(deps(), BY, newId<CaseId>(), over);
      await expect(noCase).rejects.toMatchObject({ code: "cases/no-such-case" });
      const gone = tellItemCondition(deps(), BY, await subject.addItem("disposed"), over);
      await expect(gone).rejects.toMatchObject({ code: "cases/item-ended" });
      expect(await subject.store.ofItem(id)).toEqual([]);
      expect(await subject.items.custody(id)).toEqual([]);
      expect(await subject.actions()).toEqual([]);
    });
  });
}
