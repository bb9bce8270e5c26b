/** How every UploadStore finds uploads that nobody names by id: by digest, and by time. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId } from "../../services/kernel/ids.ts";
import type { Upload } from "../../services/ingest/upload.ts";
import type { UploadStore } from "../../services/ingest/upload-store.ts";
import { NOON } from "../fixtures/evidence.ts";
import { atMost, HOUR_MS, commitOf, openedUpload, receivedAtNoon } from "../fixtures/uploads.ts";

interface Searched {
  readonly store: UploadStore;
  addDevice(id: DeviceId): Promise<void>;
  close(): Promise<void>;
}

export function uploadSearchContract(name: string, make: () => Promise<Searched>): void {
  describe(`UploadStore, search: ${name}`, () => {
    let subject: Searched;
    let store: UploadStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    async function created(changes: Partial<Upload> = {}): Promise<Upload> {
      const upload = openedUpload(changes);
      // A device that the test names is known already.
      if (changes.deviceId === undefined) await subject.addDevice(upload.deviceId);
      await store.create(upload, atMost(100), null);
      return upload;
    }

    it("finds what a device declared by digest, newest first, and nothing that is over or another's", async () => {
      const first = await created();
      const { deviceId, announced } = first;
      const later = { deviceId, createdAt: plusMs(NOON, 1) };
      const [second, , , ended, newest] = await Promise.all([
        created({ ...later, announced: { ...announced, sha256: sha256("other") } }),
        created({ ...later, announced: { ...announced, sha256: null } }),
        created({ ...later, expiresAt: NOON }),
        created(later),
        created({ ...later, createdAt: plusMs(NOON, 2) }),
      ]);
      await store.terminate(ended.id);
      await created(); // of another device, with the same digest
      await store.commit(newest.id, 1, commitOf(0, 10), receivedAtNoon(newest));
      const digests = [sha256("declared"), sha256("other"), sha256("nobody has this")];
      const found = await store.findDeclared(deviceId, digests, NOON);
      expect(found.map(({ id }) => id)).toEqual([newest.id, second.id, first.id]);
      expect(found[0]).toMatchObject({ state: "received", offsetBytes: 10 });
    });

    it("lists open uploads whose time is over, longest first, at most as many as asked", async () => {
      const later = await created({ expiresAt: plusMs(NOON, 2) });
      const sooner = await created({ expiresAt: plusMs(NOON, 1) });
      const ended = await created({ expiresAt: plusMs(NOON, 1) });
      await created({ expiresAt: plusMs(NOON, HOUR_MS) });
      await store.terminate(ended.id);
      const ids = async (limit: number) =>
        (await store.expired(plusMs(NOON, 2), limit)).map(({ id }) => id);
      expect(await ids(10)).toEqual([sooner.id, later.id]);
      expect(await ids(1)).toEqual([sooner.id]);
    });
  });
}
