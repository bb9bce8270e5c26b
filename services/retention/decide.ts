/**
 * How long an item is kept, and why: a pure function of facts and rules.
 *
 * The floor is the latest of all floors, also of classes that it was raised out of, of the house's own, of what was asked to
 * stay longer, and of what was promised before: it never falls. The ceiling is the earliest of the classes it is in now. Where the ceiling comes first the
 * floor wins, the conflict is told, and from the day after the ceiling the item is only stored (个人信息保护法 art. 47).
 */
import { type CalendarDate, dayAfter } from "../calendar/calendar-date.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { Text } from "../kernel/language.ts";
import type { Awaited, Bound } from "./bound.ts";
import { ceilingOf, floorsOf } from "./bounds.ts";
import { type AppliedClass, classesOf } from "./classes.ts";
import type { ExtensionFact, NamedFact, RetentionFacts, Until } from "./facts.ts";
import type { RetentionRules } from "./rules.ts";

export interface Citation {
  readonly title: Text;
  /** The place in it, "13(1)"; empty: all of it. */
  readonly at: string;
}

/** Why a bound is what it is; `words.ts` makes sentences of it. */
export interface Reason {
  readonly rule:
    | "house-floor"
    | "extended"
    | "promised"
    | "starts-in"
    | "raised-to"
    | "unknown-activity"
    | "floor"
    | "awaits"
    | "ceiling";
  readonly fact: NamedFact;
  readonly class: { readonly code: string; readonly title: Text } | null;
  readonly until: Until | null;
  readonly awaits: Awaited | null;
  readonly term: string | null;
  readonly cite: readonly Citation[];
}

export interface RetentionDecision {
  /** Codes of the classes it is in, the one that it starts in first. Empty: no pack is in force. */
  readonly classes: readonly string[];
  /** The last day on which it must be kept, as far as it is known. */
  readonly floor: Until;
  /** It is kept beyond that day, until what is awaited has come about. */
  readonly open: boolean;
  /** The last day on which it may be kept; null: there is none. */
  readonly ceiling: CalendarDate | null;
  readonly conflict: boolean;
  /** From this day on it is only stored. */
  readonly restrictedFrom: CalendarDate | null;
  readonly provisional: boolean;
  readonly unknownActivity: boolean;
  readonly reasons: readonly Reason[];
}

/** `rules` null: no pack is in force, and the house's own floor stands alone. */
export function decide(
  facts: RetentionFacts,
  rules: RetentionRules | null,
  calendar: WorkingDays,
): RetentionDecision {
  const { applied, unknownActivity } =
    rules === null ? { applied: [], unknownActivity: false } : classesOf(facts, rules);
  const said = applied.map((each) => saidOf(rules, each, facts, calendar));
  const reasons = [
    ...applied.map((each) => ofClass(rules, each, unknownActivity)),
    plain("house-floor", { name: "sealed", on: facts.sealedUntil }, facts.sealedUntil),
    ...facts.extensions.map(ofExtension),
    ...said.flatMap((each) => each.reasons),
  ];
  const { promised } = facts;
  // What is promised for ever, or for longer, stands whatever the rules say now.
  if (promised !== null && isLater(promised, latest(reasons))) {
    reasons.push(plain("promised", { name: "promised", on: promised }, promised));
  }
  const ends = said.flatMap((each) => each.ceiling ?? []).sort();
  return {
    classes: applied.map((each) => each.class.code),
    ...bounded(reasons, ends[0] ?? null),
    provisional: said.some((each) => each.provisional),
    ...{ unknownActivity, reasons },
  };
}

function bounded(
  reasons: readonly Reason[],
  ceiling: CalendarDate | null,
): Pick<RetentionDecision, "floor" | "open" | "ceiling" | "conflict" | "restrictedFrom"> {
  const floor = latest(reasons);
  const open = reasons.some(({ rule }) => rule === "awaits");
  const conflict = ceiling !== null && (open || isLater(floor, ceiling));
  const restrictedFrom = conflict ? dayAfter(ceiling) : null;
  return { floor, open, ceiling, conflict, restrictedFrom };
}

interface Said {
  readonly reasons: readonly Reason[];
  readonly ceiling: CalendarDate | null;
  readonly provisional: boolean;
}

function saidOf(
  rules: RetentionRules | null,
  applied: AppliedClass,
  facts: RetentionFacts,
  calendar: WorkingDays,
): Said {
  const bounds = floorsOf(applied.class, facts, calendar);
  const reasons = bounds.map((bound) => ofBound(rules, applied, bound));
  const provisional = bounds.some((bound) => bound.provisional);
  const end = applied.left ? null : ceilingOf(applied.class, facts, calendar);
  if (end === null) return { reasons, ceiling: null, provisional };
  return {
    reasons: [...reasons, { ...ofBound(rules, applied, end), rule: "ceiling" }],
    ceiling: end.until,
    provisional: provisional || end.provisional,
  };
}

export const isLater = (one: Until, other: Until): boolean =>
  other !== "permanent" && (one === "permanent" || one > other);

const FLOORS: readonly Reason["rule"][] = ["house-floor", "extended", "promised", "floor"];

/** The house's own floor is always among them. */
const latest = (reasons: readonly Reason[]): Until =>
  reasons.reduce<Until>(
    (last, { rule, until }) =>
      FLOORS.includes(rule) && until !== null && isLater(until, last) ? until : last,
    "0000-01-01" as CalendarDate,
  );

const plain = (rule: Reason["rule"], fact: NamedFact, until: Until): Reason => ({
  ...{ rule, fact, until },
  ...{ class: null, awaits: null, term: null, cite: [] },
});

const ofExtension = ({ by, time, term, until, on }: ExtensionFact): Reason => ({
  ...plain("extended", { name: "extended", value: by, time, on }, until),
  term,
});

function ofClass(
  rules: RetentionRules | null,
  { class: { code, title }, fact, cite, starts }: AppliedClass,
  unknownActivity: boolean,
): Reason {
  const isBySource = unknownActivity && fact.name === "source";
  const started = isBySource ? "unknown-activity" : "starts-in";
  return {
    rule: starts ? started : "raised-to",
    ...{ fact, class: { code, title } },
    ...{ until: null, awaits: null, term: null, cite: cited(rules, cite) },
  };
}

function ofBound(
  rules: RetentionRules | null,
  { class: { code, title, cite } }: AppliedClass,
  { fact, until, awaits, term }: Bound,
): Reason {
  return {
    rule: awaits === null ? "floor" : "awaits",
    ...{ fact, class: { code, title }, until, awaits, term },
    cite: cited(rules, cite),
  };
}

const cited = (rules: RetentionRules | null, cite: AppliedClass["cite"]): readonly Citation[] =>
  cite.flatMap(({ source, at }) => {
    const title = rules?.sourceTitle(source);
    return title === undefined ? [] : [{ title, at }];
  });
