/** What the page reads and sends of legal review. */
import { useQuery } from "@tanstack/react-query";
import type {
  CaseReviewBodyOut,
  OpinionRequestBody,
  ReviewPointBody,
  ReviewRoundBody,
} from "../../../review/legal-review-schema.ts";
import { useCommand } from "../api/commands.ts";
import { request } from "../api/request.ts";

export const reviewPath = (caseId: string): string => `/cases/${caseId}/legal-review`;
const keyOf = (caseId: string) => ["case", caseId, "legal-review"] as const;

export const useReview = (caseId: string) =>
  useQuery({
    queryKey: keyOf(caseId),
    queryFn: ({ signal }) =>
      request<CaseReviewBodyOut>("GET", reviewPath(caseId), undefined, signal),
  });

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
  );

export const useOpine = (caseId: string, round: number) =>
  useCommand(
    (body: OpinionRequestBody) =>
      request<ReviewRoundBody>("POST", `${reviewPath(caseId)}/rounds/${round}/opinion`, body),
    keyOf(caseId),
  );
