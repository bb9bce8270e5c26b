/** What the page reads and changes of tables of working days. */
import { useQuery } from "@tanstack/react-query";
import type { PolicyEntryBody } from "../../../review/policy-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call, request } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";

const TABLES = "/calendar/tables";

export const useDayTables = () =>
  useQuery({
    queryKey: ["day-tables"],
    queryFn: ({ signal }) => call("GET", "/calendar/tables", { signal }),
  });

export const useDayTable = (id: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ["day-tables", id],
    queryFn: ({ signal }) => call("GET", "/calendar/tables/{id}", { path: { id }, signal }),
  });

export const useProposeTable = () =>
  useCommand(
    (body: { text: string; why: string }) => call("POST", "/calendar/tables", { body }),
    ["day-tables"],
  );

/** `sha256` names the text that was read; null where none is approved. */
export const useDecideTable = (act: "approval" | "withdrawal", sha256: string | null) =>
  useCommand(
    ({ id, reason }: Ending) =>
      request<PolicyEntryBody>("POST", `${TABLES}/${id}/${act}`, {
        ...(sha256 !== null && { sha256 }),
        why: reason,
      }),
    ["day-tables"],
    ["publicity"],
  );
