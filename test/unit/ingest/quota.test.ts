/** Quotas at the door: what a device is told, and that nothing gets past by announcing less or nothing. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { utcInstant } from "../../../services/kernel/clock.ts";
import { checkQuota, overridden } from "../../../services/ingest/quota.ts";
import {
  type IngestServer,
  ingestProcess,
  memoryStores,
  startIngestServer,
} from "../../fixtures/ingest-server.ts";
import { type Answer, RawConnection, send } from "../../fixtures/raw-http.ts";
import { NO_QUOTA } from "../../fixtures/uploads.ts";

const NOW = utcInstant(new Date("2026-11-25T23:59:30.500Z"));
const OCTETS = { "Content-Type": "application/offset+octet-stream" };

describe("the door", () => {
  let server: IngestServer;
  beforeEach(async () => {
    const stores = memoryStores();
    const quotas = {
      device: { bytesPerDay: 10_000, filesPerDay: 4, openBytes: null },
      agency: { bytesPerDay: 15_000, filesPerDay: null, openBytes: null },
    };
    const ingest = ingestProcess(stores, { clock: () => NOW, limits: { quotas } });
    server = await startIngestServer(ingest, stores.items);
  });
  afterEach(async () => {
    await server.close();
    expect(server.faults).toEqual([]);
  });

  const announce = (headers: Record<string, string>, auth = server.auth): Promise<Answer> =>
    send("POST", server.url, { ...auth, ...headers });
  const problem = ({ status, headers, body }: Answer) => {
    const { code, facts } = JSON.parse(body) as { code: string; facts: Record<string, unknown> };
    return { status, code, facts, retryAfter: headers["retry-after"] };
  };

  it("says with 429 what is used up and when the day ends", async () => {
    expect((await announce({ "Upload-Length": "9000" })).status).toBe(201);
    expect(problem(await announce({ "Upload-Length": "1001" }))).toEqual({
      status: 429,
      code: "ingest/device-quota",
      retryAfter: "30",
      facts: {
        ...{ limit: "bytes-per-day", allowed: 10_000, used: 9_000, wanted: 1_001 },
        retryAfterSeconds: 30,
      },
    });
    const other = await announce({ "Upload-Length": "6001" }, server.otherAuth);
    expect(problem(other)).toMatchObject({ status: 429, code: "ingest/agency-quota" });
    expect(problem(await announce({ "Upload-Length": "10001" }))).toMatchObject({
      status: 413,
      code: "ingest/larger-than-quota",
    });
  });

  it("counts a deferred length when it is said, and bytes that come before it is", async () => {
    const { headers } = await announce({ "Upload-Defer-Length": "1" });
    const url = new URL(headers.location ?? "", server.url).href;
    const patch = (offset: number, bytes: number, more: Record<string, string> = {}) =>
      send(
        "PATCH",
        url,
        { ...server.auth, ...OCTETS, "Upload-Offset": String(offset), ...more },
        Buffer.alloc(bytes),
      );
    expect(problem(await patch(0, 0, { "Upload-Length": "10001" }))).toMatchObject({ status: 413 });
    expect((await patch(0, 6_000)).status).toBe(204);
    expect(problem(await patch(6_000, 5_000))).toMatchObject({ status: 429 });
    // What had room before it was refused is kept: the client asks where to go on.
    const head = await send("HEAD", url, server.auth);
    const offset = Number(head.headers["upload-offset"]);
    expect(offset).toBeGreaterThanOrEqual(6_000);
    expect(offset).toBeLessThanOrEqual(10_000);
    const rest = 10_000 - offset;
    expect((await patch(offset, rest, { "Upload-Length": "10000" })).status).toBe(204);
    expect(problem(await announce({ "Upload-Length": "1" }))).toMatchObject({ status: 429 });
  });
});

describe("a store that is nearly full", () => {
  it("refuses with 507 before a byte is taken: announcements, bodies, and what others were promised", async () => {
    const stores = memoryStores();
    const server = await startIngestServer(ingestProcess(stores), stores.items);
    const post = (bytes: number) =>
      send("POST", server.url, { ...server.auth, "Upload-Length": String(bytes) });
    stores.incoming.room = 10_000;
    expect((await post(10_001)).status).toBe(507);
    const [one, two] = [await post(9_000), await post(9_000)];
    const address = ({ headers }: Answer) => new URL(headers.location ?? "", server.url).href;
    const begun = await appendHalf(server, address(one), 9_000);
    const full = await send(
      "PATCH",
      address(two),
      { ...server.auth, ...OCTETS, "Upload-Offset": "0" },
      Buffer.alloc(9_000),
    );
    const { facts } = JSON.parse(full.body) as { facts: object };
    expect([full.status, full.headers["retry-after"], facts]).toEqual([
      507,
      "120",
      { freeBytes: expect.any(Number) as number, wantedBytes: 9_000, retryAfterSeconds: 120 },
    ]);
    await begun.finish();
    stores.incoming.room = 9_000;
    const patch = { ...server.auth, ...OCTETS, "Upload-Offset": "0" };
    expect((await send("PATCH", address(two), patch, Buffer.alloc(9_000))).status).toBe(204);
    await server.close();
    expect(server.faults).toEqual([]);
  });
});

/** A body of which half is here, so that the store was promised all of it. */
async function appendHalf(server: IngestServer, url: string, bytes: number) {
  const connection = await RawConnection.open(server.port);
  await connection.head(`PATCH ${new URL(url).pathname}`, {
    ...{ ...server.auth, ...OCTETS, "Upload-Offset": "0", "Content-Length": bytes },
  });
  await connection.write(Buffer.alloc(100));
  await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    finish: async () => {
      await connection.write(Buffer.alloc(bytes - 100));
      expect(await connection.status()).toBe(204);
    },
  };
}

describe("the rule", () => {
  const usage = { dayBytes: 50, dayFiles: 5, openBytes: 50 };
  it("refuses nothing that adds nothing, also where the quota was lowered below what is used", () => {
    const quota = { bytesPerDay: 10, filesPerDay: 1, openBytes: 10 };
    expect(() => checkQuota("device", quota, usage, { bytes: 0, files: 0 }, NOW)).not.toThrow();
    expect(() => checkQuota("device", quota, usage, { bytes: 0, files: 1 }, NOW)).toThrow();
  });
  it("lets a device's own quota stand before the common one, and 0 lift it", () => {
    const common = { bytesPerDay: 1, filesPerDay: 2, openBytes: 3 };
    expect(overridden(common, null)).toEqual(common);
    expect(overridden(common, { bytesPerDay: 9, filesPerDay: 0, openBytes: null })).toEqual({
      ...{ bytesPerDay: 9, filesPerDay: null, openBytes: 3 },
    });
    expect(overridden(NO_QUOTA, { ...NO_QUOTA, openBytes: 0 })).toEqual(NO_QUOTA);
  });
});
