/** What the pages of recording sessions read and change. */
import { useQueries, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { OfficerBody } from "../../../review/officer-schema.ts";
import type { PackBody } from "../../../review/policy-schema.ts";
import type { SessionChangeRequest, SessionRequest } from "../../../review/recording-schema.ts";
import { useCommand } from "../api/commands.ts";
import { useList } from "../api/lists.ts";
import { usePolicies, usePolicy } from "../api/queries.ts";
import { call } from "../api/request.ts";

/** Its facts raise its items, which drop out of a disposal then. */
const STALE = [
  ...[["recording-sessions"], ["recording-session"], ["completeness"], ["disposal"]],
] as const;

export const useSessions = (caseId?: string, handIn?: "late") =>
  useList(
    ["recording-sessions", { caseId, handIn }],
    "/recording-sessions",
    { caseId, handIn },
    () => false,
  );

export const useSession = (id: string) =>
  useQuery({
    queryKey: ["recording-session", id],
    queryFn: ({ signal }) => call("GET", "/recording-sessions/{id}", { path: { id }, signal }),
  });

export const useCaseCompleteness = (id: string) =>
  useQuery({
    queryKey: ["completeness", id],
    queryFn: ({ signal }) => call("GET", "/cases/{id}/completeness", { path: { id }, signal }),
  });

export const useCaseLine = (id: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ["completeness", id, "line"],
    queryFn: ({ signal }) => call("GET", "/cases/{id}/line", { path: { id }, signal }),
  });

export const useOpenSession = () =>
  useCommand(
    (body: z.input<typeof SessionRequest>) => call("POST", "/recording-sessions", { body }),
    ...STALE,
  );

export const useChangeSession = (id: string) =>
  useCommand(
    (body: z.input<typeof SessionChangeRequest>) =>
      call("POST", "/recording-sessions/{id}/changes", { path: { id }, body }),
    ...STALE,
  );

export const usePlaceItem = (id: string) =>
  useCommand(
    (itemId: string) =>
      call("POST", "/recording-sessions/{id}/items", { path: { id }, body: { itemId } }),
    ...STALE,
    ["custody"],
  );

export const useRemoveItem = (id: string) =>
  useCommand(
    ({ id: itemId, reason }: { readonly id: string; readonly reason?: string }) =>
      call("DELETE", "/recording-sessions/{id}/items/{itemId}", {
        path: { id, itemId },
        body: { reason: reason ?? "" },
      }),
    ...STALE,
    ["custody"],
  );

export const useOfficers = (search?: string, enabled = true) =>
  useList(["officers", search], "/officers", { search }, () => false, enabled);

/** Id to officer, of those that were read so far. */
export function useOfficersOf(ids: readonly string[]): ReadonlyMap<string, OfficerBody> {
  const found = useQueries({
    queries: [...new Set(ids)].map((id) => ({
      queryKey: ["officer", id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        call("GET", "/officers/{id}", { path: { id }, signal }),
      staleTime: 60_000,
    })),
  });
  return new Map(found.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data]])));
}

/** The pack in force; null: there is none, or it is not read yet. */
export function usePackInForce(): PackBody | null {
  const inForce = usePolicies().data?.inForce ?? null;
  return usePolicy(inForce ?? "", inForce !== null).data?.pack ?? null;
}
