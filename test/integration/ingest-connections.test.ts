/** Connections that break, stall or lie: every byte that arrived is kept, no other is. */
import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { RawConnection, send } from "../fixtures/raw-http.ts";
import {
  appendHeaders,
  appending,
  contentOf,
  idOf,
  offsetBecomes,
  offsetOf,
  opened,
  patch,
  resumeAt,
  start,
  stores,
} from "../fixtures/connections.ts";

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
