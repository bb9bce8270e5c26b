/** What the pages of exports read and change. */
import { useQuery } from "@tanstack/react-query";
import type { ExportBody } from "../../../review/export-schema.ts";
import { useCommand } from "../api/commands.ts";
import { busyMs } from "../api/pace.ts";
import { useList } from "../api/lists.ts";
import { addressOf, call, requestText } from "../api/request.ts";
import {
  type AcknowledgementFields,
  type OrderFields,
  acknowledgementRequest,
  orderRequest,
  traceOf,
} from "./export-fields.ts";

const STALE = [["exports"], ["packages"], ["custody"]] as const;

/** Those of a state, or those that a leaked copy may have come from. */
export function useExports(state: string | undefined, trace: string) {
  const { watermark = "", sha256 = "" } = traceOf(trace) ?? {};
  return useList(
    ["exports", "pages", state, watermark, sha256],
    "/exports",
    {
      state,
      watermark: watermark === "" ? undefined : watermark,
      sha256: sha256 === "" ? undefined : sha256,
    },
    (entries) => (entries.some(isMoving) ? busyMs() : false),
  );
}

const isMoving = ({ state, course }: ExportBody): boolean =>
  state === "waiting" && course !== "withdrawn";

export const useExport = (id: string) =>
  useQuery({
    queryKey: ["exports", id],
    queryFn: ({ signal }) => call("GET", "/exports/{id}", { path: { id }, signal }),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && (isMoving(data) || data.course === "made") ? busyMs() : false,
  });

export const useReceiptText = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ["exports", id, "receipt"],
    enabled,
    queryFn: ({ signal }) => requestText(`/exports/${id}/receipt.txt`, signal),
    staleTime: Infinity,
  });

export const useOrderExport = (itemIds: readonly string[]) =>
  useCommand(
    (fields: OrderFields) => call("POST", "/exports", { body: orderRequest(itemIds, fields) }),
    ...STALE,
  );

export const useAcknowledge = (id: string) =>
  useCommand(
    async (fields: AcknowledgementFields) =>
      call("POST", "/exports/{id}/acknowledgement", {
        path: { id },
        body: await acknowledgementRequest(fields),
      }),
    ...STALE,
  );

export const useConfirmPaper = (id: string, sha256: string) =>
  useCommand(
    () => call("POST", "/exports/{id}/confirmation", { path: { id }, body: { sha256 } }),
    ...STALE,
  );

export const useWithdraw = (id: string) =>
  useCommand(
    ({ reason }: { readonly reason?: string }) =>
      call("POST", "/exports/{id}/withdrawal", { path: { id }, body: { reason: reason ?? "" } }),
    ...STALE,
  );

export const packageFile = (id: string): string => addressOf(`/packages/${id}/content`);
export const exportFile = (id: string, name: string): string => addressOf(`/exports/${id}/${name}`);
