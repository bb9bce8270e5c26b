/** Lists of the service, page by page, by their path: the description tells what each takes, what it holds, and what it says beside its entries. */
import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  infiniteQueryOptions,
  useInfiniteQuery,
} from "@tanstack/react-query";
import type { Answer, Given, PathOf } from "../../../client/client.ts";
import { call } from "./request.ts";

export interface PageOf<Entry> {
  readonly entries: readonly Entry[];
  readonly nextCursor: string | null;
}

/** What the hooks below answer, by its entries. */
export type ListOf<Entry> = UseInfiniteQueryResult<InfiniteData<PageOf<Entry>>>;

type EntryOf<P extends PathOf<"GET">> =
  Answer<"GET", P> extends { readonly entries: readonly (infer Entry)[] } ? Entry : never;
type QueryOf<P extends PathOf<"GET">> =
  Given<"GET", P> extends { readonly query?: infer Query } ? keyof Query & string : never;
type PlaceOf<P extends PathOf<"GET">> =
  Given<"GET", P> extends { readonly path: infer Place } ? Place : Readonly<Record<string, never>>;
type MoreOf<P extends PathOf<"GET">> = Omit<Answer<"GET", P>, "entries" | "nextCursor">;

/** Without parameters. */
type PlainPath = Exclude<PathOf<"GET">, `${string}{${string}`>;

type EveryMs<P extends PathOf<"GET">> = (entries: readonly EntryOf<P>[]) => number | false;

/** One that stands under a thing: `place` has the parameters of its path. */
export const useListAt = <P extends PathOf<"GET">>(
  key: readonly unknown[],
  path: P,
  place: PlaceOf<P>,
  query: { readonly [Name in QueryOf<P>]?: string | undefined },
  everyMs: EveryMs<P>,
  enabled = true,
) => usePages<EntryOf<P>, MoreOf<P>>(key, { path, place, query }, everyMs, enabled);

export const useList = <P extends PlainPath>(
  key: readonly unknown[],
  path: P,
  query: { readonly [Name in QueryOf<P>]?: string | undefined },
  everyMs: EveryMs<P>,
  enabled = true,
) => useListAt<P>(key, path, {} as PlaceOf<P>, query, everyMs, enabled);

/** Of any query: to be read before it is shown, too. */
export const listAt = <P extends PathOf<"GET">>(
  key: readonly unknown[],
  path: P,
  place: PlaceOf<P>,
  query: { readonly [Name in QueryOf<P>]?: string | undefined },
  everyMs: EveryMs<P>,
) => pagesOf<EntryOf<P>, MoreOf<P>>(key, { path, place, query }, everyMs);

/** What all paths together may take and answer is too much for the compiler: whoever asks for a list named one of them. */
const anyCall = call as unknown as (method: "GET", path: string, given: object) => Promise<unknown>;

interface At {
  readonly path: string;
  readonly place: unknown;
  readonly query: object;
}

const usePages = <Entry, More>(
  key: readonly unknown[],
  at: At,
  everyMs: (entries: readonly Entry[]) => number | false,
  enabled: boolean,
) => useInfiniteQuery({ ...pagesOf<Entry, More>(key, at, everyMs), enabled });

const pagesOf = <Entry, More>(
  key: readonly unknown[],
  { path, place, query }: At,
  everyMs: (entries: readonly Entry[]) => number | false,
) =>
  infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam: cursor, signal }) =>
      anyCall("GET", path, { path: place, query: { ...query, cursor }, signal }) as Promise<
        PageOf<Entry> & More
      >,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      everyMs(state.data?.pages.flatMap(({ entries }) => entries) ?? []),
  });
