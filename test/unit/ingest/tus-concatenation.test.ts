/** tus 1.0.0, concatenation: each demand on the server (MUST, SHOULD, MAY) in the specification's order, and misuse. */
import { describe, expect, it } from "vitest";
import { plusMs } from "../../../services/kernel/clock.ts";
import { parseConcat } from "../../../services/ingest/tus-concat.ts";
import { type Answer, send } from "../../fixtures/raw-http.ts";
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

const PARTIAL = { "Upload-Concat": "partial" };
const pathOf = (url: string): string => new URL(url).pathname;

/** A partial upload, with all its bytes. */
async function partial(text: string, headers: Record<string, string> = {}): Promise<string> {
  const url = await opened(text.length, { ...PARTIAL, ...headers });
  if (text !== "") await patch(url, 0, Buffer.from(text));
  return url;
}

const concat = (...urls: readonly string[]): string => `final;${urls.map(pathOf).join(" ")}`;
const join = (...urls: readonly string[]): Promise<Answer> =>
  post({ "Upload-Concat": concat(...urls) });
const progressOf = async (url: string) =>
  JSON.parse((await send("GET", url, server.auth)).body) as Record<string, unknown>;
const itemsWoken = (): unknown[] =>
  (server.deps.queue as unknown as { woken: { itemId: unknown }[] }).woken.map(
    ({ itemId }) => itemId,
  );

describe("concatenation", () => {
  it("MUST be announced; concatenation-unfinished MUST be only where it is served", async () => {
    const options = await send("OPTIONS", server.url, {});
    const extensions = String(options.headers["tus-extension"]).split(",");
    expect(extensions).toContain("concatenation");
    expect(extensions).not.toContain("concatenation-unfinished");
    const [whole, unfinished] = [await partial("abc"), await opened(3, PARTIAL)];
    const answer = await join(whole, unfinished);
    expect([answer.status, codeOf(answer)]).toEqual([409, "ingest/partial-unfinished"]);
    expect(JSON.parse(answer.body)).toMatchObject({ facts: { place: 1 } });
    expect(answer.headers.location).toBeUndefined();
  });

  it("partial uploads SHOULD NOT be processed: no item, no job, no receipt, and each says what it is", async () => {
    for (const url of [await partial("abc"), await partial("")]) {
      expect((await stores.uploads.get(idOf(url)))?.state).toBe("complete");
      await expect(stores.items.get(idOf(url))).rejects.toMatchObject({ kind: "missing" });
      const progress = { kind: "partial", stage: "receiving", hasReceipt: false };
      expect(await progressOf(url)).toMatchObject(progress);
      const receipt = await send("GET", `${url}/receipt`, server.auth);
      expect([receipt.status, codeOf(receipt)]).toEqual([409, "ingest/partial-without-receipt"]);
    }
    expect(itemsWoken()).toEqual([]);
  });

  it("the parts MUST be joined in the order of the list, and the length MUST be their sum", async () => {
    const [one, two] = [await partial("hello"), await partial(" world")];
    for (const [order, text] of [
      [[one, two], "hello world"],
      [[two, one], " worldhello"],
    ] as const) {
      const answer = await join(...order);
      expect(answer.status).toBe(201);
      const url = urlOf(answer);
      const { headers } = await head(url);
      expect(headers).toMatchObject({ "upload-length": "11", "upload-offset": "11" });
      expect((await contentOf(url)).toString()).toBe(text);
      expect((await stores.items.get(idOf(url))).sizeBytes).toBe(11);
      expect(await progressOf(url)).toMatchObject({ kind: "final", stage: "received" });
    }
    expect(itemsWoken()).toHaveLength(2);
  });

  it("a final upload MUST NOT come with Upload-Length, nor with one that comes later", async () => {
    const url = await partial("abc");
    for (const length of [{ "Upload-Length": "3" }, { "Upload-Defer-Length": "1" }]) {
      const answer = await post({ "Upload-Concat": concat(url), ...length });
      expect([answer.status, codeOf(answer)]).toEqual([400, "ingest/bad-header"]);
    }
    expect(itemsWoken()).toEqual([]);
  });

  it("metadata of the parts SHALL NOT be carried over; the final upload has its own", async () => {
    const said = `filename ${Buffer.from("part.mp4").toString("base64")},case MQ==`;
    const url = await partial("abc", { "Upload-Metadata": said });
    expect((await head(url)).headers["upload-metadata"]).toBe(said);
    const bare = urlOf(await join(url));
    expect((await head(bare)).headers["upload-metadata"]).toBeUndefined();
    const { announced } = await stores.items.get(idOf(bare));
    expect(announced).toMatchObject({ filename: "", caseNumber: null });
    const own = `filename ${Buffer.from("whole.mp4").toString("base64")}`;
    const final = await post({ "Upload-Concat": concat(url), "Upload-Metadata": own });
    expect((await stores.items.get(idOf(urlOf(final)))).announced.filename).toBe("whole.mp4");
  });

  it("a part MAY be used several times, in one final upload and in several", async () => {
    const [one, two] = [await partial("ab"), await partial("-")];
    expect((await contentOf(urlOf(await join(one, two, one, one)))).toString()).toBe("ab-abab");
    expect((await contentOf(urlOf(await join(two, one)))).toString()).toBe("-ab");
  });

  it("PATCH of a final upload MUST get 403 and MUST NOT change it or its parts", async () => {
    const part = await partial("abc");
    const url = urlOf(await join(part));
    for (const offset of [0, 3]) {
      const answer = await patch(url, offset, Buffer.from("d"));
      expect([answer.status, codeOf(answer)]).toEqual([403, "ingest/final-is-made"]);
    }
    const withBytes = await post({ "Upload-Concat": concat(part), ...OCTETS }, Buffer.from("d"));
    expect(withBytes.status).toBe(403);
    expect((await patch(part, 3, Buffer.from("d"))).status).toBe(409);
    expect((await contentOf(url)).toString()).toBe("abc");
    expect((await head(part)).headers["upload-offset"]).toBe("3");
  });

  it("HEAD MUST say Upload-Offset of a part, and Upload-Concat as it was received", async () => {
    const one = await opened(5, PARTIAL);
    await patch(one, 0, Buffer.from("he"));
    const half = { "upload-offset": "2", "upload-length": "5", "upload-concat": "partial" };
    expect((await head(one)).headers).toMatchObject(half);
    await patch(one, 2, Buffer.from("llo"));
    expect((await head(one)).headers).toMatchObject({ ...half, "upload-offset": "5" });
    const two = await partial("");
    // Absolute, relative to the address of the request, and of a host that a proxy has.
    const said = `final;${one} uploads/${idOf(two)} https://proxy.example${pathOf(one)}`;
    const url = urlOf(await post({ "Upload-Concat": said }));
    expect((await head(url)).headers["upload-concat"]).toBe(said);
    expect((await head(url)).headers["upload-offset"]).toBe("10");
    expect((await head(await opened(1))).headers["upload-concat"]).toBeUndefined();
  });

  it("takes parts whose length comes later, with bytes in the announcement, and with checksums", async () => {
    const deferred = urlOf(await post({ "Upload-Defer-Length": "1", ...PARTIAL }));
    await patch(deferred, 0, Buffer.from("ab"), { "Upload-Length": "2" });
    const said = { "Upload-Length": "2", ...PARTIAL, ...OCTETS };
    const atOnce = urlOf(await post(said, Buffer.from("cd")));
    const late = urlOf(await post({ "Upload-Defer-Length": "1", ...PARTIAL }));
    await patch(late, 0, Buffer.from("ef"));
    expect((await patch(late, 2, Buffer.alloc(0), { "Upload-Length": "2" })).status).toBe(204);
    const url = urlOf(await join(deferred, atOnce, late));
    expect((await contentOf(url)).toString()).toBe("abcdef");
    expect(itemsWoken()).toEqual([idOf(url)]);
  });
});

describe("what a device must not do with parts", () => {
  it("joins nothing that is not a part of its own, and makes nothing then", async () => {
    const mine = await partial("abc");
    const whole = await opened(3);
    await patch(whole, 0, Buffer.from("abc"));
    const created = await send("POST", server.url, {
      ...server.otherAuth,
      "Upload-Length": "0",
      ...PARTIAL,
    });
    const theirs = urlOf(created);
    const final = urlOf(await join(mine));
    const woken = itemsWoken();
    for (const [listed, status, code] of [
      [pathOf(theirs), 404, "ingest/no-such-partial"],
      ["/uploads/00000000-0000-4000-8000-000000000000", 404, "ingest/no-such-partial"],
      ["/uploads/../uploads", 404, "ingest/no-such-partial"],
      [`/elsewhere/${idOf(mine)}`, 404, "ingest/no-such-partial"],
      [`/uploads/${idOf(mine)}/receipt`, 404, "ingest/no-such-partial"],
      [`${pathOf(mine)}?x`, 404, "ingest/no-such-partial"],
      [`ftp://server${pathOf(mine)}`, 404, "ingest/no-such-partial"],
      ["http://[", 404, "ingest/no-such-partial"],
      [pathOf(whole), 400, "ingest/not-partial"],
      [pathOf(final), 400, "ingest/not-partial"],
    ] as const) {
      const answer = await post({ "Upload-Concat": `final;${pathOf(mine)} ${listed}` });
      expect([listed, answer.status, codeOf(answer)]).toEqual([listed, status, code]);
      expect(JSON.parse(answer.body)).toMatchObject({ facts: { place: 1 } });
      expect(answer.headers.location).toBeUndefined();
    }
    expect(itemsWoken()).toEqual(woken);
  });

  it.each([
    "",
    "Partial",
    "partial ",
    "final",
    "final;",
    "final; /uploads/x",
    "final;a  b",
    "whole",
  ])("refuses Upload-Concat: %j", async (said) => {
    expect(() => parseConcat(said, "/uploads", "/uploads")).toThrow(
      expect.objectContaining({ code: "ingest/bad-header" }),
    );
  });

  it("refuses a list longer than anybody needs", async () => {
    const list = (count: number) => `final;${Array.from({ length: count }, () => "a").join(" ")}`;
    expect(parseConcat(list(1000), "/uploads", "/uploads")).toMatchObject({ kind: "final" });
    expect(() => parseConcat(list(1001), "/uploads", "/uploads")).toThrow("more than 1000");
  });

  it("holds the most an upload may be also for the sum", async () => {
    const url = await opened(60_000, PARTIAL);
    await patch(url, 0, Buffer.alloc(60_000));
    const answer = await join(url, url);
    expect([answer.status, codeOf(answer)]).toEqual([413, "ingest/too-large"]);
    expect((await join(url)).status).toBe(201);
  });

  it("drops a part on DELETE until a final upload is made of it, and never the final one", async () => {
    const [dropped, kept] = [await partial("ab"), await partial("cd")];
    expect((await send("DELETE", dropped, server.auth)).status).toBe(204);
    const gone = await join(kept, dropped);
    expect([gone.status, codeOf(gone)]).toEqual([410, "ingest/gone"]);
    const url = urlOf(await join(kept));
    const part = await send("DELETE", kept, server.auth);
    expect([part.status, codeOf(part)]).toEqual([403, "ingest/partial-joined"]);
    const whole = await send("DELETE", url, server.auth);
    expect([whole.status, codeOf(whole)]).toEqual([403, "ingest/evidence-kept"]);
    expect((await contentOf(url)).toString()).toBe("cd");
  });

  it("says when a part ends, and takes it for gone then", async () => {
    const url = await partial("abc");
    expect((await head(url)).headers["upload-expires"]).toBeDefined();
    moveClockTo(plusMs(now, 30 * 24 * 3_600_000));
    expect((await head(url)).status).toBe(410);
    expect((await join(url)).status).toBe(410);
  });

  it("counts parts that are in no final upload as unfinished", async () => {
    const urls = [await partial("a"), await partial("b"), await partial("c")];
    const refused = await post({ "Upload-Length": "1", ...PARTIAL });
    expect([refused.status, codeOf(refused)]).toEqual([429, "ingest/too-many-open"]);
    await join(...urls);
    expect((await post({ "Upload-Length": "1", ...PARTIAL })).status).toBe(201);
  });
});
