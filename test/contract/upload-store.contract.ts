/** What every UploadStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import { type DeviceId, type UploadId, newId } from "../../services/kernel/ids.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { Upload } from "../../services/ingest/upload.ts";
import type { QuotaStore } from "../../services/ingest/quota-store.ts";
import type { UploadStore } from "../../services/ingest/upload-store.ts";
import { NOON } from "../fixtures/evidence.ts";
import { atMost, commitOf, openedUpload, receivedAtNoon } from "../fixtures/uploads.ts";
import { quotaStoreContract } from "./quota-store.contract.ts";
import { uploadJoinContract } from "./upload-join.contract.ts";
import { uploadSearchContract } from "./upload-search.contract.ts";

export interface UploadStoreUnderTest {
  readonly store: UploadStore;
  readonly items: EvidenceStore;
  readonly quotas: QuotaStore;
  /** Makes the device of an upload known. */
  addDevice(id: DeviceId): Promise<void>;
  close(): Promise<void>;
}

const FENCED = { kind: "conflict", code: "ingest/fenced" };

export function uploadStoreContract(name: string, make: () => Promise<UploadStoreUnderTest>): void {
  describe(`UploadStore: ${name}`, () => {
    let subject: UploadStoreUnderTest;
    let store: UploadStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    async function created(changes: Partial<Upload> = {}): Promise<Upload> {
      const upload = openedUpload(changes);
      await subject.addDevice(upload.deviceId);
      await store.create(upload, atMost(100), null);
      return upload;
    }

    it("gives an upload back exactly as it was created", async () => {
      const upload = await created();
      expect(await store.find(upload.id, upload.deviceId)).toEqual(upload);
      expect(await store.get(upload.id)).toEqual(upload);
      const deferred = await created({ lengthBytes: null, owner: null, incoming: [1, "二"] });
      expect(await store.get(deferred.id)).toEqual(deferred);
    });

    it("shows no upload to another device, and none that is not there", async () => {
      const upload = await created();
      expect(await store.find(upload.id, newId<DeviceId>())).toBeNull();
      expect(await store.find(newId<UploadId>(), upload.deviceId)).toBeNull();
      expect(await store.get(newId<UploadId>())).toBeNull();
    });

    it("refuses one more open upload than a device may have, and counts only its open ones", async () => {
      const first = await created();
      await created(); // of another device
      const next = openedUpload({ deviceId: first.deviceId });
      await expect(store.create(next, atMost(1), null)).rejects.toMatchObject({
        kind: "unavailable",
        code: "ingest/too-many-open",
      });
      expect(await store.get(next.id)).toBeNull();
      await store.terminate(first.id);
      await store.create(next, atMost(1), null);
      expect(await store.get(next.id)).toEqual(next);
    });

    it("makes an item of an upload of no bytes at once", async () => {
      const upload = openedUpload({ lengthBytes: 0, state: "received" });
      await subject.addDevice(upload.deviceId);
      await store.create(upload, atMost(1), receivedAtNoon(upload));
      expect(await subject.items.get(upload.id)).toMatchObject({ sizeBytes: 0, stage: "received" });
      expect(await subject.items.custody(upload.id)).toHaveLength(1);
    });

    it("moves offset, store state and expiry with a commit, and keeps runs and parts in order", async () => {
      const upload = await created({ lengthBytes: null });
      const two = { number: 2, sizeBytes: 3, tag: '"etag-2"' };
      const one = { number: 1, sizeBytes: 4, tag: "" };
      const first = commitOf(0, 4, { parts: [one] });
      const second = commitOf(4, 3, { parts: [two] });
      await store.commit(upload.id, 1, first, null);
      await store.commit(upload.id, 1, second, null);
      const { incoming, expiresAt } = second;
      expect(await store.get(upload.id)).toEqual({
        ...upload,
        offsetBytes: 7,
        incoming,
        expiresAt,
      });
      expect(await store.runs(upload.id)).toEqual([first.run, second.run]);
      expect(await store.parts(upload.id)).toEqual([one, two]);
    });

    it.each([
      ["at an offset already passed", 1, 0],
      ["beyond the offset", 1, 6],
      ["with an older fence", 0, 5],
      ["with a fence nobody gave out", 2, 5],
    ])("refuses a commit %s and changes nothing", async (_case, fence, offsetBytes) => {
      const upload = await created();
      await store.commit(upload.id, 1, commitOf(0, 5), null);
      const before = await store.get(upload.id);
      const parts = [{ number: 9, sizeBytes: 1, tag: "x" }];
      await expect(
        store.commit(upload.id, fence, commitOf(offsetBytes, 1, { parts }), null),
      ).rejects.toMatchObject(FENCED);
      expect(await store.get(upload.id)).toEqual(before);
      expect(await store.runs(upload.id)).toHaveLength(1);
      expect(await store.parts(upload.id)).toEqual([]);
    });

    it("lets one of eight racing commits at one offset win", async () => {
      const upload = await created({ lengthBytes: 100 });
      const sizes = [1, 2, 3, 4, 5, 6, 7, 8];
      const results = await Promise.allSettled(
        sizes.map((size) => store.commit(upload.id, 1, commitOf(0, size), null)),
      );
      const won = sizes.filter((_, index) => results[index]?.status === "fulfilled");
      expect(won).toHaveLength(1);
      for (const result of results) {
        if (result.status === "rejected") expect(result.reason).toMatchObject(FENCED);
      }
      expect((await store.get(upload.id))?.offsetBytes).toBe(won[0]);
      expect(await store.runs(upload.id)).toHaveLength(1);
    });

    it("receives with the last byte: item, first custody event and end of the upload together", async () => {
      const certificateSha256 = sha256("certificate");
      const upload = await created({ certificateSha256 });
      await store.commit(upload.id, 1, commitOf(0, 5), null);
      await store.commit(upload.id, 1, commitOf(5, 5), receivedAtNoon(upload));
      expect(await store.get(upload.id)).toMatchObject({ state: "received", certificateSha256 });
      expect(await subject.items.get(upload.id)).toEqual({
        id: upload.id,
        deviceId: upload.deviceId,
        certificateSha256,
        announced: upload.announced,
        sizeBytes: 10,
        receivedAt: NOON,
        stage: "received",
        viewingStage: "waiting",
        overviewStage: "waiting",
        studyStage: "waiting",
        original: null,
        quarantineReason: null,
        noViewingReason: null,
        duplicateOf: null,
        mediaInfo: null,
        version: 0,
      });
      const custody = await subject.items.custody(upload.id);
      expect(custody).toHaveLength(1);
      expect(custody[0]).toMatchObject({
        index: 0,
        kind: "received",
        actor: `device:${upload.deviceId}`,
      });
      expect(firstBreak(custody)).toBeNull();
    });

    it("keeps an item whose facts were not announced", async () => {
      const announced = {
        filename: "",
        mediaType: "application/octet-stream",
        sha256: null,
        recordedAt: null,
        caseNumber: null,
        activity: null,
        recording: null,
        belongsTo: null,
        other: {},
        clock: null,
        cameraClock: null,
      };
      const upload = await created({ announced });
      await store.commit(upload.id, 1, commitOf(0, 10), receivedAtNoon(upload));
      expect((await subject.items.get(upload.id)).announced).toEqual(announced);
    });

    it("makes one item when the last commit is raced", async () => {
      const upload = await created();
      const last = () => store.commit(upload.id, 1, commitOf(0, 10), receivedAtNoon(upload));
      const results = await Promise.allSettled([last(), last(), last()]);
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await subject.items.custody(upload.id)).toHaveLength(1);
    });

    it("refuses to pass the length, to end short of it, and to reach it without receiving", async () => {
      const upload = await created();
      const received = receivedAtNoon(upload);
      for (const [commit, end] of [
        [commitOf(0, 11), null] as const,
        [commitOf(0, 11), received] as const,
        [commitOf(0, 9), received] as const,
        [commitOf(0, 10), null] as const,
      ]) {
        await expect(store.commit(upload.id, 1, commit, end)).rejects.toMatchObject(FENCED);
      }
      expect(await store.get(upload.id)).toEqual(upload);
    });

    it("raises the fence for another process, and on demand, and not for the same one", async () => {
      const upload = await created();
      expect(await store.acquire(upload.id, "process-a", false)).toEqual(upload);
      const taken = await store.acquire(upload.id, "process-b", false);
      expect(taken).toEqual({ ...upload, owner: "process-b", fence: 2 });
      expect(await store.acquire(upload.id, "process-b", true)).toMatchObject({ fence: 3 });
      expect(await store.get(upload.id)).toMatchObject({ owner: "process-b", fence: 3 });
    });

    it("shuts the older writer out from the moment another has taken over", async () => {
      const upload = await created();
      await store.acquire(upload.id, "process-b", false);
      await expect(store.commit(upload.id, 1, commitOf(0, 5), null)).rejects.toMatchObject(FENCED);
      await store.commit(upload.id, 2, commitOf(0, 4), null);
      expect((await store.get(upload.id))?.offsetBytes).toBe(4);
    });

    it("gives every one of six racing takers its own fence", async () => {
      const upload = await created();
      const takers = ["b", "c", "d", "e", "f", "g"];
      const results = await Promise.allSettled(
        takers.map((taker) => store.acquire(upload.id, taker, false)),
      );
      const fences = results.flatMap((result) =>
        result.status === "fulfilled" ? [result.value.fence] : [],
      );
      expect(fences.length).toBeGreaterThan(0);
      expect(new Set(fences).size).toBe(fences.length);
      const now = await store.get(upload.id);
      expect(now?.fence).toBe(Math.max(...fences));
    });

    it("gives no writer to an upload that is not there or has ended", async () => {
      await expect(store.acquire(newId<UploadId>(), "a", false)).rejects.toMatchObject({
        code: "ingest/no-such-upload",
      });
      const upload = await created();
      await store.terminate(upload.id);
      await expect(store.acquire(upload.id, "process-b", false)).rejects.toMatchObject({
        code: "ingest/not-open",
      });
    });

    it("sets a deferred length once, and never below what is there", async () => {
      const upload = await created({ lengthBytes: null });
      await store.commit(upload.id, 1, commitOf(0, 5), null);
      const received = receivedAtNoon(upload, 20);
      const known = { kind: "conflict", code: "ingest/length-known" };
      await expect(store.setLength(upload.id, 4, received)).rejects.toMatchObject(known);
      expect(await store.setLength(upload.id, 20, received)).toBe(false);
      await expect(store.setLength(upload.id, 20, received)).rejects.toMatchObject(known);
      await expect(store.setLength(upload.id, 21, received)).rejects.toMatchObject(known);
      expect(await store.get(upload.id)).toMatchObject({ lengthBytes: 20, state: "open" });
    });

    it("receives an upload whose length, once said, is what it has", async () => {
      const upload = await created({ lengthBytes: null });
      await store.commit(upload.id, 1, commitOf(0, 5), null);
      expect(await store.setLength(upload.id, 5, receivedAtNoon(upload, 5))).toBe(true);
      expect(await store.get(upload.id)).toMatchObject({ lengthBytes: 5, state: "received" });
      expect(await subject.items.get(upload.id)).toMatchObject({ sizeBytes: 5 });
      expect(await subject.items.custody(upload.id)).toHaveLength(1);
    });

    it("ends an open upload once; then nothing can be added, and a received one cannot be ended", async () => {
      const upload = await created();
      await store.terminate(upload.id);
      const notOpen = { kind: "conflict", code: "ingest/not-open" };
      await expect(store.terminate(upload.id)).rejects.toMatchObject(notOpen);
      await expect(store.commit(upload.id, 1, commitOf(0, 1), null)).rejects.toMatchObject(FENCED);
      expect(await store.get(upload.id)).toMatchObject({ state: "terminated" });
      const done = await created();
      await store.commit(done.id, 1, commitOf(0, 10), receivedAtNoon(done));
      await expect(store.terminate(done.id)).rejects.toMatchObject(notOpen);
    });
  });
  uploadSearchContract(name, make);
  quotaStoreContract(name, make);
  uploadJoinContract(name, make);
}
