/** Real ffmpeg pushers of each kind against the door of live recordings, on real PostgreSQL and the real store of files. */
import { spawn } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import { holesOf } from "../../services/live/holes.ts";
import { ended, keptIn } from "../fixtures/live-kept.ts";
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
    const segments = await keptIn(server, 20);
    expect(segments.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, n) => n),
    );
    expect(segments.every(({ isComplete, lane }) => isComplete && lane === "main")).toBe(true);
    expect(holesOf(segments)).toEqual([]);
    expect(segments.at(-1)?.mediaToMs).toBeGreaterThan(19_500);
    const [take, ...more] = await ended(server);
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
    const segments = await keptIn(server, 10);
    expect(new Set(segments.map(({ track }) => track))).toEqual(new Set(["stream0", "stream1"]));
    const video = segments.filter(({ track }) => track === "stream0");
    expect(video.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(holesOf(video)).toEqual([]);
    const takes = await ended(server);
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
    const segments = await keptIn(server, 1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(segments.every(({ isStream }) => isStream)).toBe(true);
    const [take, ...more] = await ended(server);
    expect(more).toEqual([]);
    expect((take?.content.byteLength ?? 1) % 188).toBe(0);
    expect(await packets(take?.content ?? Buffer.alloc(0))).toBe(150);
  }, 90_000);
});
