/** What the page reads and changes of what stays longer, ends soon, or is to be looked at. */
import { useQuery } from "@tanstack/react-query";
import type { ExtensionRequestBody, KeepingRequestBody } from "../../../review/extension-schema.ts";
import { useCommand } from "../api/commands.ts";
import { type ListOf, useList } from "../api/lists.ts";
import { call } from "../api/request.ts";

/** What is kept longer: an item, or all that belongs to a case or a recording session. */
export interface Thing {
  readonly of: "items" | "cases" | "recording-sessions";
  readonly id: string;
}

const STALE = [
  ["extensions"],
  ["item"],
  ["custody"],
  ["verification"],
  ["retention"],
  ["disposal"],
];

export const useExtensions = (itemId: string) =>
  useQuery({
    queryKey: ["extensions", itemId],
    queryFn: ({ signal }) =>
      call("GET", "/items/{id}/extensions", { path: { id: itemId }, signal }),
  });

export const useExtend = ({ of, id }: Thing) =>
  useCommand(
    (body: ExtensionRequestBody) => call("POST", `/${of}/{id}/extensions`, { path: { id }, body }),
    ...STALE,
  );

export const useReview = () =>
  useCommand((body: KeepingRequestBody) => call("POST", "/item-reviews", { body }), ...STALE);

/** Rows of a table need an id: an item's own is one. */
const rows = <Entry extends { readonly itemId: string }>(query: ListOf<Entry>) => ({
  ...query,
  data: query.data && {
    pages: query.data.pages.map(({ entries }) => ({
      entries: entries.map((entry) => ({ ...entry, id: entry.itemId })),
    })),
  },
});

export const useEnding = (extended: boolean) =>
  rows(
    useList(
      ["retention", "ending", extended],
      "/retention/ending",
      { extended: extended ? "true" : undefined },
      () => false,
    ),
  );

export const useDueLooks = () =>
  rows(useList(["retention", "reviews"], "/retention/reviews", {}, () => false));
