/** Bodies of one track are kept in the order in which they came, however long this house takes to keep one. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BodyTurns, type Place } from "../../../services/live/body-turns.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Whose turn came, in order. */
function turnsOf(...places: readonly (readonly [name: string, place: Place])[]): string[] {
  const came: string[] = [];
  for (const [name, place] of places) void place.before().then(() => came.push(name));
  return came;
}

describe("the order of bodies", () => {
  it("waits for one that is here until it is kept, and for all before it", async () => {
    const turns = new BodyTurns(8);
    const [first, second, third] = [turns.enter("a"), turns.enter("a"), turns.enter("a")];
    const came = turnsOf(["third", third], ["second", second], ["first", first]);
    for (const place of [third, second, first]) {
      place.reads();
      place.came();
    }
    for (const place of [second, first]) {
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(came).toEqual(["first"]);
      place.leave();
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(came).toEqual(["first", "second", "third"]);
  });

  it.each(["while it is read", "before it is read"])(
    "goes on two seconds after one stood still %s",
    async (when) => {
      const turns = new BodyTurns(8);
      const [first, second] = [turns.enter("a"), turns.enter("a")];
      const came = turnsOf(["second", second]);
      await vi.advanceTimersByTimeAsync(1_900);
      if (when === "while it is read") first.reads();
      await vi.advanceTimersByTimeAsync(when === "while it is read" ? 1_900 : 0);
      expect(came).toEqual([]);
      await vi.advanceTimersByTimeAsync(200);
      expect(came).toEqual(["second"]);
      // What was given up is nobody's place any more, also when it ends.
      first.leave();
      second.leave();
      await vi.advanceTimersByTimeAsync(0);
      const next = turnsOf(["third", turns.enter("a")]);
      await vi.advanceTimersByTimeAsync(0);
      expect(next).toEqual(["third"]);
    },
  );

  it("is one for each name", async () => {
    const turns = new BodyTurns(8);
    turns.enter("a").came();
    const came = turnsOf(["other", turns.enter("b")]);
    await vi.advanceTimersByTimeAsync(0);
    expect(came).toEqual(["other"]);
  });
});
