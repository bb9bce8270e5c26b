/** /uploads speaks tus 1.0.0: the way of an upload, and every MUST that implementations are known to miss. */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { send } from "../../fixtures/raw-http.ts";
import {
  OCTETS,
  codeOf,
  contentOf,
  head,
  idOf,
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

describe("the way of an upload", () => {
  it("goes from announcement over two appends to received, and wakes the next step once", async () => {
    const bytes = randomBytes(5_000);
    const raw = "filename 5Lit5paHLm1wNA==,empty,filetype dmlkZW8vbXA0";
    const created = await post({ "Upload-Length": "5000", "Upload-Metadata": raw });
    expect(created.status).toBe(201);
    expect(created.headers.location).toMatch(/^\/uploads\/[0-9a-f-]{36}$/);
    const url = urlOf(created);
    const first = await patch(url, 0, bytes.subarray(0, 3_333));
    expect(first.status).toBe(204);
    expect(first.headers["upload-offset"]).toBe("3333");
    expect(Date.parse(first.headers["upload-expires"] as string)).toBeGreaterThan(Date.parse(now));
    const half = await head(url);
    expect(half.status).toBe(200);
    expect(half.headers).toMatchObject({
      "upload-offset": "3333",
      "upload-length": "5000",
      "upload-metadata": raw,
      "cache-control": "no-store",
    });
    const second = await patch(url, 3_333, bytes.subarray(3_333));
    expect(second.headers["upload-offset"]).toBe("5000");
    expect(second.headers["upload-expires"]).toBeDefined();
    expect((await head(url)).headers["upload-offset"]).toBe("5000");
    expect((await contentOf(url)).equals(bytes)).toBe(true);
    expect(server.deps.queue).toMatchObject({
      woken: [{ step: "verify-original", itemId: idOf(url) }],
    });
    const state = await send("GET", url, server.auth);
    expect(JSON.parse(state.body)).toMatchObject({ stage: "received", hasReceipt: false });
  });

  it("takes bytes with the announcement, and says the offset in the 201", async () => {
    const bytes = randomBytes(4_000);
    const whole = await post({ "Upload-Length": "4000", ...OCTETS }, bytes);
    expect([whole.status, whole.headers["upload-offset"]]).toEqual([201, "4000"]);
    expect((await contentOf(urlOf(whole))).equals(bytes)).toBe(true);
    const part = await post({ "Upload-Length": "4000", ...OCTETS }, bytes.subarray(0, 10));
    expect([part.status, part.headers["upload-offset"]]).toEqual([201, "10"]);
  });

  it("makes an item of no bytes at once", async () => {
    const url = await opened(0);
    expect((await stores.items.get(idOf(url))).sizeBytes).toBe(0);
    expect((await head(url)).headers).toMatchObject({ "upload-offset": "0", "upload-length": "0" });
  });

  it("takes the length of a deferred upload later, once", async () => {
    const created = await post({ "Upload-Defer-Length": "1" });
    const url = urlOf(created);
    const before = await head(url);
    expect(before.headers["upload-defer-length"]).toBe("1");
    expect(before.headers["upload-length"]).toBeUndefined();
    await patch(url, 0, randomBytes(10));
    expect((await patch(url, 10, randomBytes(5), { "Upload-Length": "30" })).status).toBe(204);
    expect((await head(url)).headers).toMatchObject({
      "upload-length": "30",
      "upload-offset": "15",
    });
    const changed = await patch(url, 15, randomBytes(1), { "Upload-Length": "31" });
    expect([changed.status, codeOf(changed)]).toEqual([409, "ingest/length-known"]);
    expect((await patch(url, 15, randomBytes(15), { "Upload-Length": "30" })).status).toBe(204);
    expect((await stores.items.get(idOf(url))).sizeBytes).toBe(30);
  });

  it("receives a deferred upload whose length is said when all is there", async () => {
    const url = urlOf(await post({ "Upload-Defer-Length": "1" }));
    await patch(url, 0, randomBytes(10));
    const below = await patch(url, 10, Buffer.alloc(0), { "Upload-Length": "9" });
    expect([below.status, codeOf(below)]).toEqual([400, "ingest/length-below-offset"]);
    const last = await patch(url, 10, Buffer.alloc(0), { "Upload-Length": "10" });
    expect([last.status, last.headers["upload-offset"]]).toEqual([204, "10"]);
    expect((await stores.items.get(idOf(url))).stage).toBe("received");
  });

  it("obeys X-HTTP-Method-Override", async () => {
    const url = await opened(3);
    const override = (method: string) =>
      send(
        "POST",
        url,
        { ...server.auth, ...OCTETS, "Upload-Offset": "0", "X-HTTP-Method-Override": method },
        Buffer.from("abc"),
      );
    expect((await override("PATCH")).status).toBe(204);
    expect((await override("FROB")).status).toBe(405);
    const other = await opened(3);
    const headers = { ...server.auth, "X-HTTP-Method-Override": "DELETE" };
    expect((await send("POST", other, headers)).status).toBe(204);
    expect((await head(other)).status).toBe(410);
  });
});

describe("what holds for every answer", () => {
  it("describes itself to OPTIONS without a version and without a token", async () => {
    for (const url of [server.url, `${server.url}/x`]) {
      const answer = await send("OPTIONS", url, { "Tus-Resumable": "0.2.2" });
      expect(answer.status).toBe(204);
      expect(answer.headers).toMatchObject({
        "tus-version": "1.0.0",
        "tus-max-size": "100000",
        "tus-checksum-algorithm": "sha1,sha256",
        "tus-extension":
          "creation,creation-with-upload,creation-defer-length,checksum,checksum-trailer,expiration,termination,concatenation",
      });
    }
  });

  it.each([undefined, "0.2.2", "1.0", "1.0.0, 1.0.0"])(
    "answers 412 with Tus-Version to Tus-Resumable %j and does nothing",
    async (version) => {
      const url = await opened(3);
      const { Authorization = "" } = server.auth;
      const headers = version === undefined ? {} : { "Tus-Resumable": version };
      const answer = await send(
        "PATCH",
        url,
        { Authorization, ...OCTETS, "Upload-Offset": "0", ...headers },
        Buffer.from("abc"),
      );
      expect([answer.status, answer.headers["tus-version"]]).toEqual([412, "1.0.0"]);
      expect((await head(url)).headers["upload-offset"]).toBe("0");
    },
  );

  it("carries Tus-Resumable and no-store, whatever went wrong", async () => {
    const url = await opened(3);
    const answers = [
      await send("PATCH", url, {}),
      await send("HEAD", `${server.url}/${"0".repeat(8)}`, server.auth),
      await send("GET", url, {}),
      await send("PUT", url, server.auth),
      await send("DELETE", server.url, server.auth),
      await send("GET", `${url}/a/b/c`, server.auth),
      await patch(url, 7, Buffer.from("a")),
      await post({}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([412, 404, 401, 405, 405, 404, 409, 400]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({ "tus-resumable": "1.0.0", "cache-control": "no-store" });
    }
    expect(answers[2]?.headers["www-authenticate"]).toMatch(/^Bearer/);
    expect(answers[3]?.headers.allow).toBe("OPTIONS, HEAD, PATCH, DELETE, GET");
  });

  it.each([
    "../../etc/passwd",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "%00",
    "%",
    "%E0%A4%A",
    "a".repeat(4_096),
    "00000000-0000-0000-0000-000000000000",
    "00000000-0000-4000-8000-000000000000",
    "00000000-0000-4000-8000-000000000000%00",
    "00000000-0000-4000-8000-00000000000G",
  ])("answers 404 without an offset for the id %j", async (id) => {
    const answer = await send("HEAD", `http://127.0.0.1:${server.port}/uploads/${id}`, server.auth);
    expect(answer.status).toBe(404);
    expect(answer.headers["upload-offset"]).toBeUndefined();
  });

  it("shows an upload to its own device only", async () => {
    const url = await opened(3);
    const headers = { ...server.otherAuth, ...OCTETS, "Upload-Offset": "0" };
    for (const method of ["HEAD", "GET", "PATCH", "DELETE"]) {
      const body = method === "PATCH" ? Buffer.from("abc") : undefined;
      const answer = await send(method, url, headers, body);
      expect(answer.status, method).toBe(404);
      expect(answer.headers["upload-offset"]).toBeUndefined();
    }
    expect((await send("GET", `${url}/receipt`, server.otherAuth)).status).toBe(404);
    expect((await head(url)).headers["upload-offset"]).toBe("0");
  });

  it.each([
    undefined,
    "Bearer",
    "Bearer hfd_short",
    `Bearer hfu_${"a".repeat(43)}`,
    `Bearer hfd_${"a".repeat(43)}`,
    "Basic YTpi",
  ])("knows no device by Authorization %j", async (authorization) => {
    const headers = { "Tus-Resumable": "1.0.0", "Upload-Length": "1" };
    const answer = await send("POST", server.url, {
      ...headers,
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    });
    expect(answer.status).toBe(401);
  });

  it("lets a device that was retired send, ask and delete nothing more, and keeps what it sent", async () => {
    const url = await opened(6);
    await patch(url, 0, Buffer.from("abc"));
    server.retire(now);
    for (const method of ["HEAD", "GET", "DELETE"]) {
      expect((await send(method, url, server.auth)).status, method).toBe(401);
    }
    expect((await patch(url, 3, Buffer.from("def"))).status).toBe(401);
    expect((await post({ "Upload-Length": "1" })).status).toBe(401);
    expect((await stores.uploads.get(idOf(url)))?.offsetBytes).toBe(3);
  });
});
