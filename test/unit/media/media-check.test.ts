/** What decoding found, as rules: sound, damaged from where to where, cut, and never more than was seen. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FrameLines } from "../../../infra/ffmpeg/frame-lines.ts";
import {
  type DecodedStream,
  MAX_STRETCHES,
  MediaCheck,
  judgeDecoding,
} from "../../../services/media/media-check.ts";

const decoded = (changes: Partial<DecodedStream> = {}): DecodedStream => ({
  ...{ stream: "video", frames: 500, firstMs: 0, endMs: 20_000, errors: 0 },
  ...{ faults: [], brokenEnd: false, ...changes },
});
const judge = (streams: readonly DecodedStream[], durationMs: number | null = 20_000) =>
  judgeDecoding(streams, durationMs, "ffmpeg 5") as Exclude<MediaCheck, { verdict: "not-checked" }>;

describe("the judgement", () => {
  test("is sound for what was decoded to its end without a complaint", () => {
    expect(judge([decoded(), decoded({ stream: "audio", frames: 900, endMs: 19_990 })])).toEqual({
      ...{ verdict: "sound", tool: "ffmpeg 5", pictures: 500, sounds: 900, errors: 0 },
      ...{ damaged: [], cutAtMs: null, endMs: 20_000 },
    });
  });

  test("is not sound for one complaint that no frame came with", () => {
    expect(judge([decoded({ errors: 1 })])).toMatchObject({ verdict: "damaged", damaged: [] });
  });

  test.each([
    ["ends before the length that the container says", { endMs: 13_000 }, 20_000, 13_000],
    ["ends a little before it", { endMs: 19_100 }, 20_000, null],
    [
      "ends in the middle of a block, whatever the container says",
      { brokenEnd: true },
      null,
      20_000,
    ],
    ["states no length", { endMs: 13_000 }, null, null],
    ["was decoded to nothing", { frames: 0, firstMs: null, endMs: null }, 20_000, 0],
  ] as const)("says where it is cut: what %s", (_, changes, durationMs, cutAtMs) => {
    expect(judge([decoded(changes)], durationMs).cutAtMs).toBe(cutAtMs);
  });

  test("the longer stream tells the end: a sound track that ends early is no cut", () => {
    expect(judge([decoded(), decoded({ stream: "audio", endMs: 4_000 })]).cutAtMs).toBeNull();
  });

  test("counts from the beginning of the recording, joins what lies close, and keeps streams apart", () => {
    const picture = decoded({
      ...{ firstMs: 3_600_000, endMs: 3_620_000 },
      faults: [
        { fromMs: 3_602_000, toMs: 3_603_000 },
        { fromMs: 3_603_900, toMs: 3_604_000 },
        { fromMs: 3_610_000, toMs: null },
      ],
    });
    const sound = decoded({
      ...{ stream: "audio", firstMs: 3_600_100, endMs: 3_620_000 },
      faults: [{ fromMs: 3_602_000, toMs: 3_602_020 }],
    });
    expect(judge([picture, sound])).toMatchObject({
      verdict: "damaged",
      damaged: [
        { stream: "video", fromMs: 2_000, toMs: 4_000 },
        { stream: "video", fromMs: 10_000, toMs: 20_000 },
        { stream: "audio", fromMs: 2_000, toMs: 2_020 },
      ],
    });
  });

  test("names no more stretches than it may, and hides none", () => {
    const faults = Array.from({ length: 300 }, (_, at) => ({
      ...{ fromMs: at * 5_000, toMs: at * 5_000 + 10 },
    }));
    const { damaged } = judge([decoded({ faults, endMs: 1_600_000 })], null);
    expect(damaged).toHaveLength(MAX_STRETCHES);
    expect(damaged.at(-1)).toMatchObject({ fromMs: 245_000, toMs: 1_495_010 });
  });
});

const frame = (atSeconds: number | string, isKey: boolean, log = ""): string =>
  `frame|key_frame=${isKey ? 1 : 0}|best_effort_timestamp_time=${atSeconds}|pkt_duration_time=0.04${log}`;
const LOG = "|log|level=16";

describe("the lines of ffprobe", () => {
  test("a faulty picture spoils those that rest on it, up to the next key frame that is whole", () => {
    const lines = new FrameLines("video");
    lines.frame(frame(0, true));
    lines.frame(frame(0.04, false, LOG));
    lines.frame(frame(0.08, false));
    lines.frame(frame(0.12, true, LOG));
    lines.frame(frame(0.16, false));
    lines.frame(frame(0.2, true));
    lines.frame(frame(0.24, false, LOG));
    lines.frame("side_data|rotation=0");
    lines.complaint("[h264 @ 0x55] error while decoding MB 29 19, bytestream -26");
    expect(lines.end()).toEqual({
      ...{ stream: "video", frames: 7, firstMs: 0, endMs: 280, errors: 1, brokenEnd: false },
      faults: [
        { fromMs: 40, toMs: 200 },
        { fromMs: 240, toMs: null },
      ],
    });
  });

  test("a faulty piece of sound spoils itself alone", () => {
    const lines = new FrameLines("audio");
    for (const log of ["", LOG, ""]) lines.frame(frame(log === "" ? 0 : 1, true, log));
    expect(lines.end().faults).toEqual([{ fromMs: 1_000, toMs: 1_040 }]);
  });

  test.each([
    "[matroska,webm @ 0x5] File ended prematurely",
    "[mov,mp4,m4a,3gp,3g2,mj2 @ 0x5] stream 0, offset 0x93: partial file",
    "[mpegts @ 0x5] Packet corrupt (stream = 0, dts = 1), at EOF",
  ])("a file that ends in the middle is heard: %s", (line) => {
    const lines = new FrameLines("video");
    lines.complaint(line);
    expect(lines.end()).toMatchObject({ brokenEnd: true, errors: 1 });
  });

  test("whatever it prints, what is kept fits its schema", () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        frame("N/A", true),
        frame("-1e99", false),
        frame(7, false, LOG),
        frame(9e9, true),
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.array(fc.string()), (printed, said) => {
        const lines = new FrameLines("video");
        for (const line of printed) lines.frame(line);
        for (const line of said) lines.complaint(line);
        const check = judgeDecoding([lines.end()], 1_000, "x");
        expect(MediaCheck.parse(check)).toEqual(check);
      }),
    );
  });
});
