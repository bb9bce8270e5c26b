/** Whole requests with bytes turned, cut and spliced, over a real socket: each is answered or refused, none is a fault of ours. */
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FUZZ_MS, fuzz } from "../../fixtures/fuzz.ts";
import {
  type IngestServer,
  ingestProcess,
  memoryStores,
  startIngestServer,
} from "../../fixtures/ingest-server.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

/** All that comes back, however the connection ends. */
const answerTo = async (port: number, bytes: Buffer): Promise<string> => {
  const socket = connect(port, "127.0.0.1");
  socket.end(bytes);
  return text(socket).catch(() => "");
};

/** As many answers as there were requests in the bytes; a server that broke off gave none. */
function expectAnswers(answer: string): void {
  const lines = answer.match(/^HTTP\/1\.1 \d{3}/gm) ?? [];
  expect(lines.filter((line) => line.startsWith("HTTP/1.1 5"))).toEqual([]);
  if (answer !== "") expect(answer).toMatch(/^HTTP\/1\.1 [1-4]\d\d /);
}

const request = (head: string, body = ""): Buffer =>
  Buffer.from(
    `${head}\r\nHost: holdfast.test\r\n${body === "" ? "" : `Content-Length: ${Buffer.byteLength(body)}\r\n`}\r\n${body}`,
  );

describe("the API", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it(
    "answers mutated requests, and goes on",
    async () => {
      const token = `Authorization: Bearer ${house.tokens.admin}`;
      const json = `${token}\r\nContent-Type: application/json`;
      const id = house.file.id;
      const requests = [
        request(`GET /api/v1/items?limit=2&stage=sealed HTTP/1.1\r\n${token}`),
        request(`GET /api/v1/cases?search=2026 HTTP/1.1\r\n${token}\r\nIf-None-Match: "1"`),
        request(`POST /api/v1/cases HTTP/1.1\r\n${json}`, '{"number":"2026-99","title":"现场"}'),
        request(`PATCH /api/v1/cases/${id} HTTP/1.1\r\n${json}\r\nIf-Match: "1"`, '{"title":"t"}'),
        request(
          "POST /api/v1/session HTTP/1.1\r\nContent-Type: application/json",
          '{"name":"x","password":"y"}',
        ),
        request(
          "GET /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\nCookie: holdfast_session=hfs_x",
        ),
        request(`GET /api/v1/me HTTP/1.1\r\nX-Forwarded-For: ::1\r\n${token}`),
      ];
      const port = Number(new URL(house.url).port);
      await fuzz(requests, 150, async (bytes) => expectAnswers(await answerTo(port, bytes)));
      expect(house.logged.filter((line) => line.includes("a fault of ours"))).toEqual([]);
      expect((await house.fetch("/api/v1/items")).status).toBe(200);
    },
    FUZZ_MS,
  );
});

describe("the door for uploads", () => {
  let server: IngestServer;
  beforeAll(async () => {
    const stores = memoryStores();
    server = await startIngestServer(ingestProcess(stores), stores.items);
  });
  afterAll(() => server.close());

  it(
    "answers mutated requests, and goes on",
    async () => {
      const own = Object.entries(server.auth)
        .map(([name, value]) => `${name}: ${value}`)
        .join("\r\n");
      const opened = await fetch(server.url, {
        method: "POST",
        headers: { ...server.auth, "Upload-Length": "100000" },
      });
      const path = new URL(opened.headers.get("location") ?? "", server.url).pathname;
      const append = `Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0`;
      const structured =
        "Upload-Draft-Interop-Version: 8\r\nUpload-Complete: ?1\r\nContent-Digest: sha-256=:AAAA:";
      const requests = [
        request(
          `POST /uploads HTTP/1.1\r\n${own}\r\nUpload-Length: 10\r\nUpload-Metadata: filename Y2xpcA==,filetype dmlkZW8vbXA0`,
        ),
        request(
          `PATCH ${path} HTTP/1.1\r\n${own}\r\n${append}\r\nUpload-Checksum: sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=`,
          "hello world",
        ),
        request(`HEAD ${path} HTTP/1.1\r\n${own}`),
        request(`POST /uploads HTTP/1.1\r\n${own}\r\nUpload-Concat: final;${path} ${path}`),
        request(
          `POST /resumable HTTP/1.1\r\n${own}\r\n${structured}\r\nContent-Type: video/mp4`,
          "bytes",
        ),
      ];
      await fuzz(requests, 150, async (bytes) => expectAnswers(await answerTo(server.port, bytes)));
      expect(server.faults).toEqual([]);
      const described = await fetch(server.url, { method: "OPTIONS" });
      expect(described.status).toBe(204);
    },
    FUZZ_MS,
  );
});
