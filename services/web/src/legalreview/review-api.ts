/** What the page reads and sends of legal review. */
import { useQuery } from "@tanstack/react-query";
import type { OpinionRequestBody } from "../../../review/legal-review-schema.ts";
import { useCommand } from "../api/commands.ts";
import { useList } from "../api/lists.ts";
import { call } from "../api/request.ts";
import { base64OfFile } from "../frame/base64.ts";

export const reviewPath = (caseId: string): string => `/cases/${caseId}/legal-review`;
const keyOf = (caseId: string) => ["case", caseId, "legal-review"] as const;

export const useReview = (caseId: string) =>
  useQuery({
    queryKey: keyOf(caseId),
    queryFn: ({ signal }) =>
      call("GET", "/cases/{id}/legal-review", { path: { id: caseId }, signal }),
  });

/** Rounds of a list; a row of a table needs an id. */
export const useWaitingRounds = () =>
  useList(["legal-reviews", "waiting"], "/legal-reviews/waiting", {}, () => false);

export const useUnreviewed = () =>
  useList(["legal-reviews", "missing"], "/legal-reviews/missing", {}, () => false);

/** Judges the whole case: asked for when it is looked at. */
export const useReportNow = (caseId: string, enabled: boolean) =>
  useQuery({
    queryKey: [...keyOf(caseId), "report"],
    enabled,
    queryFn: ({ signal }) =>
      call("GET", "/cases/{id}/legal-review/report", { path: { id: caseId }, signal }),
  });

export const useRound = (caseId: string, round: number, enabled: boolean) =>
  useQuery({
    queryKey: [...keyOf(caseId), round],
    enabled,
    queryFn: ({ signal }) =>
      call("GET", "/cases/{id}/legal-review/rounds/{round}", {
        path: { id: caseId, round },
        signal,
      }),
  });

export const useSubmit = (caseId: string) =>
  useCommand(
    (statement: string) =>
      call("POST", "/cases/{id}/legal-review/rounds", {
        path: { id: caseId },
        body: { statement },
      }),
    keyOf(caseId),
    ["legal-reviews"],
    ["waiting"],
  );

export const useSign = (caseId: string, round: number) =>
  useCommand(
    async ({ file }: { readonly file: File }) =>
      call("POST", "/cases/{id}/legal-review/rounds/{round}/signature", {
        path: { id: caseId, round },
        body: {
          signature: await base64OfFile(file),
        },
      }),
    keyOf(caseId),
    ["legal-reviews"],
    ["waiting"],
  );

export const useOpine = (caseId: string, round: number) =>
  useCommand(
    (body: OpinionRequestBody) =>
      call("POST", "/cases/{id}/legal-review/rounds/{round}/opinion", {
        path: { id: caseId, round },
        body,
      }),
    keyOf(caseId),
    ["legal-reviews"],
    ["waiting"],
  );
