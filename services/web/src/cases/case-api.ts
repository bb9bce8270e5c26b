/** What the pages of cases read and change. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { ActionBody } from "../../../review/action-schema.ts";
import type { CaseChangeRequest } from "../../../review/case-schema.ts";
import { useCommand } from "../api/commands.ts";
import { type PageOf } from "../api/queries.ts";
import { call, request } from "../api/request.ts";

export const useCase = (id: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ["case", id],
    queryFn: ({ signal }) => call("GET", "/cases/{id}", { path: { id }, signal }),
  });

/** The newest changes; few cases have more than a page of them. */
export const useHistory = (path: string, revision: number) =>
  useQuery({
    queryKey: ["history", path, revision],
    queryFn: ({ signal }) =>
      request<PageOf<ActionBody>>("GET", `${path}/history?limit=200`, undefined, signal),
  });

export const useChangeCase = (id: string) =>
  useCommand(
    (body: z.input<typeof CaseChangeRequest>) =>
      call("POST", "/cases/{id}/changes", { path: { id }, body }),
    ...[["case"], ["cases"], ["item"]],
    // Its facts raise its items, which drop out of a disposal then.
    ["disposal"],
    ["waiting"],
  );
