/** Connections that break, stall, lie or overtake each other: every byte that arrived is kept, no other is. */
import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UploadId } from "../../services/kernel/ids.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import type { IngestLimits } from "../../services/ingest/ingest-config.ts";
import { incomingOf } from "../../services/ingest/upload.ts";
import {
  type IngestServer,
  ingestProcess,
  memoryStores,
  startIngestServer,
  twoDevices,
} from "../fixtures/ingest-server.ts";
import { RawConnection, send } from "../fixtures/raw-http.ts";

const RUN_BYTES = 1 << 10;

let stores: ReturnType<typeof memoryStores>;
let servers: IngestServer[] = [];
let devices = twoDevices();

beforeEach(() => {
  stores = memoryStores(RUN_BYTES);
  devices = twoDevices();
});
afterEach(async () => {
  for (const server of servers) {
    await server.close();
    expect(server.faults).toEqual([]);
  }
  servers = [];
});

async function start(limits: Partial<IngestLimits> = {}): Promise<IngestServer> {
  const server = await startIngestServer(ingestProcess(stores, { limits }), stores.items, devices);
  servers.push(server);
  return server;
}

async function opened(server: IngestServer, length: number): Promise<string> {
  const headers = { ...server.auth, "Upload-Length": String(length) };
  const answer = await send("POST", server.url, headers);
  return answer.headers.location ?? "";
}

const appendHeaders = (server: IngestServer, offset: number) => ({
  ...server.auth,
  "Content-Type": "application/offset+octet-stream",
  "Upload-Offset": offset,
});

/** A PATCH of which the head is sent; the test sends the body as it likes. */
async function appending(
  server: IngestServer,
  path: string,
  offset: number,
  more: Record<string, string | number>,
): Promise<RawConnection> {
  const connection = await RawConnection.open(server.port);
  await connection.head(`PATCH ${path}`, { ...appendHeaders(server, offset), ...more });
  return connection;
}

const patch = (server: IngestServer, path: string, offset: number, body: Uint8Array) => {
  const headers = { ...appendHeaders(server, offset), "Upload-Offset": String(offset) };
  return send("PATCH", `http://127.0.0.1:${server.port}${path}`, headers, body);
};

const idOf = (path: string): UploadId => path.split("/").at(-1) as UploadId;
const offsetOf = async (path: string): Promise<number | undefined> =>
  (await stores.uploads.get(idOf(path)))?.offsetBytes;

async function offsetBecomes(path: string, offset: number): Promise<void> {
  for (let tries = 0; tries < 200 && (await offsetOf(path)) !== offset; tries += 1) await sleep(10);
  expect(await offsetOf(path)).toBe(offset);
}

async function contentOf(path: string): Promise<Buffer> {
  const upload = await stores.uploads.get(idOf(path));
  if (upload === null) throw new Error("no such upload");
  await stores.incoming.assemble(incomingOf(upload));
  return stores.objects.bytes(originalKey(upload.id)) ?? Buffer.alloc(0);
}

/** HEAD, as a client does that lost its connection. */
async function resumeAt(server: IngestServer, path: string): Promise<number> {
  const answer = await send("HEAD", `http://127.0.0.1:${server.port}${path}`, server.auth);
  expect(answer.status).toBe(200);
  return Number(answer.headers["upload-offset"]);
}

describe("a connection that breaks", () => {
  it.each([1, 1_023, 1_024, 1_025, 200_000])(
    "keeps all %d bytes that arrived before a reset, and goes on behind them",
    async (arrived) => {
      const server = await start();
      const bytes = randomBytes(300_000);
      const path = await opened(server, bytes.byteLength);
      const broken = await appending(server, path, 0, { "Content-Length": bytes.byteLength });
      await broken.write(bytes.subarray(0, arrived));
      await sleep(100);
      broken.reset();
      await offsetBecomes(path, arrived);
      expect(await resumeAt(server, path)).toBe(arrived);
      expect((await patch(server, path, arrived, bytes.subarray(arrived))).status).toBe(204);
      expect((await contentOf(path)).equals(bytes)).toBe(true);
    },
  );

  it("keeps all that arrived before a reset while the store was slow", async () => {
    const server = await start();
    const bytes = randomBytes(300_000);
    const path = await opened(server, bytes.byteLength);
    const write = stores.incoming.faults.around.bind(stores.incoming.faults);
    let isSlow = true;
    stores.incoming.faults.around = async (method, work) => {
      for (; isSlow && method === "write";) await sleep(5);
      return write(method, work);
    };
    const broken = await appending(server, path, 0, { "Content-Length": bytes.byteLength });
    await broken.write(bytes.subarray(0, 30_000));
    await sleep(100);
    broken.reset();
    await sleep(50);
    isSlow = false;
    await offsetBecomes(path, 30_000);
  });

  it("keeps what arrived when the client closes its side in the middle", async () => {
    const server = await start();
    const path = await opened(server, 50_000);
    const broken = await appending(server, path, 0, { "Content-Length": 50_000 });
    await broken.write(randomBytes(20_000));
    broken.socket.end();
    await offsetBecomes(path, 20_000);
  });

  it("keeps what arrived of a chunked body that broke off", async () => {
    const server = await start();
    const path = await opened(server, 50_000);
    const broken = await appending(server, path, 0, { "Transfer-Encoding": "chunked" });
    await broken.write(Buffer.concat([Buffer.from("2710\r\n"), randomBytes(9_999)]));
    await sleep(50);
    broken.reset();
    await offsetBecomes(path, 9_999);
  });

  it("takes a whole body whose sender closes its side right behind it, and answers", async () => {
    const server = await start();
    const bytes = randomBytes(300_000);
    const path = await opened(server, bytes.byteLength);
    const client = await appending(server, path, 0, { "Content-Length": bytes.byteLength });
    client.socket.end(bytes);
    expect(await client.status()).toBe(204);
    expect((await contentOf(path)).equals(bytes)).toBe(true);
  });

  it("keeps nothing of a body with a checksum that was cut short", async () => {
    const server = await start();
    const bytes = randomBytes(20_000);
    const path = await opened(server, bytes.byteLength);
    const sum = createHash("sha256").update(bytes).digest("base64");
    const broken = await appending(server, path, 0, {
      "Content-Length": bytes.byteLength,
      "Upload-Checksum": `sha256 ${sum}`,
    });
    await broken.write(bytes.subarray(0, 15_000));
    await sleep(50);
    broken.reset();
    await sleep(100);
    expect(await resumeAt(server, path)).toBe(0);
    expect((await patch(server, path, 0, bytes)).status).toBe(204);
    expect((await contentOf(path)).equals(bytes)).toBe(true);
  });

  it("keeps the bytes of an announcement whose connection broke", async () => {
    const server = await start();
    const connection = await RawConnection.open(server.port);
    await connection.head("POST /uploads", {
      ...appendHeaders(server, 0),
      "Upload-Length": 50_000,
      "Content-Length": 50_000,
    });
    await connection.write(randomBytes(10_000));
    await sleep(100);
    connection.reset();
    await sleep(100);
    const [upload] = await stores.uploads.expired("9999" as never, 10);
    expect(upload?.offsetBytes).toBe(10_000);
  });
});

describe("a body that is not what its request says", () => {
  it("stores nothing beyond the length of a chunked body that is too long, and does not complete", async () => {
    const server = await start();
    const path = await opened(server, 5_000);
    const client = await appending(server, path, 0, { "Transfer-Encoding": "chunked" });
    await client.write(
      Buffer.concat([Buffer.from("1388\r\n"), randomBytes(5_000), Buffer.from("\r\n")]),
    );
    await sleep(50);
    expect(await offsetOf(path)).toBeLessThan(5_000);
    await client.write("1\r\nx\r\n0\r\n\r\n");
    expect(await client.status()).toBe(413);
    const upload = await stores.uploads.get(idOf(path));
    expect(upload?.state).toBe("open");
    expect(upload?.offsetBytes).toBeLessThan(5_000);
  });

  it("ends a deferred upload's body at the limit with 413 and keeps the runs before it", async () => {
    const server = await start({ maxUploadBytes: 10_000 });
    const headers = { ...server.auth, "Upload-Defer-Length": "1" };
    const path = (await send("POST", server.url, headers)).headers.location ?? "";
    const client = await appending(server, path, 0, { "Transfer-Encoding": "chunked" });
    await client.write(
      Buffer.concat([Buffer.from("2711\r\n"), randomBytes(10_001), Buffer.from("\r\n")]),
    );
    expect(await client.status()).toBe(413);
    expect(await offsetOf(path)).toBeLessThanOrEqual(10_000);
  });

  it("takes a chunked body in many small chunks", async () => {
    const server = await start();
    const bytes = randomBytes(5_000);
    const path = await opened(server, bytes.byteLength);
    const client = await appending(server, path, 0, { "Transfer-Encoding": "chunked" });
    for (let at = 0; at < bytes.byteLength; at += 100) {
      const piece = bytes.subarray(at, at + 100);
      await client.write(Buffer.concat([Buffer.from("64\r\n"), piece, Buffer.from("\r\n")]));
    }
    await client.write("0\r\n\r\n");
    expect(await client.status()).toBe(204);
    expect((await contentOf(path)).equals(bytes)).toBe(true);
  });

  it("ends a slow body with 408, keeps what came, and lets a fast one with pauses of ours pass", async () => {
    const server = await start({ minBytesPerSecond: 10_000, rateWindowMs: 200 });
    const path = await opened(server, 50_000);
    const client = await appending(server, path, 0, { "Content-Length": 50_000 });
    await client.write(randomBytes(3_000));
    expect(await client.status()).toBe(408);
    expect(await offsetOf(path)).toBe(3_000);
    await client.closed();
    const bytes = randomBytes(47_000);
    expect((await patch(server, path, 3_000, bytes)).status).toBe(204);
  });

  it("ends a body that stands still even where any rate is allowed", async () => {
    const server = await start({ minBytesPerSecond: 0, rateWindowMs: 100 });
    const path = await opened(server, 5_000);
    const client = await appending(server, path, 0, { "Content-Length": 5_000 });
    await client.write(randomBytes(2_000));
    expect(await client.status()).toBe(408);
    expect(await offsetOf(path)).toBe(2_000);
  });
});

describe("a client that waits for 100 (Continue)", () => {
  it("gets it after the checks, and may then send", async () => {
    const server = await start();
    const path = await opened(server, 3);
    const client = await appending(server, path, 0, {
      "Content-Length": 3,
      Expect: "100-continue",
    });
    await client.until((text) => text.startsWith("HTTP/1.1 100"));
    await client.write("abc");
    expect(await client.status()).toBe(204);
  });

  it("is refused without it, and the connection ends so that no body can be taken for a request", async () => {
    const server = await start();
    const path = await opened(server, 3);
    const client = await appending(server, path, 2, {
      "Content-Length": 3,
      Expect: "100-continue",
    });
    expect(await client.status()).toBe(409);
    expect(client.received).not.toContain("100 Continue");
    await client.closed();
  });
});

describe("a client whose body is not wanted", () => {
  it("can read its answer while it still sends, and may go on with the same connection", async () => {
    const server = await start();
    const path = await opened(server, 3_000_000);
    const body = randomBytes(300_000);
    const client = await appending(server, path, 5, { "Content-Length": body.byteLength });
    await client.write(body);
    expect(await client.status()).toBe(409);
    await client.head(`HEAD ${path}`, server.auth);
    await client.until((text) => text.includes("HTTP/1.1 200"));
  });

  it("is cut off when it goes on for long", async () => {
    const server = await start();
    const path = await opened(server, 60_000_000);
    const client = await appending(server, path, 5, { "Content-Length": 50_000_000 });
    expect(await client.status()).toBe(409);
    await client.closed(8_000);
  }, 15_000);
});

describe("two requests for one upload", () => {
  it("lets the newer one go on where the older one, ended, has settled", async () => {
    const server = await start();
    const bytes = randomBytes(60_000);
    const path = await opened(server, bytes.byteLength);
    const older = await appending(server, path, 0, { "Content-Length": bytes.byteLength });
    await older.write(bytes.subarray(0, 25_000));
    await sleep(50);
    const offset = await resumeAt(server, path);
    expect(offset).toBe(25_000);
    expect(await older.status()).toBe(409);
    expect((await patch(server, path, offset, bytes.subarray(offset))).status).toBe(204);
    expect((await contentOf(path)).equals(bytes)).toBe(true);
  });

  it("never acknowledges two bodies at one offset of one process", async () => {
    const server = await start();
    const bodies = [1, 2, 3, 4].map((fill) => Buffer.alloc(5_000, fill));
    const path = await opened(server, 5_000);
    const answers = await Promise.all(bodies.map((body) => patch(server, path, 0, body)));
    const won = answers.flatMap(({ status }, index) => (status === 204 ? [index] : []));
    expect(won.length).toBeLessThanOrEqual(1);
    for (const { status } of answers) expect([204, 409]).toContain(status);
    const offset = await resumeAt(server, path);
    if (won.length === 1) {
      expect((await contentOf(path)).equals(bodies[won[0]!]!)).toBe(true);
    } else if (offset < 5_000) {
      expect((await patch(server, path, offset, Buffer.alloc(5_000 - offset))).status).toBe(204);
    }
  });

  it("on two nodes lets one win; the other is told 409, and its bytes do not count", async () => {
    const [a, b] = [await start(), await start()];
    const path = await opened(a, 40_000);
    const older = await appending(a, path, 0, { "Content-Length": 40_000 });
    await older.write(Buffer.alloc(500, 1));
    await sleep(50);
    const newer = Buffer.alloc(40_000, 2);
    expect((await patch(b, path, 0, newer)).status).toBe(204);
    await older.write(Buffer.alloc(39_500, 1));
    expect(await older.status()).toBe(409);
    expect((await contentOf(path)).equals(newer)).toBe(true);
  });

  it("on two nodes by turns goes on at every offset, a fence higher each time", async () => {
    const nodes = [await start(), await start()];
    const bytes = randomBytes(30_000);
    const path = await opened(nodes[0]!, bytes.byteLength);
    for (let at = 0; at < bytes.byteLength; at += 3_000) {
      const node = nodes[(at / 3_000) % 2]!;
      expect((await patch(node, path, at, bytes.subarray(at, at + 3_000))).status).toBe(204);
    }
    expect((await stores.uploads.get(idOf(path)))?.fence).toBe(10);
    expect((await contentOf(path)).equals(bytes)).toBe(true);
  });

  it("lets no other device end a request", async () => {
    const server = await start();
    const path = await opened(server, 5_000);
    const own = await appending(server, path, 0, { "Content-Length": 5_000 });
    await own.write(Buffer.alloc(2_000));
    await sleep(50);
    const url = `http://127.0.0.1:${server.port}${path}`;
    for (const method of ["HEAD", "DELETE", "PATCH"]) {
      const foreign = { ...appendHeaders(server, 0), ...server.otherAuth, "Upload-Offset": "0" };
      expect((await send(method, url, foreign)).status).toBe(404);
    }
    await own.write(Buffer.alloc(3_000));
    expect(await own.status()).toBe(204);
  });

  it("processes pipelined appends in order", async () => {
    const server = await start();
    const path = await opened(server, 6);
    const client = await RawConnection.open(server.port);
    for (const offset of [0, 3]) {
      await client.head(`PATCH ${path}`, { ...appendHeaders(server, offset), "Content-Length": 3 });
      await client.write(offset === 0 ? "abc" : "def");
    }
    await client.until((text) => text.split("HTTP/1.1 ").length === 3);
    expect(client.received.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 204", "HTTP/1.1 204"]);
    expect((await contentOf(path)).toString()).toBe("abcdef");
  });
});

describe("a process that is about to end", () => {
  it("commits what arrived, tells its clients to come back, and takes nothing new", async () => {
    const server = await start();
    const path = await opened(server, 50_000);
    const client = await appending(server, path, 0, { "Content-Length": 50_000 });
    await client.write(randomBytes(7_000));
    await sleep(50);
    await server.deps.turns.drain();
    expect(await client.status()).toBe(503);
    expect(await offsetOf(path)).toBe(7_000);
    expect((await patch(server, path, 7_000, randomBytes(10))).status).toBe(503);
  });
});

describe("a store or database that fails", () => {
  const failures = [
    ["write", "fail", () => stores.incoming.faults],
    ["write", "fail-but-persist", () => stores.incoming.faults],
    ["open", "fail", () => stores.incoming.faults],
    ["commit", "fail", () => stores.uploads.faults],
    ["commit", "fail-but-persist", () => stores.uploads.faults],
  ] as const;

  it.each(failures)(
    "never acknowledges what %s (%s) lost, and goes on from the truth",
    async (method, kind, faults) => {
      for (const nth of method === "open" ? [1] : [1, 2, 5]) {
        const server = await start();
        const bytes = randomBytes(10_000);
        const path = await opened(server, bytes.byteLength);
        faults().at(method, nth, kind);
        const answer = await patch(server, path, 0, bytes);
        expect(answer.status).toBe(503);
        expect(answer.headers["retry-after"]).toBeDefined();
        const offset = await resumeAt(server, path);
        expect(offset % RUN_BYTES).toBe(0);
        expect((await patch(server, path, offset, bytes.subarray(offset))).status).toBe(204);
        expect((await contentOf(path)).equals(bytes)).toBe(true);
      }
    },
  );

  it("tells that the disk is full with 507, and what was acknowledged stays", async () => {
    const { Refusal } = await import("../../services/kernel/refusal.ts");
    const server = await start();
    const path = await opened(server, 10_000);
    await patch(server, path, 0, randomBytes(4_000));
    const full = new Refusal("unavailable", "ingest/storage-full", "no space");
    stores.incoming.faults.at("write", 1, "fail", full);
    expect((await patch(server, path, 4_000, randomBytes(6_000))).status).toBe(507);
    expect(await resumeAt(server, path)).toBe(4_000);
  });

  it("knows a completed upload although the answer of its last commit was lost", async () => {
    const server = await start();
    const path = await opened(server, 500);
    stores.uploads.faults.at("commit", 1, "fail-but-persist");
    expect((await patch(server, path, 0, randomBytes(500))).status).toBe(503);
    expect(await resumeAt(server, path)).toBe(500);
    expect((await stores.items.get(idOf(path))).stage).toBe("received");
  });
});
