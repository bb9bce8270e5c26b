/** The picture that a citation names: its digest is what anybody's bare ffmpeg prints of the original, on any processor, or there is none and it is said why. */
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pictureCommand } from "../../services/evidence/still-taken.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { newId } from "../../services/kernel/ids.ts";
import type { MomentBody } from "../../services/review/moment-schema.ts";
import { type ExcerptBench, openExcerptBench, timesIn } from "../fixtures/excerpts.ts";

const run = promisify(execFile);
let bench: ExcerptBench;
let film: string;

const lavfi = ["-f", "lavfi", "-i"];
const pictures = (seconds: number, rate = "25"): readonly string[] => [
  ...[...lavfi, `testsrc2=size=160x120:rate=${rate}:duration=${seconds}`],
];
const sound = [...lavfi, "sine=frequency=440:duration=6"];
const noise = ["-vf", "noise=alls=20"];
const h264 = ["-c:v", "libx264", "-preset", "veryfast", "-g", "25", "-bf", "2"];

beforeAll(async () => {
  bench = await openExcerptBench();
  film = await bench.record("film.mp4", ...pictures(6), ...sound, ...noise, ...h264, "-c:a", "aac");
}, 120_000);
afterAll(() => bench.close());

/** As a reader runs it, by a shell; `more` as another machine would differ. */
async function byHand(source: string, pts: number, more = ""): Promise<string | undefined> {
  const line = pictureCommand(pts, source).replace("ffmpeg ", `ffmpeg ${more} `);
  const { stdout } = await run("bash", ["-c", line]);
  return stdout.trim().split(/\s+/).at(-1);
}

/** Each is a way in which a file counts its time or rests on other pictures; and the moment that is cited. */
const FILMS: Readonly<
  Record<string, readonly [name: string, atMs: number, args: () => readonly string[]]>
> = {
  "pictures out of order": ["b.mp4", 2_530, () => ["-i", film, "-c", "copy"]],
  "a stream that begins at no zero": ["b.ts", 2_530, () => ["-i", film, "-c", "copy"]],
  "an edit list that begins within": [
    "edit.mp4",
    1_010,
    () => ["-ss", "1.3", "-i", film, "-c", "copy", "-avoid_negative_ts", "disabled"],
  ],
  "a track that begins late": [
    "late.mp4",
    3_000,
    () => [...sound, "-itsoffset", "1.5", "-i", film, "-map", "0:a", "-map", "1:v", "-c:v", "copy"],
  ],
  "pictures that come unevenly": [
    "uneven.mkv",
    4_000,
    () => [...pictures(6), "-vf", "select='lt(n,10)+gt(n,90)'", "-fps_mode", "vfr", ...h264],
  ],
  "a time base that is odd": [
    "odd.mp4",
    2_222,
    () => [...pictures(5, "30000/1001"), ...h264, "-video_track_timescale", "90909"],
  ],
  "pictures that rest on those before the key frame": [
    "open.mkv",
    7_010,
    () => [...pictures(9), ...h264, "-x264-params", "open-gop=1", ...noise],
  ],
  "H.265": [
    "h265.mp4",
    2_530,
    () => [...pictures(4), ...noise, "-c:v", "libx265", "-x265-params", "log-level=error"],
  ],
  "MPEG-4, which decoders differ in": [
    "m4.mp4",
    2_530,
    () => [...pictures(4), ...noise, "-c:v", "mpeg4", "-q:v", "3", "-bf", "2"],
  ],
  "pictures each by itself": [
    "mj.mov",
    2_530,
    () => [...pictures(4), ...noise, "-c:v", "mjpeg", "-q:v", "3"],
  ],
};

it.each(Object.keys(FILMS))("is what bare ffmpeg prints: %s", async (what) => {
  const [name, atMs, args] = FILMS[what]!;
  const source = await bench.record(name, ...args());
  const found = await bench.digest(source, atMs);
  const times = await timesIn(source);
  const at = times.findLastIndex((each) => each - found.zeroUs / 1_000 <= atMs);
  expect(found.atUs / 1_000).toBeCloseTo(times[at]! - found.zeroUs / 1_000, 0);
  expect(await byHand(source, found.pts)).toBe(found.frameSha256);
  // As good as another machine: no word of its processor's own, and other threads.
  expect(await byHand(source, found.pts, "-cpuflags 0 -threads 7")).toBe(found.frameSha256);
});

/** Bytes in the middle of the pictures of `source`, which lie at `part` of the file, are others. */
async function damaged(source: string, name: string, part: number): Promise<string> {
  const bytes = Buffer.from(await readFile(source));
  const from = Math.floor(part * bytes.byteLength);
  for (let at = from; at < from + 300; at += 1) bytes[at] = bytes[at]! ^ 0x5a;
  const path = join(dirname(source), name);
  await writeFile(path, bytes);
  return path;
}

const codeOf = (error: unknown): string => (error as { code: string }).code;

it("is none where the recording is damaged, and as it is before the damage and from the next key frame on", async () => {
  const silent = await bench.record("silent.mp4", "-i", film, "-c", "copy", "-an");
  const broken = await damaged(silent, "broken.mp4", 0.5);
  const at = async (ms: number) => bench.digest(broken, ms).catch(codeOf);
  const found = await Promise.all([500, 1_500, 2_500, 3_500, 4_500, 5_500].map(at));
  expect(found).toContain("derived/damaged-there");
  const sound = found.filter((each) => typeof each !== "string");
  expect(sound.length).toBeGreaterThanOrEqual(3);
  for (const { atUs, frameSha256 } of sound) {
    expect((await bench.digest(silent, atUs / 1_000)).frameSha256).toBe(frameSha256);
  }
  // Behind the damage, too, and there by the jump to its key frame alone.
  expect(typeof found.at(-1)).toBe("object");
});

it("is none of a sound, of a photograph, before the first picture, and behind the end", async () => {
  const heard = await bench.record("heard.m4a", ...sound, "-c:a", "aac", "-f", "mp4");
  const photograph = await bench.record("photo.png", ...pictures(1), "-frames:v", "1");
  const late = await bench.record(
    "later.mkv",
    ...[...sound, "-itsoffset", "2", ...pictures(3), "-map", "0:a", "-map", "1:v", ...h264],
  );
  expect(await bench.digest(heard, 1_000).catch(codeOf)).toBe("derived/no-picture");
  expect(await bench.digest(photograph, 0).catch(codeOf)).toBe("derived/no-picture");
  expect(await bench.digest(late, 1_000).catch(codeOf)).toBe("derived/no-picture");
  expect(await bench.digest(film, 8_000).catch(codeOf)).toBe("derived/beyond-recording");
});

it("is checked by the command against the original, and nothing else passes for it", async () => {
  const { version, ...found } = await bench.digest(film, 2_530);
  const itemId = newId();
  const citation: MomentBody = {
    ...{ itemId, filename: "film.mp4", sha256: sha256(await readFile(film)), ptsMs: 2_530 },
    ...{ wall: null, page: `/items/${itemId}?t=2530` },
    picture: {
      ...{ state: "made", ...found, command: pictureCommand(found.pts, "SOURCE") },
      madeBy: { tool: "ffmpeg", version, recipe: "decoded-picture/1", program: null },
    },
  };
  const file = join(dirname(film), "citation.json");
  const check = async (changed: object, original = film) => {
    await writeFile(file, JSON.stringify({ ...citation, ...changed }));
    const main = resolve(import.meta.dirname, "../../services/command/cited/main.ts");
    const args = [main, file, original, "--json", "--lang", "en"];
    const ended = await run(process.execPath, args).catch((error: unknown) => error);
    const { code = 0, stdout } = ended as { readonly code?: number; readonly stdout: string };
    const { verdict } = JSON.parse(stdout || "{}") as { readonly verdict?: string };
    return [code, verdict];
  };
  expect(await check({})).toEqual([0, "same"]);
  expect(await check({ picture: { ...citation.picture, frameSha256: sha256("x") } })).toEqual([
    ...[1, "picture-differs"],
  ]);
  expect(await check({ ptsMs: 2_600 })).toEqual([1, "picture-differs"]);
  expect(await check({ ptsMs: 60_000 })).toEqual([1, "no-picture"]);
  const other = await damaged(film, "other.mp4", 0.9);
  expect(await check({}, other)).toEqual([1, "original-differs"]);
  expect(await check({ picture: { state: "waiting" } })).toEqual([4, undefined]);
  expect(await check({ itemId: 7 })).toEqual([2, undefined]);
});
