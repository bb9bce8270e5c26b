/** What is missing in a live recording is found by number and by media time, with its ends and its cause. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { type Placed, awayTimes, holeBetween, holesOf } from "../../../services/live/holes.ts";

const AT = "2026-11-26T21:00:00.000Z" as UtcInstant;
const at = (ms: number): UtcInstant => plusMs(AT, ms);
const piece = (n: number, changes: Partial<Placed> = {}): Placed => ({
  ...{ sequence: n, mediaFromMs: n * 2_000, mediaToMs: (n + 1) * 2_000, at: at(n * 2_000) },
  ...{ recordedAt: null, isComplete: true, timeline: "1", after: null, ...changes },
});
const nothing = { mediaFromMs: null, mediaToMs: null, sequence: null };

describe("between neighbours", () => {
  it.each([
    ["nothing is missing", piece(1), piece(2), null],
    ["a picture may be missing", piece(1), piece(2, { mediaFromMs: 4_100 }), null],
    ["a number is", piece(1), piece(3), "sequence-missing"],
    ["time is", piece(1, { sequence: null }), piece(3, { sequence: null }), "time-missing"],
    ["time goes back", piece(5), piece(6, { mediaFromMs: 0 }), "time-jumped-back"],
    [
      "the clock begins anew",
      piece(1, { mediaToMs: 95_443_700 }),
      piece(2, { mediaFromMs: 0 }),
      null,
    ],
    ["the end of a segment is", piece(1, { isComplete: false }), piece(2), "cut"],
    ["a slow network lost nothing", piece(1), piece(2, { at: at(60_000) }), null],
    ["silence tells", piece(1, nothing), piece(2, { ...nothing, at: at(13_000) }), "silent"],
    ["silence of a moment does not", piece(1, nothing), piece(2, nothing), null],
    ["another source begins anew", piece(9), piece(0, { timeline: "2", at: at(19_000) }), null],
    [
      "another source after a silence",
      piece(9),
      piece(0, { timeline: "2", at: at(29_000) }),
      "silent",
    ],
    [
      "another take of a recorder, by its clock",
      piece(1, { recordedAt: at(0) }),
      piece(0, { timeline: "2", recordedAt: at(2_700), at: at(2_800) }),
      "time-missing",
    ],
    [
      "another take that overlaps lacks nothing",
      piece(1, { recordedAt: at(0) }),
      piece(0, { timeline: "2", recordedAt: at(1_000), at: at(2_800) }),
      null,
    ],
    [
      "another take that overlaps what was cut lacks nothing",
      piece(1, { recordedAt: at(0), isComplete: false }),
      piece(0, { timeline: "2", recordedAt: at(1_000), at: at(2_800) }),
      null,
    ],
    [
      "another take behind what was cut",
      piece(1, { recordedAt: at(0), isComplete: false }),
      piece(0, { timeline: "2", recordedAt: at(2_700), at: at(2_800) }),
      "cut",
    ],
  ])("%s", (_, before, behind, kind) => {
    expect(holeBetween(before, behind)?.kind ?? null).toBe(kind);
  });

  it("says which numbers, how much, between when, and why where that is known", () => {
    expect(holeBetween(piece(1), piece(4))).toEqual({
      ...{ kind: "sequence-missing", cause: "unknown", from: at(2_000), to: at(8_000) },
      ...{ firstMissing: 2, lastMissing: 3, missingMs: 4_000 },
    });
    const away = [{ from: at(3_000), to: at(6_000) }];
    expect(holeBetween(piece(1), piece(4), away)?.cause).toBe("server-away");
    const after = piece(0, {
      ...{ timeline: "2", recordedAt: at(9_000), at: at(9_800), after: "source-silent" },
    });
    // What a recorder lacks it knows itself: it goes on while this service is away.
    expect(holeBetween(piece(1, { recordedAt: at(0) }), after, away)?.cause).toBe("source-silent");
    const before = [{ from: at(0), to: at(1_000) }];
    expect(holeBetween(piece(1), piece(4), before)?.cause).toBe("unknown");
  });
});

describe("of a whole track", () => {
  it("holes are exactly what was left out, in whatever order the rest came", () => {
    const all = Array.from({ length: 40 }, (_, n) => piece(n));
    const lost = fc.uniqueArray(fc.integer({ min: 1, max: 38 }), { maxLength: 12 });
    fc.assert(
      fc.property(lost, fc.integer(), (missing, seed) => {
        const kept = all.filter((_, n) => !missing.includes(n));
        const mixed = kept.toSorted(
          (left, right) =>
            (((left.sequence ?? 0) * seed) % 7) - (((right.sequence ?? 0) * seed) % 7),
        );
        const found = holesOf(mixed).flatMap(({ firstMissing, lastMissing }) => {
          const [first, last] = [firstMissing ?? 0, lastMissing ?? -1];
          return Array.from({ length: last - first + 1 }, (_, n) => first + n);
        });
        expect(found).toEqual(missing.toSorted((left, right) => left - right));
      }),
    );
  });
});

describe("when this service was away", () => {
  it("is between the last sign of one process and the first of the next, unless another ran", () => {
    const beats = [
      { from: at(0), to: at(10_000) },
      { from: at(14_000), to: at(20_000) },
      { from: at(21_000), to: at(40_000) },
    ];
    expect(awayTimes(beats, 3_000)).toEqual([{ from: at(10_000), to: at(14_000) }]);
    expect(awayTimes([...beats, { from: at(9_000), to: at(15_000) }], 3_000)).toEqual([]);
    expect(awayTimes([], 3_000)).toEqual([]);
  });
});
