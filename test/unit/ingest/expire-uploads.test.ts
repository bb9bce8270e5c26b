/** The sweep ends what has expired, and frees exactly the bytes that nobody needs. */
import { Readable } from "node:stream";
import { beforeEach, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { type DeviceId, type UploadId, newId } from "../../../services/kernel/ids.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { appendBytes } from "../../../services/ingest/append-bytes.ts";
import { clearIncoming, expireUploads } from "../../../services/ingest/expire-uploads.ts";
import { openUpload } from "../../../services/ingest/open-upload.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { LIMITS, ingestProcess, memoryStores } from "../../fixtures/ingest-server.ts";

let stores = memoryStores();
let now: UtcInstant = NOON;
let ingest = ingestProcess(stores, { clock: () => now });
const deviceId = newId<DeviceId>();

beforeEach(() => {
  stores = memoryStores();
  now = NOON;
  ingest = ingestProcess(stores, { clock: () => now });
});

async function opened(lengthBytes: number | null, bytes: number): Promise<UploadId> {
  const sender = { deviceId, certificateSha256: null };
  const announcement = { ...sender, lengthBytes, rawMetadata: "", bodyBytes: 0 };
  const { id } = await openUpload(ingest, announcement);
  if (bytes > 0) await append(id, 0, bytes);
  return id;
}

const append = (uploadId: UploadId, offsetBytes: number, bytes: number) =>
  appendBytes(ingest, {
    uploadId,
    deviceId,
    offsetBytes,
    lengthBytes: null,
    bodyBytes: bytes,
    checksum: null,
    takeBody: () => Readable.from([Buffer.alloc(bytes, 1)], { objectMode: false }),
  });

async function incomingIds(): Promise<string[]> {
  const ids = [];
  for await (const id of stores.incoming.list()) ids.push(id);
  return ids.sort();
}

it("expires a deferred upload whose length was never declared, and frees its bytes", async () => {
  const id = await opened(null, 500);
  expect(await expireUploads(ingest)).toBe(0);
  now = plusMs(NOON, LIMITS.expiryMs);
  expect(await expireUploads(ingest)).toBe(1);
  expect((await stores.uploads.get(id))?.state).toBe("expired");
  expect(await incomingIds()).toEqual([]);
  expect(await expireUploads(ingest)).toBe(0);
});

it("lets an upload live on while bytes come, however slowly", async () => {
  const id = await opened(10_000, 100);
  for (let hours = 1; hours <= 5; hours += 1) {
    now = plusMs(NOON, hours * LIMITS.expiryMs * 0.9);
    expect(await expireUploads(ingest)).toBe(0);
    const { expiresAt } = await append(id, hours * 100, 100);
    expect(expiresAt > plusMs(now, LIMITS.expiryMs / 2)).toBe(true);
  }
});

it("passes over an upload that was finished since it was listed", async () => {
  const id = await opened(500, 100);
  now = plusMs(NOON, LIMITS.expiryMs - 1);
  const listed = await stores.uploads.expired(plusMs(NOON, LIMITS.expiryMs), 10);
  await append(id, 100, 400);
  stores.uploads.expired = async () => listed;
  expect(await expireUploads(ingest)).toBe(0);
  expect((await stores.uploads.get(id))?.state).toBe("received");
});

it("clears bytes of ended uploads and of none, and keeps those of open, unverified and quarantined ones", async () => {
  const open = await opened(1_000, 500);
  const received = await opened(500, 500);
  const quarantined = await opened(500, 500);
  const verified = await opened(500, 500);
  const ended = await opened(1_000, 500);
  await stores.uploads.terminate(ended);
  const stray = newId<UploadId>();
  const writer = await stores.incoming.open({
    id: stray,
    key: originalKey(stray),
    lengthBytes: 5,
    offsetBytes: 0,
    fence: 1,
    state: null,
  });
  await writer.write([Buffer.from("abcde")]);
  await writer.close();
  for (const [id, stage] of [
    [quarantined, "quarantined"],
    [verified, "verified"],
  ] as const) {
    const item = await stores.items.get(id);
    const happening = { kind: stage, data: {} };
    await stores.items.save(
      item,
      { ...item, stage },
      { at: now, actor: "process:test", happening },
    );
  }
  expect(await clearIncoming({ ...ingest, ...stores })).toBe(3);
  expect(await incomingIds()).toEqual([open, received, quarantined].sort());
});
