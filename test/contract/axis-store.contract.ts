/** What every AxisStore must do. */
import { beforeEach, describe, expect, it } from "vitest";
import type { AxisStore, Content } from "../../services/axis/axis-store.ts";
import { merged } from "../../services/axis/swift-request.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { UploadStore } from "../../services/ingest/upload-store.ts";
import type { Upload } from "../../services/ingest/upload.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type DeviceId, newId } from "../../services/kernel/ids.ts";
import { NOON } from "../fixtures/evidence.ts";
import { commitOf, openedUpload, receivedAtNoon } from "../fixtures/uploads.ts";
import { LIMITS } from "../fixtures/ingest-server.ts";

export interface AxisStoreUnderTest {
  readonly store: AxisStore;
  readonly uploads: UploadStore;
  readonly items: EvidenceStore;
  addDevice(id: DeviceId): Promise<void>;
}

const contentOf = (text: string): Content => ({
  sizeBytes: 10,
  md5: "0".repeat(32),
  sha256: sha256(text),
});

export function axisStoreContract(name: string, make: () => Promise<AxisStoreUnderTest>): void {
  describe(`AxisStore: ${name}`, () => {
    let subject: AxisStoreUnderTest;
    let store: AxisStore;
    let deviceId: DeviceId;
    beforeEach(async () => {
      subject = await make();
      ({ store } = subject);
      deviceId = newId<DeviceId>();
      await subject.addDevice(deviceId);
    });
    const place = (object = "o", container = "c") => ({ deviceId, container, name: object });
    const put = (change: Record<string, string> = {}, container = "c") =>
      store.putContainer(deviceId, container, NOON, (before) => merged(before, change));

    /** An upload begun for `o`, with its content noted. */
    async function begun(text: string, object = "o"): Promise<Upload> {
      const upload = openedUpload({ deviceId });
      const limits = { maxOpen: 99, quotas: LIMITS.quotas };
      await subject.uploads.create(upload, limits, null);
      await store.begin(place(object), { id: upload.id, at: NOON, metadata: { of: text } });
      await store.settle(upload.id, contentOf(text));
      return upload;
    }
    const receive = (upload: Upload) =>
      subject.uploads.commit(upload.id, 1, commitOf(0, 10), receivedAtNoon(upload));

    it("makes a container once and merges what is said of it later", async () => {
      expect(await store.container(deviceId, "c")).toBeNull();
      expect(await put({ a: "1", b: "证" })).toEqual({
        isNew: true,
        metadata: { a: "1", b: "证" },
      });
      expect(await put({ a: "", c: "__proto__" })).toEqual({
        isNew: false,
        metadata: { b: "证", c: "__proto__" },
      });
      expect(await store.container(deviceId, "c")).toEqual({ b: "证", c: "__proto__" });
      expect(await store.container(newId<DeviceId>(), "c")).toBeNull();
    });

    it("loses nothing where many merge at once, and makes the container once", async () => {
      const keys = Array.from({ length: 8 }, (_, at) => `k${at}`);
      const made = await Promise.all(keys.map((key) => put({ [key]: "v" })));
      expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(Object.keys((await store.container(deviceId, "c")) ?? {}).sort()).toEqual(keys);
    });

    it("keeps the container as it was where the change is refused", async () => {
      await put({ a: "1" });
      const refuse = (): never => {
        throw new RangeError("no");
      };
      await expect(store.putContainer(deviceId, "c", NOON, refuse)).rejects.toThrow(RangeError);
      expect(await store.container(deviceId, "c")).toEqual({ a: "1" });
    });

    it("counts an object from the moment its upload is received", async () => {
      await put();
      const upload = await begun("one");
      expect([await store.object(place()), await store.holds(place(), sha256("one"))]).toEqual([
        null,
        false,
      ]);
      expect(await store.objectNames(deviceId, "c", "", 9)).toEqual([]);
      expect(await store.unfinished(place())).toEqual([upload.id]);
      await receive(upload);
      expect(await store.object(place())).toEqual({
        metadata: { of: "one" },
        putAt: NOON,
        content: { uploadId: upload.id, ...contentOf("one") },
      });
      expect(await store.holds(place(), sha256("one"))).toBe(true);
      expect(await store.unfinished(place())).toEqual([]);
    });

    it("forgets one that was ended, and shows the newest of several, all of which it holds", async () => {
      await put();
      const [first, ended, last] = [await begun("one"), await begun("two"), await begun("three")];
      await receive(first);
      await receive(last);
      await subject.uploads.terminate(ended.id);
      expect((await store.object(place()))?.content?.uploadId).toBe(last.id);
      const held = ["one", "two", "three"].map((text) => store.holds(place(), sha256(text)));
      expect(await Promise.all(held)).toEqual([true, false, true]);
      expect(await store.unfinished(place())).toEqual([]);
      expect(await store.holds(place("p"), sha256("one"))).toBe(false);
    });

    it("does not hold what is in quarantine, though it is still the object of its name", async () => {
      await put();
      const upload = await begun("one");
      await receive(upload);
      const item = await subject.items.get(upload.id);
      const happening = {
        kind: "quarantined",
        data: { reason: "ingest/stored-bytes-differ" },
      } as const;
      const event = { at: NOON, actor: "process:custody", happening } as const;
      await subject.items.save(item, { ...item, stage: "quarantined" }, event);
      expect(await store.holds(place(), sha256("one"))).toBe(false);
      expect((await store.object(place()))?.content?.uploadId).toBe(upload.id);
    });

    it("lists names once each, in order, a page at a time", async () => {
      await put();
      for (const object of ["b", "a", "B", "b", "é"]) await receive(await begun(object, object));
      await begun("cut", "cut");
      expect(await store.objectNames(deviceId, "c", "", 9)).toEqual(["B", "a", "b", "é"]);
      expect(await store.objectNames(deviceId, "c", "B", 2)).toEqual(["a", "b"]);
      expect(await store.objectNames(newId<DeviceId>(), "c", "", 9)).toEqual([]);
    });

    it("keeps one record of a name and replaces its metadata, as it does an object's", async () => {
      await put({}, "Users");
      const user = place("7c1e", "Users");
      expect(await store.replaceMetadata(user, { name: "x" })).toBe(false);
      await store.putRecord(user, NOON, { name: "王" });
      await store.putRecord(user, NOON, { active: "True" });
      expect(await store.object(user)).toEqual({
        metadata: { active: "True" },
        putAt: NOON,
        content: null,
      });
      expect(await store.replaceMetadata(user, { name: "x" })).toBe(true);
      expect((await store.object(user))?.metadata).toEqual({ name: "x" });
      expect(await store.unfinished(user)).toEqual([]);
    });
  });
}
