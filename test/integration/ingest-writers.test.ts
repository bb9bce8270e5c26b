/** Requests that overtake each other, processes that end, stores that fail: nothing is acknowledged that does not count. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Refusal } from "../../services/kernel/refusal.ts";
import { RawConnection, send } from "../fixtures/raw-http.ts";
import {
  appendHeaders,
  RUN_BYTES,
  appending,
  contentOf,
  idOf,
  offsetOf,
  opened,
  patch,
  resumeAt,
  start,
  stores,
} from "../fixtures/connections.ts";

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

  it("does not take a client for dead that waits because the store is slow", async () => {
    const server = await start();
    server.server.setTimeout(150);
    const { faults } = stores.incoming;
    const around = faults.around.bind(faults);
    faults.around = async (method, work) => {
      if (method === "write") await sleep(400);
      return around(method, work);
    };
    const path = await opened(server, 2 * RUN_BYTES);
    expect((await patch(server, path, 0, randomBytes(2 * RUN_BYTES))).status).toBe(204);
  });
});
