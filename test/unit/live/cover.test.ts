/** What one recorder missed and another has: nothing is called covered that the other did not record, whatever clocks do. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type UtcInstant, utcInstant } from "../../../services/kernel/clock.ts";
import {
  type CoverSegment,
  type OtherRecorder,
  type Stretch,
  coverOf,
  holeStretch,
} from "../../../services/live/cover.ts";
import { holeBetween } from "../../../services/live/holes.ts";

const NOON_MS = Date.parse("2026-11-27T12:00:00.000Z");
const instant = (ms: number): UtcInstant => utcInstant(new Date(ms));

interface Recorder {
  /** Its clock minus the service's, in truth; and what it says of that. */
  readonly offsetMs: number;
  readonly saysMs: number;
  readonly errorMs: number;
}
const EXACT: Recorder = { offsetMs: 0, saysMs: 0, errorMs: 0 };

/** A segment from `fromMs` to `toMs` after noon, in truth; how late its stamp is. */
function segment(
  [fromMs, toMs]: readonly [number, number],
  { offsetMs, saysMs, errorMs }: Recorder = EXACT,
  changes: Partial<CoverSegment> & { readonly lateMs?: number; readonly sequenceOf?: number } = {},
): CoverSegment {
  const { lateMs = 0, ...rest } = changes;
  return {
    ...{ track: "", lane: "main", cause: null, timeline: "1", after: null, isComplete: true },
    ...{
      sequence: null,
      mediaFromMs: fromMs,
      mediaToMs: toMs,
      at: instant(NOON_MS + toMs + 5_000),
    },
    recordedAt: instant(NOON_MS + fromMs + offsetMs + lateMs),
    clocks: { recorder: { offsetMs: saysMs, errorMs }, source: null },
    ...rest,
  };
}

const other = (
  segments: readonly CoverSegment[],
  changes: Partial<OtherRecorder> = {},
): OtherRecorder => ({
  ...{ tracks: [""], segments, isAllTimed: true, reachesMs: Infinity, ...changes },
});
const hole = (from: number, to: number, recorder = EXACT) => ({
  before: segment([from - 2_000, from], recorder),
  behind: segment([to, to + 2_000], recorder),
  missingMs: to - from,
});
const row = (from: number, to: number, recorder = EXACT): CoverSegment[] =>
  Array.from({ length: (to - from) / 2_000 }, (_, place) =>
    segment([from + place * 2_000, from + (place + 1) * 2_000], recorder),
  );

describe("a hole of one recorder", () => {
  it.each([
    ["covered", "the other recorded on", row(0, 20_000), {}],
    ["missed", "the other recorded nothing", [], {}],
    [
      "missed",
      "the other recorded before and behind it",
      [...row(0, 6_000), ...row(16_000, 20_000)],
      {},
    ],
    ["partly", "the other began in the middle of it", row(12_000, 20_000), {}],
    [
      "unknown",
      "the other's segments are still to come",
      row(0, 6_000),
      { reachesMs: NOON_MS + 4_000 },
    ],
    ["unknown", "the other has segments of an unknown time", row(0, 6_000), { isAllTimed: false }],
    ["missed", "the other lacks one of its tracks", row(0, 20_000), { tracks: ["", "sound"] }],
  ] as const)("is %s where %s", (state, _why, segments, changes) => {
    const found = coverOf(hole(10_000, 14_000), other(segments, changes));
    expect(found.state).toBe(state);
  });

  it("is not known where it is shorter than the errors of clocks", () => {
    const both = [...row(0, 10_000), segment([10_800, 12_800])];
    expect(coverOf(hole(10_000, 10_800), other(both)).state).toBe("unknown");
  });

  it("is covered only where the other has all of its tracks then", () => {
    const sound = row(0, 10_000).map((one) => ({ ...one, track: "sound" }));
    const both = other([...row(0, 20_000), ...sound], { tracks: ["", "sound"] });
    expect(coverOf(hole(12_000, 14_000), both).state).not.toBe("covered");
    expect(coverOf(hole(4_000, 6_000), both).state).toBe("covered");
  });

  it("is not known where nobody measured a clock, or one lies", () => {
    const claimed = { ...segment([8_000, 10_000]), clocks: null };
    expect(coverOf({ ...hole(10_000, 14_000), before: claimed }, other(row(0, 20_000)))).toEqual({
      ...{ state: "unknown", hole: null, open: null },
    });
    // Here before it was recorded.
    const early = row(0, 20_000).map((one) => ({ ...one, at: instant(NOON_MS - 60_000) }));
    expect(coverOf(hole(10_000, 14_000), other(early, { isAllTimed: false })).state).toBe(
      "unknown",
    );
    // Three hours are missing by the media's clock, and four seconds by the recorder's.
    expect(holeStretch({ ...hole(10_000, 14_000), missingMs: 10_800_000 })).toBeNull();
    expect(coverOf({ before: null, behind: null, missingMs: null }, other([])).state).toBe(
      "unknown",
    );
  });

  it("is not covered by what was cut off, stands under another's name, or goes on by the media's clock alone", () => {
    const of = (changes: Partial<CoverSegment>) =>
      row(0, 20_000).map((one) => ({ ...one, ...changes }));
    for (const changes of [{ isComplete: false }, { cause: "path-repeated" }]) {
      expect(coverOf(hole(10_000, 14_000), other(of(changes))).state).not.toBe("covered");
    }
    // The clock was set back a minute while its media went on: one of both is wrong.
    const set = row(0, 20_000).map((one, place) =>
      place < 6 ? one : { ...one, recordedAt: instant(Date.parse(one.recordedAt ?? "") - 60_000) },
    );
    expect(coverOf(hole(11_000, 13_000), other(set)).state).not.toBe("covered");
  });
});

/** Stretches in truth, each a take; segments of two seconds, stamps and offsets wrong by no more than is said. */
const recorder = fc.record({
  offsetMs: fc.integer({ min: -86_400_000, max: 86_400_000 }),
  errorMs: fc.integer({ min: 0, max: 3_000 }),
  wrong: fc.double({ min: -1, max: 1, noNaN: true }),
  cuts: fc.uniqueArray(fc.integer({ min: 1, max: 59 }), { maxLength: 6 }),
  lateMs: fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 4, maxLength: 4 }),
});
type Made = typeof recorder extends fc.Arbitrary<infer T> ? T : never;

/** From noon on for two minutes; at each cut four seconds are missing. */
function recorded({ offsetMs, errorMs, wrong, cuts, lateMs }: Made) {
  const saysMs = offsetMs + Math.round(errorMs * wrong);
  const all: CoverSegment[] = [];
  const truth: Stretch[] = [];
  let take = 0;
  for (let place = 0; place < 60; place += 1) {
    if (cuts.includes(place) || cuts.includes(place - 1)) continue;
    const fromMs = place * 2_000;
    const last = truth.at(-1);
    if (last?.toMs === fromMs) truth.splice(-1, 1, { ...last, toMs: fromMs + 2_000 });
    else {
      take += 1;
      truth.push({ fromMs, toMs: fromMs + 2_000 });
    }
    const stamp = { lateMs: lateMs[take % 4] ?? 0, timeline: `${take}` };
    all.push(segment([fromMs, fromMs + 2_000], { offsetMs, saysMs, errorMs }, stamp));
  }
  return { all, truth };
}

describe("two recorders of one camera", () => {
  it("cover of one another no moment that the other did not record", () => {
    fc.assert(
      fc.property(recorder, recorder, (one, second) => {
        const [mine, theirs] = [recorded(one), recorded(second)];
        for (const [place, behind] of mine.all.entries()) {
          const before = mine.all[place - 1];
          const found = before === undefined ? null : holeBetween(before, behind);
          if (before === undefined || found === null) continue;
          const { state, open } = coverOf({ before, behind, ...found }, other(theirs.all));
          const [fromMs, toMs] = [before.mediaToMs ?? 0, behind.mediaFromMs ?? 0];
          const missed = theirs.truth.every((has) => has.toMs <= fromMs || has.fromMs >= toMs);
          const has = theirs.truth.some((one) => one.fromMs <= fromMs && one.toMs >= toMs);
          if (state === "covered") expect(has).toBe(true);
          if (state === "missed") expect(has).toBe(false);
          if (missed && open !== null) expect(open.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("with clocks that are right cover every hole that the other recorded well over", () => {
    const mine = recorded({
      ...{ offsetMs: 5, errorMs: 3, wrong: 0.5, cuts: [20] },
      lateMs: [0, 0, 0, 0],
    });
    const theirs = recorded({
      ...{ offsetMs: -9_000, errorMs: 20, wrong: -1, cuts: [40] },
      lateMs: [300, 0, 0, 0],
    });
    for (const [all, has] of [
      [mine.all, theirs.all],
      [theirs.all, mine.all],
    ] as const) {
      const holes = all.flatMap((behind, place) => {
        const before = all[place - 1];
        const found = before === undefined ? null : holeBetween(before, behind);
        return before === undefined || found === null ? [] : { before, behind, ...found };
      });
      expect(holes).toHaveLength(1);
      for (const found of holes) expect(coverOf(found, other(has)).state).toBe("covered");
    }
  });
});
