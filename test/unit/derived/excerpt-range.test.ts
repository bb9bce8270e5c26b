/** Which packets an excerpt is of: by key frames and by times, with pictures that rest on later ones, holes, and containers that say nothing. */
import { describe, expect, it } from "vitest";
import { msIn } from "../../../services/command/recording-times.ts";
import { clockOf, endOf } from "../../../services/derived/ask-of-item.ts";
import {
  MOST_EXACT_MS,
  SpanSearch,
  TimesInRange,
  endMsOf,
  requireRange,
} from "../../../services/derived/excerpt-range.ts";
import { receivedItem } from "../../fixtures/evidence.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";

const range = (fromUs: number, toUs: number) => ({ fromUs, toUs });
/** "K0 4 2": a key frame shown at 0, then pictures shown at 4 and 2; "?" has no time. */
const heard = <S extends SpanSearch | TimesInRange>(search: S, packets: string, lastsUs = 1): S => {
  for (const word of packets.split(" ")) {
    const isKey = word.startsWith("K");
    const atUs = word.endsWith("?") ? null : Number(word.replace("K", ""));
    search.packet({ atUs, lastsUs, isKey });
  }
  return search;
};
const picture = (fromUs: number, toUs: number, packets: string) =>
  heard(new SpanSearch(range(fromUs, toUs), "video"), packets).end();
const sound = (fromUs: number, toUs: number, packets: string, lastsUs = 1) =>
  heard(new SpanSearch(range(fromUs, toUs), "audio"), packets, lastsUs).end();

describe("the packets of a picture", () => {
  const TWO = "K0 3 1 2 K4 7 5 6 K8 11 9 10";

  it("begin with the key frame at or before the range, and end with the last whose time is in it", () => {
    expect(picture(5, 7, TWO)).toEqual({ firstPacket: 4, packets: 4, firstUs: 4, lastUs: 7 });
    expect(picture(4, 5, TWO)).toEqual({ firstPacket: 4, packets: 1, firstUs: 4, lastUs: 4 });
    expect(picture(3, 5, TWO)).toEqual({ firstPacket: 0, packets: 5, firstUs: 0, lastUs: 4 });
    expect(picture(0, 99, TWO)).toMatchObject({ firstPacket: 0, packets: 12, lastUs: 11 });
  });

  it("have what is shown before its key frame among them, and say so", () => {
    // An open group: 3 lies behind the key frame 4 and is shown before it.
    expect(picture(4, 6, "K0 1 2 K4 3 5 6")).toEqual({
      ...{ firstPacket: 3, packets: 3, firstUs: 3, lastUs: 5 },
    });
  });

  it("begin with the first of all where no key frame lies before", () => {
    expect(picture(1, 3, "0 1 2 K3 4")).toMatchObject({ firstPacket: 0, packets: 3 });
  });

  it("hold the picture that stands through a long pause", () => {
    expect(picture(50, 60, "K0 1 99")).toMatchObject({ firstPacket: 0, packets: 2, lastUs: 1 });
  });

  it("are none where the picture is over, or has not begun, or has no times", () => {
    expect(picture(13, 20, TWO)).toBeNull();
    expect(picture(0, 5, "K5 6")).toBeNull();
    expect(picture(0, 5, "K? ? ?")).toBeNull();
    expect(picture(0, 5, "K0 ? 1")).toMatchObject({ packets: 3 });
  });
});

describe("the packets of a sound", () => {
  it("begin with the one that reaches into the range", () => {
    expect(sound(5, 8, "K0 K3 K6 K9", 3)).toEqual({
      ...{ firstPacket: 1, packets: 2, firstUs: 3, lastUs: 6 },
    });
    expect(sound(6, 9, "K0 K3 K6 K9", 3)).toMatchObject({ firstPacket: 2, packets: 1 });
  });

  it("are none in a hole", () => {
    expect(sound(10, 20, "K0 K3 K30 K33", 3)).toBeNull();
  });
});

it("finds every picture whose time is in the range, wherever it lies", () => {
  const times = heard(new TimesInRange(range(2, 5)), "K0 3 1 2 K4 7 5 ? 6");
  expect(times.end()).toEqual({ firstPacket: 1, packets: 3, firstUs: 2, lastUs: 4 });
  expect(heard(new TimesInRange(range(20, 50)), "K0 1").end()).toBeNull();
});

it("ends where the last of its streams does", () => {
  const one = heard(new SpanSearch(range(0, 1), "video"), "K0 3 1", 1_500);
  const none = heard(new SpanSearch(range(0, 1), "audio"), "K?");
  expect([endMsOf([one, none]), endMsOf([none]), endMsOf([])]).toEqual([2, null, null]);
});

it("is early refused by what decoding it to its end found, and never by its container's word alone", () => {
  const item = { ...receivedItem(), mediaInfo: mediaInfo({ durationMs: 9_000 }) };
  expect(endOf(item)).toBeNull();
  const found = { pictures: 1, sounds: 0, errors: 0, damaged: [], cutAtMs: null, tool: "ffmpeg" };
  const checked = (endMs: number) =>
    endOf({ ...item, mediaCheck: { verdict: "sound", endMs, ...found } });
  expect([checked(8_000), checked(12_000)]).toEqual([9_000, 12_000]);
  expect(endOf({ ...item, mediaCheck: { verdict: "not-checked", reason: "x/y" } })).toBeNull();
});

it("refuses a range that is none, or is not within the recording", () => {
  const codeOf = (fromMs: number, toMs: number, durationMs: number | null, how = "packets") => {
    try {
      requireRange({ fromMs, toMs, how: how as "packets" }, durationMs);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(codeOf(5, 5, null)).toBe("derived/empty-range");
  expect(codeOf(6, 5, null)).toBe("derived/empty-range");
  expect(codeOf(10_000, 10_001, 10_000)).toBe("derived/beyond-recording");
  expect(codeOf(0, 11_001, 10_000)).toBe("derived/longer-than-recording");
  // The end may be named a little behind the last picture.
  expect(codeOf(9_000, 11_000, 10_000)).toBeNull();
  expect(codeOf(0, MOST_EXACT_MS + 1, null)).toBeNull();
  expect(codeOf(0, MOST_EXACT_MS + 1, null, "exact")).toBe("derived/too-long");
});

it("reads times as they are typed, and writes them so that they may stand in a name", () => {
  expect(["75.5", "1:15.5", "0:01:15.500"].map(msIn)).toEqual([75_500, 75_500, 75_500]);
  for (const bad of ["", "-1", "1:2:3:4", "x", "1.2345", "1:", "1e3"]) {
    expect(() => msIn(bad)).toThrow(expect.objectContaining({ exitCode: 2 }));
  }
  expect(clockOf(3_725_500)).toBe("01.02.05.500");
});
