/** The figures of a report: periods, what is counted, what is left out and why, and that nothing of nothing is not known. */
import { describe, expect, it } from "vitest";
import { parseCalendarDate } from "../../../services/calendar/calendar-date.ts";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { type DeviceId, type ItemId, newId } from "../../../services/kernel/ids.ts";
import { REPORT_MEASURES } from "../../../services/policy/house-rules.ts";
import { permille, share, shownShare } from "../../../services/reports/figure.ts";
import { noHandIns, tallyHandIn } from "../../../services/sessions/hand-in.ts";
import { FIGURES_OF, needed } from "../../../services/reports/measures.ts";
import {
  instantsOf,
  parsePeriod,
  periodOf,
  reportDueOn,
} from "../../../services/reports/period.ts";
import { noDecisions } from "../../../services/reports/publicity-tally.ts";
import { noSessions, tallySession } from "../../../services/reports/session-tally.ts";
import type { Session } from "../../../services/sessions/session.ts";
import { ReportFactsAsSaid } from "../../fakes/report-facts.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { shippedPack } from "../../fixtures/packs.ts";
import { aSession } from "../../fixtures/reported.ts";
import { sessionLaw } from "../../../services/sessions/session-law.ts";
import { CHINA, day } from "../../fixtures/retention.ts";

const days = zoneDays("Asia/Shanghai");
const hainan = shippedPack("cn-hainan-2019");
const at = (text: string) => text as UtcInstant;

describe("periods", () => {
  it("are days of the agency's zone, to the last instant of the last one", () => {
    expect(parsePeriod("2026-Q1")).toMatchObject({ first: "2026-01-01", last: "2026-03-31" });
    expect(parsePeriod("2024")).toMatchObject({ first: "2024-01-01", last: "2024-12-31" });
    const span = instantsOf(periodOf("quarter", day("2026-11-24")), days);
    expect(span).toEqual({ from: "2026-09-30T16:00:00.000Z", until: "2026-12-31T16:00:00.000Z" });
  });

  it.each(["2026-Q0", "2026-Q5", "26-Q1", "2026-q1", "2026-1", "0999", "9999", "2026-Q1 ", ""])(
    "%s is none",
    (name) => expect(parsePeriod(name)).toBeNull(),
  );

  it("the annual report of the plan is due on 31 January", () => {
    const annual = hainan.reports.find(({ period }) => period === "year");
    expect(reportDueOn(parsePeriod("2026")!, annual?.dueDaysAfter ?? null)).toBe("2027-01-31");
    expect(parseCalendarDate("2027-01-31")).not.toBeNull();
  });
});

describe("a share", () => {
  it("of nothing is not known, and what is not whole never reads as 100 %", () => {
    expect(share("items-linked", 0, 0)).toMatchObject({ unknown: "nothing-to-count" });
    expect(shownShare(share("items-linked", 0, 0))).toBeNull();
    expect(shownShare(share("items-linked", 99_999, 100_000))).toBe("99.9 %");
    expect(shownShare(share("items-linked", 3, 3))).toBe("100.0 %");
  });

  it("of an empty house is known nowhere, by any measure", async () => {
    const said = new ReportFactsAsSaid();
    const { items, equipment, holds, findings } = said;
    const counted = {
      sessions: noSessions(),
      items,
      handIns: noHandIns(),
      equipment,
      holds,
      findings,
      ...{ decisions: noDecisions(), legalReviews: null, spotChecks: null },
      disposals: said.disposals,
    };
    const figures = REPORT_MEASURES.flatMap((measure) => FIGURES_OF[measure](counted, hainan));
    const shares = figures.filter(({ denominator }) => denominator !== null);
    expect(shares.map((figure) => [figure.code, permille(figure)])).toEqual(
      shares.map(({ code }) => [code, code === "recording-rooms" ? 0 : null]),
    );
  });
});

describe("equipment: one set for four officers, at least one", () => {
  const ratio = hainan.ratios.find(({ of }) => of === "device-sets")!;
  it.each([
    ...[
      [0, 1],
      [1, 1],
      [4, 1],
      [5, 2],
      [8, 2],
      [9, 3],
      [400, 100],
    ],
  ])("%i officers need %i", (officers, sets) => expect(needed(ratio, officers)).toBe(sets));

  it("is not known where no officer is registered, or where the pack says nothing", () => {
    const said = new ReportFactsAsSaid();
    const { items, holds, findings } = said;
    const rest = {
      sessions: noSessions(),
      items,
      handIns: null,
      holds,
      findings,
      ...{ decisions: noDecisions(), legalReviews: null, spotChecks: null },
      disposals: said.disposals,
    };
    const equipment = { ...said.equipment, bodyCameras: 3, docks: 2 };
    const of = (changes: object, rules = hainan) =>
      FIGURES_OF["equipment-ratio"]({ ...rest, equipment: { ...equipment, ...changes } }, rules)[0];
    expect(of({})).toMatchObject({ unknown: "no-register" });
    expect(of({ hasRegister: true, officers: 17 })).toMatchObject({
      ...{ numerator: 3, denominator: 5, unknown: null },
      leftOut: [{ why: "other-devices", count: 2 }],
    });
    expect(of({ hasRegister: true }, { ...hainan, ratios: [] })).toMatchObject({
      unknown: "no-rule",
    });
    expect(FIGURES_OF["on-time-hand-in"]({ ...rest, equipment }, hainan)[0]?.unknown).toBe(
      "no-rule",
    );
  });
});

describe("handing in", () => {
  const received = at("2026-11-24T12:00:00.000Z");
  const judged = (endedAt: string | null, rule: Parameters<typeof tallyHandIn>[2]) => {
    const tally = noHandIns();
    const one = { receivedAt: received, endedAt: endedAt === null ? null : at(endedAt) };
    tallyHandIn(tally, one, rule, { days, calendar: CHINA });
    return Object.entries(tally).flatMap(([name, many]) => (many > 0 ? [name] : []));
  };
  const hours = { amount: 24, unit: "hours" } as const;
  it("counts hours to the millisecond, leaves out what has no end, and a clock that ran ahead", () => {
    expect(judged("2026-11-23T12:00:00.000Z", hours)).toEqual(["onTime"]);
    expect(judged("2026-11-23T11:59:59.999Z", hours)).toEqual(["late"]);
    expect(judged(null, hours)).toEqual(["untimed"]);
    expect(judged("2026-11-24T12:04:00.000Z", hours)).toEqual(["onTime"]);
    expect(judged("2026-11-24T12:06:00.000Z", hours)).toEqual(["clockAhead"]);
  });

  it("counts working days over the holidays of the calendar", () => {
    const rule = { amount: 2, unit: "working-days" } as const;
    // Friday: Monday and Tuesday are the two days, to the end of the second in Haikou.
    expect(judged("2026-11-20T10:00:00.000Z", rule)).toEqual(["onTime"]);
    expect(judged("2026-11-19T10:00:00.000Z", rule)).toEqual(["late"]);
  });
});

describe("sessions", () => {
  const tallied = (changes: Partial<Session>, recorded = false) => {
    const tally = noSessions();
    const recording = {
      ...{ itemId: newId<ItemId>(), deviceId: newId<DeviceId>(), deviceName: "c" },
      ...{ recordedAt: NOON, durationMs: 1_000, camera: null, clock: null },
      by: "person",
    } as const;
    const parts = {
      ...{ session: aSession(changes), recordings: recorded ? [recording] : [] },
      ...{ annotations: [], officers: [] },
    };
    tallySession(tally, parts, {
      ...sessionLaw(hainan, CHINA, days),
      known: NOON,
    });
    return Object.fromEntries(Object.entries(tally).filter(([, many]) => many > 0));
  };
  it("count by the duty of the pack; a reason stands only where the situation decides", () => {
    expect(tallied({ activities: ["HN-01"] }, true)).toMatchObject({
      ...{ due: 1, recorded: 1, dueInFull: 1, recordedInFull: 1 },
    });
    const why = { notRecorded: "the written record suffices" };
    expect(tallied({ activities: ["HN-01"], ...why })).toEqual({
      ...{ due: 1, dueInFull: 1, incomplete: 1 },
    });
    expect(tallied({ activities: ["HN-06"], ...why })).toMatchObject({ explained: 1 });
    expect(tallied({ activities: ["HN-06"] })).toMatchObject({ due: 1 });
    expect(tallied({ activities: ["HN-12"] })).toMatchObject({ optional: 1 });
    expect(tallied({ activities: ["HN-12", "HN-01"] })).toMatchObject({ due: 1, dueInFull: 1 });
    expect(tallied({ activities: ["ZZ-1"] }, true)).toMatchObject({ unknownActivity: 1 });
    expect(tallied({ activities: ["HN-01"], startedAt: null })).toEqual({ notBegun: 1 });
  });
});
