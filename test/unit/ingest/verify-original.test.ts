/** Step verify-original: what the store gives back must be what was received, and what the device declared. */
import { hash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { type Sha256, sha256 } from "../../../services/kernel/digest.ts";
import { type DeviceId, type ItemId, newId } from "../../../services/kernel/ids.ts";
import { firstBreak } from "../../../services/evidence/custody-event.ts";
import { BLOCK_BYTES } from "../../../services/evidence/evidence-item.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import type { IngestDeps } from "../../../services/ingest/ingest-deps.ts";
import { readBack } from "../../../services/ingest/read-back.ts";
import type { Run } from "../../../services/ingest/upload.ts";
import { type VerifyDeps, verifyOriginal } from "../../../services/ingest/verify-original.ts";
import { tickingClock } from "../../fixtures/evidence.ts";
import { MemoryJobQueue, ingestProcess, memoryStores } from "../../fixtures/ingest-server.ts";
import { receiveWhole } from "../../fixtures/receive-whole.ts";

let stores: ReturnType<typeof memoryStores>;
let ingest: IngestDeps;
let queue: MemoryJobQueue;
let deps: VerifyDeps;
const deviceId = newId<DeviceId>();
const neverStopped = new AbortController().signal;

beforeEach(() => {
  stores = memoryStores(1 << 20);
  queue = new MemoryJobQueue();
  ingest = ingestProcess(stores, { queue });
  deps = { ...stores, queue, clock: tickingClock(), actor: "process:custody" };
});

const receive = (bytes: Buffer, declared: Sha256 | null = null): Promise<ItemId> =>
  receiveWhole(ingest, deviceId, bytes, declared);

const lastEvent = async (id: ItemId) => (await stores.items.custody(id)).at(-1);
const incomingIds = async (): Promise<string[]> => {
  const ids = [];
  for await (const id of stores.incoming.list()) ids.push(id);
  return ids;
};

describe("verifyOriginal", () => {
  it.each([0, 1, BLOCK_BYTES - 1, BLOCK_BYTES, 2 * BLOCK_BYTES + 5])(
    "verifies an original of %d bytes: digest, blocks, object; then frees the incoming bytes",
    async (size) => {
      const bytes = randomBytes(size);
      const id = await receive(bytes, sha256(bytes));
      await verifyOriginal(deps, id, neverStopped);
      const item = await stores.items.get(id);
      expect(item).toMatchObject({ stage: "verified", duplicateOf: null, quarantineReason: null });
      expect(item.original?.sha256).toBe(sha256(bytes));
      const blocks = [];
      for (let at = 0; at < size; at += BLOCK_BYTES) {
        blocks.push(sha256(bytes.subarray(at, at + BLOCK_BYTES)));
      }
      expect(item.original?.blocks).toEqual(blocks);
      expect(item.original?.object.key).toBe(originalKey(id));
      expect(await incomingIds()).toEqual([]);
      expect(queue.woken.map(({ step }) => step)).toEqual(["verify-original", "seal", "probe"]);
      expect(firstBreak(await stores.items.custody(id))).toBeNull();
    },
  );

  it("quarantines what differs from the declared digest, and keeps it", async () => {
    const bytes = randomBytes(5_000);
    const id = await receive(bytes, sha256("something else"));
    await verifyOriginal(deps, id, neverStopped);
    const item = await stores.items.get(id);
    expect(item).toMatchObject({
      stage: "quarantined",
      quarantineReason: "ingest/declared-digest-differs",
      original: null,
    });
    expect((await lastEvent(id))?.data).toMatchObject({
      sha256: sha256(bytes),
      declaredSha256: sha256("something else"),
      object: { key: originalKey(id) },
    });
    expect(stores.objects.bytes(originalKey(id))?.equals(bytes)).toBe(true);
    expect(queue.woken.map(({ step }) => step)).toEqual(["verify-original"]);
  });

  it.each([
    ["one bit flipped", (bytes: Buffer) => ((bytes[1_500_000]! ^= 4), bytes)],
    ["one byte cut off", (bytes: Buffer) => bytes.subarray(0, -1)],
    ["one byte more", (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(1)])],
    ["nothing left", () => Buffer.alloc(0)],
    [
      "two runs swapped",
      (bytes: Buffer) =>
        Buffer.concat([
          bytes.subarray(1 << 20, 2 << 20),
          bytes.subarray(0, 1 << 20),
          bytes.subarray(2 << 20),
        ]),
    ],
  ])("quarantines an original that the store gives back with %s", async (_case, change) => {
    const id = await receive(randomBytes(3 << 20));
    const upload = await stores.uploads.get(id);
    const { incomingOf } = await import("../../../services/ingest/upload.ts");
    if (upload === null) throw new Error("no upload");
    await stores.incoming.assemble(incomingOf(upload));
    stores.objects.tamper(originalKey(id), change);
    // The store answers that all is well; only reading back tells.
    stores.incoming.assemble = async () => {
      const ref = await stores.objects.find(originalKey(id));
      if (ref === null) throw new Error("no object");
      return ref;
    };
    await verifyOriginal(deps, id, neverStopped);
    expect(await stores.items.get(id)).toMatchObject({
      stage: "quarantined",
      quarantineReason: "ingest/stored-bytes-differ",
    });
  });

  it("names the item that was verified before with the same bytes, and verifies all the same", async () => {
    const bytes = randomBytes(5_000);
    const first = await receive(bytes);
    await verifyOriginal(deps, first, neverStopped);
    const again = await receive(bytes);
    await verifyOriginal(deps, again, neverStopped);
    expect(await stores.items.get(again)).toMatchObject({ stage: "verified", duplicateOf: first });
    expect((await stores.items.get(first)).duplicateOf).toBeNull();
  });

  it.each(["assemble", "discard"])(
    "ends right when %s fails or is not heard, and runs again",
    async (method) => {
      for (const kind of ["fail", "fail-but-persist"] as const) {
        const bytes = randomBytes(5_000);
        const id = await receive(bytes);
        stores.incoming.faults.at(method, 1, kind);
        await expect(verifyOriginal(deps, id, neverStopped)).rejects.toThrow("injected");
        await verifyOriginal(deps, id, neverStopped);
        expect(await stores.items.get(id)).toMatchObject({ stage: "verified" });
        expect((await stores.items.custody(id)).map(({ kind: what }) => what)).toEqual([
          "received",
          "verified",
        ]);
        expect(await incomingIds()).toEqual([]);
      }
    },
  );

  it("leaves an item where it is while its original cannot be read", async () => {
    const id = await receive(randomBytes(5_000));
    stores.objects.faults.at("read", 1, "fail");
    await expect(verifyOriginal(deps, id, neverStopped)).rejects.toMatchObject({
      kind: "unavailable",
    });
    expect((await stores.items.get(id)).stage).toBe("received");
    expect(await incomingIds()).toEqual([id]);
  });

  it("stops hashing at once when it is told to, and the next run verifies", async () => {
    const bytes = randomBytes(3 * BLOCK_BYTES);
    const id = await receive(bytes);
    const stop = new AbortController();
    const read = { chunks: 0, stream: Readable.from([]) };
    // A file that never ends as far as anybody saw: only the signal gets out of it.
    const endless = {
      read: () => {
        read.stream = Readable.from(
          (async function* () {
            for (;;) {
              read.chunks += 1;
              yield bytes.subarray(0, 1 << 16);
              if (read.chunks === 5) stop.abort(new Error("the process ends"));
              await new Promise((resolve) => setImmediate(resolve));
            }
          })(),
        );
        return Promise.resolve(read.stream);
      },
    };
    const objects = Object.assign(Object.create(stores.objects) as typeof stores.objects, endless);
    await expect(verifyOriginal({ ...deps, objects }, id, stop.signal)).rejects.toThrow();
    expect(read.stream.destroyed).toBe(true);
    expect(read.chunks).toBeLessThan(40);
    expect((await stores.items.get(id)).stage).toBe("received");
    expect(await stores.items.custody(id)).toHaveLength(1);
    await expect(verifyOriginal(deps, id, stop.signal)).rejects.toThrow(); // told before it began
    await verifyOriginal(deps, id, neverStopped);
    expect((await stores.items.get(id)).stage).toBe("verified");
  });

  it("moves an item once when two workers run the step at once", async () => {
    const id = await receive(randomBytes(5_000));
    await Promise.all([
      verifyOriginal(deps, id, neverStopped),
      verifyOriginal(deps, id, neverStopped),
    ]);
    expect(await stores.items.custody(id)).toHaveLength(2);
  });
});

describe("readBack", () => {
  it("finds every run of any division in the bytes, and no run in other bytes", async () => {
    const division = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        division,
        fc.nat(),
        fc.integer({ min: 1, max: 999 }),
        async (sizes, spot, step) => {
          const bytes = randomBytes(sizes.reduce((sum, size) => sum + size, 0));
          const runs: Run[] = [];
          let at = 0;
          for (const sizeBytes of sizes) {
            const digest = sha256(bytes.subarray(at, at + sizeBytes));
            runs.push({ offsetBytes: at, sizeBytes, sha256: digest });
            at += sizeBytes;
          }
          const source = () =>
            Readable.from(
              (function* () {
                for (let from = 0; from < bytes.length; from += step) {
                  yield bytes.subarray(from, from + step);
                }
              })(),
            );
          expect(await readBack(source(), runs)).toEqual({
            sha256: sha256(bytes),
            sizeBytes: bytes.byteLength,
            blocks: [sha256(bytes)],
            moreDigests: {},
            differingRuns: 0,
          });
          expect((await readBack(source(), runs, ["sm3", "sha512"])).moreDigests).toEqual({
            sm3: hash("sm3", bytes, "hex"),
            sha512: hash("sha512", bytes, "hex"),
          });
          bytes[spot % bytes.length]! ^= 1;
          expect((await readBack(source(), runs)).differingRuns).toBe(1);
        },
      ),
      { numRuns: 50 },
    );
  });
});
