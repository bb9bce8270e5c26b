/** Holes judged by gap links and what came late are those that a look at every segment finds. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type UploadId, newId } from "../../../services/kernel/ids.ts";
import { holeBetween, holesOf } from "../../../services/live/holes.ts";
import { holesLeft } from "../../../services/live/holes-left.ts";
import type { ChainedSegment, FoundGap } from "../../../services/live/live-store.ts";
import { NOON } from "../../fixtures/evidence.ts";

const takeId = newId<UploadId>();
const segment = (sequence: number, linkIndex: number): ChainedSegment => ({
  ...{ linkIndex, takeId, place: linkIndex, offsetBytes: 0, sizeBytes: 1, sha256: sha256("s") },
  ...{ track: "", lane: "main", timeline: "1", path: `${sequence}`, sequence, source: "" },
  ...{ mediaFromMs: sequence * 1_000, mediaToMs: sequence * 1_000 + 1_000, recordedAt: null },
  ...{
    isComplete: true,
    isStream: false,
    cause: null,
    after: null,
    clocks: null,
    at: plusMs(NOON, linkIndex * 1_000),
  },
  value: sha256(`${linkIndex}`),
});

/** As the door keeps them: a number that was passed stands aside, what was left out is a gap. */
function kept(numbers: readonly number[]) {
  const [gaps, all]: [FoundGap[], ChainedSegment[]] = [[], []];
  let last: ChainedSegment | null = null;
  for (const [at, sequence] of numbers.entries()) {
    const now = segment(sequence, at);
    if (last !== null && sequence <= (last.sequence ?? 0)) {
      all.push({ ...now, lane: "aside", cause: "late" });
      continue;
    }
    const hole = last === null ? null : holeBetween(last, now);
    if (hole !== null) {
      const { kind, ...rest } = hole;
      gaps.push({
        facts: JSON.stringify({ track: "", hole: kind, ...rest }),
        before: last,
        behind: now,
      });
    }
    all.push(now);
    last = now;
  }
  return { gaps, all, aside: all.filter(({ lane }) => lane === "aside") };
}

const missing = (holes: readonly { firstMissing: number | null; lastMissing: number | null }[]) =>
  holes.map(({ firstMissing, lastMissing }) => [firstMissing, lastMissing]);

test("whatever order segments come in", () => {
  const orders = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(orders, (numbers) => {
      const { gaps, all, aside } = kept(numbers);
      // What is older than the first fills nothing that was found.
      const first = all[0]?.sequence ?? 0;
      const own = all.filter(({ sequence }) => (sequence ?? 0) >= first);
      expect(missing(holesLeft(gaps, aside))).toEqual(missing(holesOf(own)));
    }),
  );
});

test("what came under a name that other bytes have fills nothing", () => {
  const { gaps, aside } = kept([0, 3, 1, 2]);
  expect(holesLeft(gaps, aside)).toEqual([]);
  const repeated = aside.map((one) => ({ ...one, cause: "path-repeated" }));
  expect(missing(holesLeft(gaps, repeated))).toEqual([[1, 2]]);
});
