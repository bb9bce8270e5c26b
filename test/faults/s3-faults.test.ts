/** S3 on bad days: every acknowledged byte is there afterwards, or the answer was an error. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from "vitest";
import { createS3Stores, type S3Stores } from "../../infra/s3/stores.ts";
import { plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { newId, type ItemId } from "../../services/kernel/ids.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import type { IncomingWriter } from "../../services/objects/incoming-store.ts";
import type { ObjectRef } from "../../services/objects/object-store.ts";
import { startCeph, type Ceph } from "../fixtures/ceph.ts";
import { CommittedUpload } from "../fixtures/committed-upload.ts";
import { startFaultProxy, type FaultProxy, type Seen } from "../fixtures/fault-proxy.ts";
import { bytesOf, refused } from "../fixtures/store-outcomes.ts";

const TIMEOUT_MS = 3_000;

let ceph: Ceph;
let proxy: FaultProxy;
/** Through the proxy: one that tries again by itself, one that does not, and one that does not wait either. */
let patient: S3Stores;
let hasty: S3Stores;
/** Only for faults of time: on a busy machine a call that is well may take as long. */
let hurried: S3Stores;

beforeAll(async () => {
  ceph = await startCeph();
}, 300_000);
afterAll(() => ceph.close());
beforeEach(async () => {
  proxy = await startFaultProxy(ceph.config.HOLDFAST_S3_ENDPOINT);
  const config = {
    ...ceph.config,
    HOLDFAST_S3_ENDPOINT: proxy.url,
    // Named, so that a planned fault meets what it is planned for and not the trying out.
    HOLDFAST_S3_CHECKSUM: "md5" as const,
  };
  patient = createS3Stores(config);
  hasty = createS3Stores({ ...config, HOLDFAST_S3_ATTEMPTS: 1 });
  hurried = createS3Stores({
    ...config,
    HOLDFAST_S3_ATTEMPTS: 1,
    HOLDFAST_S3_TIMEOUT_MS: TIMEOUT_MS,
  });
});
afterEach(async () => {
  patient.close();
  hasty.close();
  hurried.close();
  await proxy.close();
});

const isPut = ({ method, url }: Seen): boolean => method === "PUT" && !url.includes("uploadId=");
const isIncomingPut = (seen: Seen): boolean => isPut(seen) && seen.url.includes("/incoming/");
const isIncomingGet = ({ method, url }: Seen): boolean =>
  method === "GET" && url.includes("/incoming/");
const isComplete = ({ method, url }: Seen): boolean =>
  method === "POST" && url.includes("uploadId=");
const isCopy = ({ method, url }: Seen): boolean => method === "PUT" && url.includes("partNumber=");

/** A client as tus has it: after an error it asks for the offset and goes on from there. */
async function send(stores: S3Stores, upload: CommittedUpload, bytes: Buffer): Promise<number> {
  let errors = 0;
  let writer: IncomingWriter | null = null;
  while (upload.offsetBytes < bytes.byteLength) {
    writer ??= await stores.incoming.open(upload.next());
    const run = bytes.subarray(upload.offsetBytes, upload.offsetBytes + stores.incoming.runBytes);
    try {
      upload.commit(await writer.write([run]), run.byteLength);
    } catch (error) {
      if (!isRefusal(error, "ingest/bytes-not-durable")) throw error;
      errors += 1;
      await writer.close();
      writer = null;
    }
  }
  await writer?.close();
  return errors;
}

async function expectWhole(ref: ObjectRef, bytes: Buffer): Promise<void> {
  const stored = await bytesOf(await patient.objects.read(ref));
  expect(stored.equals(bytes)).toBe(true);
}

describe("receiving into S3", () => {
  const bytes = randomBytes((25 << 20) + 123);

  it.each([
    ["503 on a part in the middle", { kind: "status", status: 503 }],
    ["a reset before a part is heard", { kind: "cut" }],
    ["a reply lost after a part was stored", { kind: "swallow-reply" }],
  ] as const)("survives %s, with and without retries of the SDK", async (_name, fault) => {
    for (const stores of [patient, hasty]) {
      proxy.plan(isIncomingPut, fault, { skip: 2, times: 1 });
      const upload = new CommittedUpload(bytes.byteLength);
      const errors = await send(stores, upload, bytes);
      expect(errors).toBe(stores === hasty ? 1 : 0);
      const ref = await stores.incoming.assemble(upload.snapshot(), upload.parts);
      await expectWhole(ref, bytes);
    }
    expect(proxy.met()).toBe(2);
  });

  it("refuses bytes while the store answers 503, and takes them once it is well", async () => {
    proxy.plan(isIncomingPut, { kind: "status", status: 503 }, { times: 4 });
    const upload = new CommittedUpload(1_000_000);
    expect(await send(hasty, upload, bytes.subarray(0, 1_000_000))).toBe(4);
    const ref = await hasty.incoming.assemble(upload.snapshot(), upload.parts);
    await expectWhole(ref, bytes.subarray(0, 1_000_000));
  });

  it("notices a flipped bit in bytes that it must read back itself", async () => {
    const upload = new CommittedUpload(2_000);
    await send(hasty, upload, bytes.subarray(0, 2_000));
    proxy.plan(({ method }) => method === "GET", { kind: "flip-reply", at: 700 }, { skip: 1 });
    await refused(hasty.incoming.assemble(upload.snapshot(), upload.parts), "ingest/bytes-missing");
    expect(proxy.met()).toBe(1);
    await expectWhole(
      await hasty.incoming.assemble(upload.snapshot(), upload.parts),
      bytes.subarray(0, 2_000),
    );
  });
});

describe("assembling in S3", () => {
  const bytes = randomBytes((17 << 20) + 5);

  it.each([
    ["a completion's reply is lost", isComplete, { kind: "swallow-reply" }, 0],
    ["a completion is done and answered 500", isComplete, { kind: "fail-reply", status: 500 }, 0],
    ["a completion is cut off", isComplete, { kind: "cut" }, 1],
    ["a completion meets 503", isComplete, { kind: "status", status: 503 }, 1],
    [
      "a completion times out after the work",
      isComplete,
      { kind: "delay", ms: TIMEOUT_MS + 1_000 },
      null,
    ],
    ["a copy meets 500", isCopy, { kind: "status", status: 500 }, 1],
    ["a copy's reply is lost", isCopy, { kind: "swallow-reply" }, 1],
  ] as const)("makes one object where %s", async (_name, match, fault, failures) => {
    const upload = new CommittedUpload(bytes.byteLength);
    await send(hasty, upload, bytes);
    proxy.plan(match, fault);
    const { ref, failed } = await assembleAtLast(upload, fault.kind === "delay" ? hurried : hasty);
    expect(proxy.met()).toBe(1);
    if (failures !== null) expect(failed).toBe(failures);
    await expectWhole(ref, bytes);
    expect(await patient.objects.find(originalKey(upload.id))).toEqual(ref);
  });

  /** Tries until the store is well again, as the step does. */
  async function assembleAtLast(upload: CommittedUpload, stores = hasty) {
    for (let failed = 0; ; failed += 1) {
      try {
        const ref = await stores.incoming.assemble(upload.snapshot(), upload.parts);
        return { ref, failed };
      } catch (error) {
        if (!isRefusal(error, "objects/store-unavailable") || failed > 3) throw error;
      }
    }
  }

  it.each([
    ["the first part meets 503", isCopy, 0, { kind: "status", status: 503 }],
    ["a later part's reply is lost", isCopy, 3, { kind: "swallow-reply" }],
    ["a read of what is carried is cut", isIncomingGet, 0, { kind: "cut" }],
    ["the completion is done and answered 500", isComplete, 0, { kind: "fail-reply", status: 500 }],
  ] as const)(
    "joins partial uploads into one object where %s",
    async (_name, match, skip, fault) => {
      const contents = [bytes, randomBytes(100), randomBytes((9 << 20) + 1)];
      const partials: CommittedUpload[] = [];
      for (const content of contents) {
        const partial = new CommittedUpload(content.byteLength);
        await send(hasty, partial, content);
        partials.push(partial);
      }
      const final = CommittedUpload.of(hasty.incoming, partials);
      proxy.plan(match, fault, { skip, times: 1 });
      const { ref } = await assembleAtLast(final);
      expect(proxy.met()).toBe(1);
      await expectWhole(ref, Buffer.concat(contents));
      expect(await patient.objects.find(originalKey(final.id))).toEqual(ref);
    },
  );
});

describe("storing in S3", () => {
  const put = (stores: S3Stores, key = originalKey(newId<ItemId>())) =>
    stores.objects.put(key, Buffer.from("manifest"));

  it("answers the version that is there when the reply of a put was lost", async () => {
    for (const stores of [hasty, patient]) {
      proxy.plan(isPut, { kind: "swallow-reply" });
      const ref = await put(stores);
      expect(await stores.objects.find(ref.key)).toEqual(ref);
      await expectWhole(ref, Buffer.from("manifest"));
    }
    expect(proxy.met()).toBe(2);
  });

  it("is refused while the store is down, and leaves nothing half done", async () => {
    proxy.plan(isPut, { kind: "status", status: 503 });
    const key = originalKey(newId<ItemId>());
    await refused(put(hasty, key), "objects/store-unavailable");
    expect(await hasty.objects.find(key)).toBeNull();
    expect((await put(hasty, key)).key).toBe(key);
  });

  it("counts a lock whose reply was lost, because it reads back", async () => {
    const ref = await put(hasty);
    const until = plusMs(utcInstant(new Date()), 3_600_000);
    proxy.plan(({ url }) => url.includes("retention"), { kind: "swallow-reply" });
    await hasty.objects.lock(ref, { mode: "compliance", until });
    expect(proxy.met()).toBe(1);
    await refused(hasty.objects.remove(ref), "objects/locked");
  });

  it("does not count a lock that the store never heard of", async () => {
    const ref = await put(hasty);
    const until = plusMs(utcInstant(new Date()), 3_600_000);
    proxy.plan(({ url }) => url.includes("retention"), { kind: "status", status: 200 });
    await refused(hasty.objects.lock(ref, { mode: "compliance", until }), "objects/lock-not-kept");
  });

  it("breaks a read that is cut short instead of ending it", async () => {
    const bytes = randomBytes(3 << 20);
    const ref = await hasty.objects.put(originalKey(newId<ItemId>()), bytes);
    proxy.plan(({ method, url }) => method === "GET" && url.includes("versionId"), {
      kind: "cut-reply",
      after: 1 << 20,
    });
    await expect(hasty.objects.read(ref).then(bytesOf)).rejects.toThrow();
    expect(proxy.met()).toBe(1);
  });

  it("gives up on a store that does not answer in time", async () => {
    proxy.plan(() => true, { kind: "delay", ms: 2 * TIMEOUT_MS });
    const from = Date.now();
    await refused(hurried.objects.find(originalKey(newId<ItemId>())), "objects/store-unavailable");
    expect(Date.now() - from).toBeLessThan(5_500);
  });
});
