/** Sequence numbers: what is missing is found wherever it lies, nothing is made up, and what is not known is said. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type LastSeen,
  SequenceReport,
  isGap,
  lastSeenIn,
  numberNames,
  reportSequence,
} from "../../../services/batches/sequence.ts";
import { sequenceWords } from "../../../services/batches/sequence-words.ts";

const names = (numbers: readonly number[]): string[] =>
  numbers.map((number) => `DCIM/100DEMO/CLIP${String(number).padStart(4, "0")}.MP4`);
const report = (numbers: readonly number[], previous: LastSeen | null = null) =>
  reportSequence(numberNames(names(numbers)), previous);
const after = (last: number): LastSeen => ({ layout: "letters-number", series: "CLIP", last });
const missingIn = ({ missing }: SequenceReport): number[] =>
  missing.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));

describe("names", () => {
  it.each<[string[], string | null, (number | null)[]]>([
    [["a/CLIP0007.MP4", "a/clip0008.MP4"], "letters-number", [7, 8]],
    [["DSC_0042.JPG"], "letters-number", [42]],
    [["DC12_20261124_101112_0007.mp4"], "time-number", [7]],
    [["警号_20261124101112-00031.mp4"], "time-number", [31]],
    [["00042.mts", "00043.mts"], "number", [42, 43]],
    // Dates and times of day are no counters.
    [["20261124.mp4"], null, [null]],
    [["VID20261124101112.mp4"], null, [null]],
    [["20261124_101112.mp4"], null, [null]],
    [["REC101112.mp4"], null, [null]],
    [["interview.mp4", "CLIP0001.MP4"], null, [null, null]],
    [["现场0001.mp4"], null, [null]],
    // A series that no report could hold is none.
    [[`${"x".repeat(100)}0001.mp4`], "letters-number", [1]],
    [[`${"x".repeat(101)}0001.mp4`], null, [null]],
  ])("%j are of layout %s", (paths, layout, numbers) => {
    expect(numberNames(paths)).toMatchObject({ layout, numbers });
    SequenceReport.parse(reportSequence(numberNames(paths), null));
  });

  it("of several series are not compared, and that is said", () => {
    const mixed = numberNames(["MOVI0001.MP4", "PICT0002.JPG"]);
    expect(mixed).toMatchObject({ layout: null, unread: "several-series" });
    expect(reportSequence(mixed, after(9))).toMatchObject({
      ...{ first: null, missingCount: 0, tail: "not-comparable", previousLast: null },
    });
    expect(numberNames([]).unread).toBe("no-files");
  });

  it("never take long, whatever they are", () => {
    const began = performance.now();
    for (const part of ["1", "a", "_", "-", "20261124", "0_"]) {
      numberNames([part.repeat(20_000), `${part.repeat(20_000)}.mp4`]);
    }
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe("a visit", () => {
  it("reports exactly the numbers that were taken out", () => {
    const taken = fc.uniqueArray(fc.integer({ min: 2, max: 59 }), { maxLength: 30 });
    fc.assert(
      fc.property(taken, fc.boolean(), (gone, isKnown) => {
        const there = Array.from({ length: 60 }, (_, at) => at + 1).filter(
          (number) => !gone.includes(number),
        );
        const shuffled = [...there].reverse();
        const found = report(shuffled, isKnown ? after(0) : null);
        expect(missingIn(found)).toEqual([...gone].sort((a, b) => a - b));
        expect(found).toMatchObject({ first: 1, last: 60, missingCount: gone.length });
        expect(isGap(found)).toBe(gone.length > 0);
      }),
    );
  });

  it("after another misses what lies between both, and nothing that was there before", () => {
    // 1 to 20 were there; 3 was released since, 21 and 24 never came.
    const numbers = [1, 2, ...[4, 5, 20], 22, 23, 25];
    expect(missingIn(report(numbers, after(20)))).toEqual([21, 24]);
    expect(report([21, 22], after(20))).toMatchObject({ tail: "continues", missingCount: 0 });
    expect(missingIn(report([25], after(20)))).toEqual([21, 22, 23, 24]);
    expect(report([18, 20], after(20))).toMatchObject({ tail: "nothing-new", missingCount: 0 });
  });

  it("whose end is lower than before says so, and never that all is well", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 99 }),
        (last, less) => {
          const found = report([last], after(last + less));
          expect(found).toMatchObject({ tail: "ends-lower", previousLast: last + less });
          expect(isGap(found)).toBe(true);
          expect(sequenceWords(found).en).toContain("recordings were removed");
        },
      ),
    );
  });

  it("named in another way is not compared with the one before", () => {
    expect(report([5], { layout: "number", series: "", last: 9 }).tail).toBe("not-comparable");
    expect(report([5], { ...after(9), series: "PICT" })).toMatchObject({ previousLast: null });
  });

  it("keeps its report bounded, with the true count, and says where the next goes on", () => {
    const sparse = report(Array.from({ length: 500 }, (_, at) => at * 10));
    expect(SequenceReport.parse(sparse).missing).toHaveLength(100);
    expect(sparse.missingCount).toBe(499 * 9);
    expect(lastSeenIn(sparse)).toEqual(after(4_990));
    expect(lastSeenIn(reportSequence(numberNames(["x"]), null))).toBeNull();
  });

  it("is told in words, in both languages", () => {
    const said = sequenceWords(report([12, 13, 16, 18], after(11)));
    expect(said.en).toBe(
      "numbers 12 to 18, missing 14–15, 17 (3 in all), after 11 at the last visit",
    );
    expect(said["zh-CN"]).toBe("序号 12–18，缺少 14–15、17（共 3 个），接上次的 11");
    for (const odd of [[], ["x.mp4"], ["MOVI0001.MP4", "PICT0002.JPG"]]) {
      const words = sequenceWords(reportSequence(numberNames(odd), null));
      expect(words["zh-CN"]).toMatch(/\p{Script=Han}/u);
      expect(words.en).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});
