/** A store's checksum for a reading: only of what is known whole, only where it is that of what was received, only where wanted. */
import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { BLOCK_BYTES } from "../../../services/evidence/evidence-item.ts";
import { isDrawn, readShareOf } from "../../../services/ingest/read-back-policy.ts";
import { isStated, knownOriginal } from "../../../services/ingest/store-proof.ts";
import { verifyOriginal } from "../../../services/ingest/verify-original.ts";
import { type Sha256, sha256 } from "../../../services/kernel/digest.ts";
import { type DeviceId, newId } from "../../../services/kernel/ids.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { tickingClock } from "../../fixtures/evidence.ts";
import { MemoryJobQueue, ingestProcess, memoryStores } from "../../fixtures/ingest-server.ts";
import { receiveWhole } from "../../fixtures/receive-whole.ts";

const neverStopped = new AbortController().signal;
let stores: ReturnType<typeof memoryStores>;

beforeEach(() => {
  stores = memoryStores(BLOCK_BYTES);
  stores.objects.keepsChecksums = true;
});

async function verified(bytes: Buffer, readShare = 0, declared: Sha256 | null = null) {
  const queue = new MemoryJobQueue();
  const deps = { ...stores, queue, clock: tickingClock(), actor: "process:custody" } as const;
  const ingest = ingestProcess(stores, { queue });
  const id = await receiveWhole(ingest, newId<DeviceId>(), bytes, declared);
  let reads = 0;
  const { objects } = stores;
  const read = objects.read.bind(objects);
  objects.read = (...given) => {
    reads += 1;
    return read(...given);
  };
  await verifyOriginal({ ...deps, readShare }, id, neverStopped);
  const said = (await stores.items.custody(id)).at(-1)?.data["provenBy"];
  return { item: await stores.items.get(id), said, reads };
}

describe("under when-not-proven", () => {
  it.each([1, 5_000, BLOCK_BYTES])(
    "takes the store's word for one block, %d bytes",
    async (size) => {
      const bytes = randomBytes(size);
      const { item, said, reads } = await verified(bytes, 0, sha256(bytes));
      expect([item.stage, said, reads]).toEqual(["verified", "store-checksum", 0]);
      expect(item.original).toMatchObject({
        ...{ provenBy: "store-checksum", sha256: sha256(bytes), blocks: [sha256(bytes)] },
      });
    },
  );
  it.each([0, BLOCK_BYTES + 1, 2 * BLOCK_BYTES])(
    "reads what is none or more, %d bytes",
    async (size) => {
      const { item, said, reads } = await verified(randomBytes(size));
      expect([item.stage, said, reads]).toEqual(["verified", undefined, 1]);
      expect(item.original).not.toHaveProperty("provenBy");
    },
  );
  it("reads where the store keeps no checksum", async () => {
    stores.objects.keepsChecksums = false;
    expect((await verified(randomBytes(9))).reads).toBe(1);
  });
  it("quarantines what differs from the declared digest all the same", async () => {
    const { item, reads } = await verified(randomBytes(9), 0, sha256("another"));
    expect([item.quarantineReason, reads]).toEqual(["ingest/declared-digest-differs", 0]);
  });
  it("reads, and quarantines, where the store states other bytes than were received", async () => {
    stores.objects.statedChecksum = async () => ({ sha256: sha256("others"), parts: null });
    const assemble = stores.incoming.assemble.bind(stores.incoming);
    stores.incoming.assemble = async (upload) => {
      const ref = await assemble(upload);
      stores.objects.tamper(originalKey(upload.id), () => Buffer.from("others"));
      return ref;
    };
    const { item, reads } = await verified(Buffer.from("mine  "));
    expect([item.quarantineReason, reads]).toEqual(["ingest/stored-bytes-differ", 1]);
  });
  it("quarantines an object of another length, whatever is stated", async () => {
    stores.objects.statedChecksum = async () => ({ sha256: sha256("mine"), parts: null });
    stores.objects.head = async () => ({ sizeBytes: 5, lock: null, isHeld: false });
    expect((await verified(Buffer.from("mine"))).item.stage).toBe("quarantined");
  });
});

it("reads every original under always, and whatever the share where another digest is wanted", async () => {
  expect((await verified(randomBytes(9), 1)).reads).toBe(1);
  const queue = new MemoryJobQueue();
  const deps = { ...stores, queue, clock: tickingClock(), actor: "process:custody" } as const;
  const id = await receiveWhole(ingestProcess(stores, { queue }), newId(), Buffer.from("more"));
  await verifyOriginal({ ...deps, readShare: 0, moreDigests: ["sha512"] }, id, neverStopped);
  expect((await stores.items.get(id)).original).not.toHaveProperty("provenBy");
});

it("reads an original whose reading failed, whatever another draw would say", async () => {
  const queue = new MemoryJobQueue();
  const deps = { ...stores, queue, clock: tickingClock(), actor: "process:custody" } as const;
  const id = await receiveWhole(ingestProcess(stores, { queue }), newId(), Buffer.from("drawn"));
  const step = "verify-original";
  const run = { step, attempts: 1, notBefore: null, lastError: null, progress: null } as const;
  for (const before of [
    { ...run, attempts: 2 },
    { ...run, lastError: "objects/store-unavailable" },
  ]) {
    await stores.items.saveStepRun(id, before);
    stores.objects.faults.at("read", 1, "fail");
    await expect(
      verifyOriginal({ ...deps, readShare: 1e-9 }, id, neverStopped),
    ).rejects.toMatchObject({ kind: "unavailable" });
  }
  await stores.items.saveStepRun(id, run);
  await verifyOriginal({ ...deps, readShare: 1e-9 }, id, neverStopped);
  expect((await stores.items.get(id)).original).toMatchObject({ provenBy: "store-checksum" });
});

describe("the policy", () => {
  it("is a share", () => {
    const shares = ["always", "when-not-proven", "sample", "sample:0.25", "sample:.5"];
    expect(shares.map(readShareOf)).toEqual([1, 0, 0.1, 0.25, 0.5]);
  });
  it("draws about that share, all at 1 and none at 0", () => {
    const drawn = (share: number) =>
      Array.from({ length: 2_000 }, () => isDrawn(share)).filter(Boolean).length;
    expect([drawn(1), drawn(0)]).toEqual([2_000, 0]);
    const quarter = drawn(0.25);
    expect(quarter).toBeGreaterThan(350);
    expect(quarter).toBeLessThan(650);
  });
});

it("knows the composite of one part, and no other", () => {
  const known = knownOriginal([{ offsetBytes: 0, sizeBytes: 4, sha256: sha256("mine") }], 4);
  const composite = sha256(Buffer.from(sha256("mine"), "hex"));
  expect(known).not.toBeNull();
  expect(isStated({ sha256: composite, parts: 1 }, known!)).toBe(true);
  for (const stated of [
    { sha256: composite, parts: 2 },
    { sha256: composite, parts: null },
    { sha256: sha256("mine"), parts: 1 },
    null,
  ])
    expect(isStated(stated, known!)).toBe(false);
  expect(knownOriginal([{ offsetBytes: 1, sizeBytes: 4, sha256: sha256("mine") }], 4)).toBeNull();
});
