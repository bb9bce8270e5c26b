/** Enforcement at night and on days off, by the agency's wall clock and its days. */
import { describe, expect, it } from "vitest";
import { SHIPPED_DAYS } from "../../../services/calendar/shipped-tables.ts";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { offHours, plannedOffHours } from "../../../services/sessions/off-hours.ts";
import { NO_SESSION_FACTS } from "../../../services/sessions/session.ts";

const night = { from: "22:00", until: "06:00" };
const times = { night, calendar: SHIPPED_DAYS, days: zoneDays("Asia/Shanghai") };
/** Of Haikou, eight hours ahead of UTC. */
const here = (text: string): UtcInstant => new Date(`${text}+08:00`).toISOString() as UtcInstant;
const ran = (from: string, to: string) =>
  offHours({ startedAt: here(from), stoppedAt: here(to) }, [], times).map(
    ({ kind, day, from: start, to: end }) => [
      ...[kind, day],
      ...[start, end].map((at) =>
        new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16),
      ),
    ],
  );

describe("a session", () => {
  it("by day on a working day needs no reason, to the minute", () => {
    expect(ran("2026-11-24T06:00", "2026-11-24T22:00")).toEqual([]);
  });

  it("that reaches into the night does, with the stretch of it", () => {
    expect(ran("2026-11-24T21:00", "2026-11-24T22:30")).toEqual([
      ["night", "2026-11-24", "22:00", "22:30"],
    ]);
    expect(ran("2026-11-24T05:59", "2026-11-24T07:00")).toEqual([
      ["night", "2026-11-23", "05:59", "06:00"],
    ]);
  });

  it("is of the agency's day, not of UTC's", () => {
    // 23:00 UTC of Sunday is Monday morning in Haikou.
    expect(ran("2026-11-23T07:00", "2026-11-23T08:00")).toEqual([]);
    expect(ran("2026-11-22T07:00", "2026-11-22T08:00")).toEqual([
      ["day-off", "2026-11-22", "07:00", "08:00"],
    ]);
  });

  it("goes by the table: a made-up Saturday is a working day, a holiday on a Thursday is none", () => {
    expect(ran("2026-10-01T10:00", "2026-10-01T11:00")).toEqual([
      ["day-off", "2026-10-01", "10:00", "11:00"],
    ]);
    expect(ran("2026-02-14T10:00", "2026-02-14T11:00")).toEqual([]);
  });

  it("of no time at all is found where it is; of no known time, nowhere; of an impossible one, nowhere", () => {
    const moment = { startedAt: here("2026-11-24T23:00"), stoppedAt: null };
    expect(offHours(moment, [], times)).toHaveLength(1);
    expect(offHours({ startedAt: null, stoppedAt: null }, [], times)).toEqual([]);
    const odd = { startedAt: "1000-01-01T00:00:00.000Z" as UtcInstant, stoppedAt: null };
    expect(offHours(odd, [], times)).toEqual([]);
  });

  it("that is planned so is told before it runs", () => {
    const planned = { ...NO_SESSION_FACTS, plannedStart: here("2026-11-28T09:00") };
    expect(plannedOffHours(planned, times).map(({ kind }) => kind)).toEqual(["day-off"]);
    expect(plannedOffHours(NO_SESSION_FACTS, times)).toEqual([]);
  });

  it("of a pack without hours of night is asked about days off alone", () => {
    const bare = { ...times, night: null };
    const late = { startedAt: here("2026-11-24T23:00"), stoppedAt: here("2026-11-24T23:30") };
    expect(offHours(late, [], bare)).toEqual([]);
  });
});
