/** What the page of access requests reads and changes. */
import type { AccessRequestInput, ApprovalInput } from "../../../review/access-request-schema.ts";
import { useCommand } from "../api/commands.ts";
import { useList } from "../api/lists.ts";
import { call } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";

/** Others decide, and others ask. */
const EVERY_MS = 20_000;
const STALE = [["access-requests"]] as const;

export const useOwnRequests = () =>
  useList(["access-requests", "own"], "/me/access-requests", {}, () => EVERY_MS);

/** `state` undefined: any. */
export const useRequestsToDecide = (state: string | undefined, enabled: boolean) =>
  useList(
    ["access-requests", "all", state],
    "/access/requests",
    { state },
    () => EVERY_MS,
    enabled,
  );

export const useAskAccess = () =>
  useCommand((body: AccessRequestInput) => call("POST", "/access/requests", { body }), ...STALE);

export const useWithdraw = () =>
  useCommand(
    ({ id }: Ending) => call("DELETE", "/me/access-requests/{id}", { path: { id } }),
    ...STALE,
  );

export const useApprove = (id: string) =>
  useCommand(
    (body: ApprovalInput) => call("POST", "/access/requests/{id}/approval", { path: { id }, body }),
    ...STALE,
    ["custody"],
  );

export const useRefuse = () =>
  useCommand(
    ({ id, reason }: Ending) =>
      call("POST", "/access/requests/{id}/refusal", {
        path: { id },
        body: { reason: reason ?? "" },
      }),
    ...STALE,
  );
