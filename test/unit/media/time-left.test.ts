/** How long a step still takes: nothing said too early, and the rate so far afterwards. */
import { expect, test } from "vitest";
import { TimeLeft } from "../../../services/media/time-left.ts";

test("says nothing before three seconds and two hundredths are done", () => {
  const left = new TimeLeft();
  expect(left.after(0.1, 0)).toBeNull();
  expect(left.after(0.5, 2_999)).toBeNull();
  expect(left.after(0.119, 60_000)).toBeNull();
});

test("counts from the first word on, for what was copied before says nothing of the rate", () => {
  const left = new TimeLeft();
  left.after(0.1, 50_000);
  expect(left.after(0.3, 60_000)).toBe(35);
  expect(left.after(0.55, 70_000)).toBe(20);
  expect(left.after(1, 95_000)).toBe(0);
});

test("a clock that was set back, and progress that does not rise, tell nothing", () => {
  const left = new TimeLeft();
  left.after(0.5, 50_000);
  expect(left.after(0.9, 10_000)).toBeNull();
  expect(left.after(0.5, 90_000)).toBeNull();
});
