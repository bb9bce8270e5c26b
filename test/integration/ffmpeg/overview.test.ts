/** Storyboards and wave forms of real recordings: pictures of the moments they are said to be of, sound where it is, and nothing of what is no recording. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPeaks } from "../../../services/web/src/item/peaks-file.ts";
import { type ClipName, clipBytes } from "../../fixtures/make-media.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

let media: RealMedia;
beforeAll(async () => {
  media = await realMedia();
});
afterAll(() => media.close());

async function overviewOf(bytes: Uint8Array) {
  await using job = await media.filled(bytes);
  const info = await media.probe(job);
  const input = { info, sizeBytes: bytes.byteLength };
  const pictures = info.video === null ? null : await media.tools.storyboard(job, input, never);
  const sound =
    info.audio === null ? null : await media.tools.peaks(job, input, () => undefined, never);
  return {
    info,
    ...{ pictures, sound },
    jpeg: pictures === null ? null : await readFile(pictures.path),
    wave: sound === null ? null : readPeaks(await readFile(sound.path)),
  };
}

/** A film made here, in a container that does not say its length: `video` and `audio` are sources of libavfilter. */
async function filmOf(video: string, audio: string, ...coded: string[]): Promise<Buffer> {
  const inputs = ["-f", "lavfi", "-i", video, "-f", "lavfi", "-i", audio];
  const h264 = [
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-pix_fmt",
    "yuv420p",
    "-c:a",
    "pcm_s16le",
  ];
  const args = ["-v", "error", ...inputs, ...h264, ...coded, "-f", "matroska", "pipe:1"];
  const { stdout } = await promisify(execFile)("ffmpeg", args, {
    ...{ encoding: "buffer", maxBuffer: 64 << 20 },
  });
  return stdout;
}
/** Mean brightness of one picture of a storyboard, 0 to 255. */
async function brightness(jpeg: Buffer, left: number, top: number): Promise<number> {
  const child = promisify(execFile)(
    "ffmpeg",
    [
      ...["-v", "error", "-f", "mjpeg", "-i", "pipe:0"],
      ...["-vf", `crop=160:90:${left}:${top},scale=1:1:flags=area,format=gray`],
      ...["-f", "rawvideo", "pipe:1"],
    ],
    { encoding: "buffer" },
  );
  child.child.stdin?.end(jpeg);
  return (await child).stdout[0] ?? NaN;
}

test.each<ClipName>([
  ...(["mpegts", "avi-mpeg4-mp3", "hevc", "no-audio", "one-frame", "variable-rate"] as const),
  ...(["wav", "mp3"] as const),
])("of %s", async (name) => {
  const { info, pictures, sound, jpeg, wave } = await overviewOf(await clipBytes(name));
  if (pictures !== null) {
    const { atMs, columns, endMs } = pictures.numbers;
    expect(atMs[0]).toBeLessThan(200);
    expect(endMs).toBeGreaterThanOrEqual(atMs.at(-1) ?? Infinity);
    expect(jpeg?.subarray(0, 3).toString("hex")).toBe("ffd8ff");
    expect(columns).toBeGreaterThan(0);
  }
  if (sound !== null) {
    const lengthMs = info.durationMs ?? sound.numbers.lengthMs;
    expect(Math.abs(sound.numbers.lengthMs - lengthMs)).toBeLessThan(500);
    expect(sound.numbers.loudest).toBeGreaterThan(0);
    expect(wave?.low).toHaveLength(sound.numbers.columns);
  }
});

// Black for four seconds, white for four, black again: with a key picture a second, and with one in all.
const HALVES = "color=black:s=320x180:r=10:d=12,geq=lum='if(between(T,4,8),235,16)':cb=128:cr=128";
test.each([
  ["key pictures", ["-g", "10"], true],
  [
    "all pictures, of a short one with too few key pictures",
    ["-g", "1000", "-sc_threshold", "0"],
    false,
  ],
])("each picture is of the moment it is said to be of, by %s", async (_, coded, byKeys) => {
  const film = await filmOf(HALVES, "anullsrc=r=8000:cl=mono,atrim=0:12", ...coded);
  const { pictures, jpeg, sound } = await overviewOf(film);
  const { atMs, columns, tileWidthPx, tileHeightPx } = pictures!.numbers;
  expect(pictures?.madeBy.arguments.includes("nokey")).toBe(byKeys);
  expect([atMs, tileWidthPx, tileHeightPx]).toEqual([
    [0, 2_000, 4_000, 6_000, 8_000, 10_000],
    ...[160, 90],
  ]);
  for (const [index, at] of atMs.entries()) {
    const [left, top] = [160 * (index % columns), 90 * Math.floor(index / columns)];
    const isWhite = (await brightness(jpeg!, left, top)) > 128;
    expect([at, isWhite]).toEqual([at, at >= 4_000 && at <= 8_000]);
  }
  // Silence is a sound, and is told from one.
  expect(sound?.numbers.loudest).toBe(0);
});

test("sound that begins late is drawn late, and loud is drawn louder than quiet", async () => {
  const tone = "sine=440:r=8000:d=8,volume='if(lt(t,4),0.1,0.9)':eval=frame";
  const film = await filmOf("color=gray:s=160x90:r=5:d=10", tone, "-af", "asetpts=PTS+2/TB");
  const { wave, sound } = await overviewOf(film);
  const loudest = (fromS: number, toS: number): number => {
    const column = (seconds: number): number =>
      Math.round((seconds / (wave?.lengthSeconds ?? 1)) * (wave?.high.length ?? 0));
    return Math.max(...(wave?.high.slice(column(fromS), column(toS)) ?? []));
  };
  expect(Math.abs((sound?.numbers.lengthMs ?? 0) - 10_000)).toBeLessThan(300);
  expect(loudest(0, 1.8)).toBeLessThan(0.001);
  expect(loudest(2.5, 5.5)).toBeGreaterThan(0.005);
  expect(loudest(6.5, 9.5)).toBeGreaterThan(5 * loudest(2.5, 5.5));
});

test("a gap of hours between two pictures makes no hours of pictures, nor of memory", async () => {
  const film = await filmOf(
    "color=gray:s=160x90:r=5:d=2,setpts=PTS+gte(N\\,5)*8000/TB",
    "anullsrc=r=8000:cl=mono,atrim=0:2,asetpts=PTS+gte(N\\,10)*8000/TB",
    ...["-g", "1", "-fps_mode", "passthrough"],
  );
  const { pictures, sound } = await overviewOf(film);
  expect(pictures?.numbers.atMs.length).toBeLessThan(10);
  expect(pictures?.numbers.endMs).toBeGreaterThan(7_000_000);
  expect(sound?.numbers.columns).toBeLessThanOrEqual(4_096);
});
