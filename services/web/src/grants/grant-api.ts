/** What the page reads and changes of access that is given for a time. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { GrantRequest } from "../../../review/grant-schema.ts";
import { useCommand } from "../api/commands.ts";
import { useList } from "../api/lists.ts";
import { call } from "../api/request.ts";
import { type GiveFields, type NarrowFields, giveRequest, narrowRequest } from "./grant-fields.ts";

const STALE = [["grants"], ["custody"], ["item-access"]] as const;

/** Of everything, of a case, or of an item and the cases that it is in. */
export interface GrantsOn {
  readonly caseId?: string;
  readonly itemId?: string;
}

export const useGrants = (on: GrantsOn, enabled = true) =>
  useList(["grants", on], "/access/grants", { ...on }, () => false, enabled);

export const useGiveAccess = () =>
  useCommand(
    (fields: GiveFields) =>
      call("POST", "/access/grants", {
        body: giveRequest(fields) satisfies z.input<typeof GrantRequest>,
      }),
    ...STALE,
  );

export const useNarrowAccess = (id: string) =>
  useCommand(
    (fields: NarrowFields) =>
      call("POST", "/access/grants/{id}/narrowing", { path: { id }, body: narrowRequest(fields) }),
    ...STALE,
  );

export const useEndAccess = (id: string) =>
  useCommand(
    ({ reason }: { readonly reason?: string }) =>
      call("DELETE", "/access/grants/{id}", { path: { id }, body: { reason: reason ?? "" } }),
    ...STALE,
  );

/** Why I see an item, and what for I may watch it and take it out: asked for when it is looked at. */
export const useMyAccess = (itemId: string, enabled: boolean) =>
  useQuery({
    queryKey: ["item-access", itemId],
    enabled,
    queryFn: ({ signal }) => call("GET", "/items/{id}/access", { path: { id: itemId }, signal }),
  });
