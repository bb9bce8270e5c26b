/** When a delivery is tried again, when that ends, and when a webhook is stopped. */
import { expect, test } from "vitest";
import { plusMs } from "../../../services/kernel/clock.ts";
import { FAILING_MS, RETRY_AFTER_MS, judge } from "../../../services/webhooks/retry.ts";
import { NOON } from "../../fixtures/evidence.ts";

const first = { tries: 1, failingSince: null };
const failed = { status: 500, retryAfterMs: null };
const waits = (random: number, tries = 1) =>
  Date.parse(judge(failed, { tries, failingSince: null }, NOON, random).dueAt!) - Date.parse(NOON);

test("any 2xx is an arrival, and ends a failing", () => {
  for (const status of [200, 204, 299]) {
    expect(
      judge({ status, retryAfterMs: null }, { tries: 3, failingSince: NOON }, NOON, 0),
    ).toEqual({
      ...{ state: "delivered", dueAt: null, failingSince: null, stop: null },
    });
  }
  for (const status of [199, 301, 302, 400, 404, 500]) {
    expect(judge({ status, retryAfterMs: null }, first, NOON, 0).state).toBe("waiting");
  }
  expect(judge({ fault: "address-refused" }, first, NOON, 0).state).toBe("waiting");
});

test("waits as the specification says, a tenth sooner or later", () => {
  expect([waits(0), waits(0.5), waits(1)]).toEqual([4_500, 5_000, 5_500]);
  expect(waits(0.5, 2)).toBe(300_000);
  expect(RETRY_AFTER_MS.map((_, at) => waits(0.5, at + 1))).toEqual(RETRY_AFTER_MS);
  const total = RETRY_AFTER_MS.reduce((sum, ms) => sum + ms, 0);
  expect(total).toBeGreaterThan(FAILING_MS);
});

test("waits longer where the receiver asks for it, a day at most", () => {
  const asked = (retryAfterMs: number) =>
    Date.parse(judge({ status: 503, retryAfterMs }, first, NOON, 0.5).dueAt!) - Date.parse(NOON);
  expect(asked(120_000)).toBe(120_000);
  expect(asked(1)).toBe(5_000);
  expect(asked(999_999_000)).toBe(24 * 3_600_000);
});

test("after the last attempt it is given up; the webhook is stopped once nothing arrived for three days", () => {
  const last = (failingSince: typeof NOON | null) =>
    judge(failed, { tries: RETRY_AFTER_MS.length + 1, failingSince }, NOON, 0.5);
  expect(last(plusMs(NOON, -FAILING_MS))).toMatchObject({
    state: "given-up",
    stop: "failing",
    dueAt: null,
  });
  // Others arrived meanwhile.
  expect(last(plusMs(NOON, -FAILING_MS + 1))).toMatchObject({ state: "given-up", stop: null });
});

test("a receiver that says it is gone stops the webhook at once, and what was to be sent waits", () => {
  expect(judge({ status: 410, retryAfterMs: null }, first, NOON, 0.5)).toEqual({
    ...{ state: "waiting", dueAt: NOON, failingSince: NOON, stop: "gone" },
  });
});
