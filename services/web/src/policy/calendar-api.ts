/** What the page reads and changes of tables of working days. */
import { useQuery } from "@tanstack/react-query";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";

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

/** `sha256` names the text that was read; null where none is approved: the service takes no approval of nothing. */
export const useDecideTable = (act: "approval" | "withdrawal", sha256: string | null) =>
  useCommand(
    ({ id, reason: why = "" }: Ending) =>
      act === "approval"
        ? call("POST", "/calendar/tables/{id}/approval", {
            path: { id },
            body: { sha256: sha256 ?? "", why },
          })
        : call("POST", "/calendar/tables/{id}/withdrawal", { path: { id }, body: { why } }),
    ["day-tables"],
    ["publicity"],
  );
