/** What every BatchStore, and every StatementKeys, must do. */
import { beforeEach, describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type BatchId, type DeviceId, type UploadId, newId } from "../../services/kernel/ids.ts";
import type { Closing, NewBatch } from "../../services/batches/batch.ts";
import type { BatchStore, StatementKeys } from "../../services/batches/batch-store.ts";
import { type LastSeen, numberNames, reportSequence } from "../../services/batches/sequence.ts";
import { CAMERA, makeDockKey } from "../fixtures/docking.ts";
import { NOON } from "../fixtures/evidence.ts";

export type UploadEnd = "open" | "received" | "sealed" | "quarantined" | "expired";

export interface BatchStoreUnderTest {
  readonly batches: BatchStore;
  readonly keys: StatementKeys;
  /** A dock, or with a name a camera in the register. */
  addDevice(cameraName?: string): Promise<DeviceId>;
  addUpload(deviceId: DeviceId, end: UploadEnd): Promise<UploadId>;
  setEnd(upload: UploadId, end: UploadEnd): Promise<void>;
}

const KEY = makeDockKey();
const receipt = (text: string) => ({
  statement: `{"name":"引号\\" ${text}"}\n`,
  signature: Buffer.from([0, 1, 2, 255]),
  proof: `c2sp.org/tlog-proof@v1\n${text}\n`,
});

export function batchStoreContract(name: string, make: () => Promise<BatchStoreUnderTest>): void {
  describe(`BatchStore: ${name}`, () => {
    let subject: BatchStoreUnderTest;
    let batches: BatchStore;
    let dock: DeviceId;
    let clock: UtcInstant;
    beforeEach(async () => {
      subject = await make();
      ({ batches } = subject);
      dock = await subject.addDevice();
      await subject.keys.register(dock, KEY, NOON);
      clock = NOON;
    });

    const open = (batch: NewBatch) => batches.open(batch, 99);
    const newBatch = (changes: Partial<NewBatch> = {}): NewBatch => ({
      ...{ id: newId<BatchId>(), deviceId: dock, camera: { ...CAMERA, name: newId() } },
      openedAt: clock,
      ...changes,
    });
    const closing = (
      uploads: readonly UploadId[],
      lastSeen: LastSeen | null = null,
      text = "{}\n",
    ): Closing => ({
      at: (clock = plusMs(clock, 1_000)),
      statement: {
        ...{ text, openings: text === "{}\n" ? null : "openings\n", sha256: sha256(text) },
        ...{ signature: Buffer.alloc(64, 7), key: KEY },
      },
      ...{ uploads, fileCount: uploads.length, lastSeen },
      sequence: reportSequence(numberNames(["CLIP0001.MP4", "CLIP0003.MP4"]), null),
    });

    it("opens a batch once, however often and at once it is asked", async () => {
      const asked = newBatch();
      const opened = await Promise.all(Array.from({ length: 5 }, () => open(asked)));
      for (const batch of opened) {
        expect(batch).toEqual(opened[0]);
        expect(batch).toMatchObject({ ...asked, state: "open", statement: null, sequence: null });
      }
      expect(await batches.get(asked.id)).toEqual(opened[0]);
      expect(await batches.get(newId<BatchId>())).toBeNull();
      const later = await open({ ...asked, openedAt: plusMs(NOON, 5) });
      expect(later.openedAt).toBe(NOON);
      for (const other of [
        { ...asked, deviceId: await subject.addDevice() },
        { ...asked, camera: { ...asked.camera, serial: null } },
        { ...asked, camera: { ...asked.camera, name: "another" } },
      ]) {
        await expect(open(other)).rejects.toMatchObject({ code: "batches/id-taken" });
      }
    });

    it("opens no more for one dock than it may have; closed ones do not count", async () => {
      const other = await subject.addDevice();
      const first = newBatch();
      await batches.open(first, 2);
      await batches.open(newBatch(), 2);
      const refused = batches.open(newBatch(), 2);
      await expect(refused).rejects.toMatchObject({ code: "batches/too-many-open" });
      expect(await batches.open(first, 2)).toMatchObject({ id: first.id });
      await batches.open(newBatch({ deviceId: other }), 2);
      await batches.close(first.id, closing([]));
      await batches.open(newBatch(), 2);
    });

    it("keeps the first statement byte for byte, whoever closes at once", async () => {
      const { id } = await open(newBatch());
      const offers = ["甲\n", "b\n", "c\n"].map((text) => closing([], null, text));
      const closed = await Promise.all(offers.map((offer) => batches.close(id, offer)));
      const late = await batches.close(id, closing([], null, "late\n"));
      for (const batch of [...closed, late]) {
        expect(batch.statement?.text).toBe(closed[0]!.statement?.text);
        expect(batch.endedAt).toBe(closed[0]!.endedAt);
      }
      const kept = (await batches.get(id))!;
      expect(kept).toMatchObject({ state: "closed", fileCount: 0, sequence: offers[0]!.sequence });
      expect(Buffer.from(kept.statement!.signature)).toEqual(Buffer.alloc(64, 7));
      expect(Buffer.from(kept.statement!.key.spki)).toEqual(KEY.spki);
      await expect(batches.close(newId<BatchId>(), offers[0]!)).rejects.toMatchObject({
        code: "batches/no-such-batch",
      });
    });

    it("leaves open what was never closed in time, and closes it all the same when the dock comes", async () => {
      const old = await open(newBatch({ openedAt: plusMs(NOON, -2_000) }));
      const closed = await open(newBatch({ openedAt: plusMs(NOON, -2_000) }));
      const young = await open(newBatch());
      await batches.close(closed.id, closing([]));
      expect(await batches.leaveOpen(plusMs(NOON, -1_000), NOON)).toBe(1);
      expect(await batches.leaveOpen(plusMs(NOON, -1_000), NOON)).toBe(0);
      expect(await batches.get(old.id)).toMatchObject({ state: "left-open", endedAt: NOON });
      expect(await batches.get(young.id)).toMatchObject({ state: "open", endedAt: null });
      expect(await batches.close(old.id, closing([]))).toMatchObject({ state: "closed" });
    });

    it("tells where the camera's last visit ended: here, or anywhere once it is in the register", async () => {
      const other = await subject.addDevice();
      await subject.keys.register(other, KEY, NOON);
      const end = (last: number): LastSeen => ({ layout: "number", series: "", last });
      const visit = async (deviceId: DeviceId, camera: string, last: number | null) => {
        const batch = await open(newBatch({ deviceId, camera: { ...CAMERA, name: camera } }));
        const before = await batches.lastSeen(batch);
        await batches.close(batch.id, closing([], last === null ? null : end(last)));
        return before;
      };
      const stranger: string = newId();
      expect(await visit(dock, stranger, 20)).toBeNull();
      expect(await visit(other, stranger, 3)).toBeNull();
      expect(await visit(dock, stranger, null)).toEqual(end(20));
      // A visit without numbers hides no earlier one, and a lower end counts from then on.
      expect(await visit(dock, stranger, 4)).toEqual(end(20));
      expect(await visit(dock, stranger, 5)).toEqual(end(4));
      const known: string = newId();
      const cameraId = await subject.addDevice(known);
      expect(await visit(dock, known, 7)).toBeNull();
      expect(await visit(other, known, 9)).toEqual(end(7));
      const page = await batches.page(null, 1);
      expect(page[0]).toMatchObject({ cameraDeviceId: cameraId, deviceId: other });
    });

    it("is due for a receipt when none of its uploads is on its way any more", async () => {
      const ends = ["sealed", "quarantined", "expired", "open", "received"] as const;
      const uploads = await Promise.all(ends.map((end) => subject.addUpload(dock, end)));
      const waits = await open(newBatch());
      const empty = await open(newBatch());
      const stays = await open(newBatch());
      await batches.close(waits.id, closing(uploads));
      await batches.close(empty.id, closing([]));
      const due = async () => await batches.dueForReceipt(10);
      expect(await due()).toEqual([empty.id]);
      await subject.setEnd(uploads[3]!, "expired");
      expect(await due()).toEqual([empty.id]);
      await subject.setEnd(uploads[4]!, "sealed");
      expect(await due()).toEqual([waits.id, empty.id]);
      expect(await batches.dueForReceipt(1)).toEqual([waits.id]);
      expect(await batches.receipt(waits.id)).toBeNull();
      expect(await batches.get(waits.id)).toMatchObject({ state: "closed", hasReceipt: false });
      const kept = await Promise.all(
        ["a", "b", "c"].map((text) => batches.receiptOnce(waits.id, receipt(text), "finished")),
      );
      expect(new Set(kept.map(({ statement }) => statement)).size).toBe(1);
      const found = (await batches.receipt(waits.id))!;
      expect(found.proof).toBe(kept[0]!.proof);
      expect(Buffer.from(found.signature)).toEqual(Buffer.from([0, 1, 2, 255]));
      expect(await due()).toEqual([empty.id]);
      expect(await batches.get(waits.id)).toMatchObject({ state: "closed", hasReceipt: true });
      const page = await batches.page(null, 3);
      expect(page.map(({ id, hasReceipt }) => [id, hasReceipt])).toEqual([
        [stays.id, false],
        [empty.id, false],
        [waits.id, true],
      ]);
      expect(await batches.get(stays.id)).toMatchObject({ state: "open", hasReceipt: false });
    });

    it("pages what a list shows of batches, and no statement's text", async () => {
      const { id } = await open(newBatch());
      const given = closing([], null, "long\n");
      const closed = await batches.close(id, given);
      const [listed] = await batches.page(null, 1);
      const { sha256: digest } = given.statement;
      expect(listed).toEqual({ ...closed, statement: { sha256: digest } });
      expect((await open(newBatch())).statement).toBeNull();
      expect((await batches.page(null, 1))[0]).toMatchObject({ state: "open", statement: null });
    });

    it("pages batches, newest first", async () => {
      const ids: BatchId[] = [];
      for (let at = 0; at < 3; at += 1) ids.push((await open(newBatch())).id);
      const first = await batches.page(null, 2);
      expect(first.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
      const rest = await batches.page(first[1]!.position, 1);
      expect(rest.map(({ id }) => id)).toEqual([ids[0]]);
    });

    it("knows a dock's keys, and no other dock's", async () => {
      const { keys } = subject;
      await keys.register(dock, KEY, plusMs(NOON, 5));
      const found = (await keys.keyOf(dock, KEY.sha256))!;
      expect(found.sha256).toBe(KEY.sha256);
      expect(Buffer.from(found.spki)).toEqual(KEY.spki);
      expect(await keys.keyOf(dock, sha256("another"))).toBeNull();
      expect(await keys.keyOf(await subject.addDevice(), KEY.sha256)).toBeNull();
    });
  });
}
