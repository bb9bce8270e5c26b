/** Tests of what is too much, or not allowed, to make a copy of. */
import { expect, test } from "vitest";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { type MediaInfo, checkMediaInfo } from "../../../services/media/media-info.ts";
import { AAC_AUDIO, H264_VIDEO, mediaInfo } from "../../fixtures/media-info.ts";

const verdict = (info: MediaInfo): string => {
  try {
    return checkMediaInfo(info) === info ? "taken" : "changed";
  } catch (error) {
    return isRefusal(error) && error.kind === "invalid" ? error.code : String(error);
  }
};
const withVideo = (changes: Partial<typeof H264_VIDEO>): MediaInfo =>
  mediaInfo({ video: { ...H264_VIDEO, ...changes } });
const withAudio = (changes: Partial<typeof AAC_AUDIO>): MediaInfo =>
  mediaInfo({ video: null, audio: { ...AAC_AUDIO, ...changes } });

test.each([
  ["a clip", mediaInfo(), "taken"],
  ["nothing to see or hear", mediaInfo({ video: null, audio: null }), "media/unreadable"],
  ["a picture without size", withVideo({ widthPx: 0 }), "media/unreadable"],
  ["40 megapixels", withVideo({ widthPx: 8_000, heightPx: 5_000 }), "taken"],
  ["one row more", withVideo({ widthPx: 8_000, heightPx: 5_001 }), "media/too-large"],
  ["48 hours", mediaInfo({ durationMs: 172_800_000 }), "taken"],
  ["a millisecond more", mediaInfo({ durationMs: 172_800_001 }), "media/too-large"],
  ["sixteen streams", mediaInfo({ otherStreams: 14 }), "taken"],
  ["one stream more", mediaInfo({ otherStreams: 15 }), "media/too-large"],
  ["a thousand frames a second", withVideo({ framesPer1000s: 1_000_000 }), "media/too-large"],
  ["a decoder with a known hole", withVideo({ codec: "magicyuv" }), "media/not-allowed"],
  ["PNG pictures inside a film", withVideo({ codec: "png" }), "media/not-allowed"],
  ["a PNG picture", { ...withVideo({ codec: "png" }), family: "png_pipe" }, "taken"],
  ["H.264 inside a picture", { ...withVideo({}), family: "jpeg_pipe" }, "media/not-allowed"],
  ["384 kHz", withAudio({ sampleRateHz: 384_000 }), "media/too-large"],
  ["64 channels", withAudio({ channels: 64 }), "media/too-large"],
  ["an unlisted sound", withAudio({ codec: "wmav2" }), "media/not-allowed"],
  [
    "an unlisted sound beside a good picture",
    { ...withAudio({ codec: "wmav2" }), video: H264_VIDEO },
    "media/not-allowed",
  ],
] as const)("%s: %s", (_what, info, expected) => {
  expect(verdict(info)).toBe(expected);
});
