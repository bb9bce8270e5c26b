/** What the page of clearances reads and changes. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { ClearanceEntryBody, ClearanceRequest } from "../../../review/secrecy-schema.ts";
import { useCommand } from "../api/commands.ts";
import { request } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";

/** What somebody may know of decides every list. */
const STALE = [["clearances"], ["items"], ["cases"]] as const;

export const useClearances = () =>
  useQuery({
    queryKey: ["clearances"],
    queryFn: ({ signal }) =>
      request<{ entries: ClearanceEntryBody[]; isWhole: boolean }>(
        "GET",
        "/clearances",
        undefined,
        signal,
      ),
  });

export const useClear = () =>
  useCommand(
    ({ id, ...body }: z.input<typeof ClearanceRequest> & { readonly id: string }) =>
      request<unknown>("POST", `/users/${id}/clearance`, body),
    ...STALE,
  );

export const useEndClearance = () =>
  useCommand(
    ({ id, reason }: Ending) => request<unknown>("POST", `/users/${id}/clearance/end`, { reason }),
    ...STALE,
  );
