/** What a guest reads of what was shared with them, and how they acknowledge it. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  SharedBody,
  SharedCheck,
  SharedItem,
  SharedList,
} from "../../../review/sharing-schema.ts";
import { useCommand } from "../api/commands.ts";
import { usePages } from "../api/queries.ts";
import { request } from "../api/request.ts";

export const useShared = () =>
  useQuery({
    queryKey: ["shared"],
    queryFn: ({ signal }) =>
      request<z.infer<typeof SharedList>>("GET", "/shared", undefined, signal),
  });

/** Read again often: what was taken back goes from the screen, too. */
const EVERY_MS = 15_000;

export const useOneShared = (id: string) =>
  useQuery({
    queryKey: ["shared", id],
    queryFn: ({ signal }) => request<SharedBody>("GET", `/shared/${id}`, undefined, signal),
    refetchInterval: EVERY_MS,
  });

export const useSharedItems = (id: string) =>
  usePages<SharedItem>(["shared", id, "items"], `/shared/${id}/items`, {}, () => EVERY_MS);

export const useAcknowledge = (id: string) =>
  useCommand(
    (sha256: string) => request<SharedBody>("POST", `/shared/${id}/acknowledgement`, { sha256 }),
    ["shared"],
  );

export const useSharedChecks = (id: string, itemId: string, enabled: boolean) =>
  useQuery({
    queryKey: ["shared", id, "checks", itemId],
    enabled,
    queryFn: ({ signal }) =>
      request<z.infer<typeof SharedCheck>>(
        "GET",
        `/shared/${id}/items/${itemId}/verification`,
        undefined,
        signal,
      ),
  });
