/** What every ObjectStore must hold to: the fake, the folder, and S3. */
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { sha256, sha256OfStream } from "../../services/kernel/digest.ts";
import { newId, type ItemId } from "../../services/kernel/ids.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import {
  itemFolder,
  ledgerKey,
  originalKey,
  signatureKey,
} from "../../services/objects/object-key.ts";
import type { ObjectRef, ObjectStore } from "../../services/objects/object-store.ts";
import { bytesOf, refused } from "../fixtures/store-outcomes.ts";
import { holdTests } from "./object-holds.contract.ts";
import { lockTests, type ObjectStoreRig } from "./object-locks.contract.ts";

const freshKey = () => originalKey(newId<ItemId>());

export function objectStoreContract(name: string, make: () => Promise<ObjectStoreRig>): void {
  describe(`${name} keeps the promises of an ObjectStore`, () => {
    let rig: ObjectStoreRig;
    let store: ObjectStore;
    beforeAll(async () => {
      rig = await make();
      store = rig.store;
    });
    afterAll(() => rig.close());

    putTests(() => store);
    folderTests(() => store);
    streamTests(() => store);
    readTests(() => store);
    lockTests(() => rig);
    holdTests(() => rig);
  });
}

function folderTests(store: () => ObjectStore): void {
  it("tells everything that lies in the folder of an item, and nothing of another", async () => {
    const [one, other] = [newId<ItemId>(), newId<ItemId>()];
    const original = await store().put(originalKey(one), Buffer.from("one"));
    const copy = await store().put(signatureKey(one, "original", sha256("x")), Buffer.from("x"));
    const stays = await store().put(originalKey(other), Buffer.from("other"));
    const refs = async (id: ItemId) => (await store().under(itemFolder(id))).map(({ ref }) => ref);
    const byKey = (a: ObjectRef, b: ObjectRef) => (a.key < b.key ? -1 : 1);
    expect([...(await refs(one))].sort(byKey)).toEqual([original, copy].sort(byKey));
    for (const ref of await refs(one)) await store().remove(ref);
    expect([await refs(one), await refs(other)]).toEqual([[], [stays]]);
    expect(await refs(newId<ItemId>())).toEqual([]);
    await store().remove(original);
  });
}

function putTests(store: () => ObjectStore): void {
  it("gives back what was put, in that version", async () => {
    const key = freshKey();
    const bytes = randomBytes(100_001);
    const ref = await store().put(key, bytes);
    expect(ref.key).toBe(key);
    expect(await bytesOf(await store().read(ref))).toEqual(bytes);
    expect(await store().head(ref)).toEqual({ sizeBytes: 100_001, lock: null, isHeld: false });
    expect(await store().find(key)).toEqual(ref);
    expect(await store().inFront(ref)).toBe("nothing");
  });

  it("keeps an object of no bytes", async () => {
    const ref = await store().put(freshKey(), new Uint8Array());
    expect((await store().head(ref)).sizeBytes).toBe(0);
    expect(await bytesOf(await store().read(ref))).toHaveLength(0);
  });

  it("answers the version that is there when the same bytes are put again", async () => {
    const key = freshKey();
    const first = await store().put(key, Buffer.from("same"));
    expect(await store().put(key, Buffer.from("same"))).toEqual(first);
  });

  it("refuses other bytes under a taken key, also of the same length, and keeps the first", async () => {
    const key = freshKey();
    const ref = await store().put(key, Buffer.from("first"));
    await refused(store().put(key, Buffer.from("other")), "objects/key-taken");
    await refused(store().put(key, Buffer.from("first and more")), "objects/key-taken");
    await refused(store().put(key, Buffer.alloc(0)), "objects/key-taken");
    expect(await store().find(key)).toEqual(ref);
    expect((await bytesOf(await store().read(ref))).toString()).toBe("first");
  });

  it("lets one of 16 racers with different bytes win, and tells the others", async () => {
    const key = freshKey();
    const racers = Array.from({ length: 16 }, (_, at) => Buffer.from(`racer ${at}`));
    const outcomes = await Promise.allSettled(racers.map((bytes) => store().put(key, bytes)));
    const winners = outcomes.flatMap((outcome, at) =>
      outcome.status === "fulfilled" ? [{ ref: outcome.value, at }] : [],
    );
    expect(winners).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") {
        expect(isRefusal(outcome.reason, "objects/key-taken"), String(outcome.reason)).toBe(true);
      }
    }
    const [winner] = winners;
    expect(await store().find(key)).toEqual(winner!.ref);
    expect(await bytesOf(await store().read(winner!.ref))).toEqual(racers[winner!.at]);
  });

  it("answers one version to 16 racers with the same bytes", async () => {
    const key = freshKey();
    const refs = await Promise.all(
      Array.from({ length: 16 }, () => store().put(key, Buffer.from("the same"))),
    );
    expect(new Set(refs.map((ref) => ref.versionId)).size).toBe(1);
    expect(await store().find(key)).toEqual(refs[0]);
  });

  it("keeps keys apart of which one begins with the other", async () => {
    const item = newId<ItemId>();
    const digest = sha256("x");
    const longer = await store().put(signatureKey(item, "original", digest), Buffer.from("sig"));
    expect(await store().find(originalKey(item))).toBeNull();
    const ref = await store().put(originalKey(item), Buffer.from("original"));
    expect((await bytesOf(await store().read(ref))).toString()).toBe("original");
    expect((await bytesOf(await store().read(longer))).toString()).toBe("sig");
  });

  it("stores the paths of a tiled log", async () => {
    const key = ledgerKey(`holdfast.example/${newId<ItemId>()}`, "tile/entries/x001/067.p/5");
    const ref = await store().put(key, Buffer.from("tile"));
    expect(await store().find(key)).toEqual(ref);
  });
}

function streamTests(store: () => ObjectStore): void {
  it("takes a stream whose digest nobody knows by its size, and asks for no byte of another that is as long", async () => {
    for (const sizeBytes of [0, 1_000, (9 << 20) + 3]) {
      const [key, bytes] = [freshKey(), randomBytes(sizeBytes)];
      const unknown = { sizeBytes, sha256: null };
      const short = Readable.from([bytes, Buffer.alloc(1)]);
      await refused(store().putStream(key, short, unknown), "objects/digest-mismatch");
      expect(await store().find(key)).toBeNull();
      const ref = await store().putStream(key, Readable.from([bytes]), unknown);
      expect((await bytesOf(await store().read(ref))).equals(bytes)).toBe(true);
      let isAsked = false;
      const other = async function* () {
        isAsked = true;
        yield randomBytes(sizeBytes);
      };
      expect(await store().putStream(key, Readable.from(other()), unknown)).toEqual(ref);
      expect(isAsked).toBe(false);
      const longer = { sizeBytes: sizeBytes + 1, sha256: null };
      const source = Readable.from([Buffer.concat([bytes, Buffer.alloc(1)])]);
      await refused(store().putStream(key, source, longer), "objects/key-taken");
    }
  });

  const expectedOf = (bytes: Uint8Array) => ({
    sizeBytes: bytes.byteLength,
    sha256: sha256(bytes),
  });

  it.each([0, 1, 70_000, 20 << 20])("keeps a stream of %d bytes", async (size) => {
    const bytes = randomBytes(size);
    const key = freshKey();
    const ref = await store().putStream(key, Readable.from(slices(bytes)), expectedOf(bytes));
    expect((await bytesOf(await store().read(ref))).equals(bytes)).toBe(true);
    const again = await store().putStream(key, Readable.from(slices(bytes)), expectedOf(bytes));
    expect(again).toEqual(ref);
  });

  it.each([70_000, 20 << 20])(
    "keeps nothing of a stream of %d bytes that is not what was announced",
    async (size) => {
      const bytes = randomBytes(size);
      const key = freshKey();
      const flipped = Buffer.from(bytes);
      flipped[size - 1] = ~flipped[size - 1]! & 0xff;
      for (const wrong of [
        flipped,
        bytes.subarray(1),
        bytes.subarray(0, -1),
        Buffer.concat([bytes, bytes]),
      ]) {
        const source = Readable.from(slices(wrong));
        await refused(store().putStream(key, source, expectedOf(bytes)), "objects/digest-mismatch");
      }
      expect(await store().find(key)).toBeNull();
    },
  );

  it("keeps nothing of a stream that breaks", async () => {
    const bytes = randomBytes(300_000);
    const key = freshKey();
    const broken = Readable.from(
      (function* () {
        yield bytes.subarray(0, 200_000);
        throw new Error("the source broke");
      })(),
    );
    await expect(store().putStream(key, broken, expectedOf(bytes))).rejects.toThrow(/broke/);
    expect(await store().find(key)).toBeNull();
  });

  it("refuses a stream of other bytes under a taken key", async () => {
    const key = freshKey();
    await store().put(key, Buffer.from("first"));
    const other = Buffer.from("other");
    const source = Readable.from([other]);
    await refused(store().putStream(key, source, expectedOf(other)), "objects/key-taken");
  });
}

function readTests(store: () => ObjectStore): void {
  const scanned = async (ref: ObjectRef) => sha256OfStream(await store().scan(ref));

  it("reads ranges with both ends included", async () => {
    const bytes = randomBytes(200_000);
    const ref = await store().put(freshKey(), bytes);
    for (const [firstByte, lastByte] of [
      [0, 0],
      [0, 199_999],
      [199_999, 199_999],
      [65_535, 65_536],
      [150_000, 900_000],
    ] as const) {
      const part = await bytesOf(await store().read(ref, { firstByte, lastByte }));
      expect(part.equals(bytes.subarray(firstByte, lastByte + 1))).toBe(true);
    }
  });

  it("refuses a range without a byte of the object", async () => {
    const ref = await store().put(freshKey(), Buffer.from("12345"));
    await refused(store().read(ref, { firstByte: 5, lastByte: 9 }), "objects/bad-range");
    await refused(store().read(ref, { firstByte: 3, lastByte: 2 }), "objects/bad-range");
  });

  it("shows every byte once to who scans, two at a time and after one that stopped", async () => {
    const bytes = randomBytes(1_300_001);
    const ref = await store().put(freshKey(), bytes);
    for await (const chunk of await store().scan(ref)) {
      expect(chunk.byteLength).toBeGreaterThan(0);
      break;
    }
    const digests = await Promise.all([1, 2].map(() => scanned(ref)));
    const whole = { sha256: sha256(bytes), sizeBytes: bytes.byteLength };
    expect(digests).toEqual([whole, whole]);
    const empty = await store().put(freshKey(), Buffer.alloc(0));
    expect((await scanned(empty)).sizeBytes).toBe(0);
  });

  it("ends a scan at its signal, and begins none of an object that is not there", async () => {
    const ref = await store().put(freshKey(), randomBytes(1_300_001));
    const ending = new AbortController();
    const scan = async (): Promise<void> => {
      for await (const _ of await store().scan(ref, ending.signal)) ending.abort();
    };
    await expect(scan()).rejects.toMatchObject({ name: "AbortError" });
    const elsewhere: ObjectRef = { key: freshKey(), versionId: ref.versionId };
    await refused(scanned(elsewhere), "objects/no-such-object");
  });

  it("has no object where none was put, nor another version of one that was", async () => {
    const key = freshKey();
    const ref = await store().put(freshKey(), Buffer.from("here"));
    const elsewhere: ObjectRef = { key, versionId: ref.versionId };
    expect(await store().find(key)).toBeNull();
    await refused(store().read(elsewhere), "objects/no-such-object");
    await refused(store().head(elsewhere), "objects/no-such-object");
    const lock = { mode: "governance", until: plusMs(utcInstant(new Date()), 60_000) } as const;
    await refused(store().lock(elsewhere, lock), "objects/no-such-object");
  });

  it("removes a version once and for all, and does not take its successor for it", async () => {
    const key = freshKey();
    const gone = await store().put(key, Buffer.from("first"));
    await store().remove(gone);
    await store().remove(gone);
    expect(await store().find(key)).toBeNull();
    const next = await store().put(key, Buffer.from("after"));
    expect(next.versionId).not.toBe(gone.versionId);
    await refused(store().read(gone), "objects/no-such-object");
    await store().remove(gone);
    expect((await bytesOf(await store().read(next))).toString()).toBe("after");
  });
}

function* slices(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bytes.byteLength; at += 61_001) yield bytes.subarray(at, at + 61_001);
}
