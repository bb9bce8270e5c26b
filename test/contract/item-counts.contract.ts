/** What every ReviewStore must count: just what its list would show. */
import { expect, it } from "vitest";
import { createDevice } from "../../services/access/create-device.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import type { ReviewStore } from "../../services/review/review-store.ts";
import { NOON, receivedItem, tickingClock } from "../fixtures/evidence.ts";
import type { ReviewStoreUnderTest } from "./review-store.contract.ts";

export function itemCountsContract(name: string, make: () => Promise<ReviewStoreUnderTest>): void {
  it(`ReviewStore: ${name} counts what a list would show, up to a bound, and names the first that came`, async () => {
    const subject = await make();
    const { store } = subject;
    const deps = { ...subject, clock: tickingClock() };
    const { device } = await createDevice(deps, "DC-0012", "body_camera", "process:test");
    const add = async (changes: Partial<EvidenceItem>): Promise<EvidenceItem> => {
      const item = receivedItem({ deviceId: device.id, ...changes });
      await subject.addItem(item);
      return item;
    };
    const one = await add({ receivedAt: plusMs(NOON, 3_000), stage: "verified" });
    const two = await add({ receivedAt: plusMs(NOON, 1_000) });
    await add({ receivedAt: plusMs(NOON, 2_000), stage: "sealed", viewingStage: "to-encode" });
    await add({ receivedAt: NOON, stage: "sealed", viewingStage: "ready" });
    await add({ receivedAt: NOON, stage: "quarantined" });
    const listed = async (filter: Parameters<ReviewStore["items"]>[1]) => {
      const { entries } = await store.items({ after: null, limit: 9 }, filter);
      expect(await store.countItems(filter, 9)).toEqual({ count: entries.length, isMore: false });
      return entries.length;
    };
    expect(await listed({ stage: "sealed" })).toBe(2);
    expect(await listed({ awaits: "seal" })).toBe(2);
    expect(await listed({ awaits: "copy" })).toBe(1);
    expect(await listed({ receivedFrom: plusMs(NOON, 2_000) })).toBe(2);
    expect(await listed({ receivedFrom: plusMs(NOON, 3_001) })).toBe(0);
    expect(await listed({ awaits: "seal", receivedFrom: plusMs(NOON, 2_000) })).toBe(1);
    expect(await store.countItems({ stage: "sealed" }, 2)).toEqual({ count: 2, isMore: false });
    expect(await store.countItems({ stage: "sealed" }, 1)).toEqual({ count: 1, isMore: true });
    const first = { id: two.id, filename: two.announced.filename, receivedAt: two.receivedAt };
    expect(await store.firstItem({ awaits: "seal" })).toEqual(first);
    expect(await store.firstItem({ stage: "verified" })).toMatchObject({ id: one.id });
    expect(await store.firstItem({ stage: "receiving" })).toBeNull();
    await subject.close();
  });
}
