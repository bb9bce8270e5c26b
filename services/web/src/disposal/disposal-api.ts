/** What the pages of disposal read and change. */
import { useQuery } from "@tanstack/react-query";
import type {
  DisposalAppraisalBody,
  DisposalDetailBody,
  DisposalProposalBody,
} from "../../../review/disposal-schema.ts";
import type { AcknowledgementRequestBody } from "../../../review/export-schema.ts";
import { isPaperType } from "../frame/paper-types.ts";
import { base64OfFile } from "../frame/base64.ts";
import { useCommand } from "../api/commands.ts";
import { useList } from "../api/lists.ts";
import { addressOf, call } from "../api/request.ts";

export type DisposalItem = DisposalDetailBody["items"][number];
export type Way = "destroy" | "transfer";
export type Decision = NonNullable<DisposalItem["decision"]>;

/** Steps of it are days apart; what custody destroys is seen within the minute. */
const EVERY_MS = 20_000;
const STALE = [["disposal"], ["item"], ["custody"]] as const;

export const useBatches = (state: string | undefined) =>
  useList(["disposal", "batches", state], "/disposal/batches", { state }, () => EVERY_MS);

/** Rows of a table need an id: an item's own is one. */
export const useDueItems = (way: Way) => {
  const query = useList(
    ["disposal", "due", way],
    "/disposal/due",
    { way },
    // Flags and facts of cases and sessions are decided anew within seconds.
    () => EVERY_MS,
  );
  const { data } = query;
  if (data === undefined)
    return { ...query, data, blocked: null, rule: undefined, endsBy: undefined };
  const pages = data.pages.map(({ entries }) => ({
    entries: entries.map((entry) => ({ ...entry, id: entry.itemId })),
  }));
  const { blocked = null, rule, endsBy } = data.pages.at(-1) ?? {};
  return { ...query, data: { pages }, blocked, rule, endsBy };
};

export const useBatch = (id: string) =>
  useQuery({
    queryKey: ["disposal", "batch", id],
    queryFn: ({ signal }) => call("GET", "/disposal/batches/{id}", { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.finishedAt === null ? EVERY_MS : false),
  });

export const usePropose = () =>
  useCommand((body: DisposalProposalBody) => call("POST", "/disposal/batches", { body }), ...STALE);

export const useAppraise = (id: string) =>
  useCommand(
    (body: DisposalAppraisalBody) =>
      call("POST", "/disposal/batches/{id}/appraisal", { path: { id }, body }),
    ...STALE,
  );

/** `sha256`: of the appraisal that is on the screen. */
export const useApprove = (id: string, sha256: string) =>
  useCommand(
    () => call("POST", "/disposal/batches/{id}/approval", { path: { id }, body: { sha256 } }),
    ...STALE,
  );

export const useProlong = (id: string) =>
  useCommand(
    (body: { readonly until: string; readonly reason: string }) =>
      call("POST", "/disposal/batches/{id}/grace", { path: { id }, body }),
    ...STALE,
  );

export const useStop = (id: string) =>
  useCommand(
    ({ reason }: { readonly reason?: string }) =>
      call("POST", "/disposal/batches/{id}/stop", { path: { id }, body: { reason: reason ?? "" } }),
    ...STALE,
  );

export const certificateFile = (batchId: string, name: string): string =>
  addressOf(`/disposal/batches/${batchId}/certificate/${name}`);

/** The package of a transfer, as the archive gets it. */
export const useHandedOver = (packageId: string) =>
  useQuery({
    queryKey: ["disposal", "export", packageId],
    queryFn: ({ signal }) => call("GET", "/exports/{id}", { path: { id: packageId }, signal }),
    refetchInterval: EVERY_MS,
  });

export const useEnterReceipt = (packageId: string) =>
  useCommand(
    async (file: File) =>
      call("POST", "/exports/{id}/acknowledgement", {
        path: { id: packageId },
        body: await acknowledgementOf(file),
      }),
    ...STALE,
  );

/** What is no scan is taken for a signature, and judged there. */
async function acknowledgementOf(file: File): Promise<AcknowledgementRequestBody> {
  const base64 = await base64OfFile(file);
  const { type } = file;
  return {
    acknowledgement: isPaperType(type)
      ? { kind: "paper", mediaType: type, base64 }
      : { kind: "signed", base64 },
  };
}

/** `sha256`: of the scan that was compared with the paper. */
export const useConfirmReceipt = (packageId: string, sha256: string) =>
  useCommand(
    () => call("POST", "/exports/{id}/confirmation", { path: { id: packageId }, body: { sha256 } }),
    ...STALE,
  );

export const exportFile = (packageId: string, name: string): string =>
  addressOf(`/exports/${packageId}/${name}`);
