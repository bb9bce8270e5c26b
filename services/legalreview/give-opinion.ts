/** Use case: a legal person who neither submitted nor handled the case gives an opinion on the round that waits. */
import { type Maker, documentOf } from "../casefile/case-document.ts";
import { type CaseDocumentId, type CaseId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { OfficerStore } from "../officers/officer-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { LegalReviewStore, ReviewDocument } from "./legal-review-store.ts";
import { type SaidOpinion, checkOpinion } from "./opinion.ts";
import { opinionText, parseOpinion } from "./opinion-text.ts";
import { reviewAction } from "./review-action.ts";
import { type Submission, parseSubmission } from "./submission-text.ts";
import { requireUnitSignature } from "./unit-signature.ts";
import type { UnitSigning } from "./unit-signing.ts";

export interface OpinionDeps extends Pick<UnitSigning, "isUnitSignatureRequired"> {
  readonly legalReviews: LegalReviewStore;
  readonly officers: Pick<OfficerStore, "officers">;
  readonly secrecy: Pick<SecrecyStore, "people">;
  readonly clock: Clock;
}

/** `sha256` of the submission that was read: an opinion is on that text and no other. */
export interface GivenOpinion extends SaidOpinion {
  readonly round: number;
  readonly submissionSha256: string;
}

/**
 * @throws Refusal missing "legalreview/no-such-round"; forbidden "legalreview/handled-it"; conflict "legalreview/given-already",
 * "legalreview/not-signed-by-unit", "legalreview/changed"; invalid as `checkOpinion` says.
 */
export async function giveOpinion(
  deps: OpinionDeps,
  by: Maker,
  caseId: CaseId,
  { round, submissionSha256, ...said }: GivenOpinion,
  sight: Sight | null,
): Promise<void> {
  const { legalReviews } = deps;
  const document = await requireRound(deps, caseId, round, sight);
  const submission = parseSubmission(document.text);
  if (document.sha256 !== submissionSha256) throw noSuchRound();
  await requireOutsider(deps, by.id, submission);
  // Whoever may know of it: a round has one opinion.
  if ((await legalReviews.document(caseId, round, "opinion", null)) !== null) throw givenAlready();
  await requireUnitSignature(deps, submission, null);
  checkOpinion(
    said,
    submission.points.map(({ point }) => point),
  );
  const at = deps.clock();
  const text = opinionText({
    ...{ type: "holdfast/legal-review-opinion/v1", case: submission.case, round },
    ...{ submissionSha256: document.sha256, givenAt: at, givenBy: by },
    ...{ verdict: said.verdict, text: said.text, marks: said.marks.map((mark) => ({ ...mark })) },
    document: said.document,
  });
  parseOpinion(text);
  const made = documentOf({
    ...{ id: newId<CaseDocumentId>(), caseId, number: round, text },
    ...{ itemIds: document.itemIds, madeAt: at, madeBy: by.id },
  });
  const { verdict } = said;
  const told = { round, verdict, sha256: made.sha256, document: said.document?.sha256 ?? null };
  await legalReviews.keep(
    { ...made, kind: "opinion", dueOn: null, verdict },
    reviewAction("legal-opinion-given", { caseId, at, by: by.id }, told),
  );
}

/** @throws Refusal missing "legalreview/no-such-round". */
export async function requireRound(
  { legalReviews }: Pick<OpinionDeps, "legalReviews">,
  caseId: CaseId,
  round: number,
  sight: Sight | null,
): Promise<ReviewDocument> {
  const found = await legalReviews.document(caseId, round, "submission", sight);
  if (found === null) throw noSuchRound();
  return found;
}

/** Whoever submitted any round, is an officer of one of its sessions, or is set to work on the case, does not judge it. */
export async function isHandledBy(
  { legalReviews, officers, secrecy }: OpinionDeps,
  by: UserId,
  { case: { id }, sessions }: Submission,
): Promise<boolean> {
  const ids = new Set(
    sessions.flatMap((session) => session.officers.map(({ officer }) => officer)),
  );
  const handlers = new Set<UserId | null>([
    ...(await legalReviews.heads(id, null))
      .filter(({ kind }) => kind === "submission")
      .map(({ madeBy }) => madeBy),
    ...(await officers.officers([...ids])).map(({ userId }) => userId),
    ...(await secrecy.people(id)).map(({ userId }) => userId),
  ]);
  return handlers.has(by);
}

async function requireOutsider(deps: OpinionDeps, by: UserId, of: Submission): Promise<void> {
  if (!(await isHandledBy(deps, by, of))) return;
  throw new Refusal(
    "forbidden",
    "legalreview/handled-it",
    "whoever handled a case does not review it",
    {
      fix: "Let a legal person give the opinion who neither submitted the case, nor recorded for it, nor is set to work on it.",
    },
  );
}

export const noSuchRound = (): Refusal =>
  new Refusal("missing", "legalreview/no-such-round", "the case has no such round of review", {
    fix: "Open the case again and look at its rounds.",
  });

export const givenAlready = (): Refusal =>
  new Refusal(
    "conflict",
    "legalreview/given-already",
    "the opinion on this round was given already",
    {
      fix: "What was given stays. Wait for the next round.",
    },
  );
