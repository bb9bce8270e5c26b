/** What the page of clearances reads and changes. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { ClearanceRequest } from "../../../review/secrecy-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";

/** What somebody may know of decides every list. */
const STALE = [["clearances"], ["items"], ["cases"]] as const;

export const useClearances = () =>
  useQuery({
    queryKey: ["clearances"],
    queryFn: ({ signal }) => call("GET", "/clearances", { signal }),
  });

export const useClear = () =>
  useCommand(
    ({ id, ...body }: z.input<typeof ClearanceRequest> & { readonly id: string }) =>
      call("POST", "/users/{id}/clearance", { path: { id }, body }),
    ...STALE,
  );

export const useEndClearance = () =>
  useCommand(
    ({ id, reason }: Ending) =>
      call("POST", "/users/{id}/clearance/end", { path: { id }, body: { reason: reason ?? "" } }),
    ...STALE,
  );
