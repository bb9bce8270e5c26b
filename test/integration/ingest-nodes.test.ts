/** Two nodes that hear of each other: a newer request on one ends the older on the other, and only its owner's does. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { IngestLimits } from "../../services/ingest/ingest-config.ts";
import { MemoryNodes } from "../fakes/other-nodes.ts";
import {
  appending,
  contentOf,
  offsetBecomes,
  offsetOf,
  opened,
  patch,
  resumeAt,
  start,
} from "../fixtures/connections.ts";
import { send } from "../fixtures/raw-http.ts";

async function twoNodes(limits: Partial<IngestLimits> = {}) {
  const nodes = new MemoryNodes();
  return [await start(limits, nodes), await start(limits, nodes)] as const;
}

describe("a newer request on another node", () => {
  it("ends the older one at once, which keeps what arrived and is told 409", async () => {
    const [a, b] = await twoNodes();
    const bytes = randomBytes(60_000);
    const path = await opened(a, bytes.byteLength);
    const older = await appending(a, path, 0, { "Content-Length": bytes.byteLength });
    await older.write(bytes.subarray(0, 25_000));
    await sleep(50);
    const offset = await resumeAt(b, path);
    expect(offset).toBe(25_000);
    expect(await older.status()).toBe(409);
    expect((await patch(b, path, offset, bytes.subarray(offset))).status).toBe(204);
    expect((await contentOf(path)).equals(bytes)).toBe(true);
  });

  it("ends it also where nobody asked first, and learns where the upload stands", async () => {
    const [a, b] = await twoNodes();
    const bytes = randomBytes(40_000);
    const path = await opened(a, bytes.byteLength);
    const older = await appending(a, path, 0, { "Content-Length": bytes.byteLength });
    await older.write(bytes.subarray(0, 1_500));
    await sleep(50);
    expect((await patch(b, path, 0, bytes)).status).toBe(409);
    expect(await older.status()).toBe(409);
    expect(await offsetOf(path)).toBe(1_500);
    expect((await patch(b, path, 1_500, bytes.subarray(1_500))).status).toBe(204);
  });

  it("that drops the upload ends it too", async () => {
    const [a, b] = await twoNodes();
    const path = await opened(a, 5_000);
    const older = await appending(a, path, 0, { "Content-Length": 5_000 });
    await older.write(Buffer.alloc(2_000));
    await sleep(50);
    expect((await send("DELETE", `http://127.0.0.1:${b.port}${path}`, b.auth)).status).toBe(204);
    expect(await older.status()).toBe(409);
  });

  it("of another device ends nothing", async () => {
    const [a, b] = await twoNodes();
    const path = await opened(a, 5_000);
    const own = await appending(a, path, 0, { "Content-Length": 5_000 });
    await own.write(Buffer.alloc(2_000, 1));
    await sleep(50);
    const url = `http://127.0.0.1:${b.port}${path}`;
    for (const method of ["HEAD", "DELETE"]) {
      expect((await send(method, url, b.otherAuth)).status).toBe(404);
    }
    await own.write(Buffer.alloc(3_000, 1));
    expect(await own.status()).toBe(204);
  });
});

it("ends a body that comes too slowly on either node, and the other goes on from there", async () => {
  const [a, b] = await twoNodes({ minBytesPerSecond: 50_000, rateWindowMs: 200 });
  const bytes = randomBytes(20_000);
  const path = await opened(a, bytes.byteLength);
  const slow = await appending(b, path, 0, { "Content-Length": bytes.byteLength });
  await slow.write(bytes.subarray(0, 100));
  expect(await slow.status()).toBe(408);
  await offsetBecomes(path, 100);
  expect((await patch(a, path, 100, bytes.subarray(100))).status).toBe(204);
  expect((await contentOf(path)).equals(bytes)).toBe(true);
});
