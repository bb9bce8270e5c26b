/** How stores check bodies is found out by trying; where they keep SHA-256 the joined object is held against ours. */
import { randomBytes } from "node:crypto";
import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { Readable } from "node:stream";
import { isStated, knownOriginal } from "../../services/ingest/store-proof.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createS3Stores, type S3Stores } from "../../infra/s3/stores.ts";
import { plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { newId, type ItemId } from "../../services/kernel/ids.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { type Ceph, startCeph } from "../fixtures/ceph.ts";
import { type ChecksumProxy, startChecksumProxy } from "../fixtures/checksum-proxy.ts";
import { CommittedUpload, writeAndCommit } from "../fixtures/committed-upload.ts";
import { bytesOf, refused } from "../fixtures/store-outcomes.ts";

let ceph: Ceph;
let proxy: ChecksumProxy;
/** Ceph as it is, and as if it kept SHA-256. */
let plain: S3Stores;
let keeping: S3Stores;

beforeAll(async () => {
  ceph = await startCeph();
  proxy = await startChecksumProxy(ceph.config.HOLDFAST_S3_ENDPOINT);
  plain = createS3Stores(ceph.config);
  keeping = createS3Stores({ ...ceph.config, HOLDFAST_S3_ENDPOINT: proxy.url });
}, 300_000);
afterAll(async () => {
  plain.close();
  keeping.close();
  await proxy.close();
  await ceph.close();
}, 60_000);

const bytes = randomBytes((17 << 20) + 5);
async function received(stores: S3Stores, size = bytes.byteLength): Promise<CommittedUpload> {
  const upload = new CommittedUpload(size);
  const writer = await stores.incoming.open(upload.next());
  await writeAndCommit(writer, upload, bytes.subarray(0, size), stores.incoming.runBytes);
  await writer.close();
  return upload;
}
const key = () => originalKey(newId<ItemId>());
const HOUR_MS = 3_600_000;
const now = () => utcInstant(new Date());

it("is found out by trying, and what was tried leaves nothing behind", async () => {
  // Ceph keeps SHA-256 from squid (19) on.
  expect(["signed", "sha256"]).toContain(await plain.checksums());
  expect(await keeping.checksums()).toBe("sha256");
  const gone = createS3Stores({
    ...ceph.config,
    HOLDFAST_S3_ENDPOINT: "http://127.0.0.1:9",
    HOLDFAST_S3_ATTEMPTS: 1,
  });
  await refused(gone.checksums(), "objects/store-unavailable");
  gone.close();
  const { Versions, DeleteMarkers } = await ceph.client.send(
    new ListObjectVersionsCommand({ Bucket: "evidence", Prefix: "house/checksum-probe/" }),
  );
  expect([Versions ?? [], DeleteMarkers ?? []]).toEqual([[], []]);
});

it("states the composite of what was received, and of what is sent in parts", async () => {
  const upload = await received(keeping);
  const ref = await keeping.incoming.assemble(upload.snapshot(), upload.parts);
  expect((await bytesOf(await keeping.objects.read(ref))).equals(bytes)).toBe(true);
  expect(proxy.stated.get(`/evidence/house/${ref.key}`)).toMatch(/-3$/);
  const expected = { sizeBytes: bytes.byteLength, sha256: sha256(bytes) };
  const copy = await keeping.objects.putStream(
    key(),
    Readable.from([bytes.subarray(0, 9 << 20), bytes.subarray(9 << 20)]),
    expected,
  );
  expect(proxy.stated.get(`/evidence/house/${copy.key}`)).toMatch(/-\d+$/);
});

it("tells what it keeps of an object, however that was made; nothing where it keeps none or was not seen to check", async () => {
  for (const [size, parts] of [
    [1_000, null],
    [6 << 20, 1],
    [17 << 20, 3],
  ] as const) {
    const upload = await received(keeping, size);
    const ref = await keeping.incoming.assemble(upload.snapshot(), upload.parts);
    const stated = await keeping.objects.statedChecksum(ref);
    expect(stated?.parts).toBe(parts);
    const whole = sha256(bytes.subarray(0, size));
    const known = knownOriginal([{ offsetBytes: 0, sizeBytes: size, sha256: whole }], size);
    expect(known !== null && isStated(stated, known)).toBe(size <= 8 << 20);
    if ((await plain.checksums()) === "sha256") continue;
    for (const HOLDFAST_S3_CHECKSUM of ["auto", "sha256", "md5"] as const) {
      const other = createS3Stores({ ...ceph.config, HOLDFAST_S3_CHECKSUM });
      expect(await other.objects.statedChecksum(ref)).toBeNull();
      other.close();
    }
  }
  const gone = { key: key(), versionId: "none" };
  await refused(keeping.objects.statedChecksum(gone), "objects/no-such-object");
});

it("refuses an object whose composite is another, once; the read-back then judges the bytes", async () => {
  const upload = await received(keeping);
  proxy.mixUpNextPart();
  await refused(
    keeping.incoming.assemble(upload.snapshot(), upload.parts),
    "objects/digest-mismatch",
  );
  const ref = await keeping.incoming.assemble(upload.snapshot(), upload.parts);
  expect((await bytesOf(await keeping.objects.read(ref))).equals(bytes)).toBe(true);
});

it("clears multipart uploads nobody finished, late repeats and what a start that was cut off had tried, after their time and never before", async () => {
  const target = (name: string) => ({ Bucket: "evidence", Key: `house/${name}` });
  const unfinished = key();
  await ceph.client.send(new CreateMultipartUploadCommand(target(unfinished)));
  const locked = await plain.objects.put(key(), Buffer.from("evidence"));
  const unlocked = await plain.objects.put(key(), Buffer.from("evidence"));
  await plain.objects.lock(locked, { mode: "compliance", until: plusMs(now(), HOUR_MS) });
  for (const [name, Body] of [
    [locked.key, "evidence"],
    [locked.key, "forgery"],
    [unlocked.key, "evidence"],
    ["checksum-probe/of-a-start-that-died", "holdfast"],
  ] as const) {
    await ceph.client.send(new PutObjectCommand({ ...target(name), Body }));
  }
  const open = await received(plain);
  const versions = async (name: string): Promise<number> => {
    const list = new ListObjectVersionsCommand({ Bucket: "evidence", Prefix: `house/${name}` });
    return (await ceph.client.send(list)).Versions?.length ?? 0;
  };
  const uploads = async (): Promise<number> =>
    (await ceph.client.send(new ListMultipartUploadsCommand({ Bucket: "evidence" }))).Uploads
      ?.length ?? 0;
  expect(await plain.incoming.clearStale(plusMs(now(), -HOUR_MS))).toBe(0);
  expect([await uploads(), await versions(locked.key)]).toEqual([1, 3]);
  expect(await versions("checksum-probe/")).toBe(1);
  expect(await plain.incoming.clearStale(plusMs(now(), HOUR_MS))).toBe(3);
  expect(await versions("checksum-probe/")).toBe(0);
  // Other bytes stay, as a trace; repeats of what is not locked may still be rested on.
  expect([await uploads(), await versions(locked.key), await versions(unlocked.key)]).toEqual([
    0, 2, 2,
  ]);
  expect((await bytesOf(await plain.objects.read(locked))).toString()).toBe("evidence");
  const ref = await plain.incoming.assemble(open.snapshot(), open.parts);
  expect((await bytesOf(await plain.objects.read(ref))).equals(bytes)).toBe(true);
});
