/** The sending side of an upload against a server that cuts, forgets, refuses and lies. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exchange } from "../../../infra/tus/exchange.ts";
import {
  sendFile,
  UploadRefused,
  UploadUnreachable,
  type UploadPlace,
} from "../../../services/command/tus-client.ts";

/** What the next request meets: an answer instead of the work, a cut before it, or a cut after it. */
type Mishap = { status: number; headers?: Record<string, string>; body?: string } | "cut" | "deaf";

let folder: string;
let server: Server;
let url: string;
let stored: Buffer | null;
let mishaps: Mishap[];
let seen: string[];
let metadata: string;
const content = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 31) % 251));
let path: string;
let place: UploadPlace & { upload: string | null };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-tus-"));
  path = join(folder, "clip");
  writeFileSync(path, content);
  [stored, mishaps, seen, metadata] = [null, [], [], ""];
  place = {
    upload: null,
    load: () => Promise.resolve(place.upload),
    save: (upload) => {
      place.upload = upload;
      return Promise.resolve();
    },
  };
  server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  seen.push(`${request.method ?? ""} ${String(request.headers["upload-offset"] ?? "")}`.trim());
  const mishap = mishaps.shift();
  if (mishap === "cut") {
    request.socket.destroy();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (typeof mishap === "object") {
    response.writeHead(mishap.status, mishap.headers).end(mishap.body);
    return;
  }
  work(request, response, body, mishap === "deaf");
}

function work(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  deaf: boolean,
): void {
  if (request.method === "POST") {
    stored = Buffer.alloc(0);
    metadata = String(request.headers["upload-metadata"]);
    if (deaf) request.socket.destroy();
    else response.writeHead(201, { Location: "/uploads/one" }).end();
    return;
  }
  if (stored === null || request.url !== "/uploads/one") {
    response.writeHead(404).end();
    return;
  }
  if (request.method === "PATCH") {
    if (Number(request.headers["upload-offset"]) !== stored.byteLength) {
      response.writeHead(409).end();
      return;
    }
    const sum = `sha256 ${createHash("sha256").update(body).digest("base64")}`;
    expect(request.headers["upload-checksum"]).toBe(sum);
    stored = Buffer.concat([stored, body]);
    if (deaf) {
      request.socket.destroy();
      return;
    }
  }
  const status = request.method === "PATCH" ? 204 : 200;
  response.writeHead(status, { "Upload-Offset": stored.byteLength }).end();
}

const send = (tries = 5, onProgress: (sent: number) => void = () => undefined) =>
  sendFile(
    { url, deviceToken: "hfd_x", exchange, patchBytes: 30_000, tries, firstDelayMs: 1 },
    { path, sizeBytes: content.byteLength, metadata: { filename: "录像.mp4", case: "7" } },
    place,
    onProgress,
  );

describe("sending a file", () => {
  it("sends it in appends and answers the upload's address", async () => {
    const progress: number[] = [];
    expect(await send(5, (sent) => progress.push(sent))).toBe(`${url}/uploads/one`);
    expect(stored?.equals(content)).toBe(true);
    expect(progress).toEqual([0, 30_000, 60_000, 90_000, 100_000]);
    expect(metadata).toBe("filename 5b2V5YOPLm1wNA==,case Nw==");
  });

  it.each<[string, Mishap[]]>([
    ["a cut before the server saw it", ["cut", "cut"]],
    ["a cut in the first append", [{ status: 503 }, "cut"]],
    ["a busy server", [{ status: 503, headers: { "retry-after": "0" } }, { status: 429 }]],
    ["a checksum mismatch", [{ status: 460 }]],
  ])("gets through %s", async (_what, planned) => {
    mishaps = planned;
    await send();
    expect(stored?.equals(content)).toBe(true);
  });

  it("does not try again what the server puts off for longer than anyone waits here", async () => {
    mishaps = [{ status: 429, headers: { "retry-after": "40000" } }];
    await expect(send()).rejects.toMatchObject({ status: 429, isForLong: true });
    expect(seen).toHaveLength(1);
  });

  it("asks where it stands after an append whose answer was lost, and sends nothing twice", async () => {
    place.upload = `${url}/uploads/one`;
    stored = content.subarray(0, 10);
    mishaps = [{ status: 200, headers: { "upload-offset": "10" } }, "deaf"];
    await send();
    expect(stored.equals(content)).toBe(true);
    expect(seen.slice(0, 4)).toEqual(["HEAD", "PATCH 10", "HEAD", "PATCH 30010"]);
  });

  it("goes on where an earlier process was killed", async () => {
    place.upload = `${url}/uploads/one`;
    stored = content.subarray(0, 70_000);
    await send();
    expect(seen).toEqual(["HEAD", "PATCH 70000"]);
    expect(stored.equals(content)).toBe(true);
  });

  it("sends nothing when all is there already", async () => {
    place.upload = `${url}/uploads/one`;
    stored = content;
    await send();
    expect(seen).toEqual(["HEAD"]);
  });

  it("begins anew when the server forgot the upload", async () => {
    place.upload = `${url}/uploads/expired`;
    await send();
    expect(place.upload).toBe(`${url}/uploads/one`);
    expect(stored?.equals(content)).toBe(true);
  });

  it("obeys Retry-After", async () => {
    mishaps = [{ status: 503, headers: { "retry-after": "1" } }];
    const started = Date.now();
    await send();
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
  });

  it.each([400, 401, 403, 413])(
    "gives up at once on %i, with the server's words",
    async (status) => {
      const body = JSON.stringify({ code: "ingest/no", detail: "no", fix: "do that" });
      mishaps = [{ status, body }];
      const error = await send().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UploadRefused);
      expect(error).toMatchObject({ status, code: "ingest/no", message: "no", fix: "do that" });
      expect(seen).toEqual(["POST"]);
    },
  );

  it("gives up after its tries when nobody answers", async () => {
    mishaps = Array.from({ length: 50 }, () => "cut" as const);
    await expect(send(4)).rejects.toBeInstanceOf(UploadUnreachable);
    expect(seen.length).toBe(4);
  });

  it("counts tries anew after progress", async () => {
    mishaps = [{ status: 201, headers: { location: "/uploads/one" } }];
    stored = Buffer.alloc(0);
    // Two cuts before each append: never four in a row.
    for (let at = 0; at < 4; at += 1) mishaps.push("cut", "cut");
    await send(4).catch(() => undefined);
    mishaps = [];
    await send(4);
    expect(stored.equals(content)).toBe(true);
  });

  it("stops when the file becomes shorter meanwhile", async () => {
    const shrink = send(5, (sent) => {
      if (sent === 30_000) truncateSync(path, 40_000);
    });
    await expect(shrink).rejects.toThrow(/shorter/);
  });

  it("tells no one the token but in the header", async () => {
    mishaps = [{ status: 401 }];
    const error = await send().catch((reason: unknown) => reason);
    expect(JSON.stringify(error) + String(error)).not.toContain("hfd_x");
  });
});
