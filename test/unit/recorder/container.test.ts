/** Which container a camera's packets go into, and which codings are refused at once. */
import { describe, expect, it } from "vitest";
import { codedSource } from "../../../services/recorder/container.ts";

const sdp = (...media: readonly string[]): string =>
  ["v=0", "o=- 1 1 IN IP4 10.0.0.5", "s=cam", "t=0 0", ...media, ""].join("\r\n");
const H264 = "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:trackID=0";

describe("the container of a camera", () => {
  it.each([
    ["no sound", sdp(H264), { container: "mp4", video: "h264", audio: null }],
    [
      "AAC",
      sdp(H264, "m=audio 0 RTP/AVP 97\r\na=rtpmap:97 mpeg4-generic/48000/2"),
      { container: "mp4", video: "h264", audio: "mpeg4-generic" },
    ],
    [
      "Opus",
      sdp(H264, "m=audio 0 RTP/AVP 98\r\na=rtpmap:98 OPUS/48000/2"),
      { container: "mp4", video: "h264", audio: "opus" },
    ],
    [
      "G.711 by its number alone",
      sdp(H264, "m=audio 0 RTP/AVP 8"),
      { container: "mov", video: "h264", audio: "pcma" },
    ],
    ["sound alone", sdp("m=audio 0 RTP/AVP 0"), { container: "mov", video: null, audio: "pcmu" }],
    [
      "H.265, after data of an application",
      sdp(
        "m=application 0 RTP/AVP 107\r\na=rtpmap:107 vnd.onvif.metadata/90000",
        "m=video 0 RTP/SAVP 96\r\na=rtpmap:96 H265/90000",
      ),
      { container: "mp4", video: "h265", audio: null },
    ],
  ])("%s", (_name, text, expected) => expect(codedSource(text)).toEqual(expected));

  it.each([
    ["G.722, which QuickTime has no name for", sdp(H264, "m=audio 0 RTP/AVP 9")],
    ["VP8", sdp("m=video 0 RTP/AVP 96\r\na=rtpmap:96 VP8/90000")],
    ["a type without a map", sdp("m=video 0 RTP/AVP 96")],
    ["data only", sdp("m=application 0 RTP/AVP 107")],
    ["nothing", ""],
    ["bytes that are no description", "\u0000\u0001m=video"],
  ])("refuses %s", (_name, text) =>
    expect(() => codedSource(text)).toThrow(
      expect.objectContaining({ code: "recorder/no-coding" }),
    ),
  );
});
