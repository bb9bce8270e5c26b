/** What every UploadStore must do with partial uploads, and with final ones that are made of them. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plusMs } from "../../services/kernel/clock.ts";
import { type DeviceId, type UploadId, newId } from "../../services/kernel/ids.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { OriginalStage } from "../../services/evidence/pipeline.ts";
import type { Upload } from "../../services/ingest/upload.ts";
import type { UploadStore } from "../../services/ingest/upload-store.ts";
import { NOON } from "../fixtures/evidence.ts";
import {
  HOUR_MS,
  NO_QUOTAS,
  atMost,
  commitOf,
  openedUpload,
  receivedAtNoon,
} from "../fixtures/uploads.ts";

interface Joined {
  readonly store: UploadStore;
  readonly items: EvidenceStore;
  addDevice(id: DeviceId): Promise<void>;
  close(): Promise<void>;
}

const NOT_OPEN = { kind: "conflict", code: "ingest/not-open" };
const MOVED = { kind: "conflict", code: "ingest/partials-moved" };
const REUSABLE = plusMs(NOON, HOUR_MS);

export function uploadJoinContract(name: string, make: () => Promise<Joined>): void {
  describe(`UploadStore, partial and final uploads: ${name}`, () => {
    let subject: Joined;
    let store: UploadStore;
    let deviceId: DeviceId;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
      deviceId = newId<DeviceId>();
      await subject.addDevice(deviceId);
    });
    afterEach(() => subject.close());

    async function opened(changes: Partial<Upload> = {}): Promise<Upload> {
      const upload = openedUpload({ deviceId, concat: "partial", ...changes });
      await store.create(upload, atMost(100), null);
      return upload;
    }

    /** A partial upload with all its 10 bytes, in runs and parts of 4 and 6. */
    async function complete(changes: Partial<Upload> = {}): Promise<Upload> {
      const { id } = await opened(changes);
      const part = (number: number, sizeBytes: number) => ({
        parts: [{ number, sizeBytes, tag: `${id}/${number}` }],
      });
      await store.commit(id, 1, commitOf(0, 4, part(1, 4)), null);
      await store.commit(id, 1, commitOf(4, 6, part(2, 6)), "complete");
      return present(id);
    }

    async function present(id: UploadId): Promise<Upload> {
      const upload = await store.get(id);
      if (upload === null) throw new Error("no such upload");
      return upload;
    }

    async function finalOf(partials: readonly Upload[]): Promise<Upload> {
      const lengthBytes = partials.reduce((sum, { offsetBytes }) => sum + offsetBytes, 0);
      const final = openedUpload({
        deviceId,
        concat: `final;${partials.map(({ id }) => id).join(" ")}`,
        lengthBytes,
        offsetBytes: lengthBytes,
        state: "received",
        incoming: { joined: true },
      });
      const received = receivedAtNoon(final);
      await store.createFinal(
        { upload: final, partials, received, reusableUntil: REUSABLE },
        NO_QUOTAS,
      );
      return final;
    }

    async function setStage(id: UploadId, stage: OriginalStage): Promise<void> {
      const item = await subject.items.get(id);
      const happening = { kind: "verified", data: {} } as const;
      const entry = { at: NOON, actor: "process:test", happening } as const;
      await subject.items.save(item, { ...item, stage }, entry);
    }

    const stateOf = async (id: UploadId) => (await present(id)).state;

    it("makes no item of a partial upload that has all its bytes", async () => {
      const deferred = await opened({ lengthBytes: null });
      await store.commit(deferred.id, 1, commitOf(0, 5), null);
      expect(await store.setLength(deferred.id, 5, "complete")).toBe(true);
      const partials = [await complete(), await present(deferred.id)];
      const none = openedUpload({ deviceId, concat: "partial", lengthBytes: 0, state: "complete" });
      await store.create(none, atMost(100), null);
      for (const { id } of [...partials, none]) {
        expect(await present(id)).toMatchObject({ state: "complete", concat: "partial" });
        await expect(subject.items.get(id)).rejects.toMatchObject({ kind: "missing" });
        await expect(store.acquire(id, "process-b", true)).rejects.toMatchObject(NOT_OPEN);
      }
    });

    it("completes partial uploads without an item, and others with one, and neither the other way", async () => {
      const fenced = { kind: "conflict", code: "ingest/fenced" };
      const known = { kind: "conflict", code: "ingest/length-known" };
      for (const [concat, completion] of [
        ["partial", receivedAtNoon(openedUpload({ deviceId }))],
        [null, "complete"],
      ] as const) {
        const upload = await opened({ concat });
        const last = commitOf(0, 10);
        await expect(store.commit(upload.id, 1, last, completion)).rejects.toMatchObject(fenced);
        expect(await present(upload.id)).toEqual(upload);
        const deferred = await opened({ concat, lengthBytes: null });
        const setting = store.setLength(deferred.id, 0, completion);
        await expect(setting).rejects.toMatchObject(known);
        expect(await present(deferred.id)).toEqual(deferred);
      }
    });

    it("makes an item of partial uploads, with their runs and parts in the order asked for", async () => {
      const [one, two] = [await complete(), await complete()];
      const final = await finalOf([two, one, two]);
      expect(await present(final.id)).toEqual(final);
      const runs = await store.runs(one.id);
      const shifted = [0, 10, 20].flatMap((base) =>
        runs.map((run) => ({ ...run, offsetBytes: base + run.offsetBytes })),
      );
      expect(await store.runs(final.id)).toEqual(shifted);
      const tags = [two, one, two].flatMap(({ id }) => [`${id}/1`, `${id}/2`]);
      expect((await store.parts(final.id)).map(({ tag }) => tag)).toEqual(tags);
      const numbers = (await store.parts(final.id)).map(({ number }) => number);
      expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
      expect(await subject.items.get(final.id)).toMatchObject({ sizeBytes: 30, stage: "received" });
      const custody = await subject.items.custody(final.id);
      expect(custody).toHaveLength(1);
      expect(firstBreak(custody)).toBeNull();
      for (const { id } of [one, two]) {
        expect(await present(id)).toMatchObject({ state: "joined", expiresAt: REUSABLE });
      }
    });

    it("makes an item of uploads of no bytes, and a second one of those that are joined already", async () => {
      const none = openedUpload({ deviceId, concat: "partial", lengthBytes: 0, state: "complete" });
      await store.create(none, atMost(100), null);
      for (let round = 0; round < 2; round += 1) {
        const final = await finalOf([none]);
        expect(await store.runs(final.id)).toEqual([]);
        expect(await subject.items.get(final.id)).toMatchObject({ sizeBytes: 0 });
      }
    });

    it("makes nothing where one of the uploads is not a finished partial one of the device", async () => {
      const good = await complete();
      const other = newId<DeviceId>();
      await subject.addDevice(other);
      const ended = await complete();
      await store.terminate(ended.id);
      for (const bad of [
        openedUpload(),
        await opened(),
        await opened({ concat: null }),
        await complete({ deviceId: other }),
        ended,
        await complete().then(async (over) => {
          await store.expire(over.id, over.expiresAt);
          return over;
        }),
      ]) {
        const before = [await store.get(good.id), await store.get(bad.id)];
        await expect(finalOf([good, bad])).rejects.toMatchObject(MOVED);
        expect([await store.get(good.id), await store.get(bad.id)]).toEqual(before);
      }
    });

    it("finds those of many uploads that are the device's", async () => {
      const other = newId<DeviceId>();
      await subject.addDevice(other);
      const mine = [await opened(), await complete()];
      const ids = [...mine, await opened({ deviceId: other })].map(({ id }) => id);
      const found = await store.findEach([...ids, newId<UploadId>()], deviceId);
      expect(found.map(({ id }) => id).sort()).toEqual(mine.map(({ id }) => id).sort());
      expect(await store.findEach([], deviceId)).toEqual([]);
    });

    it("lets a device drop a partial upload until a final one is made of it", async () => {
      const [dropped, kept] = [await complete(), await complete()];
      await store.terminate(dropped.id);
      expect(await stateOf(dropped.id)).toBe("terminated");
      await finalOf([kept]);
      await expect(store.terminate(kept.id)).rejects.toMatchObject(NOT_OPEN);
      expect(await stateOf(kept.id)).toBe("joined");
    });

    it("counts finished partial uploads as unfinished work until they are joined", async () => {
      const partial = await complete();
      const next = openedUpload({ deviceId });
      await expect(store.create(next, atMost(1), null)).rejects.toMatchObject({
        code: "ingest/too-many-open",
      });
      await finalOf([partial]);
      await store.create(next, atMost(1), null);
    });

    it("never lists nor ends a partial upload of which an item is still to be made", async () => {
      const [unused, used, both] = [await complete(), await complete(), await complete()];
      const [final, second] = [await finalOf([used, both]), await finalOf([both])];
      const later = plusMs(NOON, 24 * HOUR_MS);
      const ids = async () => (await store.expired(later, 10)).map(({ id }) => id).sort();
      expect(await ids()).toEqual([unused.id]);
      await expect(store.expire(used.id, later)).rejects.toMatchObject(NOT_OPEN);
      await setStage(final.id, "verified");
      expect(await ids()).toEqual([unused.id, used.id].sort());
      await setStage(final.id, "sealed");
      await setStage(second.id, "quarantined");
      expect(await ids()).toEqual([unused.id, used.id].sort());
      await expect(store.expire(both.id, later)).rejects.toMatchObject(NOT_OPEN);
      for (const { id } of [unused, used]) {
        await store.expire(id, later);
        expect(await stateOf(id)).toBe("expired");
        await expect(store.expire(id, later)).rejects.toMatchObject(NOT_OPEN);
      }
    });

    it("does not end what grew or was joined since it was listed", async () => {
      const [grown, joined] = [await opened(), await complete()];
      const now = plusMs(NOON, 2 * HOUR_MS);
      const { expiresAt } = joined;
      expect(expiresAt).toBe(now);
      expect(await store.expired(now, 10)).toHaveLength(2);
      await store.commit(grown.id, 1, commitOf(0, 5, { expiresAt: plusMs(now, HOUR_MS) }), null);
      const final = openedUpload({ deviceId, concat: "final;x", state: "received" });
      const received = receivedAtNoon(final);
      const reusableUntil = plusMs(now, HOUR_MS);
      await store.createFinal(
        { upload: final, partials: [joined], received, reusableUntil },
        NO_QUOTAS,
      );
      await setStage(final.id, "verified");
      for (const { id } of [grown, joined]) {
        await expect(store.expire(id, now)).rejects.toMatchObject(NOT_OPEN);
      }
      expect([await stateOf(grown.id), await stateOf(joined.id)]).toEqual(["open", "joined"]);
    });

    it("makes every one of eight racing final uploads of the same partial ones, in whatever order", async () => {
      const partials = [await complete(), await complete(), await complete()];
      const racing = Array.from({ length: 8 }, (_, at) =>
        finalOf(at % 2 === 0 ? partials : partials.toReversed()),
      );
      for (const final of await Promise.all(racing)) {
        expect(await store.runs(final.id)).toHaveLength(6);
      }
    });

    it("lets one of a termination and a final upload that race win, and never both", async () => {
      for (let round = 0; round < 5; round += 1) {
        const partial = await complete();
        const [joined, dropped] = await Promise.allSettled([
          finalOf([partial]),
          store.terminate(partial.id),
        ]);
        expect([joined.status, dropped.status].sort()).toEqual(["fulfilled", "rejected"]);
        const state = joined.status === "fulfilled" ? "joined" : "terminated";
        expect(await stateOf(partial.id)).toBe(state);
      }
    });
  });
}
