/** A label in the picture of a recording: there where it was wished and nowhere else, as it is written, at every picture's own time; on real ffmpeg in a box. */
import { execFile } from "node:child_process";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FfmpegLabeller } from "../../../infra/ffmpeg/labeller.ts";
import { type Sandbox, openSandbox } from "../../../infra/ffmpeg/sandbox.ts";
import { openFont } from "../../../infra/pdf/font.ts";
import { type Cue, writeWebVtt } from "../../../services/derived/label/subtitles.ts";
import { besideOf } from "../../../infra/ffmpeg/label-again.ts";
import type { Label, LabelTaken, SubtitleTrack } from "../../../services/evidence/label-taken.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { sniff } from "../../../services/media/sniff.ts";
import { HEAD_BYTES } from "../../../services/source/container.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { type ExcerptBench, openExcerptBench, timesIn } from "../../fixtures/excerpts.ts";

const run = promisify(execFile);
const never = new AbortController().signal;
const [WIDTH, HEIGHT] = [320, 240];
/** Grey, so that letters and their edges stand out. */
const grey = ["-f", "lavfi", "-i", `color=gray:size=${WIDTH}x${HEIGHT}:rate=10:duration=2`];
const sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2"];

/** Four bytes in UTF-8, and a letter of the font. */
const HAN_B = "\u{20089}";

let bench: ExcerptBench;
let labeller: FfmpegLabeller;
let sandbox: Sandbox;
let film: string;
let made = 0;

beforeAll(async () => {
  bench = await openExcerptBench();
  sandbox = await openSandbox({ HOLDFAST_MEDIA_SANDBOX: "required" });
  labeller = new FfmpegLabeller(sandbox, bench.tools, openFont);
  film = await bench.record("grey.mp4", ...grey, ...sound, "-c:v", "libx264", "-c:a", "aac");
}, 60_000);
afterAll(() => bench.close());

const NONE: Label = {
  ...{ lines: [], place: "top-left", size: "medium", timeCode: false, wall: null },
  subtitles: null,
};

async function labelled(source: string, label: Partial<Label>, cues: readonly Cue[] = []) {
  await using job = await bench.folders.open();
  const bytes = await readFile(source);
  await writeFile(join(job.folder, "in/src"), bytes);
  const family = sniff(await bench.folders.head(job, HEAD_BYTES));
  const wanted = { family, sizeBytes: bytes.byteLength, label: { ...NONE, ...label }, cues };
  const { path, ...rest } = await labeller.label(job, wanted, () => undefined, never);
  made += 1;
  const kept = join(source, `../labelled-${made}.mp4`);
  await copyFile(path, kept);
  return { ...rest, path: kept };
}

/** Brightness of each pixel of the picture at `at` seconds. */
async function pixels(path: string, at: number): Promise<Buffer> {
  const { stdout } = await run(
    "ffmpeg",
    [
      ...["-v", "error", "-i", path, "-map", "0:V:0", "-vf", `select=gte(t\\,${at - 0.001})`],
      ...["-frames:v", "1", "-pix_fmt", "gray", "-f", "rawvideo", "pipe:1"],
    ],
    { encoding: "buffer" },
  );
  return stdout;
}

interface Marked {
  readonly count: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What differs between two pictures by more than a coder does: a coder of noise-free grey is within a few steps. */
function marked(one: Buffer, other: Buffer, beyond = 12): Marked {
  let [count, left, right, top, bottom] = [0, WIDTH, -1, HEIGHT, -1];
  for (let at = 0; at < one.byteLength; at += 1) {
    if (Math.abs((one[at] ?? 0) - (other[at] ?? 0)) <= beyond) continue;
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    count += 1;
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { count, left, right, top, bottom };
}

it.each([
  ["top-left", { left: [0, 40], top: [0, 40] }],
  ["top-right", { right: [280, 319], top: [0, 40] }],
  ["bottom-left", { left: [0, 40], bottom: [200, 239] }],
  ["bottom-right", { right: [280, 319], bottom: [200, 239] }],
] as const)(
  "is in the corner %s, and the rest is the picture of before",
  async (place, sides) => {
    const { path, taken } = await labelled(film, { place, lines: ["副本 仅供法院"] });
    expect(taken).toMatchObject({ frames: 20, widthPx: WIDTH, heightPx: HEIGHT, zeroUs: 0 });
    const found = marked(await pixels(film, 1), await pixels(path, 1));
    expect(found.count).toBeGreaterThan(150);
    // Letters of 11 pixels, seven of them at most, and their edges.
    expect(found.bottom - found.top).toBeLessThan(24);
    expect(found.right - found.left).toBeLessThan(110);
    for (const [side, [least, most]] of Object.entries<readonly [number, number]>(sides)) {
      expect(found[side as keyof typeof sides]).toBeGreaterThanOrEqual(least);
      expect(found[side as keyof typeof sides]).toBeLessThanOrEqual(most);
    }
  },
  60_000,
);

it("is faintly all over it where that is wished", async () => {
  const { path } = await labelled(film, { place: "tiled", lines: ["仅供法院使用"] });
  const [before, after] = [await pixels(film, 1), await pixels(path, 1)];
  const found = marked(before, after);
  expect([found.left < 40, found.right > 200, found.top < 50, found.bottom > 190]).toEqual([
    ...[true, true, true, true],
  ]);
  // What lies under it can still be seen.
  const most = Math.max(...after.map((value, at) => Math.abs(value - (before[at] ?? 0))));
  expect(most).toBeLessThan(90);
}, 60_000);

it("draws hostile words as they stand, each unlike what it would be if it were obeyed", async () => {
  const plain = await pixels(film, 0);
  const row = (of: Buffer, from: number, to: number) =>
    marked(plain.subarray(from * WIDTH, to * WIDTH), of.subarray(from * WIDTH, to * WIDTH));
  // Each letter takes its place: an escape, an expansion or a colon that were eaten would leave no more than what is below it.
  for (const [words, fewer] of [
    ["%{pts}%{n}", "%%pts%n"],
    ["\\\\\\n", "\\n"],
    ["a:b:x=0", "a"],
    ["a'b',[c];d", "abcd"],
    ["{}{}", "{}"],
    [HAN_B + HAN_B, HAN_B],
  ] as const) {
    const { path } = await labelled(film, { lines: [words, fewer] });
    const [first, later] = [await pixels(path, 0), await pixels(path, 1.5)];
    // What runs with time would not stand still.
    expect(marked(first, later, 48).count).toBe(0);
    const [one, other] = [row(first, 0, 21), row(first, 21, 60)];
    expect(one.right).toBeGreaterThan(other.right + 2);
    expect(other.right).toBeGreaterThan(5);
    expect(row(first, 60, HEIGHT).count).toBe(0);
  }
  await expect(labelled(film, { lines: ["emoji 👮"] })).rejects.toMatchObject({
    code: "derived/label-glyphs",
    facts: { missing: 1, first: "1f46e" },
  });
}, 60_000);

it("runs with the time of each picture, also where they come unevenly, and keeps that time", async () => {
  const uneven = await bench.record(
    "uneven.mkv",
    ...["-f", "lavfi", "-i", `color=gray:size=${WIDTH}x${HEIGHT}:rate=25:duration=3`, ...sound],
    ...["-vf", "select='not(mod(n,7))+not(mod(n,11))'", "-fps_mode", "vfr"],
    ...["-c:v", "libx264", "-c:a", "aac"],
  );
  const wall = { at: NOON, clock: "camera", clockOffsetMs: 12, zoneMinutes: 480 } as const;
  const { path, taken, madeBy } = await labelled(uneven, { timeCode: true, wall, size: "small" });
  const [before, after] = [await timesIn(uneven), await timesIn(path)];
  expect(taken.frames).toBe(before.length);
  expect(after.map((at) => at - after[0]!)).toEqual(before.map((at) => at - before[0]!));
  expect(new Set(after.slice(1).map((at, place) => at - after[place]!)).size).toBeGreaterThan(2);
  const [zero, one, two] = await Promise.all([0, 1, 2].map((at) => pixels(path, at)));
  expect(marked(zero!, one!).count).toBeGreaterThan(3);
  expect(marked(one!, two!).count).toBeGreaterThan(3);
  expect(madeBy.arguments.join(" ")).not.toContain("UTC");
  // Sound is there as before.
  expect((await timesIn(path, "a")).length).toBeGreaterThan(80);
}, 60_000);

it("has subtitles as a track of its own at their times, and in the picture where that is wished", async () => {
  const cues: readonly Cue[] = [
    { fromMs: 500, toMs: 900, lines: ['第一句 <b> & "x"', "-->"] },
    { fromMs: 1_200, toMs: 1_500, lines: ["b"] },
  ];
  const track = { sha256: sha256(writeWebVtt(cues)), cues: 2, language: "zho" } as const;
  const { path, taken } = await labelled(film, { subtitles: { ...track, burned: false } }, cues);
  expect(taken.subtitles).toEqual({ ...track, burned: false });
  const { stdout } = await run("ffmpeg", [
    ...["-v", "error", "-i", path, "-map", "0:s:0", "-c:s", "srt", "-f", "srt", "pipe:1"],
  ]);
  expect(stdout.replaceAll("\r", "")).toBe(
    '1\n00:00:00,500 --> 00:00:00,900\n第一句 <b> & "x"\n-->\n\n2\n00:00:01,200 --> 00:00:01,500\nb\n\n',
  );
  const { stdout: tags } = await run("ffprobe", [
    ...["-v", "error", "-select_streams", "s", "-of", "csv=p=0"],
    ...["-show_entries", "stream=codec_name:stream_tags=language", path],
  ]);
  expect(tags.trim()).toBe("mov_text,zho");
  expect(marked(await pixels(film, 0.7), await pixels(path, 0.7)).count).toBe(0);
  const burned = await labelled(film, { subtitles: { ...track, burned: true } }, cues);
  const at = async (s: number) => marked(await pixels(film, s), await pixels(burned.path, s));
  expect((await at(0.7)).count).toBeGreaterThan(150);
  expect((await at(0.7)).top).toBeGreaterThan(180);
  expect((await at(0)).count).toBe(0);
  expect((await at(1)).count).toBe(0);
  expect((await at(1.3)).count).toBeGreaterThan(10);
}, 60_000);

it("comes out the same again, and is none of a sound, of a photograph, or of words that do not fit", async () => {
  const words = { lines: ["副本"], timeCode: true };
  const cues = [{ fromMs: 500, toMs: 900, lines: ["第一句 <b> &lt; &amp;", "NOTE --> x"] }];
  const subtitles: SubtitleTrack = {
    ...{ sha256: sha256(writeWebVtt(cues)), cues: 1, language: "eng", burned: true },
  };
  const one = await labelled(film, { ...words, subtitles }, cues);
  const bytes = await readFile(one.path);
  const read = () => Promise.resolve(Readable.from([bytes]));
  const made = { sha256: sha256(bytes), sizeBytes: bytes.byteLength, read };
  const again = (taken: LabelTaken) =>
    bench.again(
      film,
      one,
      besideOf({ folders: bench.folders, sandbox, font: openFont }, { taken, made }),
    );
  expect(await again(one.taken)).toBe("same");
  // Other words than were signed.
  const forged = { ...one.taken, subtitles: { ...subtitles, sha256: sha256("other") } };
  expect(await again(forged)).toBe("failed");
  expect(await again({ ...one.taken, lines: ["副"] })).toBe("differs");
  const heard = await bench.record("sound.m4a", ...sound, "-c:a", "aac", "-f", "mp4");
  await expect(labelled(heard, words)).rejects.toMatchObject({ code: "derived/no-film" });
  const photo = await bench.record("photo.png", ...grey, "-frames:v", "1");
  await expect(labelled(photo, words)).rejects.toMatchObject({ code: "derived/nothing-in-range" });
  await expect(labelled(film, { lines: ["字".repeat(60)] })).rejects.toMatchObject({
    code: "derived/label-too-wide",
  });
}, 60_000);

it("stands upright in a picture that is turned, and in one of odd sides", async () => {
  const turned = await bench
    .record(...(["turned.mp4", "-display_rotation", "90", "-i", film, "-c", "copy"] as const))
    .catch(() =>
      bench.record("turned.mp4", "-i", film, "-c", "copy", "-metadata:s:v", "rotate=90"),
    );
  const { taken } = await labelled(turned, { lines: ["a"] });
  expect([taken.widthPx, taken.heightPx]).toEqual([HEIGHT, WIDTH]);
  const odd = await bench.record(
    "odd.mkv",
    ...["-f", "lavfi", "-i", "color=gray:size=101x77:rate=10:duration=1", "-c:v", "libx264"],
    ...["-pix_fmt", "yuv444p"],
  );
  const small = await labelled(odd, { lines: ["a"] });
  expect([small.taken.widthPx, small.taken.heightPx]).toEqual([100, 76]);
}, 60_000);
