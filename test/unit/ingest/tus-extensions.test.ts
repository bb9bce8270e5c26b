/** tus 1.0.0, extensions: each demand on the server (MUST, SHOULD) of those announced, in the specification's order. */
import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { plusMs } from "../../../services/kernel/clock.ts";
import { RawConnection, send } from "../../fixtures/raw-http.ts";
import {
  OCTETS,
  contentOf,
  head,
  idOf,
  moveClockTo,
  now,
  opened,
  patch,
  post,
  serveEachTest,
  server,
  stores,
  urlOf,
} from "../../fixtures/tus-exchange.ts";

serveEachTest();

const extensions = async (): Promise<string[]> =>
  String((await send("OPTIONS", server.url, {})).headers["tus-extension"]).split(",");
const offsetOf = async (url: string) => (await head(url)).headers["upload-offset"];
const DAY_MS = 24 * 3_600_000;
/** RFC 9110 §5.6.7. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

describe("creation", () => {
  it("MUST be announced", async () => {
    expect(await extensions()).toEqual(
      expect.arrayContaining(["creation", "creation-defer-length"]),
    );
  });

  it("MUST succeed with 201 and Location, which leads to the upload", async () => {
    const answer = await post({ "Upload-Length": "3" });
    expect(answer.status).toBe(201);
    expect((await head(urlOf(answer))).status).toBe(200);
  });

  it("Upload-Defer-Length MUST be 1: any other value gets 400", async () => {
    for (const value of ["0", "2", "true", "01", "1, 1"]) {
      expect((await post({ "Upload-Defer-Length": value })).status, value).toBe(400);
    }
    expect((await post({})).status).toBe(400);
    expect((await post({ "Upload-Length": "3", "Upload-Defer-Length": "1" })).status).toBe(400);
  });

  it("MUST say Upload-Defer-Length: 1 to HEAD until the length is known, and not after", async () => {
    const url = urlOf(await post({ "Upload-Defer-Length": "1" }));
    await patch(url, 0, Buffer.from("ab"));
    expect((await head(url)).headers).toMatchObject({ "upload-defer-length": "1" });
    expect((await head(url)).headers["upload-length"]).toBeUndefined();
    await patch(url, 2, Buffer.from("c"), { "Upload-Length": "4" });
    expect((await head(url)).headers).toMatchObject({ "upload-length": "4", "upload-offset": "3" });
    expect((await head(url)).headers["upload-defer-length"]).toBeUndefined();
  });

  it("a length once set MUST NOT change", async () => {
    const url = await opened(4);
    const answer = await patch(url, 0, Buffer.from("ab"), { "Upload-Length": "5" });
    expect(answer.status).toBe(409);
    expect((await head(url)).headers).toMatchObject({ "upload-length": "4", "upload-offset": "0" });
  });

  it("an upload of length 0 is complete at once", async () => {
    const url = await opened(0);
    expect((await head(url)).headers).toMatchObject({ "upload-offset": "0", "upload-length": "0" });
    expect((await stores.uploads.get(idOf(url)))?.state).toBe("received");
  });

  it("HEAD MUST give Upload-Metadata back as the client said it", async () => {
    const said = "filename 5Lit5paHLm1wNA==,empty,also-empty ,kind YQ==";
    const url = await opened(3, { "Upload-Metadata": said });
    expect((await head(url)).headers["upload-metadata"]).toBe(said);
  });

  it.each(["a YQ==,a Yg==", " YQ==", "a b c", "a *", "a YQ==,", ",a YQ==", "a YQ==;b Yg=="])(
    "Upload-Metadata MUST have unique keys, not empty, and values in Base64: %j is refused",
    async (said) => {
      expect((await post({ "Upload-Length": "3", "Upload-Metadata": said })).status).toBe(400);
    },
  );

  it("values SHOULD be looked at before they are used: none becomes a header", async () => {
    const smuggled = Buffer.from("a\r\nSet-Cookie: x=1").toString("base64");
    const url = await opened(3, { "Upload-Metadata": `filename ${smuggled}` });
    const { headers } = await head(url);
    expect(headers["set-cookie"]).toBeUndefined();
    expect(headers["upload-metadata"]).toBe(`filename ${smuggled}`);
  });

  it("a length over the most MUST get 413", async () => {
    expect((await post({ "Upload-Length": "100001" })).status).toBe(413);
  });
});

describe("creation with upload", () => {
  it("MUST be announced, and MUST NOT be without creation", async () => {
    expect(await extensions()).toEqual(
      expect.arrayContaining(["creation-with-upload", "creation"]),
    );
  });

  it("MUST say Upload-Offset after the bytes were applied", async () => {
    const whole = await post({ "Upload-Length": "3", ...OCTETS }, Buffer.from("abc"));
    expect([whole.status, whole.headers["upload-offset"]]).toEqual([201, "3"]);
    const part = await post({ "Upload-Length": "5", ...OCTETS }, Buffer.from("abc"));
    expect([part.status, part.headers["upload-offset"]]).toEqual([201, "3"]);
    await patch(urlOf(part), 3, Buffer.from("de"));
    expect((await contentOf(urlOf(part))).toString()).toBe("abcde");
  });

  it("answers Expect: 100-continue once the announcement has passed its checks, and not before", async () => {
    const said = { ...server.auth, ...OCTETS, "Content-Length": 3, Expect: "100-continue" };
    const good = await RawConnection.open(server.port);
    await good.head("POST /uploads", { ...said, "Upload-Length": 3 });
    await good.until((received) => received.startsWith("HTTP/1.1 100 "));
    await good.write("abc");
    expect(await good.status()).toBe(201);
    good.socket.destroy();
    const bad = await RawConnection.open(server.port);
    await bad.head("POST /uploads", { ...said, "Upload-Length": 100_001 });
    expect(await bad.status()).toBe(413);
    expect(bad.received).not.toContain("HTTP/1.1 100 ");
    bad.socket.destroy();
  });
});

describe("expiration", () => {
  it("MUST be announced", async () => {
    expect(await extensions()).toContain("expiration");
  });

  it("Upload-Expires MUST be in the answer to POST and to every PATCH, in the form of RFC 9110", async () => {
    for (const announced of [{ "Upload-Length": "3" }, { "Upload-Defer-Length": "1" }]) {
      const created = await post(announced);
      expect(created.headers["upload-expires"]).toMatch(HTTP_DATE);
      const appended = await patch(urlOf(created), 0, Buffer.from("a"));
      expect(appended.headers["upload-expires"]).toMatch(HTTP_DATE);
    }
  });

  it("an upload that is over SHOULD get 410, to HEAD and to PATCH", async () => {
    const url = await opened(3);
    moveClockTo(plusMs(now, 30 * DAY_MS));
    expect((await head(url)).status).toBe(410);
    expect((await patch(url, 0, Buffer.from("abc"))).status).toBe(410);
  });
});

describe("checksum", () => {
  const sum = (algorithm: string, bytes: Uint8Array) =>
    `${algorithm} ${createHash(algorithm).update(bytes).digest("base64")}`;

  it("MUST be announced, with its algorithms in lower case, sha1 among them", async () => {
    expect(await extensions()).toEqual(expect.arrayContaining(["checksum", "checksum-trailer"]));
    const { headers } = await send("OPTIONS", server.url, {});
    const algorithms = String(headers["tus-checksum-algorithm"]).split(",");
    expect(algorithms).toContain("sha1");
    expect(algorithms.every((name) => /^[a-z0-9]+$/.test(name))).toBe(true);
  });

  it("each announced algorithm MUST be verified: 204 where it agrees", async () => {
    const { headers } = await send("OPTIONS", server.url, {});
    for (const algorithm of String(headers["tus-checksum-algorithm"]).split(",")) {
      const bytes = randomBytes(3_000);
      const url = await opened(3_000);
      const answer = await patch(url, 0, bytes, { "Upload-Checksum": sum(algorithm, bytes) });
      expect([algorithm, answer.status]).toEqual([algorithm, 204]);
      await send("DELETE", url, server.auth);
    }
  });

  it.each([
    ["another digest", sum("sha1", Buffer.from("other")), 460],
    ["an unknown algorithm", "crc32 AAAAAA==", 400],
    ["an algorithm in upper case", sum("sha1", Buffer.from("abc")).replace("sha1", "SHA1"), 400],
    ["no Base64", "sha1 ****", 400],
    ["no digest", "sha1", 400],
  ])("%s MUST leave the upload and its offset as they were", async (_what, checksum, status) => {
    const url = await opened(6);
    await patch(url, 0, Buffer.from("abc"));
    const answer = await patch(url, 3, Buffer.from("def"), { "Upload-Checksum": checksum });
    expect(answer.status).toBe(status);
    expect(await offsetOf(url)).toBe("3");
    await patch(url, 3, Buffer.from("xyz"));
    expect((await contentOf(url)).toString()).toBe("abcxyz");
  });
});

describe("termination", () => {
  it("MUST be announced, and MUST succeed with 204", async () => {
    expect(await extensions()).toContain("termination");
    expect((await send("DELETE", await opened(3), server.auth)).status).toBe(204);
  });

  it("afterwards every request SHOULD get 404 or 410, and the bytes SHOULD be gone", async () => {
    const url = await opened(3);
    await patch(url, 0, Buffer.from("ab"));
    await send("DELETE", url, server.auth);
    expect((await head(url)).status).toBe(410);
    expect((await patch(url, 2, Buffer.from("c"))).status).toBe(410);
    expect((await send("DELETE", url, server.auth)).status).toBe(410);
    const left = [];
    for await (const id of stores.incoming.list()) left.push(id);
    expect(left).toEqual([]);
  });
});
