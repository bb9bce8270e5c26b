/** Real ffmpeg pushers of each kind against the door of live recordings, on real PostgreSQL and the real store of files. */
import { spawn } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import { firstBreak, firstHead } from "../../services/live/chain.ts";
import { tidyChannel } from "../../services/live/end-take.ts";
import { holesOf } from "../../services/live/holes.ts";
import { channelNow } from "../../services/live/move-channel.ts";
import { type LiveServer, startLiveServer } from "../fixtures/live-server.ts";

let server: LiveServer;
afterEach(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

const SOURCE = "-v error -f lavfi -i testsrc2=size=320x240:rate=25 -f lavfi -i sine=frequency=440";
const CODED = "-c:v libx264 -preset ultrafast -g 25 -c:a aac -shortest";

/** Ends with what it printed. */
async function ffmpeg(seconds: number, ...rest: readonly string[]): Promise<string> {
  const media = [...SOURCE.split(" "), "-t", String(seconds), ...CODED.split(" ")];
  const child = spawn("ffmpeg", ["-nostdin", ...media, ...rest], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  return text;
}

/** ffmpeg asks nobody whether a segment arrived, and ends at once: what it sent last may still be on its way here. */
async function keptIn(count: number) {
  const until = Date.now() + 10_000;
  for (;;) {
    const segments = await server.stores.live.segmentsOf(server.channel.id);
    if (segments.length >= count || Date.now() > until) return segments;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Ends all takes, and answers them with their bytes. */
async function ended() {
  await server.tell("stop");
  const later = {
    ...server.deps,
    clock: () => new Date(Date.now() + 60_000).toISOString() as never,
  };
  const state = await tidyChannel(later, await channelNow(later, server.channel.id));
  expect(state).toMatchObject({ openTakes: [], isClosed: true });
  const links = await server.stores.live.linksOf(server.channel.id);
  expect(firstBreak(firstHead(server.channel.id, server.session.id), links)).toBeNull();
  const takes = await server.stores.live.takesOf(server.channel.id);
  return Promise.all(
    takes.map(async (take) => ({ ...take, content: await server.bytesOf(take.id) })),
  );
}

const packets = async (input: Buffer): Promise<number> => {
  const child = spawn("ffprobe", [
    "-v",
    "error",
    "-select_streams",
    "v",
    "-count_packets",
    "-show_entries",
    "stream=nb_read_packets",
    "-of",
    "csv=p=0",
    "-",
  ]);
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  return Number.parseInt(text, 10);
};

const basic = (): readonly string[] => {
  const pair = Buffer.from(`ffmpeg:${server.secret}`).toString("base64");
  return ["-headers", `Authorization: Basic ${pair}\r\n`];
};

describe("ffmpeg", () => {
  it("as HLS with fragments: 20 of 20 segments are kept though it closes at once, and the take plays whole", async () => {
    server = await startLiveServer();
    await server.tell("start");
    const options =
      "-f hls -hls_segment_type fmp4 -hls_time 1 -hls_list_size 3 -hls_flags delete_segments -method PUT -ignore_io_errors 1";
    const name = ["-hls_segment_filename", server.at("seg%d.m4s"), ...options.split(" ")];
    await ffmpeg(20, ...name, ...basic(), server.at("index.m3u8"));
    const segments = await keptIn(20);
    expect(segments.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, n) => n),
    );
    expect(segments.every(({ isComplete, lane }) => isComplete && lane === "main")).toBe(true);
    expect(holesOf(segments)).toEqual([]);
    expect(segments.at(-1)?.mediaToMs).toBeGreaterThan(19_500);
    const [take, ...more] = await ended();
    expect(more).toEqual([]);
    if (take === undefined) throw new Error("no take");
    for (const { offsetBytes, sizeBytes, sha256: digest } of segments) {
      expect(sha256(take.content.subarray(offsetBytes, offsetBytes + sizeBytes))).toBe(digest);
    }
    expect(take.content.byteLength).toBe(take.bytes);
    expect(await packets(take.content)).toBe(500);
    expect(await server.stores.evidence.get(take.id)).toMatchObject({
      ...{ stage: "received", sizeBytes: take.bytes },
      announced: { mediaType: "video/mp4", other: { session: "S-1", channel: "全景", take: "1" } },
    });
    const recordings = await server.stores.recordingSessions.recordings(server.session.id);
    expect(recordings.map(({ itemId }) => itemId)).toEqual([take.id]);
  }, 90_000);

  it("as DASH: each representation is a take of its own", async () => {
    server = await startLiveServer();
    await server.tell("start");
    const options = "-f dash -streaming 1 -ldash 0 -seg_duration 1 -method PUT -ignore_io_errors 1";
    await ffmpeg(5, ...options.split(" "), `${server.url}/manifest.mpd`);
    const segments = await keptIn(10);
    expect(new Set(segments.map(({ track }) => track))).toEqual(new Set(["stream0", "stream1"]));
    const video = segments.filter(({ track }) => track === "stream0");
    expect(video.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(holesOf(video)).toEqual([]);
    const takes = await ended();
    expect(takes.map(({ track }) => track).toSorted()).toEqual(["stream0", "stream1"]);
    const content = takes.find(({ track }) => track === "stream0")?.content;
    expect(await packets(content ?? Buffer.alloc(0))).toBe(125);
  }, 90_000);

  it("as one endless body of MPEG-TS: kept in stretches while it lasts, joined again without a byte lost", async () => {
    server = await startLiveServer();
    await server.tell("start");
    const pushing = ffmpeg(
      6,
      "-f",
      "mpegts",
      "-method",
      "POST",
      "-chunked_post",
      "1",
      ...basic(),
      server.at("room.ts"),
    );
    await pushing;
    const segments = await keptIn(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(segments.every(({ isStream }) => isStream)).toBe(true);
    const [take, ...more] = await ended();
    expect(more).toEqual([]);
    expect((take?.content.byteLength ?? 1) % 188).toBe(0);
    expect(await packets(take?.content ?? Buffer.alloc(0))).toBe(150);
  }, 90_000);
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
const segments = () => server.stores.live.segmentsOf(server.channel.id);

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
    const links = await server.stores.live.linksOf(server.channel.id);
    const gap = links.find(({ kind }) => kind === "gap");
    expect(JSON.parse(gap?.facts ?? "{}")).toMatchObject({
      firstMissing: 2,
      lastMissing: 2,
      hole: "sequence-missing",
    });
    const takes = await ended();
    expect(takes.map(({ content }) => content)).toEqual([
      Buffer.concat([INIT, piece("1"), piece("3")]),
      Buffer.concat([INIT, piece("other"), piece("2")]),
    ]);
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
    const takes = await ended();
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
    expect(await keptIn(1)).toMatchObject([{ isComplete: false, cause: "cut", sizeBytes: 12 }]);
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
    const takes = await ended();
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
