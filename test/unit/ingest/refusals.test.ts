/** /uploads refuses what is wrong by name and keeps what is right; checksums and receipts. */
import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { plusMs } from "../../../services/kernel/clock.ts";
import { LIMITS } from "../../fixtures/ingest-server.ts";
import { send } from "../../fixtures/raw-http.ts";
import {
  OCTETS,
  codeOf,
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
    moveClockTo(plusMs(now, LIMITS.expiryMs));
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
