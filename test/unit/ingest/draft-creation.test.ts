/** Resumable Uploads for HTTP (draft-ietf-httpbis-resumable-upload, interop 8): each demand on the server (MUST, SHOULD) about state, limits, creation and retrieval. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { verifyOriginal } from "../../../services/ingest/verify-original.ts";
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
import { send } from "../../fixtures/raw-http.ts";
import {
  codeOf,
  contentOf,
  idOf,
  now,
  serveEachTest,
  server,
  stores,
} from "../../fixtures/tus-exchange.ts";

serveEachTest();

describe("§4.1 state", () => {
  it("the offset MUST NOT decrease, whatever is sent", async () => {
    const url = await begun();
    await append(url, 0, "abcd");
    for (const offset of [0, 3, 5]) expect((await append(url, offset, "x")).status).toBe(409);
    expect(await draftOffsetOf(url)).toBe("4");
  });

  it.each(["-1", "4.0", "?1", '"4"', "4 5", "abc", "1234567890123456", "-0"])(
    "an Upload-Offset that is no Integer from 0 on MUST be ignored: %j is as none, which an append MUST have",
    async (offset) => {
      const url = await begun();
      expect((await append(url, offset, "abcd")).status).toBe(400);
      expect(await draftOffsetOf(url)).toBe("0");
    },
  );

  it("an Upload-Complete that is no Boolean MUST be ignored, an Upload-Length that is no Integer too", async () => {
    const url = await begun({ "Upload-Length": "ten" });
    expect((await ask(url)).headers["upload-length"]).toBeUndefined();
    for (const said of ["1", "true", "?2", '"?1"']) {
      expect((await append(url, 0, "abcd", { "Upload-Complete": said })).status).toBe(400);
      expect((await createDraft({ "Upload-Complete": said })).status).toBe(400);
    }
  });

  it("parameters of an Item are passed over (RFC 9651)", async () => {
    const url = await begun({ "Upload-Length": "4;a=1.5" });
    expect((await append(url, "0;x", "ab", { "Upload-Complete": "?0;y=?1" })).status).toBe(204);
  });

  it("lengths MUST match, within a request and between requests", async () => {
    const both = { "Upload-Complete": "?1", "Upload-Length": "4" };
    const early = await createDraft(both, Buffer.from("abc"));
    expect([early.status, early.headers["upload-complete"]]).toEqual([400, "?0"]);
    expect(early.headers["content-type"]).toContain("application/problem+json");
    expect(JSON.parse(early.body)).toMatchObject({ type: `${IANA}inconsistent-upload-length` });
    const url = await begun();
    for (const said of [{ "Upload-Length": "9" }, { "Upload-Complete": "?1" }]) {
      const answer = await append(url, 0, "abc", said);
      expect([answer.status, codeOf(answer)]).toEqual([400, "ingest/inconsistent-upload-length"]);
    }
    expect(await draftOffsetOf(url)).toBe("0");
  });

  it("OPTIONS MUST say Upload-Limit, and a 413 SHOULD", async () => {
    const options = await send("OPTIONS", draftDoor(), {});
    expect(options.headers["upload-limit"]).toMatch(/^max-size=100000, max-age=\d+$/);
    const large = await createDraft({ "Upload-Complete": "?0", "Upload-Length": "100001" });
    expect([large.status, large.headers["upload-limit"]]).toEqual([
      413,
      options.headers["upload-limit"],
    ]);
  });
});

describe("§4.2 creation", () => {
  it("without all bytes MUST say Location and Upload-Limit, with 201; the length MUST be recorded", async () => {
    for (const text of ["", "abc"]) {
      const said = { "Upload-Complete": "?0", "Upload-Length": "10" };
      const answer = await createDraft(said, Buffer.from(text));
      expect(answer.status).toBe(201);
      expect(answer.headers).toMatchObject({
        "upload-complete": "?0",
        "upload-offset": String(text.length),
        "upload-limit": expect.stringContaining("max-size=") as string,
      });
      expect((await ask(draftUrlOf(answer))).headers["upload-length"]).toBe("10");
    }
  });

  it("with all bytes is the upload: what the resource answers, with Upload-Complete true", async () => {
    for (const [text, headers] of [
      ["abc", {}],
      ["abc", { "Upload-Length": "3" }],
      ["", {}],
    ] as const) {
      const answer = await createDraft({ "Upload-Complete": "?1", ...headers }, Buffer.from(text));
      expect([answer.status, answer.headers["upload-complete"]]).toEqual([201, "?1"]);
      expect(JSON.parse(answer.body)).toMatchObject({ stage: "received", kind: "whole" });
      expect((await contentOf(draftUrlOf(answer))).toString()).toBe(text);
      expect((await ask(draftUrlOf(answer))).headers["upload-length"]).toBe(String(text.length));
    }
  });

  it("takes a body of no length that is known before its end", async () => {
    const said = { ...draftAuth(), "Upload-Complete": "?1", "Transfer-Encoding": "chunked" };
    const whole = await send("POST", draftDoor(), said, Buffer.from("abcdef"));
    expect([whole.status, whole.headers["upload-complete"]]).toEqual([201, "?1"]);
    expect((await contentOf(draftUrlOf(whole))).toString()).toBe("abcdef");
    const short = await send(
      "POST",
      draftDoor(),
      { ...said, "Upload-Length": "9" },
      Buffer.from("abc"),
    );
    expect([short.status, codeOf(short)]).toEqual([400, "ingest/inconsistent-upload-length"]);
    expect((await ask(draftUrlOf(short))).headers).toMatchObject({ "upload-complete": "?0" });
  });

  it("takes name, type, digest and the rest from the fields that HTTP has, and Upload-Metadata", async () => {
    const answer = await createDraft(
      {
        "Upload-Complete": "?1",
        "Content-Disposition":
          "inline; filename=\"x.mp4\"; filename*=UTF-8''%E7%8E%B0%E5%9C%BA.mp4",
        "Content-Type": "video/mp4",
        "Repr-Digest": `sha-256=:${createHash("sha256").update("abc").digest("base64")}:`,
        "Upload-Metadata": `case ${Buffer.from("琼1").toString("base64")}`,
      },
      Buffer.from("abc"),
    );
    expect((await stores.items.get(idOf(draftUrlOf(answer)))).announced).toMatchObject({
      filename: "现场.mp4",
      mediaType: "video/mp4",
      sha256: sha256("abc"),
      caseNumber: "琼1",
    });
    for (const bad of [
      { "Content-Disposition": 'inline; filename="a"', "Upload-Metadata": "filename YQ==" },
      { "Content-Disposition": 'inline; filename="\xe9"' },
      { "Repr-Digest": "sha-256=:AAAA:" },
      { "Repr-Digest": "sha-256" },
      { "Repr-Digest": "md5=:AAAA:" },
    ]) {
      expect((await createDraft({ "Upload-Complete": "?0", ...bad })).status).toBe(400);
    }
  });
});

describe("§4.3 offset retrieval", () => {
  it.each(["HEAD", "GET"])(
    "%s MUST say offset, completeness, length if known and limits, SHOULD not be cached",
    async (method) => {
      const url = await begun();
      await append(url, 0, "abcd");
      const answer = await ask(url, method);
      expect([answer.status, answer.body]).toEqual([204, ""]);
      expect(answer.headers).toMatchObject({
        "upload-offset": "4",
        "upload-complete": "?0",
        "upload-length": "10",
        "upload-limit": expect.stringMatching(/^max-size=100000, max-age=\d+$/) as string,
        "cache-control": "no-store",
      });
      const deferred = await begun({});
      expect((await ask(deferred, method)).headers["upload-length"]).toBeUndefined();
    },
  );

  it("says the digest of what was read back, once it was (RFC 9530)", async () => {
    const url = draftUrlOf(await createDraft({ "Upload-Complete": "?1" }, Buffer.from("abc")));
    expect((await ask(url)).headers["repr-digest"]).toBeUndefined();
    const deps = { ...stores, queue: server.deps.queue, clock: () => now };
    const signal = new AbortController().signal;
    await verifyOriginal({ ...deps, actor: "process:custody" }, idOf(url), signal);
    const { headers } = await ask(url);
    const digest = createHash("sha256").update("abc").digest("base64");
    expect(headers["repr-digest"]).toBe(`sha-256=:${digest}:`);
    expect(headers).toMatchObject({ "upload-complete": "?1", "upload-limit": "max-size=100000" });
  });
});
