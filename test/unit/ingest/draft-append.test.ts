/** Resumable Uploads for HTTP (draft-ietf-httpbis-resumable-upload, interop 8): each demand on the server (MUST, SHOULD) about appends, cancellation and concurrency; who may. */
import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { plusMs } from "../../../services/kernel/clock.ts";
import {
  IANA,
  append,
  ask,
  begun,
  createDraft,
  draftAuth,
  draftDoor,
  draftOffsetOf,
  draftUrlOf,
} from "../../fixtures/draft-exchange.ts";
import { RawConnection, send } from "../../fixtures/raw-http.ts";
import {
  codeOf,
  contentOf,
  head,
  idOf,
  moveClockTo,
  now,
  serveEachTest,
  server,
  stores,
} from "../../fixtures/tus-exchange.ts";

serveEachTest();

describe("§4.4 append", () => {
  it("at another offset MUST get 409, Upload-Complete false, and the right offset, by problem type", async () => {
    const url = await begun();
    await append(url, 0, "abcd");
    const answer = await append(url, 7, "x");
    expect(answer.status).toBe(409);
    expect(answer.headers).toMatchObject({ "upload-offset": "4", "upload-complete": "?0" });
    expect(JSON.parse(answer.body)).toMatchObject({
      type: `${IANA}mismatching-upload-offset`,
      "expected-offset": 4,
      "provided-offset": 7,
    });
  });

  it("MUST have Upload-Complete, and another media type is not taken", async () => {
    const url = await begun();
    const said = {
      ...draftAuth(),
      "Content-Type": "application/partial-upload",
      "Upload-Offset": "0",
    };
    expect((await send("PATCH", url, said, Buffer.from("ab"))).status).toBe(400);
    expect((await append(url, 0, "ab", { "Content-Type": "video/mp4" })).status).toBe(415);
    expect(await draftOffsetOf(url)).toBe("0");
  });

  it("that completes MUST say Upload-Complete true, also where nothing was left to send", async () => {
    const url = await begun({});
    const part = await append(url, 0, "abcd");
    expect([part.status, part.headers["upload-complete"]]).toEqual([204, "?0"]);
    const last = await append(url, 4, "", { "Upload-Complete": "?1" });
    expect([last.status, last.headers["upload-complete"]]).toEqual([200, "?1"]);
    expect((await contentOf(url)).toString()).toBe("abcd");
    // The answer was lost: it is given again; anything else is no.
    const again = await append(url, 4, "", { "Upload-Complete": "?1" });
    expect([again.status, again.body]).toEqual([200, last.body]);
    const more = await append(url, 4, "x", { "Upload-Complete": "?1" });
    expect([more.status, more.headers["upload-complete"]]).toEqual([409, "?0"]);
    expect((await contentOf(url)).toString()).toBe("abcd");
  });

  it("that brings the last byte of the length completes the upload, though the client meant to say so later", async () => {
    const url = await begun();
    const answer = await append(url, 0, "0123456789");
    expect([answer.status, answer.headers["upload-complete"]]).toEqual([200, "?1"]);
    expect((await append(url, 10, "", { "Upload-Complete": "?1" })).status).toBe(200);
  });

  it("beyond the length MUST be refused and end the upload, also where the body is chunked", async () => {
    for (const headers of [{}, { "Transfer-Encoding": "chunked", "Content-Length": "" }]) {
      const url = await begun();
      await append(url, 0, "abcd");
      const said = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));
      const isChunked = "Transfer-Encoding" in headers;
      const answer = isChunked
        ? await send(
            "PATCH",
            url,
            {
              ...draftAuth(),
              ...said,
              "Content-Type": "application/partial-upload",
              "Upload-Offset": "4",
              "Upload-Complete": "?0",
            },
            Buffer.from("0123456"),
          )
        : await append(url, 4, "0123456");
      expect([answer.status, codeOf(answer)]).toEqual([400, "ingest/upload-length-exceeded"]);
      expect(answer.headers["upload-complete"]).toBe("?0");
      expect((await ask(url)).status).toBe(410);
    }
  });

  it("a content digest MUST hold before its bytes count", async () => {
    const url = await begun();
    const digest = (text: string) => ({
      "Content-Digest": `sha-256=:${createHash("sha256").update(text).digest("base64")}:`,
    });
    const wrong = await append(url, 0, "abcd", digest("abce"));
    expect([wrong.status, codeOf(wrong)]).toEqual([400, "ingest/content-digest-differs"]);
    expect(await draftOffsetOf(url)).toBe("0");
    for (const said of ["sha-512=:AAAA:", "sha-256", "sha-256=:AAAA:", "nonsense("]) {
      expect((await append(url, 0, "abcd", { "Content-Digest": said })).status).toBe(400);
    }
    expect((await append(url, 0, "abcd", digest("abcd"))).status).toBe(204);
  });
});

describe("§4.5 cancellation, §4.6 concurrency", () => {
  it("DELETE SHOULD end the upload, and a finished one is evidence and stays", async () => {
    const url = await begun();
    expect((await ask(url, "DELETE")).status).toBe(204);
    expect((await ask(url)).status).toBe(410);
    expect((await append(url, 0, "a")).status).toBe(410);
    const whole = draftUrlOf(await createDraft({ "Upload-Complete": "?1" }, Buffer.from("abc")));
    expect((await ask(whole, "DELETE")).status).toBe(403);
    expect((await contentOf(whole)).toString()).toBe("abc");
  });

  it("an offset that was retrieved MUST be accepted next, and ends a request that is still under way", async () => {
    const url = await begun({ "Upload-Length": "9000" });
    const bytes = randomBytes(9_000);
    const older = await RawConnection.open(server.port);
    await older.head(`PATCH ${new URL(url).pathname}`, {
      ...draftAuth(),
      "Content-Type": "application/partial-upload",
      ...{ "Upload-Offset": 0, "Upload-Complete": "?1", "Content-Length": 9_000 },
    });
    await older.write(bytes.subarray(0, 5_000));
    await expect
      .poll(async () => (await stores.uploads.get(idOf(url)))?.offsetBytes)
      .toBeGreaterThan(0);
    const offset = Number(await draftOffsetOf(url));
    expect(offset).toBe(5_000);
    expect(await older.status()).toBe(409);
    older.socket.destroy();
    const last = await append(url, offset, bytes.subarray(offset), { "Upload-Complete": "?1" });
    expect(last.status).toBe(200);
    expect((await contentOf(url)).equals(bytes)).toBe(true);
  });

  it("of a body that is cut SHOULD be kept what came, and the upload MUST NOT be complete then", async () => {
    for (const fields of [{ "Content-Length": 9_000 }, { "Transfer-Encoding": "chunked" }]) {
      const url = await begun({});
      const cut = await RawConnection.open(server.port);
      await cut.head(`PATCH ${new URL(url).pathname}`, {
        ...{ ...draftAuth(), "Content-Type": "application/partial-upload", ...fields },
        ...{ "Upload-Offset": 0, "Upload-Complete": "?1" },
      });
      const isChunked = "Transfer-Encoding" in fields;
      await cut.write(isChunked ? `1388\r\n${"a".repeat(5_000)}\r\n` : "a".repeat(5_000));
      cut.reset();
      await expect.poll(() => draftOffsetOf(url)).toBe("5000");
      expect((await ask(url)).headers["upload-complete"]).toBe("?0");
      await ask(url, "DELETE");
    }
  });
});

describe("who may, and both doors", () => {
  it("lets only the device in that announced, and only under its token", async () => {
    const url = await begun();
    const other = { Authorization: server.otherAuth["Authorization"] ?? "" };
    for (const method of ["HEAD", "GET", "DELETE"]) {
      expect((await send(method, url, other)).status).toBe(404);
      expect((await send(method, url, {})).status).toBe(401);
    }
    expect((await send("POST", draftDoor(), { "Upload-Complete": "?1" })).status).toBe(401);
    expect((await ask(`${draftDoor()}/nonsense`)).status).toBe(404);
    expect((await ask(`${url}/receipt`, "GET")).status).toBe(404);
    expect((await send("PUT", url, draftAuth())).headers["allow"]).toContain("PATCH");
    expect((await send("PUT", draftDoor(), draftAuth())).status).toBe(405);
  });

  it("serves one upload through either door, and says 410 when its time is over", async () => {
    const url = await begun();
    await append(url, 0, "abcd");
    expect((await head(url.replace("/resumable", "/uploads"))).headers["upload-offset"]).toBe("4");
    moveClockTo(plusMs(now, 30 * 24 * 3_600_000));
    expect((await ask(url)).status).toBe(410);
  });
});
