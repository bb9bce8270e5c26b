/** What every QuotaStore, and what every UploadStore must do about quotas. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { type DeviceId, newId } from "../../services/kernel/ids.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { QuotaStore } from "../../services/ingest/quota-store.ts";
import type { UploadStore } from "../../services/ingest/upload-store.ts";
import type { Quota, Quotas } from "../../services/ingest/quota.ts";
import type { Upload } from "../../services/ingest/upload.ts";
import { NOON } from "../fixtures/evidence.ts";
import {
  HOUR_MS,
  NO_QUOTA,
  NO_QUOTAS,
  commitOf,
  openedUpload,
  receivedAtNoon,
} from "../fixtures/uploads.ts";
import { anyAction } from "../fixtures/actions.ts";

interface QuotasUnderTest {
  readonly store: UploadStore;
  readonly quotas: QuotaStore;
  readonly items: EvidenceStore;
  addDevice(id: DeviceId): Promise<void>;
  close(): Promise<void>;
}

const quotas = (device: Partial<Quota>, agency: Partial<Quota> = {}): Quotas => ({
  device: { ...NO_QUOTA, ...device },
  agency: { ...NO_QUOTA, ...agency },
});
const TOMORROW = plusMs(NOON, 24 * HOUR_MS);

export function quotaStoreContract(name: string, make: () => Promise<QuotasUnderTest>): void {
  describe(`UploadStore and QuotaStore, quotas: ${name}`, () => {
    let subject: QuotasUnderTest;
    let deviceId: DeviceId;
    beforeEach(async () => {
      subject = await make();
      deviceId = newId<DeviceId>();
      await subject.addDevice(deviceId);
    });
    afterEach(() => subject.close());

    async function create(limits: Quotas, changes: Partial<Upload> = {}): Promise<Upload> {
      const upload = openedUpload({ deviceId, ...changes });
      await subject.store.create(upload, { maxOpen: 100, quotas: limits }, null);
      return upload;
    }
    const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, Object);

    it("lets of twenty announcements at once pass exactly as many as a quota has room for", async () => {
      for (const limits of [
        quotas({ bytesPerDay: 70 }),
        quotas({ filesPerDay: 7 }),
        quotas({ openBytes: 79 }),
        quotas({}, { bytesPerDay: 70 }),
        quotas({}, { filesPerDay: 7 }),
        quotas({ bytesPerDay: 1_000 }, { openBytes: 79 }),
      ]) {
        await subject.close();
        subject = await make();
        const devices = [newId<DeviceId>(), newId<DeviceId>()] as const;
        for (const id of devices) await subject.addDevice(id);
        const isShared = limits.agency !== NO_QUOTA && Object.values(limits.agency).some(Boolean);
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, at) =>
            refusal(create(limits, { deviceId: devices[isShared ? at % 2 : 0]! })),
          ),
        );
        expect(answers.filter((answer) => answer === null)).toHaveLength(7);
        const [no] = answers.filter((answer) => answer !== null);
        expect(no).toMatchObject({
          kind: "unavailable",
          code: isShared ? "ingest/agency-quota" : "ingest/device-quota",
        });
      }
    }, 20_000);

    it("says how much was used, and when there may be room again", async () => {
      const limits = quotas({ bytesPerDay: 15 });
      await create(limits);
      expect(await refusal(create(limits))).toMatchObject({
        facts: {
          limit: "bytes-per-day",
          allowed: 15,
          used: 10,
          wanted: 10,
          retryAfterSeconds: 43_200,
        },
      });
      await create(limits, { lengthBytes: 5 });
      await create(limits, { createdAt: TOMORROW });
      expect(await refusal(create(limits, { lengthBytes: 16 }))).toMatchObject({
        kind: "invalid",
        code: "ingest/larger-than-quota",
      });
    });

    it("keeps nothing of what it refused, and counts no more what came to nothing", async () => {
      const limits = quotas({ bytesPerDay: 10, filesPerDay: 1 }, { bytesPerDay: 5 });
      const refused = openedUpload({ deviceId });
      expect(
        await refusal(subject.store.create(refused, { maxOpen: 9, quotas: limits }, null)),
      ).toMatchObject({ code: "ingest/larger-than-quota" });
      expect(await subject.store.get(refused.id)).toBeNull();
      const own = quotas({ bytesPerDay: 10, filesPerDay: 1 });
      const first = await create(own);
      expect(await refusal(create(own))).toMatchObject({ code: "ingest/device-quota" });
      await subject.store.terminate(first.id);
      await create(own);
    });

    it("counts what comes of a length that was not announced, once for the same bytes", async () => {
      const limits = quotas({ bytesPerDay: 10 });
      const { id } = await create(limits, { lengthBytes: null });
      const count = (bytes: number) => refusal(subject.store.count(id, bytes, limits, NOON));
      expect([await count(6), await count(6), await count(4)]).toEqual([null, null, null]);
      expect(await count(11)).toMatchObject({ facts: { used: 6, wanted: 5 } });
      const both = await Promise.all([count(10), count(10)]);
      expect(both).toEqual([null, null]);
      expect(await refusal(create(limits, { lengthBytes: 1 }))).not.toBeNull();
      expect(await refusal(subject.store.count(id, 15, limits, TOMORROW))).toBeNull();
    });

    it("gives back what was counted in one day, and to no day what was counted in another", async () => {
      const { store } = subject;
      const limits = quotas({ bytesPerDay: 20, filesPerDay: 3 }, { bytesPerDay: 20 });
      const grown = async (...counts: readonly (readonly [number, UtcInstant])[]) => {
        const { id } = await create(limits, { lengthBytes: null });
        for (const [bytes, at] of counts) await store.count(id, bytes, limits, at);
        return id;
      };
      await store.terminate(await grown([9, NOON], [20, NOON]));
      const later = await grown([9, NOON], [10, TOMORROW]);
      const thereAndBack = await grown([1, NOON], [2, TOMORROW], [3, NOON]);
      for (const id of [later, thereAndBack]) await store.terminate(id);
      const more = (lengthBytes: number, createdAt = NOON) =>
        refusal(create(limits, { lengthBytes, createdAt }));
      expect(await more(19, TOMORROW)).toMatchObject({ facts: { used: 2 } });
      expect(await more(10)).toMatchObject({ facts: { used: 11 } });
      await create(limits, { lengthBytes: 1 });
      expect(await more(1)).toMatchObject({ facts: { limit: "files-per-day", used: 3 } });
    });

    it("gives back nothing to whom it was not all counted for, because a quota came meanwhile", async () => {
      const device = quotas({ bytesPerDay: 20, filesPerDay: 1 });
      const agency = quotas({}, { bytesPerDay: 20, filesPerDay: 1 });
      for (const [before, after] of [
        [NO_QUOTAS, device],
        [NO_QUOTAS, agency],
        [device, agency],
      ] as const) {
        await subject.close();
        subject = await make();
        await subject.addDevice(deviceId);
        const { id } = await create(before, { lengthBytes: null });
        await subject.store.count(id, 9, before, NOON);
        await create(after, { lengthBytes: 10 });
        await subject.store.count(id, 10, after, NOON);
        await subject.store.terminate(id);
        expect(await refusal(create(after, { lengthBytes: null }))).toMatchObject({
          facts: { limit: "files-per-day", used: 1 },
        });
        const noFile = { ...after.device, filesPerDay: null };
        const bytesOnly = { device: noFile, agency: { ...after.agency, filesPerDay: null } };
        const used = before === NO_QUOTAS ? 20 : 11;
        expect(await refusal(create(bytesOnly, { lengthBytes: 11 }))).toMatchObject({
          facts: { limit: "bytes-per-day", used },
        });
      }
    });

    async function partialUpload(limits: Quotas): Promise<Upload> {
      const upload = await create(limits, { concat: "partial" });
      await subject.store.commit(upload.id, 1, commitOf(0, 10), "complete");
      return { ...upload, offsetBytes: 10 };
    }

    async function join(limits: Quotas, ...partials: readonly Upload[]): Promise<unknown> {
      const lengthBytes = 10 * partials.length;
      const lengths = { lengthBytes, offsetBytes: lengthBytes };
      const upload = openedUpload({ deviceId, concat: "final;x", state: "received", ...lengths });
      const final = { upload, partials, received: receivedAtNoon(upload), reusableUntil: TOMORROW };
      return refusal(subject.store.createFinal(final, limits));
    }

    it("counts the bytes of parts once and one file, and what is stored again as more", async () => {
      const limits = quotas({ bytesPerDay: 50, filesPerDay: 3 });
      const { store } = subject;
      const used = { code: "ingest/device-quota" };
      const parts = [await partialUpload(limits), await partialUpload(limits)];
      expect(await join(limits, ...parts)).toBeNull();
      expect(await join(limits, ...parts)).toBeNull(); // 40 bytes, 2 files
      expect(await join(limits, ...parts)).toMatchObject(used);
      const dropped = await partialUpload(limits);
      await store.terminate(dropped.id);
      const last = await partialUpload(limits);
      expect(await join(limits, last)).toBeNull();
      expect(await join(limits, last)).toMatchObject(used);
      // What became an item stays counted when its parts go, as they do once it is verified.
      for (const { itemId } of await subject.items.due(NOON, 10)) {
        const item = await subject.items.get(itemId);
        const happening = { kind: "verified", data: {} } as const;
        const entry = { at: NOON, actor: "process:test", happening } as const;
        await subject.items.save(item, { ...item, stage: "verified" }, entry);
      }
      const over = await store.expired(TOMORROW, 10);
      expect(over).toHaveLength(3);
      for (const { id } of over) await store.expire(id, TOMORROW);
      expect(await refusal(create(limits, { lengthBytes: 1 }))).toMatchObject(used);
    });

    it("holds finished parts for open bytes until they are joined", async () => {
      const limits = quotas({ openBytes: 20 });
      const parts = [await partialUpload(limits), await partialUpload(limits)];
      expect(await refusal(create(limits))).toMatchObject({ code: "ingest/device-quota" });
      expect(await join(limits, ...parts)).toBeNull();
      await create(limits);
    });

    it("lets one of several final uploads that race for the last of a quota pass", async () => {
      const limits = quotas({ bytesPerDay: 15 });
      const partial = await partialUpload(limits);
      const racing = await Promise.all([1, 2, 3].map(() => join(limits, partial)));
      expect(racing.filter((no) => no === null)).toHaveLength(1);
    });

    it("puts what was set for a device before what is configured, also where nothing is", async () => {
      const { quotas: store } = subject;
      expect(await store.quotaOverride(deviceId)).toEqual(NO_QUOTA);
      await store.setQuotaOverride(
        deviceId,
        { ...NO_QUOTA, filesPerDay: 1 },
        "user:x",
        NOON,
        anyAction,
      );
      expect(await store.quotaOverride(deviceId)).toEqual({ ...NO_QUOTA, filesPerDay: 1 });
      await create(NO_QUOTAS);
      expect(await refusal(create(NO_QUOTAS))).toMatchObject({ code: "ingest/device-quota" });
      await store.setQuotaOverride(
        deviceId,
        { ...NO_QUOTA, filesPerDay: 0 },
        "user:x",
        NOON,
        anyAction,
      );
      await create(quotas({ filesPerDay: 1 }));
      await store.setQuotaOverride(deviceId, NO_QUOTA, "user:x", NOON, anyAction);
      expect(await refusal(create(quotas({ filesPerDay: 1 })))).not.toBeNull();
    });

    it("knows no quota of a device that is not there", async () => {
      const gone = { code: "access/no-such-device" };
      const { quotas: store } = subject;
      const id = newId<DeviceId>();
      await expect(store.quotaOverride(id)).rejects.toMatchObject(gone);
      await expect(
        store.setQuotaOverride(id, NO_QUOTA, "user:x", NOON, anyAction),
      ).rejects.toMatchObject(gone);
    });
  });
}
