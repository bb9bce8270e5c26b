/** Whatever becomes of packs, cases, flags and clocks: what was promised never falls, and every reason names a fact that is there. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays } from "../../../services/calendar/calendar-date.ts";
import { workingDays } from "../../../services/calendar/working-days.ts";
import { type Reason, decide, isLater } from "../../../services/retention/decide.ts";
import {
  type CaseFacts,
  type NamedFact,
  type RetentionFacts,
  type Until,
  recordedFact,
} from "../../../services/retention/facts.ts";
import { sentence } from "../../../services/retention/words.ts";
import { PROMOTING_FACTS } from "../../../services/policy/retention-class.ts";
import { CONDITIONS } from "../../../services/policy/term.ts";
import { CHINA, clip, day, iso, openCase, shippedRules } from "../../fixtures/retention.ts";

const shorter = shippedRules("cn-hainan-2019", ({ classes, promotions }) => {
  for (const each of classes) {
    if (each.floor.kind === "duration") each.floor = { kind: "duration", iso: iso("P1D") };
    if (each.floor.kind === "permanent") each.floor = { kind: "duration", iso: iso("P3M") };
    if (each.code === "R-ROUTINE") each.ceiling = { kind: "duration", iso: iso("P2M") };
  }
  promotions.length = 1;
});
const waiting = shippedRules("cn-hainan-2019", ({ classes }) => {
  const triggers = [
    "decision-effective",
    "litigation-final",
    "flagged",
    "subject-request",
    "session-end",
    "classification-issued",
  ] as const;
  for (const [at, each] of classes.entries()) {
    each.trigger = triggers[at % triggers.length] ?? "received";
    if (at % 3 === 0) each.floor = { kind: "until-condition", condition: "proceedings-over" };
    if (at % 3 === 1) each.floor = { kind: "duration", iso: iso("P9D") };
    if (at % 3 === 1) each.basis = "working";
  }
});
const RULES = [
  ...[null, shippedRules("cn-hainan-2019"), shippedRules("us-oregon-133-741"), shorter, waiting],
];

const anyDay = fc
  .integer({ min: 0, max: 20_000 })
  .map((after) => addDays(day("2000-01-01"), after));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const anyCase: fc.Arbitrary<CaseFacts> = fc
  .record({
    ...{ filedOn: maybe(anyDay), decidedOn: maybe(anyDay), effectiveOn: maybe(anyDay) },
    closedOn: maybe(anyDay),
    outcome: fc.constantFrom(null, "evidence-used", "not-evidence"),
    litigation: fc.constantFrom("none", "open", "final"),
    litigationFinalOn: maybe(anyDay),
    majorDecision: fc.boolean(),
    flags: fc.subarray([...PROMOTING_FACTS], { maxLength: 2 }),
    archiveTerm: fc.constantFrom(null, "P10Y", "P30Y", "permanent"),
    proceedingsOver: maybe(fc.record({ on: maybe(anyDay) })),
  } as const)
  .map(openCase);
const anyFacts = fc
  .record({
    ...{ receivedOn: anyDay, recordedOn: maybe(anyDay), sealedUntil: anyDay },
    sourceKind: fc.constantFrom("body_camera", "dock", "room_recorder", "cctv"),
    activity: fc.constantFrom(null, "HN-01", "HN-06", "beach patrol"),
    sessionActivities: fc.subarray(["HN-01", "HN-06", "beach patrol"]),
    flags: fc.array(fc.record({ flag: fc.constantFrom(...PROMOTING_FACTS), on: anyDay }), {
      maxLength: 3,
    }),
    session: maybe(fc.record({ endedOn: maybe(anyDay) })),
    classifiedOn: fc.array(anyDay, { maxLength: 2 }),
    cases: fc.array(anyCase, { maxLength: 3 }),
    extensions: fc.array(
      fc.record({
        ...{ by: fc.constantFrom("subject", "agency"), time: fc.integer({ min: 1, max: 9 }) },
        ...{ term: fc.constantFrom("P6M", "P180D"), until: anyDay, on: anyDay },
      } as const),
      { maxLength: 2 },
    ),
    reviewed: maybe(fc.record({ on: anyDay, next: anyDay })),
    conditions: fc.uniqueArray(
      fc.record({
        condition: fc.constantFrom(...CONDITIONS),
        on: maybe(anyDay),
        flaggedSince: fc.subarray([...PROMOTING_FACTS]),
      }),
      { selector: ({ condition }) => condition },
    ),
  } as const)
  .map(clip);
const anyStep = fc.record({
  facts: anyFacts,
  rules: fc.constantFrom(...RULES),
  calendar: fc.constantFrom(CHINA, workingDays([])),
});

type Given = NamedFact & { readonly file: CaseFacts | undefined };
const isDay = (one: Until | null | undefined, on: Until | undefined): boolean =>
  on !== undefined && one === on;

/** Where each fact must be found in what was given. */
const THERE: Readonly<Record<NamedFact["name"], (facts: RetentionFacts, given: Given) => boolean>> =
  {
    recorded: (facts, { on }) =>
      isDay(facts.recordedOn, on) && recordedFact(facts).name === "recorded",
    received: ({ receivedOn }, { on }) => isDay(receivedOn, on),
    sealed: ({ sealedUntil }, { on }) => isDay(sealedUntil, on),
    source: ({ sourceKind }, { value }) => sourceKind === value,
    activity: ({ activity, sessionActivities }, { value = "" }) =>
      [activity, ...sessionActivities].includes(value),
    flag: ({ flags }, { value, on }) => flags.some((each) => each.flag === value && each.on === on),
    promised: ({ promised }, { on }) => isDay(promised, on),
    "case-linked": (_, { file }) => file !== undefined,
    "case-filed": (_, { file, on }) => isDay(file?.filedOn, on),
    "decision-made": (_, { file, on }) => isDay(file?.decidedOn, on),
    "decision-effective": (_, { file, on }) => isDay(file?.effectiveOn, on),
    "case-closed": (_, { file, on }) => isDay(file?.closedOn, on),
    "litigation-final": (_, { file, on }) =>
      file?.litigation === "final" && isDay(file.litigationFinalOn, on),
    "litigation-open": (_, { file }) => file?.litigation === "open",
    "major-decision": (_, { file }) => file?.majorDecision === true,
    "evidence-used": (_, { file }) => file?.outcome === "evidence-used",
    "case-flag": (_, { file, value = "" }) => file?.flags.includes(value) === true,
    "session-end": ({ session }, { on }) => isDay(session?.endedOn, on),
    "session-open": ({ session }) => session !== null,
    classified: ({ classifiedOn }, { on }) => classifiedOn.some((each) => isDay(each, on)),
    extended: ({ extensions }, { value, time, on }) =>
      extensions.some((each) => each.by === value && each.time === time && isDay(each.on, on)),
    "condition-met": ({ conditions }, { file, value, on }) =>
      isDay(
        file === undefined
          ? conditions.find(({ condition }) => condition === value)?.on
          : file.proceedingsOver?.on,
        on,
      ),
    "condition-denied": ({ conditions }, { file, value }) =>
      file === undefined
        ? conditions.some(({ condition, on }) => condition === value && on === null)
        : file.proceedingsOver?.on === null,
  };

const isThere = (facts: RetentionFacts, fact: NamedFact): boolean =>
  THERE[fact.name](facts, {
    ...fact,
    file: facts.cases.find(({ caseId }) => caseId === fact.caseId),
  });

it("never lets a promise fall over any sequence of packs, links, flags, dates and calendars", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 12 }), (steps) => {
      let promised: Until | null = null;
      for (const { facts, rules, calendar } of steps) {
        const decision = decide({ ...facts, promised }, rules, calendar);
        if (promised !== null) expect(isLater(promised, decision.floor)).toBe(false);
        // Decided again with what it promised itself, it says the same: nothing is saved twice.
        const again = decide({ ...facts, promised: decision.floor }, rules, calendar);
        expect(again.floor).toBe(decision.floor);
        promised = decision.floor;
      }
    }),
    { numRuns: 300 },
  );
});

it("names facts that are there, each floor within the floor, and a conflict wherever a ceiling is broken", () => {
  fc.assert(
    fc.property(anyStep, maybe(anyDay), ({ facts, rules, calendar }, promised) => {
      const given = { ...facts, promised };
      const { floor, open, ceiling, conflict, restrictedFrom, reasons } = decide(
        given,
        rules,
        calendar,
      );
      for (const reason of reasons) {
        expect(isThere(given, reason.fact), JSON.stringify(reason)).toBe(true);
        const said = sentence(reason);
        expect(`${said.en}${said["zh-CN"]}`).not.toMatch(/undefined|null|NaN/);
      }
      const floors = reasons.filter(isFloor);
      expect(floors.some(({ until }) => until === floor)).toBe(true);
      expect(floors.every(({ until }) => until !== null && !isLater(until, floor))).toBe(true);
      expect(open).toBe(reasons.some(({ awaits }) => awaits !== null));
      expect(conflict).toBe(ceiling !== null && (open || isLater(floor, ceiling)));
      expect(restrictedFrom).toBe(conflict && ceiling !== null ? addDays(ceiling, 1) : null);
    }),
    { numRuns: 500 },
  );
});
const isFloor = ({ rule }: Reason): boolean =>
  ["house-floor", "extended", "promised", "floor"].includes(rule);

it("is never shorter with one fact more that raises", () => {
  fc.assert(
    fc.property(anyFacts, anyCase, fc.constantFrom(...PROMOTING_FACTS), (facts, file, flag) => {
      const rules = RULES[1] ?? null;
      const before = decide(facts, rules, CHINA);
      const more = { ...facts, flags: [...facts.flags, { flag, on: facts.receivedOn }] };
      expect(isLater(before.floor, decide(more, rules, CHINA).floor)).toBe(false);
      const linked = decide({ ...facts, cases: [...facts.cases, file] }, rules, CHINA);
      const closedWell = linked.open || !isLater(before.floor, linked.floor);
      expect(closedWell).toBe(true);
    }),
    { numRuns: 300 },
  );
});
