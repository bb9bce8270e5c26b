/** What every EvidenceStore must do with items whose viewing copy somebody waits for. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import type { EvidenceStoreUnderTest } from "./evidence-store.contract.ts";

const PROBED = {
  at: NOON,
  actor: "process:media",
  happening: { kind: "probed", data: {} },
} as const;

export function wantedCopiesContract(
  name: string,
  make: () => Promise<EvidenceStoreUnderTest>,
): void {
  describe(`EvidenceStore, copies that are waited for: ${name}`, () => {
    let subject: EvidenceStoreUnderTest;
    let store: EvidenceStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    async function added(changes: Partial<EvidenceItem> = {}): Promise<EvidenceItem> {
      const item = receivedItem(changes);
      await subject.add(item);
      return item;
    }

    it("keeps that a copy is waited for, through every save and beside a run that is under way", async () => {
      const item = await added({ stage: "verified" });
      expect(await store.wanted(NOON, 10)).toEqual([]);
      expect(await store.wantCopy(item.id, NOON)).toEqual({ ...item, copyWanted: true });
      await store.save(item, { ...item, viewingStage: "probed" }, PROBED);
      expect(await store.get(item.id)).toMatchObject({ copyWanted: true, viewingStage: "probed" });
      const nobody = store.wantCopy(newId<ItemId>(), NOON);
      await expect(nobody).rejects.toMatchObject({ code: "evidence/no-such-item" });
    });

    it("lists what is waited for by the oldest wish, only what may run, and nothing whose copy is there", async () => {
      const [late, early, resting] = [await added(), await added(), await added()];
      const ready = await added({ stage: "sealed", viewingStage: "ready" });
      const none = await added({ stage: "sealed", viewingStage: "none" });
      await added();
      for (const { id } of [ready, none]) await store.wantCopy(id, NOON);
      await store.wantCopy(resting.id, plusMs(NOON, 1));
      await store.wantCopy(early.id, plusMs(NOON, 2));
      await store.wantCopy(late.id, plusMs(NOON, 3));
      await store.wantCopy(early.id, plusMs(NOON, 4)); // a second wish changes nothing
      const step = "verify-original";
      const notBefore = plusMs(NOON, 60_000);
      const run = { step, attempts: 1, lastError: "internal", progress: null } as const;
      await store.saveStepRun(resting.id, { ...run, notBefore });
      const wanted = async (at: UtcInstant, limit: number) =>
        (await store.wanted(at, limit)).map(({ itemId }) => itemId);
      expect(await store.wanted(NOON, 10)).toEqual([
        { itemId: early.id, step },
        { itemId: late.id, step },
      ]);
      expect(await wanted(notBefore, 10)).toEqual([resting.id, early.id, late.id]);
      expect(await wanted(notBefore, 2)).toEqual([resting.id, early.id]);
    });
  });
}
