/** What is told of one item's retention: the decision as it was kept, with its reasons in words. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Text } from "../kernel/language.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Reason, RetentionDecision } from "./decide.ts";
import type { NamedFact } from "./facts.ts";
import type { RetentionStore } from "./retention-store.ts";
import type { RetentionRules } from "./rules.ts";
import { headline, sentence } from "./words.ts";

export interface ToldRetention extends Omit<RetentionDecision, "reasons"> {
  readonly headline: Text;
  readonly reasons: readonly {
    readonly rule: Reason["rule"];
    readonly decides: boolean;
    readonly text: Text;
  }[];
  /** By then somebody looks whether it is still needed; null: nobody must. */
  readonly reviewOn: CalendarDate | null;
  readonly pack: RetentionRules["pack"] | null;
  readonly decisionSha256: string;
  readonly decidedAt: UtcInstant;
  /** As the store showed it, where locks had to be prolonged beyond the seal's; else null. */
  readonly lockedUntil: UtcInstant | null;
}

/** Null: it was not decided yet. Cases in `hidden` keep their number to themselves. @throws Refusal tampered "retention/decision-differs". */
export async function tellItem(
  { retention }: { readonly retention: Pick<RetentionStore, "decisionOf"> },
  itemId: ItemId,
  hidden: ReadonlySet<string>,
): Promise<ToldRetention | null> {
  const kept = await retention.decisionOf(itemId);
  if (kept === null) return null;
  if (sha256(kept.text) !== kept.sha256) {
    throw new Refusal(
      "tampered",
      "retention/decision-differs",
      "the decision is not what was kept",
      {
        fix: "Compare the row with the ledger's entry retention-set.",
      },
    );
  }
  const { pack, decision: whole } = JSON.parse(kept.text) as {
    readonly pack: RetentionRules["pack"] | null;
    readonly decision: RetentionDecision;
  };
  const decision = {
    ...whole,
    reasons: whole.reasons.map((reason) => ({ ...reason, fact: toldFact(reason.fact, hidden) })),
  };
  const { reasons, ...rest } = decision;
  return {
    ...rest,
    ...{ headline: headline(decision), reviewOn: kept.reviewOn },
    reasons: reasons.map((reason) => ({
      rule: reason.rule,
      decides: decides(decision, reason),
      text: sentence(reason),
    })),
    ...{ pack, decisionSha256: kept.sha256, decidedAt: kept.at, lockedUntil: kept.lockedUntil },
  };
}

const toldFact = (fact: NamedFact, hidden: ReadonlySet<string>): NamedFact =>
  fact.caseId !== undefined && hidden.has(fact.caseId) ? { ...fact, caseNumber: "—" } : fact;

/** It is this one that the floor, the open end or the ceiling rests on. */
function decides({ floor, ceiling }: RetentionDecision, { rule, until }: Reason): boolean {
  if (rule === "awaits") return true;
  return rule === "ceiling" ? until === ceiling : until !== null && until === floor;
}
