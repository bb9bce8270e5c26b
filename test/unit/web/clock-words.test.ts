/** Offsets of clocks in words: which way, how long, how sure, and far off from five minutes on. */
import { expect, it } from "vitest";
import { clockWords } from "../../../services/web/src/item/clock-words.ts";

const at = { deviceTime: "2026-11-24T12:00:00.000Z", checkedAt: "2026-11-24T12:00:00.000Z" };

it.each([
  [0, 20, ["clock.right", "0.0 s", "0.0 s", false]],
  [-999, null, ["clock.right", "1.0 s", null, false]],
  [1_000, 400, ["clock.ahead", "1.0 s", "0.4 s", false]],
  [-59_000, null, ["clock.behind", "59 s", null, false]],
  [200_000, 30_000, ["clock.ahead", "3 min 20 s", "30 s", false]],
  [-300_000, null, ["clock.behind", "5 min 0 s", null, true]],
  [18_060_000, null, ["clock.ahead", "5 h 1 min", null, true]],
  [-1_795_000_000_000, null, ["clock.behind", "20775 d", null, true]],
] as const)("%d ms, give or take %s", (offsetMs, uncertaintyMs, [key, length, sure, isFarOff]) => {
  expect(clockWords({ ...at, offsetMs, uncertaintyMs })).toEqual({ key, length, sure, isFarOff });
});
