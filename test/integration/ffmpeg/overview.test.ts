/** Storyboards and wave forms of real recordings: pictures of the moments they are said to be of, sound where it is, and nothing of what is no recording. */
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPeaks } from "../../../services/web/src/item/peaks-file.ts";
import { type ClipName, clipBytes } from "../../fixtures/make-media.ts";
import { camm, gps5 } from "../../fixtures/action-cameras.ts";
import { nmea } from "../../fixtures/positions.ts";
import { positionsIn } from "../../../services/media/track/track.ts";
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

const SENTENCES = nmea([
  "GPRMC,080000,A,2002.6640,N,11011.9940,E,0,0,010326,,",
  "GPRMC,080001,A,2002.6650,N,11011.9950,E,0,0,010326,,",
]).replaceAll("\r\n", "\n");

/** A film whose track of text has a cue a second. */
async function withText(cues: readonly string[], ...output: string[]): Promise<Buffer> {
  await using job = await media.folders.open();
  const srt = cues.map((cue, at) => `${at + 1}\n00:00:0${at},000 --> 00:00:0${at},900\n${cue}\n`);
  await writeFile(join(job.folder, "in/cues.srt"), srt.join("\n"));
  await promisify(execFile)("ffmpeg", [
    ...["-v", "error", "-f", "lavfi", "-i", "testsrc2=s=160x90:r=10:d=3"],
    ...["-f", "srt", "-i", join(job.folder, "in/cues.srt"), "-map", "0", "-map", "1"],
    ...["-c:v", "libx264", "-preset", "ultrafast", ...output, join(job.folder, "out/made")],
  ]);
  return await readFile(join(job.folder, "out/made"));
}

async function positionsOf(bytes: Uint8Array) {
  await using job = await media.filled(bytes);
  const input = { info: await media.probe(job), sizeBytes: bytes.byteLength };
  const found = await media.tools.positions(job, input, never);
  return found === null ? null : await readFile(found.path, "latin1");
}

test.each([
  ["MP4", ["-c:s", "mov_text", "-f", "mp4"]],
  ["Matroska", ["-c:s", "srt", "-f", "matroska"]],
])("sentences in a track of text of %s are found as they stand", async (_, output) => {
  const cues = SENTENCES.trim().split("\n");
  expect(await positionsOf(await withText(cues, ...output))).toBe(SENTENCES);
  const points = ["a drive +20.0444+110.1999/", "+20.0445+110.2000+003.5/ and on"];
  expect(await positionsOf(await withText(points, ...output))).toBe(
    "+20.0444+110.1999/\n+20.0445+110.2000+003.5/\n",
  );
  expect(await positionsOf(await withText(["no place", "at all"], ...output))).toBeNull();
});

test("a place in the tags of QuickTime is found, and a tag of another kind is none", async () => {
  const film = (...tags: string[]) =>
    withText(
      ["no place"],
      ...tags,
      "-c:s",
      "mov_text",
      "-movflags",
      "use_metadata_tags",
      "-f",
      "mov",
    );
  const key = "com.apple.quicktime.location.ISO6709";
  const placed = await film("-metadata", `${key}=+20.0444+110.1999+012.0/`);
  expect(await positionsOf(placed)).toBe("+20.0444+110.1999+012.0/\n");
  expect(await positionsOf(await film("-metadata", `${key}=here`))).toBeNull();
  expect(await positionsOf(await film("-metadata", "comment=+20.0444+110.1999/"))).toBeNull();
});

test("the way of an action camera is found in its own track, before its tag, and what was made before is made again as it was", async () => {
  const here = { latitude: 20.0444, longitude: 110.1999 };
  const filmed = async (track: Buffer) => {
    await using job = await media.folders.open();
    await writeFile(join(job.folder, "in/track"), track);
    await promisify(execFile)("ffmpeg", [
      ...["-v", "error", "-f", "lavfi", "-i", "testsrc2=s=160x90:r=10:d=1"],
      ...["-f", "data", "-i", join(job.folder, "in/track"), "-map", "0", "-map", "1"],
      ...["-c:v", "libx264", "-preset", "ultrafast", "-c:d", "copy", "-tag:d", "gpmd"],
      ...["-metadata", "com.apple.quicktime.location.ISO6709=+20.5+110.5/"],
      ...["-movflags", "use_metadata_tags", "-f", "mov", join(job.folder, "out/made")],
    ]);
    return await readFile(join(job.folder, "out/made"));
  };
  const hero = await filmed(Buffer.concat([gps5(here), gps5({ ...here, fix: 0 })]));
  const way = positionsIn((await positionsOf(hero)) ?? "");
  expect(way).toMatchObject({ format: "gpx", stretches: [[here]] });
  // ffmpeg writes no such track; it reads one.
  const other = (await filmed(camm(5, here))).toString("latin1").replaceAll("gpmd", "camm");
  const told = await positionsOf(Buffer.from(other, "latin1"));
  expect(positionsIn(told ?? "")).toMatchObject({ format: "gpx", stretches: [[here]] });
  const before = [
    "format_tags=location,location-eng,com.apple.quicktime.location.ISO6709",
    "stream=index,codec_type,codec_tag_string:stream_tags=location",
  ].join(":");
  await using job = await media.filled(hero);
  const input = { info: await media.probe(job), sizeBytes: hero.byteLength };
  const args = ["-show_entries", before, "file:in/src"];
  const again = await media.tools.remake(job, args, input, () => undefined, never);
  expect(await readFile(again.path, "latin1")).toBe("+20.5+110.5/\n");
});
