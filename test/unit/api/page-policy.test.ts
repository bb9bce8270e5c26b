/** What a browser may do with each answer: the page, the description of the API, bytes, and all the rest. */
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bytesHeaders } from "../../../services/api/bytes-policy.ts";
import { docsRouter } from "../../../services/api/docs.ts";
import { securityHeaders } from "../../../services/api/page-policy.ts";
import { pageRouter } from "../../../services/api/page.ts";

let folder: string;
let server: Server;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "page-policy-"));
  const page = new URL("../../../services/web/index.html", import.meta.url);
  await copyFile(page, join(folder, "index.html"));
  const app = express();
  app.use(...securityHeaders("https://evidence.test"), docsRouter(), pageRouter(folder));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** Its policy by directive. */
async function asked(path: string) {
  const answer = await fetch(url + path);
  const policy = answer.headers.get("content-security-policy") ?? "";
  const pairs = policy.split(";").map((part): [string, string] => {
    const [name = "", ...values] = part.split(" ");
    return [name, values.join(" ")];
  });
  return { headers: answer.headers, text: await answer.text(), policy: new Map(pairs) };
}

describe("the page", () => {
  test("runs its own scripts alone, styles of one number alone, and takes no markup from a string", async () => {
    const { policy, text } = await asked("/items");
    const [, nonce] = /name="style-nonce" content="([^"]+)"/.exec(text) ?? [];
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(Object.fromEntries(policy)).toMatchObject({
      "default-src": "'self'",
      "script-src": "'self'",
      "style-src": `'self' 'nonce-${nonce!}'`,
      "object-src": "'none'",
      "base-uri": "'none'",
      "frame-ancestors": "'none'",
      "form-action": "'self'",
      "require-trusted-types-for": "'script'",
      "trusted-types": "default",
    });
    expect([...policy.values()].join(" ")).not.toMatch(/unsafe|\*|https?:/);
  });

  test("has another number in each answer, and none is kept", async () => {
    const [one, two] = [await asked("/"), await asked("/")];
    expect(one.policy.get("style-src")).not.toBe(two.policy.get("style-src"));
    expect(one.headers.get("cache-control")).toBe("no-store");
  });

  test("is alone in its window, asks the device for nothing, and is reached by TLS from then on", async () => {
    const { headers } = await asked("/");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=(), ");
    expect(headers.get("permissions-policy")).toContain("geolocation=()");
    expect(headers.get("strict-transport-security")).toMatch(/^max-age=31536000/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});

test("the description of the API runs its own scripts alone, too, and none from a string", async () => {
  const { policy } = await asked("/docs/");
  expect(policy.get("script-src")).toBe("'self'");
  expect(policy.get("style-src")).toBe("'self'");
  expect(policy.get("require-trusted-types-for")).toBe("'script'");
  expect([...policy.values()].join(" ")).not.toMatch(/\*|https?:|unsafe-eval/);
});

describe("bytes", () => {
  const OPENED = "default-src 'none'";

  test.each([
    "text/html",
    "TEXT/HTML; charset=utf-8",
    "image/svg+xml",
    "application/xhtml+xml",
    "application/xml",
    "text/xml",
    "application/pdf",
    "text/javascript",
    "multipart/related",
    "x/y",
    "",
    "video/mp4, text/html",
  ])("of the type %j are never shown in place, whoever named the type or the file", (type) => {
    for (const disposition of ['inline; filename="a.mp4"', "INLINE", undefined]) {
      const given = {
        "Content-Type": type,
        ...(disposition !== undefined && { "Content-Disposition": disposition }),
      };
      const headers = bytesHeaders(given);
      expect(headers["Content-Disposition"]).toMatch(/^attachment/);
      if (disposition?.includes("a.mp4") === true) {
        expect(headers["Content-Disposition"]).toBe('attachment; filename="a.mp4"');
      }
    }
  });

  test.each(["video/mp4", "image/jpeg", "text/vtt", "application/vnd.apple.mpegurl"])(
    "of the type %s are shown in place, in an origin of their own without scripts",
    (type) => {
      const headers = bytesHeaders({ "Content-Type": type, "Content-Disposition": "inline" });
      expect(headers["Content-Disposition"]).toBe("inline");
      expect(headers["Content-Security-Policy"]).toContain(OPENED);
      expect(headers["Content-Security-Policy"]).toMatch(/;sandbox$/);
      expect(headers["X-Content-Type-Options"]).toBe("nosniff");
    },
  );

  test("without a type are bytes", () => {
    expect(bytesHeaders({})["Content-Type"]).toBe("application/octet-stream");
  });
});
