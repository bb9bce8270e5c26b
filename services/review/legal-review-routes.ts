/** Routes: legal review of a case: what asks for it, rounds of submission and opinion, and its report as JSON, CSV and PDF. */
import { type EvidenceDeps } from "../legalreview/evidence.ts";
import { reportNow, reviewOf } from "../legalreview/case-review.ts";
import { type OpinionDeps, giveOpinion, requireRound } from "../legalreview/give-opinion.ts";
import { submitRound } from "../legalreview/submit-round.ts";
import { parseSubmission } from "../legalreview/submission-text.ts";
import { signRound } from "../legalreview/unit-signature.ts";
import type { UnitSigning } from "../legalreview/unit-signing.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { CaseId } from "../kernel/ids.ts";
import type { ZoneTime } from "../kernel/zone-time.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import { packInForce } from "../policy/in-force.ts";
import { IdPath } from "./api-schema.ts";
import type { CaseDuties } from "./case-duties.ts";
import { makerOf } from "./case-documents.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { type ReviewBodyDeps, caseReviewBody, pointBody, roundBody } from "./legal-review-body.ts";
import {
  type RoundReport,
  reviewReportCsv,
  reviewReportJson,
  reviewReportRecord,
  textsOfReviewReport,
} from "./legal-review-document.ts";
import {
  CaseReviewBody,
  OpinionRequest,
  ReviewReport,
  ReviewRound,
  RoundPath,
  SubmitRequest,
  SufficiencyReport,
  UnreviewedCases,
  UNIT_SIGNATURE_BODY_MAX_BYTES,
  UnitSignatureRequest,
  WaitingQuery,
  WaitingReviews,
} from "./legal-review-schema.ts";
import { downloadHeaders, safeFileName } from "./media-headers.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import type { PrintTurns } from "./print-turns.ts";
import { refuseUndrawable } from "./record-pdf.ts";
import type { RecordPrinter } from "./record-printer.ts";
import { type Reply, type Route, callerOf, route } from "./route.ts";

export interface LegalReviewRouteDeps
  extends EvidenceDeps, ReviewBodyDeps, OpinionDeps, UnitSigning {
  readonly legalReviews: ReviewBodyDeps["legalReviews"];
  readonly caseDuties: Pick<CaseDuties, "unreviewed">;
  readonly officers: EvidenceDeps["officers"];
  readonly policies: EvidenceDeps["policies"];
  readonly secrecy: Pick<SecrecyStore, "people">;
  readonly printer: RecordPrinter;
  readonly prints: PrintTurns;
  readonly zoneTime: ZoneTime;
}

const tag = "Legal review";
const see = "cases:see";
const path = "/cases/{id}/legal-review";

export const legalReviewRoutes = (deps: LegalReviewRouteDeps): Route[] => [
  ...caseRoutes(deps),
  ...roundRoutes(deps),
  signatureRoute(deps),
  ...fileRoutes(deps),
  unreviewedRoute(deps),
  route({
    method: "get",
    path: "/legal-reviews/waiting",
    tag,
    summary: "Rounds that wait for their opinion, oldest first",
    permission: see,
    query: WaitingQuery,
    answer: { status: 200, schema: WaitingReviews },
    handle: async ({ query: { cursor, limit }, sight }) => {
      const found = await deps.legalReviews.waiting(parsePosition(cursor), limit + 1, sight);
      const { entries, next } = cutPage(found, limit);
      const today = deps.days.dayOf(deps.clock());
      const shown = entries.map(({ position: _position, ...one }) => ({
        ...one,
        isOverdue: one.dueOn !== null && today > one.dueOn,
      }));
      return pageReply({ entries: shown, next }, positionCursor);
    },
  }),
];

const unreviewedRoute = (deps: LegalReviewRouteDeps): Route =>
  route({
    method: "get",
    path: "/legal-reviews/missing",
    tag,
    summary: "Cases that need legal review and were never submitted, newest first",
    permission: see,
    query: WaitingQuery,
    answer: { status: 200, schema: UnreviewedCases },
    handle: async ({ query: { cursor, limit }, sight }) => {
      const pack = await packInForce(deps, deps.clock());
      const grounds = pack?.pack.legalReview?.grounds ?? [];
      const before = parsePosition(cursor);
      const found = await deps.caseDuties.unreviewed(grounds, before, limit + 1, sight);
      const { entries, next } = cutPage(found, limit);
      const shown = entries.map((one) => {
        const review = reviewOf(one, [], pack, deps);
        const asks = review.grounds.map(({ code, title }) => ({ code, title }));
        const { id, number, decidedOn } = one;
        return { id, number, decidedOn, finding: review.finding, grounds: asks };
      });
      return pageReply({ entries: shown, next }, positionCursor);
    },
  });

function caseRoutes(deps: LegalReviewRouteDeps): Route[] {
  return [
    route({
      ...{ method: "get", path, tag, permission: see, params: IdPath },
      summary: "Whether the case needs legal review, how it stands, and its rounds",
      answer: { status: 200, schema: CaseReviewBody },
      handle: async ({ params, sight }) => ({
        json: await caseReviewBody(deps, params.id as CaseId, sight),
      }),
    }),
    route({
      ...{ method: "get", path: `${path}/report`, tag, permission: see, params: IdPath },
      summary:
        "The report on legality and sufficiency as it would be now, by what you may know of; nothing is kept",
      answer: { status: 200, schema: ReviewReport },
      slow: true,
      handle: async ({ params, sight }) => ({
        json: { points: (await reportNow(deps, params.id as CaseId, sight)).map(pointBody) },
      }),
    }),
    route({
      ...{ method: "post", path: `${path}/rounds`, tag, params: IdPath, body: SubmitRequest },
      summary: "Submit the case as it is now: the text is frozen, signed, and told to the ledger",
      permission: "reviews:submit",
      slow: true,
      answer: { status: 201, schema: CaseReviewBody },
      handle: async (call) => {
        const id = call.params.id as CaseId;
        await submitRound(deps, makerOf(callerOf(call)), id, call.body.statement, call.sight);
        return { status: 201, json: await caseReviewBody(deps, id, call.sight) };
      },
    }),
  ];
}

function roundRoutes(deps: LegalReviewRouteDeps): Route[] {
  const of = `${path}/rounds/{round}`;
  return [
    route({
      ...{ method: "get", path: of, tag, permission: see, params: RoundPath },
      summary:
        "One round: submission and opinion as exact texts, and what changed since the one before",
      answer: { status: 200, schema: ReviewRound },
      handle: async ({ params, sight }) => ({
        json: await roundBody(deps, params.id as CaseId, Number(params.round), sight),
      }),
    }),
    route({
      ...{ method: "post", path: `${of}/opinion`, tag, params: RoundPath, body: OpinionRequest },
      summary:
        "Give the opinion on a round, by somebody who neither submitted nor handled the case",
      permission: "reviews:opine",
      answer: { status: 201, schema: ReviewRound },
      handle: async (call) => {
        const [id, round] = [call.params.id as CaseId, Number(call.params.round)];
        const { document, ...said } = call.body;
        const written = document && { no: document.no, sha256: document.sha256 as Sha256 };
        const given = { ...said, round, document: written };
        await giveOpinion(deps, makerOf(callerOf(call)), id, given, call.sight);
        return { status: 201, json: await roundBody(deps, id, round, call.sight) };
      },
    }),
  ];
}

const signatureRoute = (deps: LegalReviewRouteDeps): Route =>
  route({
    ...{ method: "post", path: `${path}/rounds/{round}/signature`, tag, params: RoundPath },
    summary: "The handling unit's own signature on a submission; the same one again answers 200",
    permission: "reviews:submit",
    body: UnitSignatureRequest,
    bodyMaxBytes: UNIT_SIGNATURE_BODY_MAX_BYTES,
    answer: {
      ...{ status: 201, schema: ReviewRound },
      also: { 200: { description: "That signature was entered before", schema: ReviewRound } },
    },
    handle: async (call) => {
      const [id, round] = [call.params.id as CaseId, Number(call.params.round)];
      const document = await requireRound(deps, id, round, call.sight);
      const bytes = Buffer.from(call.body.signature, "base64");
      const isNew = await signRound(deps, makerOf(callerOf(call)), document, bytes);
      return { status: isNew ? 201 : 200, json: await roundBody(deps, id, round, call.sight) };
    },
  });

type Write = (
  deps: LegalReviewRouteDeps,
  report: RoundReport,
) => Promise<Extract<Reply, { bytes: unknown }>["bytes"]>;

const FILES: Readonly<Record<"json" | "csv" | "pdf", readonly [mediaType: string, write: Write]>> =
  {
    json: [
      "application/json; charset=utf-8",
      (_deps, report) => Promise.resolve(Buffer.from(reviewReportJson(report))),
    ],
    csv: [
      "text/csv; charset=utf-8",
      (_deps, report) => Promise.resolve(Buffer.from(reviewReportCsv(report))),
    ],
    pdf: [
      "application/pdf",
      async ({ printer, prints }, report) => {
        const record = reviewReportRecord(report);
        await refuseUndrawable(printer, textsOfReviewReport(record, report.round));
        return prints.take(() => Promise.resolve(printer.print(record)));
      },
    ],
  };

const fileRoutes = (deps: LegalReviewRouteDeps): Route[] =>
  (["json", "csv", "pdf"] as const).map((format) => {
    const [mediaType, write] = FILES[format];
    return route({
      ...{ method: "get", path: `${path}/rounds/{round}/report.${format}`, tag, permission: see },
      summary: `The report of a round, with the opinion on it where it was given (${format.toUpperCase()})`,
      params: RoundPath,
      slow: true,
      answer: {
        ...{ status: 200, mediaType: mediaType.split(";")[0] ?? mediaType },
        ...(format === "json" && { schema: SufficiencyReport }),
      },
      handle: async ({ params, sight }) => {
        const report = await reportOf(deps, params.id as CaseId, Number(params.round), sight);
        const { number } = report.submission.case;
        const name = safeFileName(
          `legal-review-${number}-${params.round}.${format}`,
          `legal-review.${format}`,
        );
        return { bytes: await write(deps, report), headers: downloadHeaders(mediaType, name) };
      },
    });
  });

async function reportOf(
  deps: LegalReviewRouteDeps,
  id: CaseId,
  number: number,
  sight: Sight | null,
): Promise<RoundReport> {
  const round = await roundBody(deps, id, number, sight);
  const document = await requireRound(deps, id, number, sight);
  return { round, submission: parseSubmission(document.text), zoneTime: deps.zoneTime };
}
