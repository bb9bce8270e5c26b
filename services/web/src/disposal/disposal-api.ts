/** What the pages of disposal read and change. */
import { useQuery } from "@tanstack/react-query";
import type {
  DisposalAppraisalBody,
  DisposalBody,
  DisposalDetailBody,
  DueItemBody,
  DuePageBody,
} from "../../../review/disposal-schema.ts";
import { useCommand } from "../api/commands.ts";
import { usePages } from "../api/queries.ts";
import { addressOf, request } from "../api/request.ts";

export type DisposalItem = DisposalDetailBody["items"][number];
export type Decision = NonNullable<DisposalItem["decision"]>;

/** Steps of it are days apart; what custody destroys is seen within the minute. */
const EVERY_MS = 20_000;
const STALE = [["disposal"], ["item"], ["custody"]] as const;

export const useBatches = (state: string | undefined) =>
  usePages<DisposalBody>(
    ["disposal", "batches", state],
    "/disposal/batches",
    { state },
    () => EVERY_MS,
  );

/** Rows of a table need an id: an item's own is one. */
export const useDueItems = () => {
  const query = usePages<DueItemBody, Pick<DuePageBody, "blocked">>(
    ["disposal", "due"],
    "/disposal/due",
    {},
    () => false,
  );
  const { data } = query;
  if (data === undefined) return { ...query, data, blocked: null };
  const pages = data.pages.map(({ entries }) => ({
    entries: entries.map((entry) => ({ ...entry, id: entry.itemId })),
  }));
  return { ...query, data: { pages }, blocked: data.pages.at(-1)?.blocked ?? null };
};

export const useBatch = (id: string) =>
  useQuery({
    queryKey: ["disposal", "batch", id],
    queryFn: ({ signal }) =>
      request<DisposalDetailBody>("GET", `/disposal/batches/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.finishedAt === null ? EVERY_MS : false),
  });

export const usePropose = () =>
  useCommand(
    (body: { readonly itemIds: readonly string[]; readonly reason: string }) =>
      request<DisposalBody>("POST", "/disposal/batches", body),
    ...STALE,
  );

export const useAppraise = (id: string) =>
  useCommand(
    (body: DisposalAppraisalBody) =>
      request<DisposalBody>("POST", `/disposal/batches/${id}/appraisal`, body),
    ...STALE,
  );

/** `sha256`: of the appraisal that is on the screen. */
export const useApprove = (id: string, sha256: string) =>
  useCommand(
    () => request<DisposalBody>("POST", `/disposal/batches/${id}/approval`, { sha256 }),
    ...STALE,
  );

export const useStop = (id: string) =>
  useCommand(
    ({ reason }: { readonly reason?: string }) =>
      request<DisposalBody>("POST", `/disposal/batches/${id}/stop`, { reason }),
    ...STALE,
  );

export const certificateFile = (batchId: string, name: string): string =>
  addressOf(`/disposal/batches/${batchId}/certificate/${name}`);
