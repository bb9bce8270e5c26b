/** What J, K and L make of a speed, and what is between A and B. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_LOOP, backTo, loopWith, shuttled } from "../../../services/web/src/item/play-rules.ts";

describe("the shuttle", () => {
  it.each([
    [0, 1, 1],
    [1, 1, 2],
    [2, 1, 4],
    [4, 1, 4],
    [1.5, 1, 2],
    [0.25, 1, 0.5],
    [-2, 1, 1],
    [0, -1, -1],
    [-1, -1, -2],
    [-4, -1, -4],
    [2, -1, -1],
  ] as const)("at %d, pressed towards %d: %d", (rate, direction, then) => {
    expect(shuttled(rate, direction)).toBe(then);
  });
});

describe("a loop", () => {
  const seconds = fc.double({ min: 0, max: 90_000, noNaN: true });
  it("has A before B, whatever is set in whichever order", () => {
    const set = fc.tuple(fc.constantFrom("from" as const, "to" as const), seconds);
    fc.assert(
      fc.property(fc.array(set), (all) => {
        const { from, to } = all.reduce((loop, [end, at]) => loopWith(loop, end, at), NO_LOOP);
        expect(from === null || to === null || from < to).toBe(true);
        const [last] = all.toReversed();
        if (last !== undefined) expect(last[0] === "from" ? from : to).toBe(last[1]);
      }),
    );
  });
  it("goes back to A at B and behind it, and never with one end alone", () => {
    expect(backTo({ from: 2, to: 3 }, 2.99)).toBeNull();
    expect(backTo({ from: 2, to: 3 }, 3)).toBe(2);
    expect(backTo({ from: 2, to: 3 }, 9)).toBe(2);
    expect(backTo({ from: 2, to: null }, 9)).toBeNull();
    expect(backTo({ from: null, to: 3 }, 9)).toBeNull();
  });
});
