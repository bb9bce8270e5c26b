/** Several items, read together for one screen. */
import { type UseQueryResult, useQueries } from "@tanstack/react-query";
import type { ItemBody } from "../../../review/api-schema.ts";
import { call } from "../api/request.ts";

/** In that order, and none before all are there; the same array as long as none of them was read anew. */
export const useItemsById = (ids: readonly string[], enabled: boolean) =>
  useQueries({
    queries: ids.map((id) => ({
      queryKey: ["item", id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        call("GET", "/items/{id}", { path: { id }, signal }),
      enabled,
      staleTime: Infinity,
    })),
    combine: joined,
  });

const joined = (found: readonly UseQueryResult<ItemBody>[]) => ({
  error: found.find(({ error }) => error !== null)?.error ?? null,
  data: found.every(({ data }) => data !== undefined)
    ? found.flatMap(({ data }) => data ?? [])
    : undefined,
});
