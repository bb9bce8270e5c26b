/** Sealing: what is signed and locked, and every lie of a store or database that must stop it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BLOCK_BYTES } from "../../../services/evidence/evidence-item.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { blockListSha256, parseManifest } from "../../../services/sealing/manifest.ts";
import { sealCopies } from "../../../services/sealing/seal-copies.ts";
import type { Seal } from "../../../services/sealing/seal-store.ts";
import { sealOriginal } from "../../../services/sealing/seal-original.ts";
import { SealingHouse } from "../../fixtures/sealing-house.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

const BYTES = Buffer.from("the original");

let authority: Authority;
let house: SealingHouse;
beforeAll(async () => {
  authority = await makeAuthority();
});
beforeEach(async () => {
  house = await SealingHouse.open(authority);
});
afterAll(() => authority.remove());

const manifestOf = async (itemId: Parameters<typeof house.seals.seals>[0], subject = "original") =>
  parseManifest(
    (await house.seals.seals(itemId)).find((seal) => seal.subject === subject)!.manifest,
  );

describe("sealOriginal", () => {
  it("signs what was verified, under the device's chain, and enters it", async () => {
    const item = await house.verified(BYTES);
    await sealOriginal(house.process(), item.id);
    await house.expectSealed(item.id);
    expect(await manifestOf(item.id)).toMatchObject({
      type: "holdfast/clip-manifest/v1",
      storage: {
        store: house.objects.alias,
        key: item.original?.object.key,
        versionId: item.original?.object.versionId,
      },
      blocks: { bytes: "8388608", count: "1", listSha256: sha256(sha256(BYTES), "\n") },
      device: { id: item.deviceId, sequence: "1", previousManifestSha256: null },
      capture: { declaredStart: item.announced.recordedAt },
      upload: { receivedAt: item.receivedAt, declaredSha256: null },
    });
  });

  it("chains the clips of one device, each manifest naming the digest of the one before", async () => {
    const first = await house.verified(BYTES);
    const second = await house.verified(Buffer.from("2"), { deviceId: first.deviceId });
    house.seals.addDevice(first.deviceId);
    const deps = house.process();
    await sealOriginal(deps, first.id);
    await sealOriginal(deps, second.id);
    const [seal] = await house.seals.seals(first.id);
    expect(await manifestOf(second.id)).toMatchObject({
      device: { sequence: "2", previousManifestSha256: seal?.manifestSha256 },
    });
  });

  it("lists the blocks of a long original by the digest of the list", async () => {
    const long = Buffer.alloc(BLOCK_BYTES + 1, 7);
    const item = await house.verified(long);
    await sealOriginal(house.process(), item.id);
    expect(await manifestOf(item.id)).toMatchObject({
      blocks: { count: "2", listSha256: blockListSha256(item.original!.blocks) },
    });
  });

  it("does nothing to an item that is sealed, in quarantine, or not verified yet", async () => {
    for (const stage of ["sealed", "quarantined", "received"] as const) {
      const item = await house.verified(BYTES, { stage });
      await sealOriginal(house.process(), item.id);
      expect(await house.seals.seals(item.id)).toEqual([]);
      expect(await house.seals.receipt(item.id)).toBeNull();
    }
  });

  it("seals once when run many times at once", async () => {
    const item = await house.verified(BYTES);
    const deps = house.process();
    await Promise.all(Array.from({ length: 6 }, () => sealOriginal(deps, item.id)));
    await house.expectSealed(item.id);
  });

  it("gives no receipt when the store accepts a lock and forgets it", async () => {
    house.objects.forgetsLocks = true;
    const item = await house.verified(BYTES);
    await expect(sealOriginal(house.process(), item.id)).rejects.toMatchObject({
      kind: "tampered",
      code: "sealing/lock-not-kept",
    });
    expect(await house.seals.receipt(item.id)).toBeNull();
    expect(await house.leavesOf(item.id)).toEqual([]);
    house.objects.forgetsLocks = false;
    await sealOriginal(house.process(), item.id);
    await house.expectSealed(item.id);
  });

  it("is content with a longer lock that is there, and prolongs a shorter one", async () => {
    for (const until of ["2027-12-31T00:00:00.000Z", "2026-12-01T00:00:00.000Z"] as never[]) {
      const item = await house.verified(Buffer.from(String(until)));
      await house.objects.lock(item.original!.object, { mode: "compliance", until });
      await sealOriginal(house.process(), item.id);
      const { lock } = await house.objects.head(item.original!.object);
      expect(lock!.until >= "2027-05-24T12:00:00.000Z").toBe(true);
    }
  });

  it("makes a governance lock the compliance lock it wants, and does not shorten it", async () => {
    const item = await house.verified(BYTES);
    const until = "2028-01-01T00:00:00.000Z" as never;
    await house.objects.lock(item.original!.object, { mode: "governance", until });
    await sealOriginal(house.process(), item.id);
    const { lock } = await house.objects.head(item.original!.object);
    expect(lock).toEqual({ mode: "compliance", until });
  });

  it("stops when the original's size is not what was verified", async () => {
    const item = await house.verified(BYTES);
    house.objects.tamper(item.original!.object.key, (bytes) => bytes.subarray(1));
    await expect(sealOriginal(house.process(), item.id)).rejects.toMatchObject({
      code: "sealing/object-differs",
    });
  });

  it("stops when the database gives back another manifest, or a signature that does not hold", async () => {
    const item = await house.verified(BYTES);
    const deps = house.process();
    const { seals } = house;
    const lying = (change: Partial<Seal>): typeof deps => ({
      ...deps,
      seals: {
        manifestOnce: async (...given) => ({ ...(await seals.manifestOnce(...given)), ...change }),
        signatureOnce: (...given) => seals.signatureOnce(...given),
        secondSignatureOnce: (...given) => seals.secondSignatureOnce(...given),
        receiptOnce: (...given) => seals.receiptOnce(...given),
        isCarried: (...given) => seals.isCarried(...given),
        derivation: (itemId) => seals.derivation(itemId),
        seals: (itemId) => seals.seals(itemId),
        receipt: (itemId) => seals.receipt(itemId),
      },
    });
    await expect(
      sealOriginal(lying({ manifest: Buffer.from("{}") }), item.id),
    ).rejects.toMatchObject({ code: "sealing/manifest-differs" });
    await expect(
      sealOriginal(lying({ signature: Buffer.from("no") }), item.id),
    ).rejects.toMatchObject({ code: "sealing/signature-unsound" });
    expect(await house.seals.receipt(item.id)).toBeNull();
  });

  it("seals what has the oddest names", async () => {
    for (const filename of ['"\\\u0000\u0007\u007f\u0085\u2028', "x".repeat(5_000), "👮🏽‍♀️‮gpj.exe"]) {
      const item = await house.verified(Buffer.from(filename));
      house.items.add({ ...item, announced: { ...item.announced, filename } });
      await sealOriginal(house.process(), item.id);
      await house.expectSealed(item.id);
      const { statement } = (await house.seals.receipt(item.id))!;
      expect((JSON.parse(statement) as { filename: string }).filename).toBe(filename);
    }
  });
});

describe("sealCopies", () => {
  it("seals each copy as derived from the original's digest, with how it was made", async () => {
    const item = await house.verified(BYTES, { viewingStage: "made" });
    const viewing = await house.derived(item.id, "viewing", Buffer.from("copy"));
    await house.derived(item.id, "poster", Buffer.from("picture"));
    await sealCopies(house.process(), item.id);
    expect((await house.items.get(item.id)).viewingStage).toBe("ready");
    expect(await manifestOf(item.id, "viewing")).toMatchObject({
      type: "holdfast/derivative-manifest/v1",
      kind: "viewing",
      media: { bytes: "4", sha256: viewing.sha256, type: "video/mp4" },
      derivedFrom: { item: item.id, sha256: item.original?.sha256 },
      madeBy: { method: "remux", tool: "ffmpeg", version: "5.1", arguments: ["-i", "in/src"] },
    });
    expect(await house.leavesOf(item.id)).toHaveLength(2);
    expect((await house.objects.head(viewing.object)).lock).not.toBeNull();
    // A copy is no clip: the device's chain and its receipt know nothing of it.
    expect(await house.seals.receipt(item.id)).toBeNull();
  });

  it("seals what comes later apart, once, and touches nothing of what is sealed", async () => {
    const item = await house.verified(BYTES, { viewingStage: "made", overviewStage: "waiting" });
    await house.derived(item.id, "viewing", Buffer.from("copy"));
    await sealCopies(house.process(), item.id);
    const ready = await house.items.get(item.id);
    expect([ready.viewingStage, ready.overviewStage]).toEqual(["ready", "waiting"]);
    await sealCopies(house.process(), item.id, "seal-overview");
    expect(await house.leavesOf(item.id)).toHaveLength(1);
    const pictures = await house.derived(item.id, "storyboard", Buffer.from("pictures"));
    const sound = await house.derived(item.id, "peaks", Buffer.from("sound"));
    house.items.add({ ...ready, overviewStage: "made" });
    await sealCopies(house.process(), item.id, "seal-overview");
    await sealCopies(house.process(), item.id, "seal-overview");
    expect((await house.items.get(item.id)).overviewStage).toBe("ready");
    expect(await manifestOf(item.id, "storyboard")).toMatchObject({
      ...{ kind: "storyboard", media: { sha256: pictures.sha256 } },
      derivedFrom: { item: item.id, sha256: item.original?.sha256 },
    });
    expect(await house.leavesOf(item.id)).toHaveLength(3);
    for (const { object } of [pictures, sound]) {
      expect((await house.objects.head(object)).lock).not.toBeNull();
    }
    const events = (await house.items.custody(item.id)).map(({ kind }) => kind);
    expect(events.filter((kind) => kind === "overview-sealed")).toHaveLength(1);
  });

  it("does not wait for the original to be sealed, nor seal it", async () => {
    const item = await house.verified(BYTES, { viewingStage: "made" });
    await house.derived(item.id, "viewing", Buffer.from("copy"));
    const deps = house.process();
    await Promise.all([sealCopies(deps, item.id), sealOriginal(deps, item.id)]);
    await house.expectSealed(item.id);
    expect((await house.items.get(item.id)).viewingStage).toBe("ready");
  });
});
