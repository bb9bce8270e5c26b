/** What every ViewingStore does: keep how far a viewing is, and tell of it once. */
import { beforeEach, describe, expect, it } from "vitest";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { type ItemId, type ViewingId, newId } from "../../services/kernel/ids.ts";
import type { KeptViewing, ViewingStore } from "../../services/review/viewing-store.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";

interface Subject {
  readonly store: ViewingStore;
  readonly items: Pick<EvidenceStore, "custody">;
  readonly add: (item: EvidenceItem) => Promise<void>;
}

export function viewingStoreContract(name: string, open: () => Promise<Subject>): void {
  describe(`ViewingStore: ${name}`, () => {
    let subject: Subject;
    let itemId: ItemId;
    beforeEach(async () => {
      subject = await open();
      const item = receivedItem({});
      await subject.add(item);
      itemId = item.id;
    });
    const at = (seconds: number): UtcInstant => plusMs(NOON, seconds * 1_000);
    const viewing = (bytes: number, id = newId<ViewingId>()): KeptViewing => ({
      ...{ id, itemId, actor: "user:x" },
      data: { bytes, purpose: "看 “it”", ranges: ["0-1", "4-9"] },
    });
    const told = async () =>
      (await subject.items.custody(itemId)).map(({ kind, data }) => [kind, data["bytes"]]);

    it("gives those back, as they were kept last, that nobody kept since", async () => {
      const [one, two] = [viewing(1), viewing(2)];
      await subject.store.keep([], at(0));
      await subject.store.keep([one, two], at(0));
      await subject.store.keep([{ ...one, data: { ...one.data, bytes: 5 } }], at(20));
      expect(await subject.store.left(at(10), 9)).toEqual([two]);
      const all = await subject.store.left(at(21), 9);
      expect(all.map(({ data }) => data["bytes"]).sort()).toEqual([2, 5]);
      expect(await subject.store.left(at(21), 1)).toHaveLength(1);
      expect(await told()).toEqual([]);
    });

    it("tells of each once, kept or not, whoever comes at the same time, and says with what", async () => {
      const [kept, unkept] = [viewing(1), viewing(2)];
      await subject.store.keep([kept], at(0));
      const more = { ...kept, data: { ...kept.data, bytes: 9 } };
      const answers = await Promise.all(
        [kept, more, kept, more].map((each) => subject.store.tell(each, at(1))),
      );
      expect(new Set(answers.map((data) => JSON.stringify(data))).size).toBe(1);
      await subject.store.tell(unkept, at(2));
      await subject.store.tell(unkept, at(3));
      expect(await told()).toEqual([
        ["viewed", answers[0]!["bytes"]],
        ["viewed", 2],
      ]);
      // Late words change nothing of what was told.
      await subject.store.keep([{ ...kept, data: { bytes: 77 } }], at(4));
      expect(await subject.store.tell(kept, at(5))).toEqual(answers[0]);
      expect(await subject.store.left(at(99), 9)).toEqual([]);
    });

    it("keeps what is seen of something that is no item yet, and gives it back once it is one", async () => {
      const item = receivedItem({});
      const early = { ...viewing(7), itemId: item.id };
      await subject.store.keep([early], at(0));
      await expect(subject.store.tell(early, at(1))).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
      expect(await subject.store.left(at(9), 9)).toEqual([]);
      await subject.add(item);
      expect(await subject.store.left(at(9), 9)).toEqual([early]);
      await subject.store.tell(early, at(9));
      const told = await subject.items.custody(item.id);
      expect(told.map(({ kind, data }) => [kind, data["bytes"]])).toContainEqual(["viewed", 7]);
    });

    it("forgets only what was told, and tells of no item that is not there", async () => {
      const [one, two] = [viewing(1), viewing(2)];
      await subject.store.keep([one, two], at(0));
      await subject.store.tell(one, at(0));
      await subject.store.forget(at(0));
      expect(await subject.store.tell(one, at(1))).toEqual(one.data);
      await subject.store.forget(at(1));
      expect(await subject.store.left(at(9), 9)).toEqual([two]);
      const nowhere = { ...viewing(3), itemId: newId<ItemId>() };
      await expect(subject.store.tell(nowhere, at(1))).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
    });
  });
}
