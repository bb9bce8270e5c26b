/** Where what was marked stands in a recording: in the take that ran then, and nowhere where none did. */
import { expect, it } from "vitest";
import { plusMs } from "../../../services/kernel/clock.ts";
import { newId } from "../../../services/kernel/ids.ts";
import type { LiveEvent } from "../../../services/live/live-session.ts";
import { marksOnLine } from "../../../services/live/marks-on-line.ts";
import { NOON } from "../../fixtures/evidence.ts";

const event = (index: number, kind: LiveEvent["kind"], afterMs: number): LiveEvent => ({
  ...{ index, kind, at: plusMs(NOON, afterMs), by: newId() },
  ...{ code: kind === "marker" ? "rights_told" : null, words: null },
});
const piece = (beginsAtMs: number, endsAtMs: number | null, afterMs: number) => ({
  ...{ beginsAtMs, endsAtMs, begunAt: plusMs(NOON, afterMs) },
});
const places = (...given: Parameters<typeof marksOnLine>) =>
  marksOnLine(...given).map(({ atMs, event: { index } }) => [index, atMs]);

it("counts from where the take begins that ran then", () => {
  const events = [
    event(0, "start", 0),
    event(1, "marker", 3_000),
    event(2, "announcement", 12_500),
  ];
  expect(places(events, [piece(0, 5_000, 1_000), piece(5_000, 9_000, 10_000)])).toEqual([
    [1, 2_000],
    [2, 7_500],
  ]);
  expect(places(events, [piece(5_000, 9_000, 10_000), piece(0, 5_000, 1_000)])).toHaveLength(2);
});

it("leaves out what was marked before the first take, between two and behind the last", () => {
  const events = [500, 6_000, 9_999, 14_000].map((at, index) => event(index, "marker", at));
  expect(places(events, [piece(0, 5_000, 1_000), piece(5_000, 9_000, 10_000)])).toEqual([]);
  expect(places(events, [])).toEqual([]);
});

it("takes a take whose end is not known to go on, and the last of two that ran at once", () => {
  expect(places([event(0, "marker", 90_000)], [piece(0, null, 0)])).toEqual([[0, 90_000]]);
  expect(
    places([event(0, "marker", 4_000)], [piece(0, 5_000, 0), piece(5_000, 9_000, 3_000)]),
  ).toEqual([[0, 6_000]]);
});
