/** tus 1.0.0, core protocol: each demand on the server (MUST, SHOULD), section by section, in the specification's order. */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { RawConnection, send } from "../../fixtures/raw-http.ts";
import {
  OCTETS,
  contentOf,
  head,
  opened,
  patch,
  post,
  serveEachTest,
  server,
} from "../../fixtures/tus-exchange.ts";

serveEachTest();

const options = () => send("OPTIONS", server.url, {});
const offsetOf = async (url: string) => (await head(url)).headers["upload-offset"];
const NOBODY = "/00000000-0000-4000-8000-000000000000";
const NOT_WHOLE = ["-1", "+1", "1.0", "1e3", "0x1", "01", "１", "9007199254740992"];

describe("headers", () => {
  it.each(NOT_WHOLE)(
    "Upload-Offset MUST be a non-negative integer: %j is refused",
    async (text) => {
      const url = await opened(3);
      expect((await patch(url, encodeURIComponent(text), Buffer.from("a"))).status).toBe(400);
      expect(await offsetOf(url)).toBe("0");
    },
  );

  it.each(NOT_WHOLE)(
    "Upload-Length MUST be a non-negative integer: %j is refused",
    async (text) => {
      expect((await post({ "Upload-Length": encodeURIComponent(text) })).status).toBe(400);
    },
  );

  it("Tus-Version MUST be a comma-separated list of versions, the preferred one first", async () => {
    expect((await options()).headers["tus-version"]).toMatch(/^1\.0\.0(,\d+\.\d+\.\d+)*$/);
  });

  it("Tus-Resumable MUST be in every response, and be the version in use", async () => {
    const url = await opened(3);
    const answers = [
      await post({ "Upload-Length": "1" }),
      await patch(url, 0, Buffer.from("abc")),
      await head(url),
      await patch(url, 0, Buffer.from("a")),
      await send("HEAD", server.url + NOBODY, server.auth),
      await send("HEAD", url, { "Tus-Resumable": "1.0.0" }),
      await send("PUT", url, server.auth),
    ];
    const versions = answers.map(({ headers }) => headers["tus-resumable"]);
    expect(versions).toEqual(answers.map(() => "1.0.0"));
  });

  it("an unsupported Tus-Resumable MUST get 412 with Tus-Version, and MUST NOT be processed", async () => {
    const before = await opened(3);
    for (const method of ["POST", "PATCH", "DELETE", "HEAD"]) {
      const url = method === "POST" ? server.url : before;
      const said = { ...server.auth, ...OCTETS, "Tus-Resumable": "0.2.2", "Upload-Offset": "0" };
      const answer = await send(method, url, { ...said, "Upload-Length": "3" });
      expect([method, answer.status, answer.headers["tus-version"]]).toEqual([
        method,
        412,
        "1.0.0",
      ]);
      expect(answer.headers.location).toBeUndefined();
    }
    expect(await offsetOf(before)).toBe("0");
  });

  it("Tus-Extension MUST be a comma-separated list of what is served, and nothing else", async () => {
    const listed = String((await options()).headers["tus-extension"]).split(",");
    expect(listed).toEqual([...new Set(listed)]);
    expect(listed.every((name) => /^[a-z]+(-[a-z]+)*$/.test(name))).toBe(true);
    // A final upload over unfinished partial ones is refused; tus-extensions.test.ts shows what is served.
    expect(listed).not.toContain("concatenation-unfinished");
  });

  it("Tus-Max-Size MUST be a non-negative integer and SHOULD be set where there is a hard limit", async () => {
    const most = Number((await options()).headers["tus-max-size"]);
    expect((await post({ "Upload-Length": String(most) })).status).toBe(201);
    expect((await post({ "Upload-Length": String(most + 1) })).status).toBe(413);
  });

  it("X-HTTP-Method-Override MUST be taken for the method, and the actual one MUST be ignored", async () => {
    const url = await opened(3);
    const said = { ...server.auth, ...OCTETS, "Upload-Offset": "0" };
    const answer = await send(
      "DELETE",
      url,
      { ...said, "Content-Length": "3", "X-HTTP-Method-Override": "PATCH" },
      Buffer.from("abc"),
    );
    expect([answer.status, answer.headers["upload-offset"]]).toEqual([204, "3"]);
    const ended = await opened(3);
    await send("PATCH", ended, { ...said, "X-HTTP-Method-Override": "DELETE" });
    expect((await head(ended)).status).toBe(410);
  });
});

describe("HEAD", () => {
  it("MUST always say Upload-Offset: at 0, on the way, and complete", async () => {
    const url = await opened(4);
    expect(await offsetOf(url)).toBe("0");
    await patch(url, 0, Buffer.from("ab"));
    expect(await offsetOf(url)).toBe("2");
    await patch(url, 2, Buffer.from("cd"));
    expect(await offsetOf(url)).toBe("4");
  });

  it("MUST say Upload-Length where the size is known", async () => {
    expect((await head(await opened(4))).headers["upload-length"]).toBe("4");
  });

  it("SHOULD answer 404, 410 or 403 without Upload-Offset where there is nothing", async () => {
    const gone = await opened(3);
    await send("DELETE", gone, server.auth);
    for (const [url, status] of [
      [gone, 410],
      [server.url + NOBODY, 404],
    ] as const) {
      const answer = await head(url);
      expect([answer.status, answer.headers["upload-offset"]]).toEqual([status, undefined]);
    }
  });

  it("SHOULD succeed with 200 or 204, and MUST NOT be cached", async () => {
    const answer = await head(await opened(4));
    expect([200, 204]).toContain(answer.status);
    expect(answer.headers["cache-control"]).toBe("no-store");
  });
});

describe("PATCH", () => {
  it("SHOULD be accepted against any upload and apply the bytes at the offset", async () => {
    const [one, other] = [await opened(4), await opened(4)];
    await patch(one, 0, Buffer.from("ab"));
    await patch(other, 0, Buffer.from("12"));
    await patch(one, 2, Buffer.from("cd"));
    await patch(other, 2, Buffer.from("34"));
    expect((await contentOf(one)).toString()).toBe("abcd");
    expect((await contentOf(other)).toString()).toBe("1234");
  });

  it("SHOULD get 415 with another Content-Type, or with none", async () => {
    const url = await opened(3);
    const said = { ...server.auth, "Upload-Offset": "0" };
    expect((await send("PATCH", url, said, Buffer.from("abc"))).status).toBe(415);
    const typed = { ...said, "Content-Type": "application/octet-stream" };
    expect((await send("PATCH", url, typed, Buffer.from("abc"))).status).toBe(415);
    expect(await offsetOf(url)).toBe("0");
  });

  it("MUST get 409 at another offset, and the upload MUST NOT change", async () => {
    const url = await opened(6);
    await patch(url, 0, Buffer.from("abc"));
    for (const offset of [0, 2, 4, 6, 7]) {
      expect((await patch(url, offset, Buffer.from("x"))).status).toBe(409);
    }
    await patch(url, 3, Buffer.from("def"));
    expect((await contentOf(url)).toString()).toBe("abcdef");
  });

  it("MUST succeed with 204 and the new offset: the old one and the bytes received", async () => {
    const url = await opened(100);
    for (const [offset, size] of [
      [0, 1],
      [1, 30],
      [31, 69],
    ] as const) {
      const answer = await patch(url, offset, randomBytes(size));
      expect([answer.status, answer.headers["upload-offset"]]).toEqual([
        204,
        String(offset + size),
      ]);
    }
  });

  it("SHOULD get 404 where there is no such upload", async () => {
    expect((await patch(server.url + NOBODY, 0, Buffer.from("a"))).status).toBe(404);
  });

  it("cut short SHOULD be stored as far as it came", async () => {
    const url = await opened(10_000);
    const connection = await RawConnection.open(server.port);
    await connection.head(`PATCH ${new URL(url).pathname}`, {
      ...{ ...server.auth, ...OCTETS, "Upload-Offset": 0, "Content-Length": 10_000 },
    });
    await connection.write(randomBytes(7_000));
    connection.socket.end();
    await expect.poll(() => offsetOf(url)).toBe("7000");
  });
});

describe("OPTIONS", () => {
  it("MUST say Tus-Version with 204 or 200, and MUST ignore Tus-Resumable", async () => {
    for (const said of [{}, { "Tus-Resumable": "0.2.2" }, { "Tus-Resumable": "nonsense" }]) {
      const answer = await send("OPTIONS", server.url, said);
      expect([200, 204]).toContain(answer.status);
      expect(answer.headers["tus-version"]).toBe("1.0.0");
    }
  });
});
