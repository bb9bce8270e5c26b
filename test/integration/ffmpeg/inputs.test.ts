/** Every kind of recording that comes in, from its first bytes to its copy: each ends in the verdict that stands here. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { viewingPlans } from "../../../services/media/viewing-plan.ts";
import type { Container } from "../../../services/source/container.ts";
import { made } from "../../fixtures/hostile-media.ts";
import { type ClipName, clip, clipBytes, ffprobe } from "../../fixtures/make-media.ts";
import { amr, heic, turnedPhotograph } from "../../fixtures/odd-inputs.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

let media: RealMedia;
beforeAll(async () => {
  media = await realMedia();
});
afterAll(() => media.close());

/** Family, how its copy is made, and the streams that the copy has; or why there is none. */
type Verdict = readonly [Container, "remux" | "encode" | "still", string] | string;

const kept = (name: ClipName) => (): Promise<Buffer> => clipBytes(name);
const from =
  (name: ClipName, ...options: string[]) =>
  async (): Promise<Buffer> =>
    made(["-i", await clip(name), ...options]);

const INPUTS: Readonly<Record<string, readonly [() => Promise<Buffer>, Verdict]>> = {
  "MP4, index behind": [kept("h264-aac"), ["mov", "remux", "h264 aac"]],
  "MP4, index before": [kept("h264-aac-faststart"), ["mov", "remux", "h264 aac"]],
  "MP4 in fragments": [kept("fragmented"), ["mov", "remux", "h264 aac"]],
  "MP4 without its index": [kept("truncated-moov"), "media/unreadable"],
  "MP4 that stands on its side": [kept("rotated"), ["mov", "remux", "h264 aac"]],
  "MP4 of one picture": [kept("one-frame"), ["mov", "remux", "h264"]],
  "MP4 without sound": [kept("no-audio"), ["mov", "remux", "h264"]],
  "MP4 of sound alone": [
    from("h264-aac", "-vn", "-c", "copy", "-f", "mp4"),
    ["mov", "remux", "aac"],
  ],
  "MP4 with H.265": [kept("hevc"), ["mov", "encode", "h264 aac"]],
  "3GP with H.263's successor and AMR's place taken by AAC": [
    from("h264-aac", "-c:v", "mpeg4", "-c:a", "copy", "-f", "3gp"),
    ["mov", "encode", "h264 aac"],
  ],
  "MOV with PCM": [kept("h264-pcm-mov"), ["mov", "encode", "h264 aac"]],
  "MOV with Motion JPEG": [
    from("h264-aac", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-an", "-f", "mov"),
    ["mov", "encode", "h264"],
  ],
  Matroska: [kept("matroska"), ["matroska", "remux", "h264 aac"]],
  "transport stream": [kept("mpegts"), ["mpegts", "remux", "h264 aac"]],
  "transport stream with the time codes of Blu-ray": [
    from("mpegts", "-c", "copy", "-mpegts_m2ts_mode", "1", "-f", "mpegts"),
    ["mpegts", "remux", "h264 aac"],
  ],
  "interlaced MPEG-2": [kept("interlaced"), ["mpegts", "encode", "h264 aac"]],
  "AVI with MPEG-4 and MP3": [kept("avi-mpeg4-mp3"), ["avi", "encode", "h264 aac"]],
  "AVI with Motion JPEG and PCM": [
    from("h264-aac", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-c:a", "pcm_s16le", "-f", "avi"),
    ["avi", "encode", "h264 aac"],
  ],
  WAV: [kept("wav"), ["wav", "encode", "aac"]],
  MP3: [kept("mp3"), ["mp3", "encode", "aac"]],
  "AAC in ADTS": [kept("adts"), ["aac", "remux", "aac"]],
  Opus: [kept("ogg"), ["ogg", "encode", "aac"]],
  FLAC: [kept("flac"), ["flac", "encode", "aac"]],
  "AMR, narrow": [() => amr("narrow"), ["amr", "encode", "aac"]],
  "AMR, wide": [() => amr("wide"), ["amr", "encode", "aac"]],
  JPEG: [kept("jpeg"), ["jpeg_pipe", "still", "mjpeg"]],
  PNG: [kept("png"), ["png_pipe", "still", "mjpeg"]],
  garbage: [kept("garbage"), "media/unreadable"],
};

test.each(Object.entries(INPUTS))("%s", async (_, [make, expected]) => {
  expect(await verdict(await make())).toEqual(expected);
});

async function verdict(bytes: Buffer): Promise<Verdict> {
  await using job = await media.filled(bytes);
  try {
    const info = await media.probe(job);
    const [plan] = viewingPlans(info, bytes.byteLength);
    if (plan === undefined) return "no plan";
    const { path } = await media.tools.make(job, plan, () => undefined, never);
    const format = plan.form === "still" ? ["-f", "jpeg_pipe"] : [];
    const { streams } = (await ffprobe(path, ...format, "-show_streams")) as {
      streams: { codec_name: string }[];
    };
    return [info.family, plan.method, streams.map(({ codec_name: name }) => name).join(" ")];
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

describe("photographs with the orientation of Exif", () => {
  test.each([
    [1, 320, 240],
    [3, 320, 240],
    [6, 240, 320],
    [8, 240, 320],
  ])("%i stands upright and is not pressed", async (orientation, width, height) => {
    await using job = await media.filled(turnedPhotograph(await clipBytes("jpeg"), orientation));
    const info = await media.probe(job);
    expect(info.video).toMatchObject({ displayWidthPx: width, displayHeightPx: height });
    const [plan] = viewingPlans(info, 10_000);
    if (plan === undefined) throw new Error("no plan");
    const { path } = await media.tools.make(job, plan, () => undefined, never);
    const { streams } = (await ffprobe(path, "-f", "jpeg_pipe", "-show_streams")) as {
      streams: unknown[];
    };
    expect(streams[0]).toMatchObject({ width, height });
  });
});

test("HEIC is kept without a copy where ffmpeg reads none (before version 7), and never stops the work", async () => {
  const found = await verdict(heic(await clipBytes("hevc")));
  const version = Number(/ffmpeg version (\d+)/.exec(media.sandbox.version)?.[1]);
  if (version < 7) expect(found).toBe("media/unreadable");
  else
    expect(["media/unreadable", "mov still mjpeg", "mov encode h264"]).toContain(
      [found].flat().join(" "),
    );
});
