/** Use cases: how the legal review of a case stands, and its report on legality and sufficiency as it would be now. */
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { CaseFacts } from "../cases/case-facts.ts";
import type { CaseStore } from "../cases/case-store.ts";
import { caseFile } from "../cases/link-item.ts";
import type { Clock } from "../kernel/clock.ts";
import type { CaseId } from "../kernel/ids.ts";
import { type PackInForce, packInForce } from "../policy/in-force.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import { type EvidenceDeps, gatherEvidence } from "./evidence.ts";
import type { LegalReviewStore, RoundFact } from "./legal-review-store.ts";
import { type Ground, type Standing, groundsOf, standingOf } from "./need.ts";
import type { Point } from "./point.ts";
import { sufficiencyOf } from "./sufficiency.ts";

export interface CaseReviewDeps {
  readonly cases: CaseStore;
  readonly policies: Pick<PolicyStore, "inForce">;
  readonly legalReviews: Pick<LegalReviewStore, "facts">;
  readonly days: ZoneDays;
  readonly clock: Clock;
}

export interface CaseReview extends Standing {
  readonly grounds: readonly Ground[];
}

/** What it tells is of the case and names no item, so whoever may know of the case may know of it. @throws Refusal missing "cases/no-such-case". */
export async function caseReview(deps: CaseReviewDeps, caseId: CaseId): Promise<CaseReview> {
  const file = await caseFile(deps.cases, caseId);
  const pack = await packInForce(deps, deps.clock());
  const rounds = (await deps.legalReviews.facts([caseId])).get(caseId) ?? [];
  return reviewOf(file, rounds, pack, deps);
}

export function reviewOf(
  file: Pick<CaseFacts, "actionKind" | "majorDecision" | "flags" | "decidedOn">,
  rounds: readonly RoundFact[],
  pack: PackInForce | null,
  { days, clock }: Pick<CaseReviewDeps, "days" | "clock">,
): CaseReview {
  const grounds = groundsOf(file, pack?.pack.legalReview ?? null);
  const standing = standingOf({
    ...{ isNeeded: grounds.length > 0, decidedOn: file.decidedOn, today: days.dayOf(clock()) },
    rounds: rounds.map(({ dueOn, opinion }) => ({
      dueOn,
      opinion: opinion && { verdict: opinion.verdict, on: days.dayOf(opinion.at) },
    })),
  });
  return { ...standing, grounds };
}

/** By what `sight` may know of. @throws Refusal missing "cases/no-such-case". */
export async function reportNow(
  deps: EvidenceDeps,
  caseId: CaseId,
  sight: Sight | null,
): Promise<readonly Point[]> {
  const evidence = await gatherEvidence(deps, caseId, deps.clock(), sight);
  return sufficiencyOf(evidence, { days: deps.days, calendar: await deps.calendar() });
}
