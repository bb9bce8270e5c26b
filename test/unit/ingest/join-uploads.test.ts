/** From partial uploads to one verified original: whatever fails in between, nothing is lost, and in the end nothing leaks. */
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type DeviceId, type UploadId, newId } from "../../../services/kernel/ids.ts";
import { firstBreak } from "../../../services/evidence/custody-event.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { appendBytes } from "../../../services/ingest/append-bytes.ts";
import { clearIncoming, expireUploads } from "../../../services/ingest/expire-uploads.ts";
import { joinUploads } from "../../../services/ingest/join-uploads.ts";
import { openUpload } from "../../../services/ingest/open-upload.ts";
import { terminateUpload } from "../../../services/ingest/terminate-upload.ts";
import { verifyOriginal } from "../../../services/ingest/verify-original.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { MemoryJobQueue, ingestProcess, memoryStores } from "../../fixtures/ingest-server.ts";
import { listed } from "../../fixtures/store-outcomes.ts";

const DAY_MS = 24 * 3_600_000;
const deviceId = newId<DeviceId>();
const sender = { deviceId, certificateSha256: null };
const signal = new AbortController().signal;
let stores = memoryStores();
let now: UtcInstant = NOON;
let queue = new MemoryJobQueue();
let ingest = ingestProcess(stores);

beforeEach(() => {
  stores = memoryStores();
  now = NOON;
  queue = new MemoryJobQueue();
  ingest = ingestProcess(stores, { clock: () => now, queue, limits: { expiryMs: DAY_MS } });
});

async function partial(bytes: Buffer): Promise<UploadId> {
  const announcement = { ...sender, lengthBytes: bytes.byteLength, rawMetadata: "", bodyBytes: 0 };
  const { id } = await openUpload(ingest, { ...announcement, isPartial: true });
  if (bytes.byteLength === 0) return id;
  await appendBytes(ingest, {
    uploadId: id,
    deviceId,
    offsetBytes: 0,
    lengthBytes: null,
    bodyBytes: bytes.byteLength,
    checksum: null,
    takeBody: () => Readable.from([bytes], { objectMode: false }),
  });
  return id;
}

const join = (partials: readonly UploadId[], declared?: string) =>
  joinUploads(ingest, {
    ...sender,
    partials,
    concat: "final;x",
    rawMetadata: declared === undefined ? "" : `sha256 ${Buffer.from(declared).toString("base64")}`,
  });
const verify = (id: UploadId) =>
  verifyOriginal({ ...stores, queue, clock: () => now, actor: "process:custody" }, id, signal);

async function sweep(): Promise<void> {
  await expireUploads(ingest);
  await clearIncoming({ ...ingest, ...stores });
}

const held = async () => (await listed(stores.incoming)).toSorted();

/** Two partial uploads whose sizes fit neither runs nor blocks. */
async function twoPartials() {
  const bytes = randomBytes(7_777);
  const ids = [await partial(bytes.subarray(0, 2_500)), await partial(bytes.subarray(2_500))];
  return { bytes, ids };
}

describe("a final upload", () => {
  it("is verified as what its parts hold, and after a day nothing of them is left", async () => {
    const { bytes, ids } = await twoPartials();
    const final = await join(ids, sha256(bytes));
    await verify(final.id);
    const item = await stores.items.get(final.id);
    expect(item).toMatchObject({ stage: "verified", quarantineReason: null, sizeBytes: 7_777 });
    expect(item.original?.sha256).toBe(sha256(bytes));
    expect(firstBreak(await stores.items.custody(final.id))).toBeNull();
    expect(await held()).toEqual(ids.toSorted()); // for an hour: the client may ask again
    now = plusMs(now, DAY_MS);
    await sweep();
    expect(await held()).toEqual([]);
    for (const id of ids) expect((await stores.uploads.get(id))?.state).toBe("expired");
    expect(stores.objects.bytes(originalKey(final.id))?.equals(bytes)).toBe(true);
  });

  it("holds, of any parts in any order, some twice, exactly their bytes, and every run is found again", async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 5 });
    const order = fc.array(fc.nat(), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(sizes, order, async (lengths, places) => {
        const contents = lengths.map((length) => randomBytes(length));
        const ids: UploadId[] = [];
        for (const content of contents) ids.push(await partial(content));
        const chosen = places.map((place) => place % ids.length);
        const bytes = Buffer.concat(chosen.map((place) => contents[place]!));
        const final = await join(chosen.map((place) => ids[place]!));
        await verify(final.id);
        const { original, quarantineReason } = await stores.items.get(final.id);
        expect([quarantineReason, original?.sha256]).toEqual([null, sha256(bytes)]);
        now = plusMs(now, DAY_MS);
        await sweep();
        expect(await held()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("goes to quarantine where the device declared another digest, and keeps its parts then", async () => {
    const { ids } = await twoPartials();
    const final = await join(ids, sha256("another recording"));
    await verify(final.id);
    expect(await stores.items.get(final.id)).toMatchObject({
      stage: "quarantined",
      quarantineReason: "ingest/declared-digest-differs",
    });
    now = plusMs(now, 365 * DAY_MS);
    await sweep();
    expect(await held()).toEqual(ids.toSorted());
  });

  it("goes to quarantine where a byte of a part changed in the store", async () => {
    const { ids } = await twoPartials();
    const final = await join(ids);
    await verifyOriginalOfChanged(final.id);
    expect(await stores.items.get(final.id)).toMatchObject({
      quarantineReason: "ingest/stored-bytes-differ",
    });
  });

  async function verifyOriginalOfChanged(id: UploadId): Promise<void> {
    const assemble = stores.incoming.assemble.bind(stores.incoming);
    stores.incoming.assemble = async (upload) => {
      const ref = await assemble(upload);
      stores.objects.tamper(ref.key, (bytes) => ((bytes[3_000]! ^= 1), bytes));
      const changed = await stores.objects.find(ref.key);
      return changed ?? ref;
    };
    await verify(id);
  }

  it("keeps its parts however long it waits to be verified, whoever wants them gone", async () => {
    const { bytes, ids } = await twoPartials();
    const unused = await partial(randomBytes(500));
    const final = await join(ids);
    now = plusMs(now, 30 * DAY_MS);
    await sweep();
    expect(await held()).toEqual(ids.toSorted());
    expect((await stores.uploads.get(unused))?.state).toBe("expired");
    for (const id of ids) {
      await expect(terminateUpload(ingest, id, deviceId)).rejects.toThrow();
    }
    await verify(final.id);
    expect((await stores.items.get(final.id)).original?.sha256).toBe(sha256(bytes));
    await sweep();
    expect(await held()).toEqual([]);
  });

  it("can be made again of parts that another one is verified from, for an hour", async () => {
    const { bytes, ids } = await twoPartials();
    const first = await join(ids);
    await verify(first.id);
    now = plusMs(now, 3_599_000);
    await sweep();
    const second = await join(ids.toReversed());
    const swapped = Buffer.concat([bytes.subarray(2_500), bytes.subarray(0, 2_500)]);
    now = plusMs(now, 3_601_000);
    await sweep();
    await verify(second.id);
    expect((await stores.items.get(second.id)).original?.sha256).toBe(sha256(swapped));
    await sweep();
    expect(await held()).toEqual([]);
    await expect(join(ids)).rejects.toMatchObject({ code: "ingest/gone" });
  });

  it.each(["fail", "fail-but-persist"] as const)(
    "whose making answers with an error (%s) is asked for again, and nothing is lost or left",
    async (kind) => {
      const { bytes, ids } = await twoPartials();
      stores.uploads.faults.at("createFinal", 1, kind);
      await expect(join(ids)).rejects.toThrow("injected");
      const final = await join(ids);
      const [lost] = await stores.items
        .due(now, 10)
        .then((due) => due.map(({ itemId }) => itemId).filter((id) => id !== final.id));
      expect(lost === undefined).toBe(kind === "fail");
      for (const id of lost === undefined ? [final.id] : [lost, final.id]) {
        await verify(id);
        expect((await stores.items.get(id)).original?.sha256).toBe(sha256(bytes));
      }
      expect((await stores.items.get(final.id)).duplicateOf).toBe(lost ?? null);
      now = plusMs(now, DAY_MS);
      await sweep();
      expect(await held()).toEqual([]);
    },
  );

  it.each(["assemble", "discard"])(
    "is verified in the end when %s fails, or fails but was done",
    async (method) => {
      for (const kind of ["fail", "fail-but-persist"] as const) {
        const { bytes, ids } = await twoPartials();
        const final = await join(ids);
        stores.incoming.faults.at(method, 1, kind);
        await expect(verify(final.id)).rejects.toThrow("injected");
        await verify(final.id);
        expect((await stores.items.get(final.id)).original?.sha256).toBe(sha256(bytes));
        now = plusMs(now, DAY_MS);
        await sweep();
        expect(await held()).toEqual([]);
      }
    },
  );

  it.each(["fail", "fail-but-persist"] as const)(
    "over parts whose end is not heard of (%s): the sweep goes on, and clears them all the same",
    async (kind) => {
      const { ids } = await twoPartials();
      const final = await join(ids);
      await verify(final.id);
      now = plusMs(now, DAY_MS);
      stores.uploads.faults.at("expire", 1, kind);
      await expect(sweep()).rejects.toThrow("injected");
      await sweep();
      expect(await held()).toEqual([]);
    },
  );

  it("is woken by nobody when the process ends behind its transaction, and due all the same", async () => {
    const { ids } = await twoPartials();
    const broken = { ...ingest, queue: { wake: () => Promise.reject(new Error("redis is gone")) } };
    const joining = { ...sender, partials: ids, concat: "final;x", rawMetadata: "" };
    await expect(joinUploads(broken, joining)).rejects.toThrow("redis");
    const due = await stores.items.due(now, 10);
    expect(due.map(({ step }) => step)).toEqual(["verify-original"]);
  });
});
