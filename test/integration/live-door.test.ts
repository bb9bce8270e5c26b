/** What the door of live recordings keeps, in which place, and what it refuses, on real PostgreSQL and the real store of files. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import { ended, keptIn } from "../fixtures/live-kept.ts";
import { type LiveServer, startLiveServer } from "../fixtures/live-server.ts";

let server: LiveServer;
afterEach(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

/** Boxes as encoders write them: enough for the door, and no decoder. */
const box = (type: string, content: string): Buffer => {
  const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(type + content, "latin1")]);
  bytes.writeUInt32BE(bytes.byteLength, 0);
  return bytes;
};
const INIT = Buffer.concat([box("ftyp", "iso6"), box("moov", "")]);
const piece = (text: string): Buffer => Buffer.concat([box("moof", ""), box("mdat", text)]);
const answered = async (response: Promise<Response>) => {
  const { status, ...rest } = await response.then(async (one) => ({
    status: one.status,
    body: (await one.json().catch(() => null)) as {
      code?: string;
      index?: number;
      chain?: string;
    } | null,
  }));
  return { status, ...rest.body };
};
const segments = () => server.stores.live.segmentsPage(server.channel.id, -1, 100_000);

describe("the door", () => {
  it("answers a segment once: the same again with its first answer, other bytes under its name aside, a late one aside", async () => {
    server = await startLiveServer();
    const early = await answered(server.push("s1.m4s", piece("1")));
    expect(early).toMatchObject({ status: 409, code: "live/not-started" });
    await server.tell("start");
    const bare = await answered(server.push("s1.m4s", piece("1")));
    expect(bare).toMatchObject({ status: 412, code: "live/no-init" });
    expect((await answered(server.push("init.mp4", INIT))).status).toBe(201);
    const first = await answered(server.push("s1.m4s", piece("1")));
    expect(first.status).toBe(201);
    expect((await answered(server.push("s3.m4s", piece("3")))).status).toBe(201);
    expect(await answered(server.push("s1.m4s", piece("1")))).toEqual({ ...first, status: 200 });
    expect((await answered(server.push("s1.m4s", piece("other")))).status).toBe(201);
    expect((await answered(server.push("s2.m4s", piece("2")))).status).toBe(201);
    expect((await segments()).map(({ path, lane, cause }) => [path, lane, cause])).toEqual([
      ["s1.m4s", "main", null],
      ["s3.m4s", "main", null],
      ["s1.m4s", "aside", "path-repeated"],
      ["s2.m4s", "aside", "late"],
    ]);
    const links = await server.stores.live.linksPage(server.channel.id, 0, 100_000);
    const gap = links.find(({ kind }) => kind === "gap");
    expect(JSON.parse(gap?.facts ?? "{}")).toMatchObject({
      firstMissing: 2,
      lastMissing: 2,
      hole: "sequence-missing",
    });
    const takes = await ended(server);
    expect(takes.map(({ content }) => content)).toEqual([
      Buffer.concat([INIT, piece("1"), piece("3")]),
      Buffer.concat([INIT, piece("other"), piece("2")]),
    ]);
  }, 60_000);

  it("refuses in words while the store is nearly full, keeps what it has, and takes the same segment once there is room", async () => {
    server = await startLiveServer();
    await server.tell("start");
    await server.push("init.mp4", INIT);
    expect((await server.push("s1.m4s", piece("1"))).status).toBe(201);
    const before = await server.stores.live.channel(server.channel.id);
    const free = vi.spyOn(server.files.incoming, "freeBytes").mockResolvedValue(10);
    for (const path of ["s2.m4s", "s2.m4s", "s3.m4s"]) {
      const full = await server.push(path, piece(path));
      expect(full.status).toBe(507);
      expect(full.headers.get("Retry-After")).toBe("120");
      expect(await full.json()).toMatchObject({
        code: "ingest/storage-full",
        fix: expect.stringContaining("An administrator must make room") as string,
      });
    }
    // A refusal is no link: the chain stands where it stood, and the take is the same.
    const during = await server.stores.live.channel(server.channel.id);
    expect([during?.head, during?.openTakes]).toEqual([before?.head, before?.openTakes]);
    free.mockRestore();
    for (const path of ["s2.m4s", "s3.m4s"]) {
      expect((await server.push(path, piece(path))).status).toBe(201);
    }
    const takes = await ended(server);
    expect(takes.map(({ content }) => content)).toEqual([
      Buffer.concat([INIT, piece("1"), piece("s2.m4s"), piece("s3.m4s")]),
    ]);
    const links = await server.stores.live.linksPage(server.channel.id, 0, 100);
    expect(links.filter(({ kind }) => kind === "gap")).toEqual([]);
  }, 60_000);

  it("opens one take, and no more, for what it has no room for, however often that comes", async () => {
    server = await startLiveServer();
    await server.tell("start");
    await server.push("init.mp4", INIT);
    const free = vi.spyOn(server.files.incoming, "freeBytes").mockResolvedValue(0);
    for (let times = 0; times < 3; times += 1) {
      expect((await server.push("s1.m4s", piece("1"))).status).toBe(507);
    }
    expect(await server.stores.live.takesOf(server.channel.id)).toHaveLength(1);
    free.mockRestore();
    expect((await server.push("s1.m4s", piece("1"))).status).toBe(201);
    const takes = await ended(server);
    expect(takes.map(({ content }) => content)).toEqual([Buffer.concat([INIT, piece("1")])]);
  }, 60_000);

  it("begins a new take with another initialisation, with a source that began anew, and behind what broke off", async () => {
    server = await startLiveServer();
    await server.tell("start");
    const other = Buffer.concat([INIT, box("free", "x")]).subarray(0);
    const changed = Buffer.concat([box("ftyp", "iso5"), box("moov", "x")]);
    expect(other.byteLength).toBeGreaterThan(INIT.byteLength);
    for (const [path, bytes] of [
      ["init.mp4", INIT],
      ["s1.m4s", piece("1")],
      ["init.mp4", INIT],
      ["s1.m4s", piece("1 of the next run")],
      ["s2.m4s", piece("2").subarray(0, -1)],
      ["s3.m4s", piece("3")],
      ["init.mp4", changed],
      ["s4.m4s", piece("4")],
    ] as const) {
      expect((await answered(server.push(path, bytes))).status, path).toBe(201);
    }
    expect((await segments()).map(({ isComplete, lane }) => [isComplete, lane])).toEqual(
      [true, true, false, true, true].map((isComplete) => [isComplete, "main"]),
    );
    const takes = await ended(server);
    expect(takes.map(({ ended: end }) => end?.reason)).toEqual([
      "source-changed",
      "cut",
      "init-changed",
      "stopped",
    ]);
    expect(takes.map(({ content }) => content.subarray(0, INIT.byteLength))).toEqual([
      INIT,
      INIT,
      INIT,
      changed.subarray(0, INIT.byteLength),
    ]);
  }, 60_000);

  it("keeps what came of a body that broke off, and nothing of one whose sender comes again", async () => {
    server = await startLiveServer();
    await server.tell("start");
    await server.push("init.mp4", INIT);
    const half = async (path: string, headers: Readonly<Record<string, string>>) => {
      const abort = new AbortController();
      const body = new ReadableStream({
        start: (controller) => {
          controller.enqueue(new Uint8Array(piece("half")).subarray(0, 12));
          setTimeout(() => abort.abort(), 300);
        },
      });
      const init = {
        method: "PUT",
        body,
        duplex: "half",
        signal: abort.signal,
        headers: { ...server.auth, ...headers },
      };
      await fetch(server.at(path), init as RequestInit).catch(() => null);
    };
    await half("s1.m4s", {});
    expect(await keptIn(server, 1)).toMatchObject([
      { isComplete: false, cause: "cut", sizeBytes: 12 },
    ]);
    const digest = Buffer.from(sha256(piece("2")), "hex").toString("base64");
    await half("s2.m4s", { "Repr-Digest": `sha-256=:${digest}:` });
    const said = {
      "Repr-Digest": `sha-256=:${digest}:`,
      "Holdfast-Segment": "take=5, seq=2, start=1764191000000, duration=2000",
    };
    expect(await answered(server.push("s2.m4s", piece("two"), said))).toMatchObject({
      status: 422,
      code: "live/digest-differs",
    });
    const now = {
      ...said,
      "Holdfast-Segment": `take=5, seq=2, start=${Date.now()}, duration=2000, complete=?1`,
    };
    expect((await answered(server.push("s2.m4s", piece("2"), now))).status).toBe(201);
    expect((await segments()).map(({ path, timeline }) => [path, timeline])).toEqual([
      ["s1.m4s", "push-1"],
      ["s2.m4s", "take-5"],
    ]);
    expect(await answered(server.push("s2.m4s", piece("2"), said))).toMatchObject({
      status: 409,
      code: "live/not-started",
    });
  }, 60_000);

  it("adopts what is durable and has no row when the same comes again, and keeps it as unfinished when other bytes come", async () => {
    server = await startLiveServer();
    await server.tell("start");
    await server.push("init.mp4", INIT);
    await server.push("s1.m4s", piece("1"));
    const move = server.stores.live.move.bind(server.stores.live);
    const dies = () => Promise.reject(new Error("killed between two lines"));
    Object.assign(server.stores.live, { move: dies });
    expect((await answered(server.push("s2.m4s", piece("2")))).status).toBe(500);
    Object.assign(server.stores.live, { move });
    expect((await answered(server.push("s2.m4s", piece("2")))).status).toBe(201);
    Object.assign(server.stores.live, { move: dies });
    expect((await answered(server.push("s3.m4s", piece("3")))).status).toBe(500);
    Object.assign(server.stores.live, { move });
    expect((await answered(server.push("s4.m4s", piece("4")))).status).toBe(201);
    expect(server.faults.splice(0)).toHaveLength(2);
    expect(
      (await segments()).map(({ path, cause, isComplete }) => [path, cause, isComplete]),
    ).toEqual([
      ["s1.m4s", null, true],
      ["s2.m4s", null, true],
      ["", "unfinished", false],
      ["s4.m4s", null, true],
    ]);
    const takes = await ended(server);
    expect(takes.map(({ content }) => content)).toEqual([
      Buffer.concat([INIT, piece("1"), piece("2"), piece("3")]),
      Buffer.concat([INIT, piece("4")]),
    ]);
  }, 60_000);

  it("lets nobody else in, deletes nothing, and says why", async () => {
    server = await startLiveServer();
    await server.tell("start");
    const at = server.at("s1.ts");
    const none = await fetch(at, { method: "PUT", body: "x" });
    expect([none.status, none.headers.get("WWW-Authenticate")]).toEqual([
      401,
      'Basic realm="holdfast"',
    ]);
    const elsewhere = at.replace(server.channel.id, server.session.id);
    const put = { method: "PUT", body: "x", headers: server.auth };
    expect(await answered(fetch(elsewhere, put))).toMatchObject({
      status: 404,
      code: "live/no-such-channel",
    });
    expect(await answered(fetch(at, { method: "DELETE", headers: server.auth }))).toMatchObject({
      status: 405,
    });
    expect(await answered(fetch(at, { headers: server.auth }))).toMatchObject({ status: 405 });
    expect(await answered(server.push(".hidden.ts", piece("x")))).toMatchObject({
      status: 400,
      code: "live/bad-path",
    });
    expect(
      await answered(server.push("s1.ts", piece("x"), { "Content-Type": "text/html" })),
    ).toMatchObject({ status: 415 });
    expect(await answered(server.push("s1.ts", Buffer.alloc(0)))).toMatchObject({
      status: 400,
      code: "live/empty",
    });
    expect((await answered(server.push("index.m3u8", Buffer.from("#EXTM3U")))).status).toBe(204);
    const { rows } = await server.actionsRefused();
    expect(rows).toEqual([{ subject: "route:delete /live" }]);
    await server.tell("pause");
    const said = { "Holdfast-Segment": `seq=1, start=${Date.now() + 60_000}` };
    expect(await answered(server.push("s1.ts", piece("x"), said))).toMatchObject({
      status: 409,
      code: "live/paused",
    });
    expect(await segments()).toEqual([]);
  }, 60_000);
});
