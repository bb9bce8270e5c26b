/** What the page reads and changes of the flags of items. */
import { useQuery } from "@tanstack/react-query";
import type { FlagListBody, FlagRequestBody } from "../../../review/flag-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";

export type ItemFlag = FlagListBody["entries"][number];

export interface FlagChange extends FlagRequestBody {
  readonly act: "set" | "end";
}

export const useFlags = (itemId: string) =>
  useQuery({
    queryKey: ["flags", itemId],
    queryFn: ({ signal }) => call("GET", "/items/{id}/flags", { path: { id: itemId }, signal }),
  });

/** How long items are kept is decided anew within seconds. */
export const useChangeFlags = () =>
  useCommand(
    ({ act, ...body }: FlagChange) =>
      act === "set"
        ? call("POST", "/item-flags", { body })
        : call("POST", "/item-flags/endings", { body }),
    ["flags"],
    ["custody"],
    ["item"],
    ["verification"],
    ["disposal"],
  );
