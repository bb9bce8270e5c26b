/** What the page reads, with how often it looks again (pace.ts), never while hidden. */
import { queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { BatchBody, ItemBody, ItemSummaryBody } from "../../../review/api-schema.ts";
import type { z } from "zod";
import type { PolicyDetail } from "../../../review/policy-schema.ts";
import type { ItemFilters } from "../items/list-address.ts";
import { BUSY_MS, QUIET_MS, busyMs, itemMs, quietMs } from "./pace.ts";
import { listAt, useList } from "./lists.ts";
import { call, inOwn } from "./request.ts";

/** True while a step is due or running, so that the page is worth reading again soon. */
export function isMoving({
  stage,
  viewingStage,
}: Pick<ItemSummaryBody, "stage" | "viewingStage">): boolean {
  if (stage === "quarantined" || stage === "disposed") return false;
  return stage !== "sealed" || (viewingStage !== "ready" && viewingStage !== "none");
}

export const STATUS = queryOptions({
  queryKey: ["status"],
  queryFn: ({ signal }) => call("GET", "/status", { signal }),
  staleTime: Infinity,
});
export const useStatus = () => useQuery(STATUS);

export const ME = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => call("GET", "/me", { signal }),
  staleTime: 60_000,
  retry: false,
});
export const useMe = () => useQuery(ME);

/** What services/access grants to a role; a button that would be refused is not offered. */
export type Permission =
  | "tokens:own"
  | "copies:watch"
  | "originals:read"
  | "live:run"
  | "cases:change"
  | "items:annotate"
  | "items:flag"
  | "conditions:tell"
  | "retention:extend"
  | "holds:see"
  | "officers:manage"
  | "holds:place"
  | "holds:release"
  | "disposal:see"
  | "disposal:propose"
  | "disposal:appraise"
  | "disposal:approve"
  | "disposal:stop"
  | "packages:see"
  | "packages:make"
  | "exports:acknowledge"
  | "devices:manage"
  | "devices:assign"
  | "users:see"
  | "users:manage"
  | "actions:see"
  | "keys:see"
  | "reports:see"
  | "reports:make"
  | "reviews:submit"
  | "reviews:opine"
  | "spotchecks:see"
  | "spotchecks:draw"
  | "spotchecks:score"
  | "policy:change"
  | "access:grant"
  | "partners:see"
  | "partners:manage"
  | "partners:approve"
  | "guests:invite"
  | "shares:ask"
  | "shares:approve"
  | "shares:end"
  | "shares:open"
  | "health:see"
  | "webhooks:see"
  | "webhooks:manage"
  | "secrecy:label"
  | "secrecy:clear";

export const useMay = (permission: Permission): boolean =>
  useMe().data?.permissions.includes(permission) === true;

/** The house's own keys, for those who may see them. */
export const useKeys = (enabled: boolean) =>
  useQuery({
    queryKey: ["keys"],
    enabled,
    queryFn: ({ signal }) => call("GET", "/keys", { signal }),
    staleTime: 60_000,
  });

export const itemsOf = (filters: ItemFilters) =>
  listAt(["items", filters], "/items", {}, filters, (entries) =>
    Math.min(quietMs(), ...entries.filter(isMoving).map(itemMs)),
  );
export const useItems = (filters: ItemFilters) => useInfiniteQuery(itemsOf(filters));

export const useCases = (search?: string, enabled = true) =>
  useList(["cases", search], "/cases", { search }, () => false, enabled);
export const usePackages = () =>
  useList(["packages"], "/packages", {}, (entries) =>
    entries.some(({ state }) => state === "waiting") ? busyMs() : false,
  );
/** Also after the dock has said what it found: the receipt is still to come. */
const isUnderWay = ({ state, hasReceipt }: BatchBody): boolean =>
  state === "open" || (state === "closed" && !hasReceipt);
export const useVisits = () =>
  useList(["visits"], "/batches", {}, (entries) => (entries.some(isUnderWay) ? BUSY_MS : QUIET_MS));
export const useDevices = (search?: string, enabled = true, silent?: "true") =>
  useList(["devices", search, silent], "/devices", { search, silent }, () => false, enabled);
/** A page holds a month of a busy camera. */
export const useDeviceChain = (id: string) =>
  useInfiniteQuery({
    queryKey: ["chain", id],
    queryFn: ({ pageParam, signal }) =>
      call("GET", "/devices/{id}/chain", {
        path: { id },
        query: { limit: 400, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
/** Rows of a table need an id: an action's place is one. */
export const useActions = (
  filter: Readonly<Record<"kind" | "from" | "until", string | undefined>>,
) => {
  const query = useList(["actions", filter], "/actions", filter, () => false);
  const { data } = query;
  if (data === undefined) return { ...query, data };
  const pages = data.pages.map(({ entries }) => ({
    entries: entries.map((entry) => ({ ...entry, id: String(entry.index) })),
  }));
  return { ...query, data: { pages } };
};
export const useUsers = () => useList(["users"], "/users", {}, () => false);
/** My own; few, so the service gives all at once. */
export const useTokens = () => useList(["tokens"], "/me/tokens", {}, () => false);

/** Those of all accounts; `live`: without those that were ended. */
export const useAllTokens = (live: "true" | undefined, enabled: boolean) =>
  useList(["tokens", "all", live], "/tokens", { live }, () => false, enabled);

export const useItem = (id: string) =>
  useQuery({
    queryKey: ["item", id],
    queryFn: ({ signal }) => call("GET", "/items/{id}", { path: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && (isMoving(state.data) || isComing(state.data))
        ? itemMs(state.data)
        : false,
  });

/** What it is looked at by before it is played is being made. */
const isComing = ({ viewingStage, overview, disposal }: ItemBody): boolean =>
  viewingStage === "ready" &&
  disposal === null &&
  (overview.state === "waiting" || overview.state === "made");

/** `moves` changes whenever the item moved, so that its record is read again. */
export const useCustody = (id: string, moves: string) =>
  useQuery({
    queryKey: ["custody", id, moves],
    queryFn: ({ signal }) => call("GET", "/items/{id}/custody", { path: { id }, signal }),
    placeholderData: (before) => before,
  });

export const useVerification = (id: string, moves: string) =>
  useQuery({
    queryKey: ["verification", id, moves],
    queryFn: ({ signal }) => call("GET", "/items/{id}/verification", { path: { id }, signal }),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });

export const usePackage = (id: string | null) =>
  useQuery({
    queryKey: ["package", id],
    enabled: id !== null,
    queryFn: ({ signal }) => call("GET", "/packages/{id}", { path: { id: id ?? "" }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === "waiting" ? busyMs() : false),
  });

export const usePolicies = () =>
  useQuery({
    queryKey: ["policies"],
    queryFn: ({ signal }) => call("GET", "/policy/packs", { signal }),
  });

export const usePolicy = (id: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ["policies", id],
    queryFn: ({ signal }) =>
      inOwn<z.infer<typeof PolicyDetail>>()(
        call("GET", "/policy/packs/{id}", { path: { id }, signal }),
      ),
  });

export const useShippedPacks = () =>
  useQuery({
    queryKey: ["shipped-packs"],
    queryFn: ({ signal }) => call("GET", "/policy/shipped", { signal }),
    staleTime: Infinity,
  });

/** Few at a time; whoever needs all of them reads the list. */
export const useHolds = (filter: Readonly<Record<string, string | undefined>>, enabled: boolean) =>
  useQuery({
    queryKey: ["holds", filter],
    enabled,
    queryFn: ({ signal }) => call("GET", "/holds", { query: { ...filter }, signal }),
    refetchInterval: QUIET_MS,
  });

export const useItemHold = (id: string) =>
  useQuery({
    queryKey: ["item-hold", id],
    queryFn: ({ signal }) => call("GET", "/items/{id}/hold", { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.kept?.isHeld === true ? QUIET_MS : BUSY_MS),
  });
