/** What every FlagStore must do. */
import { beforeEach, describe, expect, it } from "vitest";
import { flagItems, unflagItems } from "../../services/cases/flag-items.ts";
import type { FlagStore } from "../../services/cases/flag-store.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { OriginalStage } from "../../services/evidence/pipeline.ts";
import { type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { tickingClock } from "../fixtures/evidence.ts";

export interface FlagStoreUnderTest {
  readonly store: FlagStore;
  readonly items: Pick<EvidenceStore, "custody">;
  addItem(stage?: OriginalStage): Promise<ItemId>;
}

const BY = newId<UserId>();

export function flagStoreContract(name: string, make: () => Promise<FlagStoreUnderTest>): void {
  describe(`FlagStore: ${name}`, () => {
    const clock = tickingClock();
    let subject: FlagStoreUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    const deps = () => ({ flags: subject.store, clock });
    const wish = (itemIds: readonly ItemId[], reason: string) =>
      ({ itemIds, flag: "complaint", reason }) as const;
    const events = async (item: ItemId) =>
      (await subject.items.custody(item)).map(({ kind, data }) => [kind, data["reason"]]);

    it("sets a flag once, whoever asks at once, takes it back once, and keeps all that stood", async () => {
      const [one, two] = [await subject.addItem(), await subject.addItem()];
      const set = await Promise.all(
        [[one, two, one], [two, one], [one]].map((ids) =>
          flagItems(deps(), BY, wish(ids, "by letter")),
        ),
      );
      expect(set.reduce((sum, each) => sum + each, 0)).toBe(2);
      expect(await flagItems(deps(), BY, { ...wish([one], "twice"), flag: "complex" })).toBe(1);
      const ended = await Promise.all([
        unflagItems(deps(), BY, wish([one], "withdrawn")),
        unflagItems(deps(), BY, wish([two, one], "withdrawn")),
      ]);
      expect(ended.reduce((sum, each) => sum + each, 0)).toBe(2);
      expect(await unflagItems(deps(), BY, wish([one], "again"))).toBe(0);
      expect(await flagItems(deps(), BY, wish([one], "a new one"))).toBe(1);
      const [first, ...others] = await subject.store.of(one);
      expect(first).toMatchObject({
        ...{ flag: "complaint", reason: "by letter", setBy: `user:${BY}` },
        ended: { by: `user:${BY}`, reason: "withdrawn" },
      });
      expect(others.map(({ flag, ended: over }) => [flag, over])).toEqual([
        ["complex", null],
        ["complaint", null],
      ]);
      expect(await events(one)).toEqual([
        ["flagged", "by letter"],
        ["flagged", "twice"],
        ["flag-ended", "withdrawn"],
        ["flagged", "a new one"],
      ]);
      expect(firstBreak(await subject.items.custody(one))).toBeNull();
    });

    it("changes all or nothing: not what is not there, and not what was destroyed", async () => {
      const item = await subject.addItem();
      const lost = wish([item, newId<ItemId>()], "by letter");
      await expect(flagItems(deps(), BY, lost)).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
      const gone = wish([item, await subject.addItem("disposed")], "by letter");
      for (const change of [flagItems, unflagItems]) {
        await expect(change(deps(), BY, gone)).rejects.toMatchObject({ code: "cases/item-ended" });
      }
      expect([await subject.store.of(item), await events(item)]).toEqual([[], []]);
    });
  });
}
