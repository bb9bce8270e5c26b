/** Decides many items by the same rules: what has the same facts is decided once, whichever item it is. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { type RetentionDecision, decide } from "./decide.ts";
import type { RetentionFacts } from "./facts.ts";
import { nextLook } from "./next-look.ts";
import type { RetentionRules } from "./rules.ts";

export interface Decided {
  readonly decision: RetentionDecision;
  /** Of what is decided, whatever pack and calendar said so: one that says the same changes nothing. */
  readonly outcomeSha256: Sha256;
  /** By then somebody looks whether it is still needed, which is no part of what is promised; null: nobody must. */
  readonly reviewOn: CalendarDate | null;
}

export type Decider = (facts: RetentionFacts) => Decided;

/** Arrivals of a few days; what is forgotten is decided again. */
const MOST = 20_000;

/** For one pass: it keeps up to 20 000 decisions in memory. */
export function decider(rules: RetentionRules | null, calendar: WorkingDays): Decider {
  const known = new Map<string, Decided>();
  return ({ itemId, ...facts }) => {
    const key = JSON.stringify(facts);
    const found = known.get(key);
    if (found !== undefined) return found;
    const decision = decide({ itemId, ...facts }, rules, calendar);
    const outcomeSha256 = sha256(JSON.stringify(decision));
    const made = { decision, outcomeSha256, reviewOn: nextLook({ itemId, ...facts }, rules) };
    if (known.size >= MOST) known.clear();
    known.set(key, made);
    return made;
  };
}
