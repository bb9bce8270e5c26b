/** Completeness by worked examples under the shipped pack of Hainan, and continuity over any recordings. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SHIPPED_DAYS } from "../../../services/calendar/shipped-tables.ts";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { parseCalendarDate } from "../../../services/calendar/calendar-date.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import {
  type AnnotationId,
  type DeviceId,
  type ItemId,
  type OfficerEntryId,
  type OfficerId,
  type SessionId,
  newId,
} from "../../../services/kernel/ids.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { Officer } from "../../../services/officers/officer.ts";
import { requirePack } from "../../../services/policy/read-pack.ts";
import type { Note } from "../../../services/sessions/annotation.ts";
import {
  SESSION_ELEMENTS,
  type SessionRecord,
  completenessOf,
} from "../../../services/sessions/completeness.ts";
import { findingText } from "../../../services/sessions/completeness-words.ts";
import { gapsOf } from "../../../services/sessions/continuity.ts";
import {
  MOST_RECORDINGS,
  NO_SESSION_FACTS,
  type Recording,
  type Session,
} from "../../../services/sessions/session.ts";
import { sessionLaw } from "../../../services/sessions/session-law.ts";
import { NOON } from "../../fixtures/evidence.ts";

const folder = new URL("../../../services/policy/packs/", import.meta.url);
const packOf = (name: string) => requirePack(readFileSync(new URL(`${name}.json`, folder))).pack;
const HAINAN = packOf("cn-hainan-2019").activities;
const LAW = packOf("cn-hainan-2019");
const OREGON = packOf("us-oregon-133-741").activities;

const at = (minutes: number): UtcInstant => plusMs(NOON, minutes * 60_000);
const officer = (from: string, to: string | null): Officer => {
  const id = newId<OfficerId>();
  const validTo = to === null ? null : parseCalendarDate(to);
  const entry = {
    ...{
      id: newId<OfficerEntryId>(),
      officerId: id,
      credentialNo: id,
      name: "n",
      unit: "u",
      powers: [],
    },
    ...{ validFrom: parseCalendarDate(from)!, validTo, source: "hr", enteredAt: NOON },
    ...{ enteredBy: "user:x" as const, replaces: null, reason: null },
  };
  return { id, userId: null, entries: [entry] };
};
const [li, wang] = [officer("2024-01-01", null), officer("2024-01-01", "2026-11-23")];
const [cameraA, cameraB] = [newId<DeviceId>(), newId<DeviceId>()];
const clip = (from: number, minutes: number, deviceId = cameraA): Recording => ({
  ...{ itemId: newId<ItemId>(), deviceId, deviceName: deviceId === cameraA ? "A" : "B" },
  ...{ recordedAt: at(from), durationMs: minutes * 60_000, by: "person" },
  ...{ camera: null, clock: null },
});
const SEIZURE: Session = {
  ...{ number: "S-1", ...NO_SESSION_FACTS, id: newId<SessionId>(), revision: 0 },
  ...{ createdAt: NOON, createdBy: "user:x", activities: ["HN-01"] },
  ...{ officerIds: [li.id, officer("2024-01-01", null).id], place: "海口市", partyCodes: ["P1"] },
  ...{ startedAt: at(0), stoppedAt: at(60), startReason: "arrival", stopReason: "list signed" },
  ...{ announced: true, legalBasis: "行政强制法 18", documentNo: "2026-17" },
};
const note = (body: Note, isOver = false) => ({
  ...{ id: newId<AnnotationId>(), itemId: newId<ItemId>(), note: body, madeAt: NOON },
  ...{
    madeBy: "user:x" as const,
    ended: isOver ? { at: NOON, by: "user:x" as const, reason: "slip" } : null,
  },
});
const shot = (kind: string, isOver = false) =>
  note({ type: "marker", kind, atMs: 0, text: null }, isOver);
const record = note({
  ...{ type: "record", kind: "transcript", documentNo: "1", sha256: sha256("x") },
  ...{ relation: "supports", segments: [] },
});
const shots = HAINAN.find(({ code }) => code === "HN-01")!.requiredShots.map((kind) => shot(kind));

const judge = (changes: Partial<Session>, rest: Partial<SessionRecord> = {}) =>
  completenessOf({
    session: { ...SEIZURE, ...changes },
    ...{ recordings: [clip(0, 60)], annotations: [...shots, record] },
    officers: [li, wang, { ...officer("2024-01-01", null), id: SEIZURE.officerIds[1]! }],
    ...sessionLaw(LAW, SHIPPED_DAYS, zoneDays("Asia/Shanghai")),
    ...{ day: parseCalendarDate("2026-11-24"), known: NOON, ...rest },
  });
const codes = (...asked: Parameters<typeof judge>) =>
  judge(...asked).findings.map(({ code, weight }) => `${weight} ${code}`);

describe("a seizure (HN-01, recorded in full)", () => {
  it("is complete where nothing is missing", () => {
    expect(judge({})).toEqual({ verdict: "complete", findings: [] });
  });

  it("lacks continuity where a gap is longer than the bound and nothing explains it", () => {
    const recordings = [clip(0, 20), clip(30, 30)];
    expect(judge({}, { recordings })).toMatchObject({
      verdict: "incomplete",
      findings: [{ code: "gap", facts: { from: at(20), to: at(30), seconds: 600 } }],
    });
    const pauses = [{ from: at(20), to: at(30), reason: "battery" }];
    expect(judge({ pauses }, { recordings }).verdict).toBe("complete");
    const silent = [{ from: at(20), to: at(30), reason: null }];
    expect(codes({ pauses: silent }, { recordings })).toEqual(["fault pause-without-reason"]);
    const late = [clip(0.05, 59.9)];
    expect(codes({}, { recordings: late })).toEqual([]);
    expect(codes({}, { recordings: [clip(1, 59)] })).toEqual(["fault gap"]);
  });

  it("of several activities goes by the strictest bound, whichever comes first", () => {
    const loose = HAINAN.map((rule) =>
      rule.code === "HN-04" ? { ...rule, requiredShots: [], maxUnexplainedGapSec: 60 } : rule,
    );
    // 30 seconds: more than the 5 of a seizure.
    const recordings = [clip(0, 20), clip(20.5, 39.5)];
    for (const activities of [
      ["HN-01", "HN-04"],
      ["HN-04", "HN-01"],
    ]) {
      expect(codes({ activities }, { recordings, rules: loose })).toEqual(["fault gap"]);
    }
    expect(codes({ activities: ["HN-04"] }, { recordings, rules: loose })).toEqual([]);
  });

  it("asks somebody where the error of the clocks may explain a gap, and where a clock was set meanwhile", () => {
    const clock = { offsetMs: 0, errorMs: 20_000, spreadMs: 40_000, isJump: false };
    const halves = (one: Recording["clock"], other: Recording["clock"]) => ({
      recordings: [
        { ...clip(0, 20), clock: one },
        { ...clip(20.5, 39.5, cameraB), clock: other },
      ],
    });
    expect(codes({}, halves(clock, clock))).toEqual(["open gap-uncertain"]);
    expect(codes({}, halves(clock, { ...clock, errorMs: 1_000 }))).toEqual(["fault gap"]);
    const set = { offsetMs: 0, errorMs: 3_600_000, spreadMs: 3_600_000, isJump: true };
    expect(codes({}, halves(set, clock))).toEqual(["open clock-set", "open gap-uncertain"]);
    const [gap] = judge({}, halves(clock, { ...clock, errorMs: 1_000 })).findings;
    expect(findingText(gap!).en).toMatch(/\(30 s\).*measured, give or take 21 s$/);
    expect(findingText(judge({}, halves(null, null)).findings[0]!)["zh-CN"]).toMatch(/未经校对$/);
  });

  it("at night or on a day off asks for the emergency, and keeps what was said of it", () => {
    // 21:00 to 23:00 in Haikou.
    const late = { startedAt: at(60), stoppedAt: at(180) };
    const rest = { recordings: [clip(60, 120)] };
    expect(codes(late, rest)).toEqual(["open at-night"]);
    const said = judge({ ...late, urgentReason: "堤坝即将溃决" }, rest);
    expect([said.verdict, said.findings.map(({ weight }) => weight)]).toEqual([
      "complete",
      ["note"],
    ]);
    expect(findingText(said.findings[0]!)["zh-CN"]).toContain("堤坝即将溃决");
    expect(codes({ ...late, activities: ["HN-06"] }, rest)).not.toContain("open at-night");
  });

  it("with more recordings than are read says so, and is never complete", () => {
    const many = Array.from({ length: MOST_RECORDINGS + 1 }, () => clip(0, 60));
    expect(codes({}, { recordings: many })).toEqual(["open too-many-recordings"]);
    expect(codes({}, { recordings: many.slice(1) })).toEqual([]);
  });

  it("is whole where a second camera covers the gap of the first, and says so", () => {
    const recordings = [clip(0, 20), clip(30, 30), clip(15, 20, cameraB)];
    expect(judge({}, { recordings })).toMatchObject({
      verdict: "complete",
      findings: [{ code: "gap-covered", weight: "note", facts: { device: "A", by: "B" } }],
    });
    const half = [clip(0, 20), clip(30, 30), clip(15, 10, cameraB)];
    expect(codes({}, { recordings: half })).toContain("fault gap");
  });

  it("needs two officers whose credentials were valid on that day", () => {
    expect(codes({ officerIds: [li.id] })).toEqual(["fault too-few-officers"]);
    // One who stands there twice is one.
    expect(codes({ officerIds: [li.id, li.id] })).toEqual(["fault too-few-officers"]);
    const withWang = judge({ officerIds: [li.id, wang.id] });
    expect(withWang.findings).toMatchObject([
      { code: "officer-without-credential", facts: { officerId: wang.id, day: "2026-11-24" } },
    ]);
    const day = parseCalendarDate("2026-11-23");
    expect(codes({ officerIds: [li.id, wang.id] }, { day })).toEqual([]);
    expect(codes({ officerIds: [li.id, newId<OfficerId>()] })).toHaveLength(1);
  });

  it("needs every shot, element and the written record; a mark that was taken back is none", () => {
    const annotations = [...shots.slice(1), shot("credential_shown", true)];
    expect(codes({}, { annotations })).toEqual(["open no-written-record", "fault shot-missing"]);
    expect(codes({ place: null, announced: false, documentNo: null })).toEqual([
      ...["fault element-missing", "fault element-missing", "fault element-missing"],
    ]);
  });

  it("says of an element that nobody here can judge that it was not, whatever it is called", () => {
    const rules = HAINAN.map((rule) => ({
      ...{ ...rule, requiredElements: ["weather", "constructor", "place"] },
    }));
    expect(judge({ place: null }, { rules }).findings).toMatchObject([
      { code: "element-not-judged", weight: "note", facts: { element: "weather" } },
      { code: "element-not-judged", weight: "note", facts: { element: "constructor" } },
      { code: "element-missing", weight: "fault", facts: { element: "place" } },
    ]);
    expect(judge({}, { rules }).verdict).toBe("complete");
    expect(findingText(judge({}, { rules }).findings[0]!).en).toMatch(/weather$/);
  });

  it("has every element judged that a shipped pack requires", () => {
    const required = new Set([...HAINAN, ...OREGON].flatMap((rule) => rule.requiredElements));
    expect([...required].filter((code) => !SESSION_ELEMENTS.some((one) => one === code))).toEqual(
      [],
    );
  });

  it("is no seizure on record where nothing was recorded, whatever the reason", () => {
    expect(codes({ notRecorded: "the camera broke" }, { recordings: [] })).toEqual([
      "fault not-recorded",
    ]);
  });
});

describe("other activities", () => {
  it("that are situational may go unrecorded with a reason; optional ones without", () => {
    const of = (duty: string) => HAINAN.find((rule) => rule.duty === duty)!.code;
    const none = { recordings: [], annotations: [] };
    expect(codes({ activities: [of("situational")] }, none)).toEqual(["open not-recorded"]);
    const said = { activities: [of("situational")], notRecorded: "the record says all of it" };
    expect(judge(said, none).verdict).toBe("complete");
    expect(judge({ activities: [of("optional")] }, none).verdict).toBe("complete");
  });

  it("are judged by the pack in force: another has one officer and no bound for gaps", () => {
    const recordings = [clip(0, 1), clip(50, 1)];
    const annotations = [shot("recording_announced"), record];
    const contact = { activities: ["OR-CONTACT"], officerIds: [li.id] };
    expect(judge(contact, { rules: OREGON, recordings, annotations }).verdict).toBe("complete");
    expect(codes(contact)).toContain("open activity-unknown");
    expect(codes({ activities: [] })).toEqual(["open no-activity"]);
  });

  it("with an unknown time stay open", () => {
    const untimed = [{ ...clip(0, 60), durationMs: null }, clip(0, 60)];
    expect(codes({}, { recordings: untimed })).toEqual(["open untimed-recording"]);
    expect(codes({ stoppedAt: null })).toContain("open no-start-or-stop");
  });
});

it("every finding has words in both languages, filled in", () => {
  const found = judge(
    { activities: ["X", "HN-01"], officerIds: [wang.id] },
    { recordings: [clip(0, 5), clip(9, 9)], annotations: [] },
  );
  expect(found.findings.length).toBeGreaterThan(5);
  for (const finding of found.findings) {
    for (const text of Object.values(findingText(finding)))
      expect(text).not.toMatch(/[{}]|undefined/);
  }
});

it("continuity: no second of a gap is recorded, and every unrecorded second longer than the bound is in one", () => {
  const part = fc.record({
    from: fc.integer({ min: -20, max: 120 }),
    minutes: fc.integer({ min: 0, max: 40 }),
  });
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 12 }),
      fc.integer({ min: 0, max: 5 }),
      (parts, bound) => {
        const recordings = parts.map(({ from, minutes }) => clip(from, minutes));
        const gaps = gapsOf(SEIZURE, recordings, bound * 60_000).filter(({ by }) => by === null);
        const isIn = (minute: number) => {
          const time = utcInstant(new Date(Date.parse(at(minute)) + 30_000));
          return gaps.some(({ from, to }) => from <= time && time < to);
        };
        const bare = Array.from({ length: 60 }, (_, minute) =>
          parts.every(({ from, minutes }) => minute < from || minute >= from + minutes),
        );
        for (let minute = 0; minute < 60; minute += 1) {
          if (!bare[minute]) expect(isIn(minute)).toBe(false);
          let [first, last] = [minute, minute];
          while (first > 0 && bare[first - 1]) first -= 1;
          while (last < 59 && bare[last + 1]) last += 1;
          if (bare[minute]) expect(isIn(minute)).toBe(last - first + 1 > bound);
        }
      },
    ),
    { numRuns: 200 },
  );
});
