/** What the page of reports reads and issues. */
import { useQuery } from "@tanstack/react-query";
import { useCommand } from "../api/commands.ts";
import { useList } from "../api/lists.ts";
import { call } from "../api/request.ts";

export interface Asked {
  readonly definition: string;
  readonly period: string;
}

export interface Issuing extends Asked {
  readonly correction?: { readonly replaces: string; readonly reason: string };
}

export const useReportDefinitions = () =>
  useQuery({
    queryKey: ["report-definitions"],
    queryFn: ({ signal }) => call("GET", "/reports/definitions", { signal }),
    retry: false,
  });

/** Taken anew when asked for: each look is a snapshot of the whole house. */
export const useReportFigures = (asked: Asked | null) =>
  useQuery({
    queryKey: ["report-figures", asked],
    enabled: asked !== null,
    queryFn: ({ signal }) =>
      call("GET", "/reports/figures", {
        query: { definition: asked?.definition, period: asked?.period },
        signal,
      }),
    retry: false,
  });

export const useReports = () => useList(["reports"], "/reports", {}, () => false);

export const useIssueReport = () =>
  useCommand(
    (body: Issuing) => call("POST", "/reports", { body }),
    ["reports"],
    ["report-figures"],
  );
