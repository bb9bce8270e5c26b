/** Rules of live recordings: paths, what recorders say, states of a session, and when a take ends. */
import { describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import {
  type LiveChannelId,
  type UploadId,
  type UserId,
  newId,
} from "../../../services/kernel/ids.ts";
import {
  type LiveEvent,
  mayAct,
  runState,
  statusOf,
  takesSegment,
} from "../../../services/live/live-session.ts";
import { parseSegmentHeader } from "../../../services/live/segment-headers.ts";
import { parsePath } from "../../../services/live/segment-path.ts";
import {
  type OpenTake,
  TAKE_LIMITS,
  type Wanted,
  endsAlone,
  endsBefore,
} from "../../../services/live/take.ts";

const AT = "2026-11-26T21:00:00.000Z" as UtcInstant;
const at = (ms: number): UtcInstant => plusMs(AT, ms);

describe("a path", () => {
  it.each([
    ["seg0.m4s", "", 0, false],
    ["init.mp4", "", null, true],
    ["init-stream1.m4s", "stream1", null, true],
    ["chunk-stream1-00012.m4s", "stream1", 12, false],
    ["video/1080p/init.cmfv", "video/1080p/", null, true],
    ["video/1080p/chunk_17.cmfv", "video/1080p/", 17, false],
    ["abc123.init", "abc123", null, true],
    ["room.ts", "room", null, false],
    ["%E5%AE%A4-3.ts", "室", 3, false],
  ])("%s is of its track", (raw, track, sequence, saysInit) => {
    expect(parsePath(raw)).toMatchObject({ track, sequence, saysInit, isHint: false });
  });

  it("of a playlist is a hint", () => {
    for (const name of ["index.m3u8", "a/manifest.mpd"]) expect(parsePath(name).isHint).toBe(true);
  });

  it.each([
    "",
    "/",
    "../x.ts",
    "a//b.ts",
    "a/./b.ts",
    "%2e%2e/x",
    "%zz",
    "a\u0000.ts",
    "a".repeat(501),
    "a/a/a/a/a/a/a/a/a",
    ".hidden",
    "a%5cb.ts",
  ])("that could mean something else is refused: %j", (raw) => {
    expect(() => parsePath(raw)).toThrow(expect.objectContaining({ code: "live/bad-path" }));
  });
});

describe("Holdfast-Segment", () => {
  it("is read as its recorder wrote it", () => {
    expect(
      parseSegmentHeader("take=7, seq=12, start=1764191000123, duration=2000, complete=?0"),
    ).toEqual({
      ...{ take: "7", sequence: 12, startedAt: "2025-11-26T21:03:20.123Z", durationMs: 2_000 },
      isComplete: false,
      ...{ after: null, clocks: null },
    });
    const clocks = "clock=-12, clock-error=3, camera=-31536000000, camera-spread=40";
    expect(parseSegmentHeader(`take=1, ${clocks}`).clocks).toEqual({
      recorder: { offsetMs: -12, errorMs: 3 },
      source: { offsetMs: -31_536_000_000, spreadMs: 40 },
    });
    expect(parseSegmentHeader("clock=0, clock-error=0").clocks?.source).toBeNull();
    expect(parseSegmentHeader("take=8, seq=0, after=source-away").after).toBe("source-away");
    expect(parseSegmentHeader("take=8, seq=0, after=a-later-word").after).toBeNull();
    expect(parseSegmentHeader("take=r-001")).toMatchObject({ take: "r-001", isComplete: true });
    expect(parseSegmentHeader(undefined).sequence).toBeNull();
  });

  it.each([
    "seq=-1",
    "seq=1.5",
    "seq=x",
    "complete=1",
    "duration=86400001",
    'take="a b"',
    "=",
    "take=(1 2)",
    "start=999999999999999",
    ...["clock=1", "clock-error=1", "clock=1, clock-error=-1", "clock=1.5, clock-error=1"],
    ...["camera=5", "camera=999999999999999, camera-spread=1", "clock=soon, clock-error=1"],
  ])("is refused where it makes no sense: %s", (header) => {
    expect(() => parseSegmentHeader(header)).toThrow(
      expect.objectContaining({ code: "live/bad-header" }),
    );
  });
});

const event = (kind: LiveEvent["kind"], ms: number): LiveEvent => ({
  ...{ index: 0, kind, at: at(ms), by: newId<UserId>(), code: null, words: null },
});

describe("a session", () => {
  const [start, pause, resume, stop] = [
    event("start", 0),
    event("pause", 60_000),
    event("resume", 120_000),
    event("stop", 180_000),
  ];

  it("goes from waiting to stopped, and doing again what is done is none", () => {
    expect(runState([])).toBe("waiting");
    expect(runState([start, event("marker", 1), pause])).toBe("paused");
    expect(mayAct([start], "start")).toBe(false);
    expect(mayAct([start, pause, resume], "start")).toBe(false);
    expect(mayAct([start, stop], "stop")).toBe(false);
    for (const [events, act] of [
      [[], "pause"],
      [[], "stop"],
      [[start], "resume"],
      [[start, pause], "start"],
      [[start, stop], "start"],
      [[start, stop], "pause"],
    ] as const) {
      expect(() => mayAct(events, act)).toThrow(expect.objectContaining({ code: "live/not-now" }));
    }
  });

  it("takes what was recorded while it ran, whenever it comes, and nothing of a pause", () => {
    const events = [start, pause, resume, stop];
    expect(takesSegment([], at(0))).toBe("not-started");
    expect(takesSegment(events, at(-1))).toBe("not-started");
    expect([0, 59_000, 69_000, 125_000, 189_000].map((ms) => takesSegment(events, at(ms)))).toEqual(
      Array(5).fill("yes"),
    );
    expect([71_000, 119_000, 191_000].map((ms) => takesSegment(events, at(ms)))).toEqual(
      Array(3).fill("paused"),
    );
  });

  it("is interrupted while a channel is silent, and by no memory", () => {
    const facts = { events: [start], isClosed: false, isSealed: false };
    const of = (last: readonly (UtcInstant | null)[], now: number) =>
      statusOf({ ...facts, lastSegments: last }, at(now));
    expect(of([null], 9_000)).toBe("open");
    expect(of([null], 11_000)).toBe("interrupted");
    expect(of([at(50_000), at(20_000)], 51_000)).toBe("interrupted");
    expect(of([at(50_000), at(45_000)], 51_000)).toBe("open");
    const over = { events: [start, stop], lastSegments: [], isClosed: false, isSealed: false };
    expect(statusOf(over, at(0))).toBe("closing");
    expect(statusOf({ ...over, isClosed: true }, at(0))).toBe("closed");
    expect(statusOf({ ...over, isClosed: true, isSealed: true }, at(0))).toBe("sealed");
  });
});

describe("a take", () => {
  const take: OpenTake = {
    ...{ id: newId<UploadId>(), channelId: newId<LiveChannelId>(), number: 1, track: "" },
    ...{ lane: "main", container: "fmp4", initSha256: null, timeline: "1", openedAt: AT },
    ...{ bytes: 1_000, segments: 1, lastAt: at(2_000), lastIsComplete: true },
  };
  const wanted: Wanted = {
    container: "fmp4",
    ...{ initSha256: null, timeline: "1", bytes: 1, at: at(4_000) },
  };

  it.each([
    ["goes on", {}, {}, null],
    ["ends with its initialisation", {}, { initSha256: "a".repeat(64) as never }, "init-changed"],
    ["ends with its container", {}, { container: "mpegts" }, "init-changed"],
    ["ends with its source", {}, { timeline: "2" }, "source-changed"],
    ["ends behind what was cut", { lastIsComplete: false }, {}, "cut"],
    ["ends after an hour", { lastAt: at(3_600_000) }, { at: at(3_600_001) }, "rolled"],
    ["ends at its size", { bytes: TAKE_LIMITS.mostBytes }, {}, "rolled"],
    ["ends when its source was away", {}, { at: at(62_001) }, "source-away"],
    ["stands alone", { container: "other" }, { container: "other" }, "alone"],
  ] satisfies [string, Partial<OpenTake>, Partial<Wanted>, string | null][])(
    "%s",
    (_, changes, wants, reason) => {
      expect(endsBefore({ ...take, ...changes }, { ...wanted, ...wants })).toBe(reason);
    },
  );

  it("ends by itself once its source is away", () => {
    expect(endsAlone(take, at(62_000))).toBeNull();
    expect(endsAlone(take, at(62_001))).toBe("source-away");
    expect(endsAlone({ ...take, lane: "aside", lastAt: null }, at(60_001))).toBe("aside");
  });
});
