/** What every EventFinder must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CaseStore } from "../../services/cases/case-store.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { linkItem, unlinkItem } from "../../services/cases/link-item.ts";
import type { Actor } from "../../services/evidence/custody-event.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import type { EventFilter, EventFinder, EventPlace } from "../../services/review/event-finder.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";

export interface EventFinderUnderTest {
  readonly finder: EventFinder;
  readonly items: Pick<EvidenceStore, "record">;
  readonly cases: CaseStore;
  addItem(): Promise<ItemId>;
  /** Somebody who may not know of that item. */
  without(id: ItemId): Promise<Sight>;
  close(): Promise<void>;
}

const ANY: EventFilter = {
  ...{ actor: null, itemId: null, caseId: null, refusals: false, from: null, until: null },
};

export function eventFinderContract(name: string, make: () => Promise<EventFinderUnderTest>): void {
  describe(`EventFinder: ${name}`, () => {
    let subject: EventFinderUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close());
    const [one, other]: readonly Actor[] = [`user:${newId<UserId>()}`, `user:${newId<UserId>()}`];
    const happened = (
      item: ItemId,
      actor: Actor,
      ms: number,
      kind: "accessed" | "access-refused" = "accessed",
    ) =>
      subject.items.record(item, {
        ...{ at: plusMs(NOON, ms), actor },
        happening: { kind, data: { representation: `at ${ms}` } },
      });
    const found = async (asked: Partial<EventFilter>, sight: Sight | null = null) =>
      (await subject.finder.events({ ...ANY, ...asked }, null, 99, sight)).map(
        ({ itemId, data }) => [itemId, data["representation"]],
      );

    it("gives what one person did, what one item saw, and what was refused, newest first, between two instants", async () => {
      const [first, second] = [await subject.addItem(), await subject.addItem()];
      await happened(first, one!, 1);
      await happened(second, one!, 2);
      await happened(first, other!, 3, "access-refused");
      await happened(first, one!, 4, "access-refused");
      const ofOne = [
        [first, "at 4"],
        [second, "at 2"],
        [first, "at 1"],
      ];
      expect(await found({ actor: one! })).toEqual(ofOne);
      expect(await found({ actor: one!, from: plusMs(NOON, 2), until: plusMs(NOON, 4) })).toEqual([
        [second, "at 2"],
      ]);
      expect(await found({ itemId: second })).toEqual([[second, "at 2"]]);
      expect(await found({ refusals: true })).toEqual([
        [first, "at 4"],
        [first, "at 3"],
      ]);
      expect(await found({ refusals: true, actor: other! })).toEqual([[first, "at 3"]]);
      const sight = await subject.without(first);
      expect(await found({ actor: one! }, sight)).toEqual([[second, "at 2"]]);
      expect(await found({ refusals: true }, sight)).toEqual([]);
    });

    it("gives all of a case's items, and none that were taken out of it", async () => {
      const deps = { cases: subject.cases, clock: () => plusMs(NOON, 9), today: () => TODAY };
      const by = newId<UserId>();
      const { id } = await createCase(deps, by, { number: "2026-1", title: "t" });
      const [stays, leaves] = [await subject.addItem(), await subject.addItem()];
      for (const item of [stays, leaves]) {
        await linkItem(deps, by, id, item);
        await happened(item, one!, 20);
      }
      await unlinkItem(deps, by, id, leaves, "the wrong case");
      expect(await found({ caseId: id })).toEqual([
        [stays, "at 20"],
        [stays, undefined],
      ]);
    });

    it("is read page by page without loss or repeat, also where much happened at one instant", async () => {
      const items = [await subject.addItem(), await subject.addItem()];
      for (let n = 0; n < 9; n += 1) await happened(items[n % 2]!, one!, Math.floor(n / 4));
      const all = await found({ actor: one! });
      const read: unknown[] = [];
      let place: EventPlace | null = null;
      for (let pages = 0; pages < 9; pages += 1) {
        const page = await subject.finder.events({ ...ANY, actor: one! }, place, 2);
        read.push(...page.map(({ itemId, data }) => [itemId, data["representation"]]));
        place = page.at(-1) ?? place;
      }
      expect(read).toHaveLength(9);
      expect(read).toEqual(all);
    });
  });
}
