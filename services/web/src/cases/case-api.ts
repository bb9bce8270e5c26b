/** What the pages of cases read and change. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { CaseChangeRequest } from "../../../review/case-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";

export const useCase = (id: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ["case", id],
    queryFn: ({ signal }) => call("GET", "/cases/{id}", { path: { id }, signal }),
  });

/** What is told of in facts that people correct. */
export interface Told {
  readonly of: "cases" | "recording-sessions";
  readonly id: string;
}

/** The newest changes; few cases have more than a page of them. */
export const useHistory = ({ of, id }: Told, revision: number) =>
  useQuery({
    queryKey: ["history", of, id, revision],
    queryFn: ({ signal }) =>
      call("GET", `/${of}/{id}/history`, { path: { id }, query: { limit: 200 }, signal }),
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
