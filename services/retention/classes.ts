/** Which classes an item is in: where it starts, and into which its facts raise it. */
import { assert } from "../kernel/refusal.ts";
import type { RetentionClass } from "../policy/retention-class.ts";
import { type NamedFact, type RetentionFacts, promotingFact } from "./facts.ts";
import type { RetentionRules } from "./rules.ts";

export interface AppliedClass {
  readonly class: RetentionClass;
  /** What put it there. */
  readonly fact: NamedFact;
  /** It starts in it; else its facts raised it. */
  readonly starts: boolean;
  /** It was raised out of this one: its floor stays, its ceiling does not. */
  readonly left: boolean;
  readonly cite: RetentionClass["cite"];
}

/** Those that it starts in come first. */
export function classesOf(
  facts: RetentionFacts,
  rules: RetentionRules,
): { readonly applied: readonly AppliedClass[]; readonly unknownActivity: boolean } {
  const { starts, unknownActivity } = startsOf(facts, rules);
  const applied = new Map<string, AppliedClass>();
  for (const { code, fact } of starts) {
    if (!applied.has(code)) applied.set(code, applying(rules, code, fact, null));
  }
  // A rule adds a class that is not there yet, or is done with: rounds end.
  for (let grown = true; grown;) {
    grown = false;
    for (const promotion of rules.promotions) {
      if (promote(facts, rules, promotion, applied)) grown = true;
    }
  }
  return { applied: [...applied.values()], unknownActivity };
}

function promote(
  facts: RetentionFacts,
  rules: RetentionRules,
  { from, whenAny, class: to, cite }: RetentionRules["promotions"][number],
  applied: Map<string, AppliedClass>,
): boolean {
  const leaving = from.filter((code) => applied.get(code)?.left === false && code !== to);
  if (leaving.length === 0) return false;
  const fact = whenAny.map((wanted) => promotingFact(facts, wanted)).find((each) => each !== null);
  if (fact === undefined) return false;
  for (const code of leaving) {
    const left = applied.get(code);
    if (left !== undefined) applied.set(code, { ...left, left: true });
  }
  if (!applied.has(to)) applied.set(to, applying(rules, to, fact, cite));
  return true;
}

interface Starts {
  readonly starts: readonly { readonly code: string; readonly fact: NamedFact }[];
  readonly unknownActivity: boolean;
}

/** The classes of all its activities; where they have none, that of its source. */
function startsOf(
  { activity, sessionActivities, sourceKind }: RetentionFacts,
  { activity: known, defaults }: RetentionRules,
): Starts {
  const activities = [...new Set([...(activity === null ? [] : [activity]), ...sessionActivities])];
  const unknownActivity = activities.some((value) => known(value) === undefined);
  const starts = activities.flatMap((value) => {
    const code = known(value);
    return typeof code === "string" ? [{ code, fact: { name: "activity", value } as const }] : [];
  });
  if (starts.length > 0) return { starts, unknownActivity };
  const code = defaults.bySource[sourceKind] ?? defaults.otherwise;
  return { starts: [{ code, fact: { name: "source", value: sourceKind } }], unknownActivity };
}

function applying(
  rules: RetentionRules,
  code: string,
  fact: NamedFact,
  cite: RetentionClass["cite"] | null,
): AppliedClass {
  const found = rules.classOf(code);
  assert(found !== undefined, "a pack that was checked names its own classes");
  return { class: found, fact, starts: cite === null, left: false, cite: cite ?? [] };
}
