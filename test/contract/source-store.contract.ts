/** What every SourceStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../services/evidence/custody-event.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { type DeviceId, type ItemId, newId } from "../../services/kernel/ids.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { SigningStore } from "../../services/source/signing-store.ts";
import type { KeptVerdict, SourceStore } from "../../services/source/source-store.ts";
import { anyAction } from "../fixtures/actions.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";

export interface SourceStoreUnderTest {
  readonly store: SourceStore;
  readonly signings: SigningStore;
  addDevice(id: DeviceId, name: string, isDock: boolean): Promise<void>;
  readonly items: Pick<EvidenceStore, "custody">;
  add(item: EvidenceItem): Promise<void>;
  close(): Promise<void>;
}

const event = (note: string) => ({
  at: NOON,
  actor: "process:media" as Actor,
  happening: { kind: "source-checked" as const, data: { note } },
});
const verdictOf = (itemId: ItemId, changes: Partial<KeptVerdict> = {}): KeptVerdict => ({
  ...{ itemId, verdict: "unsigned", signed: false, statement: `of ${itemId} "引号"\n` },
  statementSha256: sha256(`of ${itemId} "引号"\n`),
  ...changes,
});

export function sourceStoreContract(name: string, make: () => Promise<SourceStoreUnderTest>): void {
  describe(`SourceStore: ${name}`, () => {
    let subject: SourceStoreUnderTest;
    let store: SourceStore;
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

    it("keeps the first verdict with its event, exactly, and no other", async () => {
      const { id } = await added();
      expect(await store.verdict(id)).toBeNull();
      const first = verdictOf(id);
      expect(await store.keepOnce(first, event("first"))).toEqual(first);
      const second = verdictOf(id, { verdict: "valid", signed: true, statement: "other" });
      expect(await store.keepOnce(second, event("second"))).toEqual(first);
      expect(await store.verdict(id)).toEqual(first);
      const events = await subject.items.custody(id);
      expect(events.map(({ data }) => data)).toEqual([{ note: "first" }]);
    });

    it("keeps one of many at once, with one event", async () => {
      const { id } = await added();
      const kept = await Promise.all(
        ["a", "b", "c", "d"].map((statement) =>
          store.keepOnce(verdictOf(id, { statement }), event(statement)),
        ),
      );
      expect(new Set(kept.map(({ statement }) => statement)).size).toBe(1);
      const events = await subject.items.custody(id);
      expect(events.map(({ data }) => data)).toEqual([{ note: kept[0]?.statement }]);
    });

    it("keeps nothing about an item that is not there", async () => {
      const id = newId<ItemId>();
      await expect(store.keepOnce(verdictOf(id), event("x"))).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
      expect(await store.verdict(id)).toBeNull();
    });

    it("tells of the last recordings of one sender, newest first, of those that were looked at", async () => {
      const deviceId = newId<DeviceId>();
      for (const signed of [true, false, null, true]) {
        const { id } = await added({ deviceId });
        await store.keepOnce(verdictOf(id, { signed }), event("x"));
      }
      const { id } = await added();
      await store.keepOnce(verdictOf(id), event("of another"));
      expect(await store.lately(deviceId, 9)).toEqual([true, false, true]);
      expect(await store.lately(deviceId, 2)).toEqual([true, false]);
    });

    it("gives out what the ledger does not hold yet, oldest first", async () => {
      const ids: ItemId[] = [];
      for (let at = 0; at < 3; at++) {
        const { id } = await added();
        await store.keepOnce(verdictOf(id), event("x"));
        ids.push(id);
      }
      expect((await store.unlogged(2)).map(({ itemId }) => itemId)).toEqual(ids.slice(0, 2));
      for (const id of ids.slice(0, 2)) await store.logged(id);
      await store.logged(newId<ItemId>());
      expect(await store.unlogged(9)).toEqual([verdictOf(ids[2] ?? newId<ItemId>())]);
      for (const id of [...ids.slice(1), newId<ItemId>()]) await store.notLogged(id);
      expect((await store.unlogged(9)).map(({ itemId }) => itemId)).toEqual(ids.slice(1));
    });

    it("knows what a device always signs with, by the camera that a dock names, and nobody else's word", async () => {
      const [camera, dock, plain] = [newId<DeviceId>(), newId<DeviceId>(), newId<DeviceId>()];
      await subject.addDevice(camera, "camera é", false);
      await subject.addDevice(dock, "dock 1", true);
      await subject.addDevice(plain, "camera 2", false);
      const { signings } = subject;
      const of = async (
        deviceId: DeviceId,
        name: string | null,
        belongsTo: string | null = null,
      ) => {
        const { announced } = receivedItem();
        const other: Record<string, string> = name === null ? {} : { device: name };
        const item = await added({ deviceId, announced: { ...announced, other, belongsTo } });
        return store.expectedKind(item.id);
      };
      expect(await of(camera, null)).toBeNull();
      await signings.setSigning(camera, "c2pa", "user:x", NOON, anyAction);
      expect(await of(camera, null)).toBe("c2pa");
      // As another system writes the name: e and its accent apart.
      expect(await of(dock, "camera e\u0301")).toBe("c2pa");
      expect(await of(dock, "a camera of no name here")).toBeNull();
      expect(await of(plain, "camera é")).toBeNull();
      // Whether it is a side file, its bytes tell and not the sender.
      expect(await of(camera, null, "its recording")).toBe("c2pa");
      const seen: unknown[] = [];
      const told = (before: unknown) => {
        seen.push(before);
        return anyAction();
      };
      await signings.setSigning(camera, "gb35114", "user:x", NOON, told);
      await signings.setSigning(camera, null, "user:x", NOON, told);
      expect([seen, await of(camera, null)]).toEqual([["c2pa", "gb35114"], null]);
      const gone = { code: "access/no-such-device" };
      const nobody = newId<DeviceId>();
      await expect(signings.signing(nobody)).rejects.toMatchObject(gone);
      await expect(
        signings.setSigning(nobody, "c2pa", "user:x", NOON, anyAction),
      ).rejects.toMatchObject(gone);
    });

    it("finds what is in quarantine and was not spoken of", async () => {
      await added({ stage: "sealed" });
      const spoken = await added({ stage: "quarantined" });
      const silent = await added({ stage: "quarantined" });
      await store.keepOnce(verdictOf(spoken.id, { signed: null }), event("x"));
      expect(await store.quarantined(9)).toEqual([silent.id]);
    });
  });
}
