/** Use case: what another pack, or other working days, would do to every item that is kept now. Nothing is written. */
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { ItemId } from "../kernel/ids.ts";
import { type Decided, decider } from "./decider.ts";
import { type Reason, isLater } from "./decide.ts";
import { factsOf } from "./evaluate.ts";
import type { Until } from "./facts.ts";
import type { KeptNow, RetentionStore, StoredFacts } from "./retention-store.ts";
import type { RetentionRules } from "./rules.ts";

/** What may become of an item; of one several may. */
export const EFFECTS = [
  /** It is kept longer, or until something comes about that nothing waited for. */
  "longer",
  /** The pack asks for less than what was promised, and the promise stands. */
  "held",
  /** It stays beyond what the pack asks for, because somebody asked for that and was given it. */
  "extended",
  /** It is kept until something comes about now, and under the pack no more: the one way to an earlier end. */
  "closes",
  /** Its ceiling would come before its floor. */
  "conflict",
  "class",
  /** It has an activity that the pack does not know. */
  "unknown-activity",
] as const;
export type Effect = (typeof EFFECTS)[number];

export interface DryRunReport {
  /** Items that were looked at. */
  readonly items: number;
  /** Nothing becomes of them. */
  readonly unchanged: number;
  /** Sealed so lately that nothing is decided yet: they are not looked at. */
  readonly undecided: number;
  readonly effects: Readonly<
    Record<Effect, { readonly count: number; readonly examples: readonly ItemId[] }>
  >;
}

export type DryRunStep =
  | { readonly done: number; readonly of: number }
  | { readonly report: DryRunReport };

export interface DryRunDeps {
  readonly retention: Pick<RetentionStore, "survey">;
  readonly zone: ZoneDays;
  readonly calendar: WorkingDays;
}

const EXAMPLES = 5;
/** Steps tell of progress so often at most: a reader that is slow never holds the survey up. */
const STEPS = 100;

/**
 * Looks at all sealed items as they stand at one instant, in order of arrival; the last step is the report.
 * Whoever stops reading ends it. Memory does not grow with the items.
 */
export async function* dryRun(
  { retention, zone, calendar }: DryRunDeps,
  rules: RetentionRules | null,
): AsyncGenerator<DryRunStep> {
  const decideFor = decider(rules, calendar);
  const tally = new Tally();
  let [done, told] = [0, 0];
  for await (const { of, items } of retention.survey()) {
    for (const stored of items) tally.add(stored, (now) => decideFor(heldTo(zone, stored, now)));
    done += items.length;
    if (done - told >= of / STEPS) {
      yield { done, of };
      told = done;
    }
  }
  yield { report: tally.report() };
}

/** What holds now is promised: the house's own floor is part of it already. */
function heldTo(zone: ZoneDays, stored: StoredFacts, { floor }: KeptNow) {
  const facts = factsOf(zone, stored);
  return { ...facts, sealedUntil: facts.receivedOn, promised: floor };
}

const none = (): { count: number; examples: ItemId[] } => ({ count: 0, examples: [] });

class Tally {
  readonly #effects: Record<Effect, { count: number; examples: ItemId[] }> = {
    ...{ longer: none(), held: none(), extended: none(), closes: none() },
    ...{ conflict: none(), class: none(), "unknown-activity": none() },
  };
  #items = 0;
  #unchanged = 0;
  #undecided = 0;

  add({ itemId, before }: StoredFacts, decideIt: (now: KeptNow) => Decided): void {
    if (before === null) {
      this.#undecided += 1;
      return;
    }
    this.#items += 1;
    const effects = effectsOf(before, decideIt(before));
    if (effects.length === 0) this.#unchanged += 1;
    for (const effect of effects) {
      const of = this.#effects[effect];
      of.count += 1;
      if (of.examples.length < EXAMPLES) of.examples.push(itemId);
    }
  }

  report(): DryRunReport {
    return {
      ...{ items: this.#items, unchanged: this.#unchanged, undecided: this.#undecided },
      effects: this.#effects,
    };
  }
}

function effectsOf(now: KeptNow, { decision }: Decided): readonly Effect[] {
  const { floor, open, conflict, classes, unknownActivity, reasons } = decision;
  const holds: Readonly<Record<Effect, boolean>> = {
    longer: isLater(floor, now.floor) || (open && !now.open),
    held: reasons.some(({ rule }) => rule === "promised"),
    extended: isByExtension(floor, reasons),
    closes: now.open && !open,
    conflict: conflict && !now.conflict,
    class: classes.join(" ") !== now.classes.join(" "),
    "unknown-activity": unknownActivity,
  };
  return EFFECTS.filter((effect) => holds[effect]);
}

/** No other floor is as late. */
const isByExtension = (floor: Until, reasons: readonly Reason[]): boolean =>
  reasons.some(({ rule, until }) => rule === "extended" && until === floor) &&
  reasons.every(({ rule, until }) => until !== floor || rule === "extended" || rule === "ceiling");
