/** Which classes an item is in: where it starts, and into which its facts raise it. */
import { assert } from "../kernel/refusal.ts";
import type { RetentionClass } from "../policy/retention-class.ts";
import { type NamedFact, type RetentionFacts, promotingFact } from "./facts.ts";
import type { RetentionRules } from "./rules.ts";

export interface AppliedClass {
  readonly class: RetentionClass;
  /** What put it there. */
  readonly fact: NamedFact;
  /** It was raised out of this one: its floor stays, its ceiling does not. */
  readonly left: boolean;
  readonly cite: RetentionClass["cite"];
}

/** The class that it starts in comes first. */
export function classesOf(
  facts: RetentionFacts,
  rules: RetentionRules,
): { readonly applied: readonly AppliedClass[]; readonly unknownActivity: boolean } {
  const start = startOf(facts, rules);
  const applied = new Map<string, AppliedClass>();
  applied.set(start.code, applying(rules, start.code, start.fact, []));
  // A rule adds a class that is not there yet, or is done with: rounds end.
  for (let grown = true; grown;) {
    grown = false;
    for (const promotion of rules.promotions) {
      if (promote(facts, rules, promotion, applied)) grown = true;
    }
  }
  return { applied: [...applied.values()], unknownActivity: start.unknownActivity };
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

function startOf(
  { activity, sourceKind }: RetentionFacts,
  { activity: known, defaults }: RetentionRules,
): { readonly code: string; readonly fact: NamedFact; readonly unknownActivity: boolean } {
  const ofActivity = activity === null ? null : known(activity);
  const unknownActivity = ofActivity === undefined;
  if (activity !== null && typeof ofActivity === "string") {
    return { code: ofActivity, fact: { name: "activity", value: activity }, unknownActivity };
  }
  const code = defaults.bySource[sourceKind] ?? defaults.otherwise;
  return { code, fact: { name: "source", value: sourceKind }, unknownActivity };
}

function applying(
  rules: RetentionRules,
  code: string,
  fact: NamedFact,
  cite: RetentionClass["cite"],
): AppliedClass {
  const found = rules.classOf(code);
  assert(found !== undefined, "a pack that was checked names its own classes");
  return { class: found, fact, left: false, cite };
}
