/** /uploads speaks tus 1.0.0: every MUST that implementations are known to miss, and every refusal. */
import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plusMs } from "../../../services/kernel/clock.ts";
import type { UploadId } from "../../../services/kernel/ids.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { incomingOf } from "../../../services/ingest/upload.ts";
import {
  type IngestServer,
  LIMITS,
  ingestProcess,
  memoryStores,
  startIngestServer,
  wallClock,
} from "../../fixtures/ingest-server.ts";
import { type Answer, send } from "../../fixtures/raw-http.ts";

const OCTETS = { "Content-Type": "application/offset+octet-stream" };

let stores: ReturnType<typeof memoryStores>;
let server: IngestServer;
let now = wallClock();

beforeEach(async () => {
  now = wallClock();
  stores = memoryStores();
  const clock = () => now;
  server = await startIngestServer(
    ingestProcess(stores, { clock, limits: { maxUploadBytes: 100_000, maxOpenUploads: 3 } }),
    stores.items,
  );
});
afterEach(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const post = (headers: Record<string, string>, body?: Uint8Array): Promise<Answer> =>
  send("POST", server.url, { ...server.auth, ...headers }, body);
const patch = (
  url: string,
  offset: number | string,
  body: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  send(
    "PATCH",
    url,
    { ...server.auth, ...OCTETS, "Upload-Offset": String(offset), ...headers },
    body,
  );
const head = (url: string): Promise<Answer> => send("HEAD", url, server.auth);
const urlOf = (answer: Answer): string => new URL(answer.headers.location ?? "", server.url).href;
const idOf = (url: string): UploadId => url.split("/").at(-1) as UploadId;
const codeOf = (answer: Answer): unknown => (JSON.parse(answer.body) as { code: unknown }).code;

async function opened(length: number, headers: Record<string, string> = {}): Promise<string> {
  const answer = await post({ "Upload-Length": String(length), ...headers });
  expect(answer.status).toBe(201);
  return urlOf(answer);
}

/** The bytes an upload has become, or would become. */
async function contentOf(url: string): Promise<Buffer> {
  const upload = await stores.uploads.get(idOf(url));
  if (upload === null) throw new Error("no such upload");
  await stores.incoming.assemble(incomingOf(upload));
  return stores.objects.bytes(originalKey(upload.id)) ?? Buffer.alloc(0);
}

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
          "creation,creation-with-upload,creation-defer-length,checksum,expiration,termination",
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
});

describe("what is refused", () => {
  it.each(["-1", "1e9", "0x10", " 5x", "NaN", "9007199254740992", "1,1", ""])(
    "refuses Upload-Offset %j with 400",
    async (offset) => {
      const url = await opened(10);
      expect((await patch(url, offset, Buffer.from("a"))).status).toBe(400);
      expect((await head(url)).headers["upload-offset"]).toBe("0");
    },
  );

  it("refuses an offset too low and too high with 409 and changes nothing", async () => {
    const url = await opened(10);
    await patch(url, 0, Buffer.from("abcde"));
    for (const offset of [0, 4, 6, 10, 11]) {
      const answer = await patch(url, offset, Buffer.from("x"));
      expect([answer.status, codeOf(answer)]).toEqual([409, "ingest/offset-mismatch"]);
      expect(answer.headers["upload-offset"]).toBeUndefined();
    }
    await patch(url, 5, Buffer.from("fghij"));
    expect((await contentOf(url)).toString()).toBe("abcdefghij");
  });

  it.each(["text/plain", "application/octet-stream", "application/offset+octet-stream2", ""])(
    "refuses the content type %j with 415",
    async (type) => {
      const url = await opened(3);
      const answer = await patch(url, 0, Buffer.from("abc"), { "Content-Type": type });
      expect(answer.status).toBe(415);
      expect(
        (await post({ "Upload-Length": "3", "Content-Type": type }, Buffer.from("abc"))).status,
      ).toBe(415);
    },
  );

  it("refuses what is larger than an upload may be with 413", async () => {
    expect((await post({ "Upload-Length": "100001" })).status).toBe(413);
    const url = urlOf(await post({ "Upload-Defer-Length": "1" }));
    await patch(url, 0, randomBytes(60_000));
    const over = await patch(url, 60_000, randomBytes(40_001));
    expect([over.status, codeOf(over)]).toEqual([413, "ingest/too-large"]);
    expect((await patch(url, 60_000, Buffer.alloc(0), { "Upload-Length": "100001" })).status).toBe(
      413,
    );
    expect((await head(url)).headers["upload-offset"]).toBe("60000");
  });

  it("refuses a body longer than the upload before a byte is stored", async () => {
    const url = await opened(10);
    expect((await patch(url, 0, randomBytes(11))).status).toBe(413);
    expect((await head(url)).headers["upload-offset"]).toBe("0");
    const created = await post({ "Upload-Length": "10", ...OCTETS }, randomBytes(11));
    expect([created.status, created.headers.location]).toEqual([413, undefined]);
  });

  it("refuses one open upload too many with 429", async () => {
    for (let count = 0; count < 3; count += 1) await opened(5);
    const answer = await post({ "Upload-Length": "5" });
    expect([answer.status, codeOf(answer)]).toEqual([429, "ingest/too-many-open"]);
    expect(answer.headers["retry-after"]).toBeDefined();
  });

  it("refuses metadata out of bounds with 413, and malformed with 400", async () => {
    const long = await post({
      "Upload-Length": "5",
      "Upload-Metadata": `a ${"YWFh".repeat(2_100)}`,
    });
    expect([long.status, codeOf(long)]).toEqual([413, "ingest/metadata-too-long"]);
    const proto = await post({ "Upload-Length": "5", "Upload-Metadata": "__proto__ YQ==" });
    expect([proto.status, codeOf(proto)]).toEqual([400, "ingest/bad-metadata"]);
  });

  it("refuses to add to a complete upload and to delete it", async () => {
    const url = await opened(3);
    await patch(url, 0, Buffer.from("abc"));
    const more = await patch(url, 3, Buffer.from("d"));
    expect([more.status, codeOf(more)]).toEqual([409, "ingest/not-open"]);
    const answer = await send("DELETE", url, server.auth);
    expect([answer.status, codeOf(answer)]).toEqual([403, "ingest/evidence-kept"]);
    expect((await contentOf(url)).toString()).toBe("abc");
  });

  it("forgets a terminated upload for ever, with its bytes", async () => {
    const url = await opened(10);
    await patch(url, 0, Buffer.from("abc"));
    expect((await send("DELETE", url, server.auth)).status).toBe(204);
    for (const method of ["HEAD", "GET", "DELETE"]) {
      const answer = await send(method, url, server.auth);
      expect(answer.status, method).toBe(410);
      expect(answer.headers["upload-offset"]).toBeUndefined();
    }
    expect((await patch(url, 3, Buffer.from("d"))).status).toBe(410);
    for await (const left of stores.incoming.list()) expect.fail(`bytes of ${left} are left`);
  });

  it("drops what expired, even before the sweep came by", async () => {
    const url = await opened(10);
    now = plusMs(now, LIMITS.expiryMs);
    expect((await head(url)).status).toBe(410);
    expect((await patch(url, 0, Buffer.from("a"))).status).toBe(410);
  });
});

describe("checksums", () => {
  const sum = (algorithm: string, bytes: Uint8Array) =>
    `${algorithm} ${createHash(algorithm).update(bytes).digest("base64")}`;

  it.each(["sha1", "sha256"])("takes a body whose %s is right", async (algorithm) => {
    const bytes = randomBytes(5_000);
    const url = await opened(5_000);
    const answer = await patch(url, 0, bytes, { "Upload-Checksum": sum(algorithm, bytes) });
    expect([answer.status, answer.headers["upload-offset"]]).toEqual([204, "5000"]);
    expect((await contentOf(url)).equals(bytes)).toBe(true);
  });

  it("discards a body whose checksum is wrong, of many runs too, and takes the right one after it", async () => {
    const bytes = randomBytes(9_000);
    const url = await opened(10_000);
    await patch(url, 0, bytes.subarray(0, 1_500));
    const wrong = Buffer.from(bytes.subarray(1_500));
    wrong[7_000]! ^= 1;
    const checksum = { "Upload-Checksum": sum("sha256", bytes.subarray(1_500)) };
    const answer = await patch(url, 1_500, wrong, checksum);
    expect([answer.status, codeOf(answer)]).toEqual([460, "ingest/checksum-mismatch"]);
    expect((await head(url)).headers["upload-offset"]).toBe("1500");
    expect((await patch(url, 1_500, bytes.subarray(1_500), checksum)).status).toBe(204);
    await patch(url, 9_000, Buffer.alloc(1_000, 7));
    const content = await contentOf(url);
    expect(content.equals(Buffer.concat([bytes, Buffer.alloc(1_000, 7)]))).toBe(true);
  });

  it("refuses an algorithm it does not know with 400 and keeps the offset", async () => {
    const url = await opened(3);
    const answer = await patch(url, 0, Buffer.from("abc"), { "Upload-Checksum": "md5 YQ==" });
    expect([answer.status, codeOf(answer)]).toEqual([400, "ingest/checksum-unknown"]);
    expect((await head(url)).headers["upload-offset"]).toBe("0");
  });

  it("checks a body that comes with the announcement", async () => {
    const bytes = Buffer.from("abc");
    const created = await post(
      { "Upload-Length": "3", "Upload-Checksum": sum("sha1", Buffer.from("abd")), ...OCTETS },
      bytes,
    );
    expect(created.status).toBe(460);
    expect((await head(urlOf(created))).headers["upload-offset"]).toBe("0");
  });
});

describe("receipts", () => {
  it("answers 202 with the progress until there is one, then the receipt", async () => {
    const url = await opened(3);
    const early = await send("GET", `${url}/receipt`, server.auth);
    expect([early.status, early.headers["retry-after"]]).toEqual([202, "2"]);
    expect(JSON.parse(early.body)).toMatchObject({ stage: "receiving", offsetBytes: 0 });
    await patch(url, 0, Buffer.from("abc"));
    const receipt = { statement: '{"a":1}', signature: Buffer.from([1, 2, 3]), proof: "proof\n" };
    server.seals.receipts.set(idOf(url), receipt);
    expect((await send("GET", `${url}/receipt`, server.auth)).status).toBe(202);
    const item = await stores.items.get(idOf(url));
    const event = {
      at: now,
      actor: "process:custody" as const,
      happening: { kind: "sealed" as const, data: {} },
    };
    await stores.items.save(item, { ...item, stage: "sealed" }, event);
    const sealed = await send("GET", `${url}/receipt`, server.auth);
    expect(sealed.status).toBe(200);
    expect(JSON.parse(sealed.body)).toEqual({
      type: "holdfast/receipt/v1",
      statement: '{"a":1}',
      signature: "AQID",
      proof: "proof\n",
    });
  });

  it("says of a quarantined item that no receipt will come, and why", async () => {
    const url = await opened(3);
    await patch(url, 0, Buffer.from("abc"));
    const item = await stores.items.get(idOf(url));
    const changed = {
      ...item,
      stage: "quarantined" as const,
      quarantineReason: "ingest/declared-digest-differs",
    };
    await stores.items.save(item, changed, {
      at: now,
      actor: "process:custody",
      happening: { kind: "quarantined", data: {} },
    });
    const answer = await send("GET", `${url}/receipt`, server.auth);
    expect([answer.status, codeOf(answer)]).toEqual([422, "ingest/quarantined"]);
    expect(answer.body).toContain("ingest/declared-digest-differs");
  });
});
