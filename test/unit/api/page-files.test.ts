/** The built files of the page, as they are sent: compressed to whoever takes them so, each by a tag of its own, kept for a year. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type Server, createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageRouter } from "../../../services/api/page.ts";

const CODE = `export const words = "铁证 ".repeat(3);\n`.repeat(100);
let folder: string;
let server: Server;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "page-files-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html>");
  await writeFile(join(folder, "assets", "start-1.js"), CODE);
  await writeFile(join(folder, "assets", "start-1.js.br"), brotliCompressSync(CODE));
  await writeFile(join(folder, "assets", "start-1.js.gz"), gzipSync(CODE));
  await writeFile(join(folder, "assets", "small-1.js"), "export {};");
  server = createServer(express().use(pageRouter(folder)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/assets`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const asked = (name: string, headers: Record<string, string>) =>
  fetch(`${url}/${name}`, { headers });

/** By node:http: fetch() would ask with "Cache-Control: no-cache", which no tag answers. */
const statusOf = (name: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    get(`${url}/${name}`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on("error", reject);
  });

describe("a file that lies compressed beside itself", () => {
  test.each([
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["gzip, br;q=0", "gzip"],
    ["identity", null],
    ["gzip;q=0", null],
  ])("is sent to whoever takes %s as %s", async (taken, encoding) => {
    const answer = await asked("start-1.js", { "accept-encoding": taken });
    expect(answer.headers.get("content-encoding")).toBe(encoding);
    expect(answer.headers.get("content-type")).toMatch(/^text\/javascript; charset=utf-8$/i);
    expect(answer.headers.get("vary")).toBe("Accept-Encoding");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(await answer.text()).toBe(CODE);
  });

  test("has another tag in each form, by which it is not sent twice", async () => {
    const tags = await Promise.all(
      ["br", "gzip", "identity"].map(async (taken) => {
        const { headers } = await asked("start-1.js", { "accept-encoding": taken });
        return [taken, headers.get("etag") ?? ""] as const;
      }),
    );
    expect(new Set(tags.map(([, tag]) => tag)).size).toBe(3);
    for (const [taken, tag] of tags) {
      const again = { "accept-encoding": taken, "if-none-match": tag };
      expect(await statusOf("start-1.js", again)).toBe(304);
    }
  });
});

test("a file that does not is sent as it is", async () => {
  const answer = await asked("small-1.js", { "accept-encoding": "br" });
  expect(answer.headers.get("content-encoding")).toBeNull();
  expect(await answer.text()).toBe("export {};");
});

test("a file that is not there is no document", async () => {
  expect((await asked("start-2.js", { "accept-encoding": "br" })).status).toBe(404);
});
