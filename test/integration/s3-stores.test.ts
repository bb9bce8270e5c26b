/** The stores in S3 keep the promises of their ports on a real Ceph, lies of that store included. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  type LifecycleRule,
  ListMultipartUploadsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBucket } from "../../infra/s3/bucket.ts";
import { probeChecksums } from "../../infra/s3/checksums.ts";
import { S3IncomingStore } from "../../infra/s3/incoming-store.ts";
import { MemoryBudget } from "../../infra/s3/memory-budget.ts";
import { createS3Stores, type S3Stores } from "../../infra/s3/stores.ts";
import { plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { newId, type ItemId } from "../../services/kernel/ids.ts";
import { itemFolder, originalKey } from "../../services/objects/object-key.ts";
import type { ObjectRef } from "../../services/objects/object-store.ts";
import { proveLock } from "../../services/objects/prove-lock.ts";
import { incomingStoreContract } from "../contract/incoming-store.contract.ts";
import { objectStoreContract } from "../contract/object-store.contract.ts";
import { startCeph, type Ceph } from "../fixtures/ceph.ts";
import { CommittedUpload, writeAndCommit } from "../fixtures/committed-upload.ts";
import { driftTests } from "../fixtures/store-drift.ts";
import { bytesOf, listed, refused } from "../fixtures/store-outcomes.ts";

let ceph: Ceph;
let stores: S3Stores;
beforeAll(async () => {
  ceph = await startCeph();
  stores = createS3Stores(ceph.config);
  await stores.checkBucket();
}, 300_000);
afterAll(async () => {
  stores.close();
  await ceph.close();
});

objectStoreContract("S3ObjectStore on Ceph", async () => ({
  store: stores.objects,
  clock: () => utcInstant(new Date()),
  passMs: async (ms) => {
    await sleep(ms);
  },
  close: async () => undefined,
}));
incomingStoreContract("S3IncomingStore on Ceph", { isStaging: false }, async () => ({
  ...stores,
  close: async () => undefined,
}));

it("tells what a stranger put on top of an object; the same bytes once more are nothing", async () => {
  const itemId = newId<ItemId>();
  const key = originalKey(itemId);
  const ref = await stores.objects.put(key, Buffer.from("the original"));
  const target = { Bucket: "evidence", Key: `house/${key}` };
  await ceph.client.send(new PutObjectCommand({ ...target, Body: Buffer.from("the original") }));
  expect(await stores.objects.inFront(ref)).toBe("nothing");
  await ceph.client.send(new PutObjectCommand({ ...target, Body: Buffer.from("another film") }));
  expect(await stores.objects.inFront(ref)).toBe("other-version");
  await ceph.client.send(new DeleteObjectCommand(target));
  expect(await stores.objects.inFront(ref)).toBe("deletion-mark");
  // What ends goes with all that was put on top of it.
  const folder = itemFolder(itemId);
  const all = await stores.objects.under(folder);
  expect(all.map(({ isMark }) => isMark).sort()).toEqual([false, false, false, true]);
  for (const version of all) await stores.objects.remove(version.ref);
  expect(await stores.objects.under(folder)).toEqual([]);
});

it("joins through objects in between where the parts are more than one object may have, and clears those", async () => {
  const bucket = openBucket(ceph.config, probeChecksums);
  const few = new S3IncomingStore(bucket, stores.objects, new MemoryBudget(1 << 30), {
    mostParts: 4,
  });
  const partials: CommittedUpload[] = [];
  const contents: Buffer[] = [];
  for (const size of [(25 << 20) + 3, 100, (9 << 20) + 1, 17 << 20]) {
    const upload = new CommittedUpload(size);
    const writer = await few.open(upload.next());
    contents.push(randomBytes(size));
    await writeAndCommit(writer, upload, contents.at(-1) ?? Buffer.alloc(0), few.runBytes);
    await writer.close();
    partials.push(upload);
  }
  const final = CommittedUpload.of(few, partials);
  expect(final.parts.length).toBeGreaterThan(4);
  const ref = await few.assemble(final.snapshot(), final.parts);
  const stored = await bytesOf(await stores.objects.read(ref));
  expect(stored.equals(Buffer.concat(contents))).toBe(true);
  expect(await listed(few)).toContain(final.id);
  // A process that ended in between leaves an unfinished object of which no listing of objects tells.
  const unfinished = `house/incoming/${final.id}/joined-cut`;
  await ceph.client.send(new CreateMultipartUploadCommand({ Bucket: "evidence", Key: unfinished }));
  for (const upload of [final, ...partials]) await few.discard(upload.snapshot());
  expect(await listed(few)).not.toContain(final.id);
  const { Uploads } = await ceph.client.send(
    new ListMultipartUploadsCommand({ Bucket: "evidence", Prefix: "house/incoming/" }),
  );
  expect(Uploads ?? []).toEqual([]);
  bucket.client.destroy();
}, 60_000);

describe("on a store whose administrator takes away", () => {
  const at = ({ key: Key, versionId: VersionId }: ObjectRef) => ({
    ...{ Bucket: "evidence", Key: `house/${Key}`, VersionId },
  });
  driftTests(() => ({ objects: stores.objects, client: ceph.client, at }));
});

describe("on a store that lies", () => {
  const name = (key: string) => `house/${key}`;
  const key = () => originalKey(newId<ItemId>());

  it("refuses a bucket without Object Lock", async () => {
    await ceph.client.send(new CreateBucketCommand({ Bucket: "plain" }));
    const plain = createS3Stores({ ...ceph.config, HOLDFAST_S3_BUCKET: "plain" });
    await refused(plain.checkBucket(), "objects/bucket-unfit");
    plain.close();
  });

  it("refuses a bucket with a rule that deletes by age, and none that only clears unfinished uploads", async () => {
    const named = { Bucket: "aged" };
    await ceph.client.send(new CreateBucketCommand({ ...named, ObjectLockEnabledForBucket: true }));
    const aged = createS3Stores({ ...ceph.config, HOLDFAST_S3_BUCKET: "aged" });
    await aged.checkBucket();
    const rule = { ID: "r", Status: "Enabled", Filter: { Prefix: "" } } as const;
    const setRule = (more: Partial<LifecycleRule>) =>
      ceph.client.send(
        new PutBucketLifecycleConfigurationCommand({
          ...named,
          LifecycleConfiguration: { Rules: [{ ...rule, ...more }] },
        }),
      );
    await setRule({ Expiration: { Days: 365 } });
    await refused(aged.checkBucket(), "objects/bucket-unfit");
    await setRule({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } });
    await refused(aged.checkBucket(), "objects/bucket-unfit");
    await setRule({ Status: "Disabled", Expiration: { Days: 365 } });
    await aged.checkBucket();
    await setRule({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } });
    await aged.checkBucket();
    aged.close();
  });

  it("does not rely on lock headers of a multipart upload, which Ceph 16 ignores", async () => {
    const target = { Bucket: "evidence", Key: name(key()) };
    const until = new Date(Date.now() + 3_600_000);
    const { UploadId } = await ceph.client.send(
      new CreateMultipartUploadCommand({
        ...target,
        ObjectLockMode: "COMPLIANCE",
        ObjectLockRetainUntilDate: until,
      }),
    );
    const part = { ...target, UploadId, PartNumber: 1 };
    const { ETag } = await ceph.client.send(new UploadPartCommand({ ...part, Body: "bytes" }));
    const { VersionId } = await ceph.client.send(
      new CompleteMultipartUploadCommand({
        ...target,
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      }),
    );
    const head = await ceph.client.send(new HeadObjectCommand({ ...target, VersionId }));
    // Ours: locked after completion on the pinned version, and read back, wherever the headers got lost.
    const upload = new CommittedUpload((8 << 20) + 1);
    const writer = await stores.incoming.open(upload.next());
    await writeAndCommit(writer, upload, randomBytes((8 << 20) + 1), stores.incoming.runBytes);
    await writer.close();
    expect(upload.parts).toHaveLength(1);
    const ref = await stores.incoming.assemble(upload.snapshot(), upload.parts);
    await stores.objects.lock(ref, { mode: "compliance", until: utcInstant(until) });
    expect((await stores.objects.head(ref)).lock?.mode).toBe("compliance");
    await refused(stores.objects.remove(ref), "objects/locked");
    // Where the store kept the headers' lock, nothing was to be mended; where not, it is deletable now.
    if (head.ObjectLockRetainUntilDate === undefined) {
      await ceph.client.send(new DeleteObjectCommand({ ...target, VersionId }));
    }
  });

  it("never sends a date beyond 2106, by which Ceph 16 lifts a compliance lock", async () => {
    const ref = await stores.objects.put(key(), Buffer.from("evidence"));
    const until = plusMs(utcInstant(new Date()), 3_600_000);
    await stores.objects.lock(ref, { mode: "compliance", until });
    const before = await stores.objects.head(ref);
    const far = "2126-01-01T00:00:00.000Z" as typeof until;
    await refused(
      stores.objects.lock(ref, { mode: "compliance", until: far }),
      "objects/lock-too-far",
    );
    expect(await stores.objects.head(ref)).toEqual(before);
    await refused(stores.objects.remove(ref), "objects/locked");
  });

  it("keeps the first version when a stranger puts another over it or hides it", async () => {
    const ref = await stores.objects.put(key(), Buffer.from("evidence"));
    const target = { Bucket: "evidence", Key: name(ref.key) };
    await ceph.client.send(new PutObjectCommand({ ...target, Body: "forgery", IfNoneMatch: "*" }));
    await ceph.client.send(new DeleteObjectCommand(target));
    expect(await stores.objects.find(ref.key)).toEqual(ref);
    expect((await bytesOf(await stores.objects.read(ref))).toString()).toBe("evidence");
    await refused(stores.objects.put(ref.key, Buffer.from("forgery")), "objects/key-taken");
  });

  it("refuses a governance version to somebody who does not ask to bypass, and never asks itself", async () => {
    const ref = await stores.objects.put(key(), Buffer.from("evidence"));
    const until = plusMs(utcInstant(new Date()), 3_600_000);
    await stores.objects.lock(ref, { mode: "governance", until });
    await refused(stores.objects.remove(ref), "objects/locked");
  });

  it.each(["compliance", "governance"] as const)("proves its %s lock, twice", async (mode) => {
    const deps = {
      objects: stores.objects,
      incoming: stores.incoming,
      clock: () => utcInstant(new Date()),
    };
    for (let round = 0; round < 2; round += 1) {
      const findings = await proveLock(deps, mode);
      expect(findings.map((finding) => finding.problem)).toEqual([null, null]);
    }
  });

  it("bounds the memory of all uploads together and lets one go on when another ends", async () => {
    const small = createS3Stores({ ...ceph.config, HOLDFAST_S3_MEMORY_MIB: 64 });
    const open = () => small.incoming.open(new CommittedUpload(1 << 30).next());
    const first = await open();
    const second = await open();
    await refused(open(), "ingest/too-many-uploads");
    await first.close();
    await first.close();
    const third = await open();
    await refused(open(), "ingest/too-many-uploads");
    await Promise.all([second.close(), third.close()]);
    small.close();
  });

  it("says that the store is unavailable when nothing answers", async () => {
    const gone = createS3Stores({
      ...ceph.config,
      HOLDFAST_S3_ENDPOINT: "http://127.0.0.1:9",
      HOLDFAST_S3_ATTEMPTS: 1,
    });
    await refused(gone.objects.find(key()), "objects/store-unavailable");
    await refused(gone.objects.put(key(), Buffer.from("x")), "objects/store-unavailable");
    const writer = await gone.incoming.open(new CommittedUpload(10).next());
    await refused(writer.write([Buffer.from("x")]), "ingest/bytes-not-durable");
    await refused(writer.write([Buffer.from("x")]), "ingest/bytes-not-durable");
    await writer.close();
    gone.close();
  });
});

describe("holds against whoever has the keys of the administrator", () => {
  it("keeps both versions of what was put twice, whatever is asked, until they are released", async () => {
    const key = originalKey(newId<ItemId>());
    const ref = await stores.objects.put(key, Buffer.from("twice"));
    const target = { Bucket: "evidence", Key: `house/${key}` };
    const again = await ceph.client.send(new PutObjectCommand({ ...target, Body: "twice" }));
    await stores.objects.hold(ref);
    for (const VersionId of [ref.versionId, again.VersionId]) {
      for (const BypassGovernanceRetention of [false, true]) {
        const ask = new DeleteObjectCommand({ ...target, VersionId, BypassGovernanceRetention });
        await expect(ceph.client.send(ask)).rejects.toMatchObject({
          $metadata: { httpStatusCode: 403 },
        });
      }
    }
    // A lock clears repeats; one that is held stays, and the lock holds all the same.
    await stores.objects.lock(ref, {
      mode: "governance",
      until: plusMs(utcInstant(new Date()), 3_600_000),
    });
    expect(await stores.objects.head(ref)).toMatchObject({ isHeld: true });
    await stores.objects.release(ref);
    await ceph.client.send(new DeleteObjectCommand({ ...target, VersionId: again.VersionId }));
    await refused(stores.objects.remove(ref), "objects/locked");
  });

  it("is still held for a process that starts anew", async () => {
    const ref = await stores.objects.put(originalKey(newId<ItemId>()), Buffer.from("anew"));
    await stores.objects.hold(ref);
    const later = createS3Stores(ceph.config);
    expect((await later.objects.head(ref)).isHeld).toBe(true);
    await refused(later.objects.remove(ref), "objects/held");
    await later.objects.release(ref);
    await later.objects.remove(ref);
    later.close();
  });
});
