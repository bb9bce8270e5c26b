/** What every SealStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import { type DeviceId, type ItemId, newId } from "../../services/kernel/ids.ts";
import type { Checkpoint } from "../../services/ledger/checkpoint.ts";
import type { DeviceChain, SealStore } from "../../services/sealing/seal-store.ts";

export interface SealStoreUnderTest {
  readonly store: SealStore;
  addDevice(): Promise<DeviceId>;
  addDock(): Promise<DeviceId>;
  publish(head: Checkpoint): Promise<void>;
  addItem(deviceId: DeviceId): Promise<ItemId>;
  close(): Promise<void>;
}

/** Different at each call, as a manifest with its nonce is. */
let calls = 0;
const build = (chain: DeviceChain | null): Uint8Array =>
  Buffer.from(JSON.stringify({ call: (calls += 1), chain }));
const chainIn = (manifest: Uint8Array) =>
  (JSON.parse(Buffer.from(manifest).toString()) as { chain: DeviceChain | null }).chain;

export function sealStoreContract(name: string, make: () => Promise<SealStoreUnderTest>): void {
  describe(`SealStore: ${name}`, () => {
    let subject: SealStoreUnderTest;
    let store: SealStore;
    let device: DeviceId;
    let item: ItemId;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
      device = await subject.addDevice();
      item = await subject.addItem(device);
    });
    afterEach(() => subject.close());

    it("gives every caller the manifest the first one built, whoever comes at once", async () => {
      const seals = await Promise.all(
        Array.from({ length: 8 }, () => store.manifestOnce(item, "original", device, build)),
      );
      for (const seal of seals) {
        expect(Buffer.from(seal.manifest).equals(seals[0]!.manifest)).toBe(true);
        expect(seal).toMatchObject({
          itemId: item,
          subject: "original",
          manifestSha256: sha256(seal.manifest),
          signature: null,
        });
      }
      expect(chainIn(seals[0]!.manifest)).toEqual({ sequence: 1, previousManifestSha256: null });
    });

    it("chains the manifests of a device without gap or fork, also when they come at once", async () => {
      const items = await Promise.all(Array.from({ length: 10 }, () => subject.addItem(device)));
      const seals = await Promise.all(
        items.flatMap((id) => [
          store.manifestOnce(id, "original", device, build),
          store.manifestOnce(id, "original", device, build),
        ]),
      );
      const byDigest = new Map(seals.map((seal) => [seal.manifestSha256, chainIn(seal.manifest)]));
      const chain = [...byDigest].sort(([, a], [, b]) => a!.sequence - b!.sequence);
      expect(chain.map(([, place]) => place?.sequence)).toEqual(items.map((_, index) => index + 1));
      expect(chain.map(([, place]) => place?.previousManifestSha256)).toEqual([
        null,
        ...chain.slice(0, -1).map(([digest]) => digest),
      ]);
    });

    it("gives derivatives no place in the device's chain", async () => {
      const viewing = await store.manifestOnce(item, "viewing", device, build);
      expect(chainIn(viewing.manifest)).toBeNull();
      const original = await store.manifestOnce(item, "original", device, build);
      expect(chainIn(original.manifest)).toMatchObject({ sequence: 1 });
      const again = await store.manifestOnce(item, "viewing", device, build);
      expect(again.manifestSha256).toBe(viewing.manifestSha256);
      expect(await store.seals(item)).toHaveLength(2);
    });

    it("takes no place in the chain when building fails", async () => {
      const broken = (): never => {
        throw new Error("cannot build");
      };
      await expect(store.manifestOnce(item, "original", device, broken)).rejects.toThrow();
      expect(await store.seals(item)).toEqual([]);
      const seal = await store.manifestOnce(item, "original", device, build);
      expect(chainIn(seal.manifest)).toEqual({ sequence: 1, previousManifestSha256: null });
    });

    it("keeps devices' chains apart, and refuses a device that is not there", async () => {
      const other = await subject.addDevice();
      await store.manifestOnce(item, "original", device, build);
      const seal = await store.manifestOnce(await subject.addItem(other), "original", other, build);
      expect(chainIn(seal.manifest)).toEqual({ sequence: 1, previousManifestSha256: null });
      await expect(
        store.manifestOnce(await subject.addItem(other), "original", newId<DeviceId>(), build),
      ).rejects.toMatchObject({ code: "sealing/no-such-device" });
    });

    it("keeps the first signature, byte for byte, and only for a manifest that is there", async () => {
      await store.manifestOnce(item, "original", device, build);
      const offers = Array.from({ length: 5 }, (_, first) => Buffer.from([first, 0, 255, 10]));
      const kept = await Promise.all(
        offers.map((offer) => store.signatureOnce(item, "original", offer)),
      );
      for (const signature of kept) expect(Buffer.from(signature).equals(kept[0]!)).toBe(true);
      const late = await store.signatureOnce(item, "original", Buffer.from("late"));
      expect(Buffer.from(late).equals(kept[0]!)).toBe(true);
      const [seal] = await store.seals(item);
      expect(Buffer.from(seal!.signature!).equals(kept[0]!)).toBe(true);
      await expect(store.signatureOnce(item, "viewing", Buffer.from("x"))).rejects.toMatchObject({
        code: "sealing/no-manifest",
      });
    });

    it("keeps a second signature beside the first, and the first of two", async () => {
      await store.manifestOnce(item, "original", device, build);
      const second = (text: string) =>
        store.secondSignatureOnce(item, "original", Buffer.from(text));
      expect(Buffer.from(await second("one")).toString()).toBe("one");
      expect(Buffer.from(await second("two")).toString()).toBe("one");
      const [seal] = await store.seals(item);
      expect(seal?.signature).toBeNull();
      expect(Buffer.from(seal!.secondSignature!).toString()).toBe("one");
      await expect(
        store.secondSignatureOnce(item, "viewing", Buffer.from("x")),
      ).rejects.toMatchObject({ code: "sealing/no-manifest" });
    });

    it("takes a checkpoint for carried only by a dock's word, and only a head that was signed", async () => {
      const head = { origin: "haikou/2026", size: 12, rootSha256: sha256("root of 12") };
      const dock = await subject.addDock();
      expect(await store.isCarried(dock, head)).toBe(false);
      await subject.publish(head);
      expect(await store.isCarried(dock, head)).toBe(true);
      expect(await store.isCarried(device, head)).toBe(false);
      expect(await store.isCarried(newId<DeviceId>(), head)).toBe(false);
      for (const other of [{ origin: "haikou/2027" }, { size: 13 }, { rootSha256: sha256("x") }]) {
        expect(await store.isCarried(dock, { ...head, ...other })).toBe(false);
      }
    });

    it("keeps the first receipt, byte for byte", async () => {
      expect(await store.receipt(item)).toBeNull();
      const receipt = (text: string) => ({
        statement: `{"name":"引号\\" ${text}"}\n`,
        signature: Buffer.from([0, 1, 2, 255]),
        proof: `c2sp.org/tlog-proof@v1\n${text}\n`,
      });
      const kept = await Promise.all(
        ["a", "b", "c"].map((text) => store.receiptOnce(item, receipt(text))),
      );
      expect(new Set(kept.map(({ statement }) => statement)).size).toBe(1);
      const found = (await store.receipt(item))!;
      expect(found.statement).toBe(kept[0]!.statement);
      expect(found.proof).toBe(kept[0]!.proof);
      expect(Buffer.from(found.signature)).toEqual(Buffer.from([0, 1, 2, 255]));
    });
  });
}
