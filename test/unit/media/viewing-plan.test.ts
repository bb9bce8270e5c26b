/** Tests of the decision which copy is made, and of what a run may take. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MediaInfo, VideoInfo } from "../../../services/media/media-info.ts";
import { MediaInfo as MediaInfoSchema } from "../../../services/media/media-info.ts";
import { type CopyPlan, posterPlans, viewingPlans } from "../../../services/media/viewing-plan.ts";
import { AAC_AUDIO, H264_VIDEO, mediaInfo } from "../../fixtures/media-info.ts";

const SIZE = 45_000_000;
const video = (changes: Partial<VideoInfo>): MediaInfo =>
  mediaInfo({ video: { ...H264_VIDEO, ...changes } });
const inShort = (plan: CopyPlan | undefined): string => {
  if (plan === undefined) return "none";
  if (plan.form === "still") return "still";
  return `${plan.method}: ${plan.video?.how ?? "none"} + ${plan.audio?.how ?? "none"}`;
};
const best = (info: MediaInfo): string => inShort(viewingPlans(info, SIZE)[0]);

describe("what is made of", () => {
  test.each([
    ["a body camera's clip", mediaInfo(), "remux: copy + copy"],
    ["the same in Matroska", mediaInfo({ family: "matroska" }), "remux: copy + copy"],
    ["the same in a transport stream", mediaInfo({ family: "mpegts" }), "remux: copy + copy"],
    ["a silent clip", mediaInfo({ audio: null }), "remux: copy + none"],
    ["full-range 4:2:0", video({ pixelFormat: "yuvj420p" }), "remux: copy + copy"],
    [
      "G.711 sound",
      mediaInfo({ audio: { codec: "pcm_alaw", sampleRateHz: 8_000, channels: 1 } }),
      "encode: copy + encode",
    ],
    ["six channels", mediaInfo({ audio: { ...AAC_AUDIO, channels: 6 } }), "encode: copy + encode"],
    ["Opus sound", mediaInfo({ audio: { ...AAC_AUDIO, codec: "opus" } }), "encode: copy + encode"],
    ["AVI, which has no presentation times", mediaInfo({ family: "avi" }), "encode: encode + copy"],
    ["HEVC", video({ codec: "hevc", profile: "Main" }), "encode: encode + copy"],
    ["10 bits", video({ profile: "High 10", pixelFormat: "yuv420p10le" }), "encode: encode + copy"],
    ["4:2:2", video({ profile: "High 4:2:2", pixelFormat: "yuv422p" }), "encode: encode + copy"],
    ["an unknown profile", video({ profile: null }), "encode: encode + copy"],
    ["fields", video({ interlaced: true }), "encode: encode + copy"],
    ["2160p", video({ widthPx: 3840, heightPx: 2160 }), "encode: encode + copy"],
    ["90 frames a second", video({ framesPer1000s: 90_000 }), "encode: encode + copy"],
    ["20 Mbit/s", video({ bitsPerSecond: 20_000_000 }), "encode: encode + copy"],
    [
      "20 Mbit/s by size and length",
      { ...video({ bitsPerSecond: null }), durationMs: 18_000 },
      "encode: encode + copy",
    ],
    ["a start without a key frame", video({ startsWithKeyframe: false }), "encode: encode + copy"],
    [
      "sound alone",
      mediaInfo({
        family: "wav",
        video: null,
        audio: { codec: "pcm_s16le", sampleRateHz: 44_100, channels: 2 },
      }),
      "encode: none + encode",
    ],
    ["AAC alone", mediaInfo({ family: "aac", video: null }), "remux: none + copy"],
    ["a photograph", { ...video({ codec: "mjpeg" }), family: "jpeg_pipe", audio: null }, "still"],
  ] as const)("%s", (_what, info, expected) => {
    expect(best(info)).toBe(expected);
  });

  test("a clip that cannot be remuxed after all is encoded next", () => {
    expect(viewingPlans(mediaInfo(), SIZE).map(inShort)).toEqual([
      "remux: copy + copy",
      "encode: encode + copy",
    ]);
  });

  test("a length that the frames do not reach: the poster is tried at the start too", () => {
    const places = posterPlans(mediaInfo(), SIZE).map((plan) => plan.form === "still" && plan.atMs);
    expect(places).toEqual([3_000, 0]);
    expect(posterPlans(mediaInfo({ video: null }), SIZE)).toEqual([]);
  });

  test("an upright phone clip stays upright, and no picture is enlarged", () => {
    const upright = { codec: "hevc", displayWidthPx: 1080, displayHeightPx: 1920 };
    expect(viewingPlans(video(upright), SIZE)[0]).toMatchObject({
      video: { widthPx: 720, heightPx: 1280 },
    });
    const small = { codec: "mpeg4", displayWidthPx: 352, displayHeightPx: 289 };
    expect(viewingPlans(video(small), SIZE)[0]).toMatchObject({
      video: { widthPx: 352, heightPx: 290 },
    });
  });

  test("a sample rate AAC has none of becomes 48 kHz, an 8 kHz radio stays", () => {
    const rate = (sampleRateHz: number): unknown =>
      viewingPlans(
        mediaInfo({ video: null, audio: { codec: "pcm_s16le", sampleRateHz, channels: 1 } }),
        SIZE,
      )[0];
    expect(rate(192_000)).toMatchObject({ audio: { sampleRateHz: 48_000, channels: 1 } });
    expect(rate(8_000)).toMatchObject({ audio: { sampleRateHz: 8_000 } });
  });
});

const anyVideo: fc.Arbitrary<VideoInfo> = fc.record({
  codec: fc.constantFrom("h264", "hevc", "mpeg4"),
  profile: fc.constantFrom("High", "Main", null),
  pixelFormat: fc.constantFrom("yuv420p", "yuv422p", null),
  widthPx: fc.integer({ min: 1, max: 20_000 }),
  heightPx: fc.integer({ min: 1, max: 20_000 }),
  displayWidthPx: fc.nat({ max: 80_000 }),
  displayHeightPx: fc.nat({ max: 80_000 }),
  framesPer1000s: fc.option(fc.nat()),
  interlaced: fc.boolean(),
  bitsPerSecond: fc.option(fc.nat()),
  startsWithKeyframe: fc.boolean(),
});
const anyInfo: fc.Arbitrary<MediaInfo> = fc
  .record({
    family: fc.constantFrom("mov", "matroska", "mpegts", "avi", "png_pipe"),
    durationMs: fc.option(fc.nat({ max: Number.MAX_SAFE_INTEGER })),
    video: fc.option(anyVideo),
    audio: fc.option(
      fc.record({
        codec: fc.constantFrom("aac", "mp3", "pcm_alaw"),
        sampleRateHz: fc.nat({ max: 400_000 }),
        channels: fc.nat({ max: 64 }),
      }),
    ),
    otherStreams: fc.nat({ max: 20 }),
  })
  .filter((info) => info.video !== null || info.audio !== null);

test("every plan is bounded: time, silence, memory, output, picture; whatever the container claims", () => {
  fc.assert(
    fc.property(anyInfo, fc.nat({ max: 2 ** 40 }), (info, sizeBytes) => {
      const plans = [...viewingPlans(info, sizeBytes), ...posterPlans(info, sizeBytes)];
      for (const { limits, ...plan } of plans) {
        expect(limits.wallMs).toBeGreaterThanOrEqual(120_000);
        expect(limits.wallMs).toBeLessThanOrEqual(12 * 3_600_000);
        expect(limits.memoryBytes).toBeLessThanOrEqual(2 ** 31);
        expect(limits.outputBytes).toBeLessThanOrEqual(2 * sizeBytes + 2 ** 37);
        const size = plan.form === "still" ? plan.size : plan.video;
        if (size === null || !("widthPx" in size)) continue;
        const { widthPx, heightPx } = size;
        expect([widthPx % 2, heightPx % 2]).toEqual([0, 0]);
        expect(Math.min(widthPx, heightPx)).toBeGreaterThanOrEqual(16);
        expect(Math.max(widthPx, heightPx)).toBeLessThanOrEqual(2_560);
      }
    }),
  );
});

test("what a probe found survives the database and is never a float", () => {
  fc.assert(
    fc.property(anyInfo, (info) => {
      expect(MediaInfoSchema.parse(JSON.parse(JSON.stringify(info)))).toEqual(info);
    }),
  );
  expect(MediaInfoSchema.safeParse({ ...mediaInfo(), durationMs: 0.5 }).success).toBe(false);
});
