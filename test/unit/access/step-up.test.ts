/** How long it holds that somebody showed who they are, by the clock and by nothing else. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { RECENT_MS, isRecent, requireRecent } from "../../../services/access/step-up.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { NOON } from "../../fixtures/evidence.ts";

test("holds from a minute before it until ten minutes after it, and never without it", () => {
  fc.assert(
    fc.property(fc.integer({ min: -86_400_000, max: 86_400_000 }), (passedMs) => {
      const isWithin = passedMs >= -60_000 && passedMs < RECENT_MS;
      expect(isRecent(NOON, plusMs(NOON, passedMs))).toBe(isWithin);
      expect(isRecent(null, plusMs(NOON, passedMs))).toBe(false);
    }),
  );
  expect(isRecent(NOON, plusMs(NOON, RECENT_MS - 1))).toBe(true);
  expect(isRecent(NOON, plusMs(NOON, RECENT_MS))).toBe(false);
});

test("refuses with what to do", () => {
  expect(() => requireRecent(NOON, NOON)).not.toThrow();
  expect(() => requireRecent(null, NOON)).toThrow(
    expect.objectContaining({
      ...{ kind: "forbidden", code: "access/confirm-again", facts: { withinMinutes: 10 } },
    }),
  );
});
