/** Legal review as /api/v1 shows it: points with their texts, rounds with their documents. */
import { type CaseReviewDeps, caseReview } from "../legalreview/case-review.ts";
import { changesBetween } from "../legalreview/changes.ts";
import { requireRound } from "../legalreview/give-opinion.ts";
import type { LegalReviewStore, ReviewHead } from "../legalreview/legal-review-store.ts";
import { parseOpinion } from "../legalreview/opinion-text.ts";
import type { Point } from "../legalreview/point.ts";
import { POINT_WORDS, groupOf, reasonText } from "../legalreview/point-words.ts";
import { asksUnit } from "../legalreview/unit-signature.ts";
import type { UnitSignature, UnitSigning } from "../legalreview/unit-signing.ts";
import { parseSubmission } from "../legalreview/submission-text.ts";
import type { CaseId, UserId } from "../kernel/ids.ts";
import type { ProveLeafDeps } from "../ledger/prove-leaf.ts";
import type { Sight } from "../secrecy/sight.ts";
import { provenText } from "./case-documents.ts";
import type {
  CaseReviewBodyOut,
  ReviewPointBody,
  ReviewRoundBody,
  ReviewRoundHeadBody,
} from "./legal-review-schema.ts";
import type { ReviewStore } from "./review-store.ts";

export interface ReviewBodyDeps
  extends CaseReviewDeps, ProveLeafDeps, Pick<UnitSigning, "isUnitSignatureRequired"> {
  readonly legalReviews: LegalReviewStore;
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

export const pointBody = ({ point, state, reasons }: Point): ReviewPointBody => ({
  ...{ point, group: groupOf(point), title: POINT_WORDS[point], state },
  reasons: reasons.map((one) => {
    const { code, weight, sessionId, itemId } = one;
    return { code, weight, sessionId, itemId, text: reasonText(one) };
  }),
});

export async function caseReviewBody(
  deps: ReviewBodyDeps,
  id: CaseId,
  sight: Sight | null,
): Promise<CaseReviewBodyOut> {
  const { grounds, state, finding, dueOn } = await caseReview(deps, id);
  return {
    isNeeded: grounds.length > 0,
    grounds: grounds.map(({ code, title, cite }) => ({ code, title, cite })),
    ...{ state, finding, dueOn, rounds: await roundBodies(deps, id, sight) },
  };
}

async function roundBodies(
  deps: Pick<ReviewBodyDeps, "legalReviews" | "reviews" | "isUnitSignatureRequired">,
  id: CaseId,
  sight: Sight | null,
): Promise<ReviewRoundHeadBody[]> {
  const { legalReviews, reviews } = deps;
  const heads = await legalReviews.heads(id, sight);
  const signatures = await legalReviews.unitSignatures(id, sight);
  const names = await reviews.actorNames([
    ...heads.map(({ madeBy }): UserId => madeBy),
    ...signatures.map(({ by }) => by),
  ]);
  const named = ({ kind: _kind, dueOn: _dueOn, verdict: _verdict, ...head }: ReviewHead) => ({
    ...head,
    madeByName: names.get(head.madeBy) ?? head.madeBy,
  });
  const submissions = heads.filter(({ kind }) => kind === "submission");
  return Promise.all(
    submissions.map(async (head) => {
      const said = heads.find(({ kind, number }) => kind === "opinion" && number === head.number);
      const opinion =
        said === undefined || said.verdict === null
          ? null
          : { ...named(said), verdict: said.verdict };
      const signed = signatures.find(({ round }) => round === head.number);
      return {
        ...{ round: head.number, submission: named(head), dueOn: head.dueOn, opinion },
        unitSignature: signed === undefined ? null : signatureBody(signed, names),
        needsUnitSignature:
          signed === undefined && opinion === null && (await isAsked(deps, id, head.number, sight)),
      };
    }),
  );
}

/** Of a round that is neither signed nor has its opinion: at most one of a case. */
async function isAsked(
  deps: Pick<ReviewBodyDeps, "legalReviews" | "isUnitSignatureRequired">,
  id: CaseId,
  round: number,
  sight: Sight | null,
): Promise<boolean> {
  if (!deps.isUnitSignatureRequired) return false;
  const document = await deps.legalReviews.document(id, round, "submission", sight);
  return document !== null && asksUnit(deps, parseSubmission(document.text));
}

const signatureBody = (
  { sha256, signer, certificateSha256, root, signedAt, at, by }: UnitSignature,
  names: ReadonlyMap<string, string>,
) => ({
  ...{ sha256, signer, certificateSha256, root, signedAt, at, by, byName: names.get(by) ?? by },
});

/** @throws Refusal missing "legalreview/no-such-round". */
export async function roundBody(
  deps: ReviewBodyDeps,
  id: CaseId,
  round: number,
  sight: Sight | null,
): Promise<ReviewRoundBody> {
  const { legalReviews } = deps;
  const document = await requireRound(deps, id, round, sight);
  const heads = await roundBodies(deps, id, sight);
  const head = heads.find((one) => one.round === round);
  if (head === undefined) throw new Error("broken invariant: a submission has a head");
  const submission = parseSubmission(document.text);
  const before = await legalReviews.document(id, round - 1, "submission", sight);
  const opinion = await legalReviews.document(id, round, "opinion", sight);
  const signed = (await legalReviews.unitSignatures(id, sight)).find((one) => one.round === round);
  const said = opinion === null ? null : parseOpinion(opinion.text);
  return {
    ...head,
    ...{ statement: submission.statement, caseFileVersion: submission.caseFile?.version ?? null },
    counts: {
      ...{ items: submission.items.length, sessions: submission.sessions.length },
      records: submission.records.length,
    },
    submitted: await provenText(deps, document, "legal-review"),
    unitCms: signed === undefined ? null : Buffer.from(signed.bytes).toString("base64"),
    provisional: submission.opinionDue?.provisional ?? false,
    points: submission.points.map(pointBody),
    changes: before === null ? null : [...changesBetween(parseSubmission(before.text), submission)],
    said:
      opinion === null || said === null
        ? null
        : {
            ...{ text: said.text, marks: said.marks, document: said.document },
            given: await provenText(deps, opinion, "legal-review"),
          },
  };
}
