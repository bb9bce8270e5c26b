/** Tests of reading ffprobe's JSON: absurd fields are no facts, and nothing crashes the reader. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseFfprobe } from "../../../infra/ffmpeg/ffprobe-output.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { MediaInfo } from "../../../services/media/media-info.ts";

const stream = (changes: object = {}): object => ({
  index: 0,
  codec_type: "video",
  codec_name: "h264",
  profile: "High",
  pix_fmt: "yuv420p",
  width: 1280,
  height: 720,
  sample_aspect_ratio: "1:1",
  field_order: "progressive",
  avg_frame_rate: "30000/1001",
  bit_rate: "2000000",
  disposition: { attached_pic: 0 },
  ...changes,
});
const read = (streams: object[], rest: object = {}): MediaInfo =>
  parseFfprobe(JSON.stringify({ streams, format: { duration: "2.04" }, ...rest }), "mov");

describe("what ffprobe prints", () => {
  test("becomes whole numbers and plain names", () => {
    const sound = {
      index: 1,
      codec_type: "audio",
      codec_name: "aac",
      sample_rate: "48000",
      channels: 2,
    };
    const packets = [
      { stream_index: 1, flags: "K_" },
      { stream_index: 0, flags: "K_" },
    ];
    expect(read([stream(), sound, { index: 2, codec_type: "data" }], { packets })).toEqual({
      family: "mov",
      durationMs: 2_040,
      video: {
        codec: "h264",
        profile: "High",
        pixelFormat: "yuv420p",
        widthPx: 1280,
        heightPx: 720,
        displayWidthPx: 1280,
        displayHeightPx: 720,
        framesPer1000s: 29_970,
        interlaced: false,
        bitsPerSecond: 2_000_000,
        startsWithKeyframe: true,
      },
      audio: { codec: "aac", sampleRateHz: 48_000, channels: 2 },
      otherStreams: 1,
    });
  });

  test.each([
    ["turned by 90°", { side_data_list: [{ rotation: -90 }] }, [720, 1280]],
    ["turned by 180°", { side_data_list: [{ rotation: 180 }] }, [1280, 720]],
    ["PAL pixels", { width: 720, height: 576, sample_aspect_ratio: "16:15" }, [768, 576]],
    ["an absurd aspect", { sample_aspect_ratio: "1:65535" }, [1280, 720]],
    ["an aspect of nothing", { sample_aspect_ratio: "0:0" }, [1280, 720]],
    ["an aspect that is no number", { sample_aspect_ratio: "N/A" }, [1280, 720]],
  ])("shows %s upright and square", (_what, changes, size) => {
    const { video } = read([stream(changes)]);
    expect([video?.displayWidthPx, video?.displayHeightPx]).toEqual(size);
  });

  test("the cover of a song is no film", () => {
    expect(read([stream({ disposition: { attached_pic: 1 } })]).video).toBeNull();
  });

  test("a first packet without a key frame, or none at all, is no start", () => {
    const packets = [
      { stream_index: 0, flags: "__" },
      { stream_index: 0, flags: "K_" },
    ];
    expect(read([stream()], { packets }).video?.startsWithKeyframe).toBe(false);
    expect(read([stream()]).video?.startsWithKeyframe).toBe(false);
  });

  test("names that are none of ffmpeg's own are dropped", () => {
    const { video } = read([stream({ codec_name: "h264\n[STREAM]", profile: "x".repeat(65) })]);
    expect(video).toMatchObject({ codec: "unknown", profile: null });
  });

  test.each([
    ["no JSON", "{"],
    ["JSON of another shape", '{"streams": 3}'],
    ["nothing", ""],
    ["too many streams", JSON.stringify({ streams: Array.from({ length: 65 }, () => stream()) })],
  ])("%s is unreadable", (_what, json) => {
    expect(() => parseFfprobe(json, "mov")).toThrow(
      expect.objectContaining({ code: "media/unreadable" }),
    );
  });

  test("whatever the fields hold, the answer fits its schema or is a refusal", () => {
    const field = fc.constantFrom(...Object.keys(stream()));
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), fc.jsonValue(), (changes, format) => {
        try {
          const info = read([stream(changes)], { format });
          expect(MediaInfo.parse(info)).toEqual(info);
        } catch (error) {
          expect(isRefusal(error, "media/unreadable")).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});
