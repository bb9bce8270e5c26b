/** What the page reads and sends of legal review. */
import { useQuery } from "@tanstack/react-query";
import type {
  CaseReviewBodyOut,
  OpinionRequestBody,
  ReviewPointBody,
  ReviewRoundBody,
  UnreviewedCaseBody,
  WaitingReviewsBody,
} from "../../../review/legal-review-schema.ts";
import { useCommand } from "../api/commands.ts";
import { usePages } from "../api/queries.ts";
import { request } from "../api/request.ts";
import { base64OfFile } from "../frame/base64.ts";

export const reviewPath = (caseId: string): string => `/cases/${caseId}/legal-review`;
const keyOf = (caseId: string) => ["case", caseId, "legal-review"] as const;

export const useReview = (caseId: string) =>
  useQuery({
    queryKey: keyOf(caseId),
    queryFn: ({ signal }) =>
      request<CaseReviewBodyOut>("GET", reviewPath(caseId), undefined, signal),
  });

/** Rounds of a list; a row of a table needs an id. */
export const useWaitingRounds = () =>
  usePages<WaitingReviewsBody["entries"][number]>(
    ["legal-reviews", "waiting"],
    "/legal-reviews/waiting",
    {},
    () => false,
  );

export const useUnreviewed = () =>
  usePages<UnreviewedCaseBody>(
    ["legal-reviews", "missing"],
    "/legal-reviews/missing",
    {},
    () => false,
  );

/** Judges the whole case: asked for when it is looked at. */
export const useReportNow = (caseId: string, enabled: boolean) =>
  useQuery({
    queryKey: [...keyOf(caseId), "report"],
    enabled,
    queryFn: ({ signal }) =>
      request<{ points: ReviewPointBody[] }>(
        "GET",
        `${reviewPath(caseId)}/report`,
        undefined,
        signal,
      ),
  });

export const useRound = (caseId: string, round: number, enabled: boolean) =>
  useQuery({
    queryKey: [...keyOf(caseId), round],
    enabled,
    queryFn: ({ signal }) =>
      request<ReviewRoundBody>("GET", `${reviewPath(caseId)}/rounds/${round}`, undefined, signal),
  });

export const useSubmit = (caseId: string) =>
  useCommand(
    (statement: string) =>
      request<CaseReviewBodyOut>("POST", `${reviewPath(caseId)}/rounds`, { statement }),
    keyOf(caseId),
    ["legal-reviews"],
    ["waiting"],
  );

export const useSign = (caseId: string, round: number) =>
  useCommand(
    async ({ file }: { readonly file: File }) =>
      request<ReviewRoundBody>("POST", `${reviewPath(caseId)}/rounds/${round}/signature`, {
        signature: await base64OfFile(file),
      }),
    keyOf(caseId),
    ["legal-reviews"],
    ["waiting"],
  );

export const useOpine = (caseId: string, round: number) =>
  useCommand(
    (body: OpinionRequestBody) =>
      request<ReviewRoundBody>("POST", `${reviewPath(caseId)}/rounds/${round}/opinion`, body),
    keyOf(caseId),
    ["legal-reviews"],
    ["waiting"],
  );
