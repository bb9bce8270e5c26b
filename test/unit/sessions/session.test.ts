/** What of a recording session fits together: its times and its pauses. */
import { expect, it } from "vitest";
import { plusMs } from "../../../services/kernel/clock.ts";
import { NO_SESSION_FACTS, checkSession } from "../../../services/sessions/session.ts";
import { NOON } from "../../fixtures/evidence.ts";

const at = (minutes: number) => plusMs(NOON, minutes * 60_000);
const whole = { number: "S-1", ...NO_SESSION_FACTS, startedAt: at(0), stoppedAt: at(60) };
const pause = (from: number, to: number) => ({ from: at(from), to: at(to), reason: "battery" });

it("takes pauses within start and stop, one after another, and lets open ends be", () => {
  for (const pauses of [[], [pause(0, 60)], [pause(0, 5), pause(5, 9), pause(20, 21)]]) {
    expect(() => checkSession({ ...whole, pauses })).not.toThrow();
  }
  const open = { ...whole, startedAt: null, stoppedAt: null, pauses: [pause(-9, 900)] };
  expect(() => checkSession(open)).not.toThrow();
});

it("refuses pauses outside, overlapping or turned round, and times that are", () => {
  const out = { code: "sessions/pauses-out-of-order" };
  for (const pauses of [
    [pause(-1, 5)],
    [pause(55, 61)],
    [pause(0, 10), pause(9, 20)],
    [pause(20, 30), pause(0, 10)],
    [pause(10, 5)],
  ]) {
    expect(() => checkSession({ ...whole, pauses })).toThrow(expect.objectContaining(out));
  }
  const turned = { code: "sessions/times-out-of-order" };
  for (const times of [{ stoppedAt: at(0) }, { plannedStart: at(5), plannedStop: at(4) }]) {
    expect(() => checkSession({ ...whole, ...times })).toThrow(expect.objectContaining(turned));
  }
});
