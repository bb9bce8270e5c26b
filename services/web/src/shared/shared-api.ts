/** What a guest reads of what was shared with them, and how they acknowledge it. */
import { useQuery } from "@tanstack/react-query";
import { useCommand } from "../api/commands.ts";
import { useListAt } from "../api/lists.ts";
import { call } from "../api/request.ts";

export const useShared = () =>
  useQuery({
    queryKey: ["shared"],
    queryFn: ({ signal }) => call("GET", "/shared", { signal }),
  });

/** Read again often: what was taken back goes from the screen, too. */
const EVERY_MS = 15_000;

export const useOneShared = (id: string) =>
  useQuery({
    queryKey: ["shared", id],
    queryFn: ({ signal }) => call("GET", "/shared/{id}", { path: { id }, signal }),
    refetchInterval: EVERY_MS,
  });

export const useSharedItems = (id: string) =>
  useListAt(["shared", id, "items"], "/shared/{id}/items", { id }, {}, () => EVERY_MS);

export const useAcknowledge = (id: string) =>
  useCommand(
    (sha256: string) =>
      call("POST", "/shared/{id}/acknowledgement", { path: { id }, body: { sha256 } }),
    ["shared"],
  );

export const useSharedChecks = (id: string, itemId: string, enabled: boolean) =>
  useQuery({
    queryKey: ["shared", id, "checks", itemId],
    enabled,
    queryFn: ({ signal }) =>
      call("GET", "/shared/{id}/items/{itemId}/verification", { path: { id, itemId }, signal }),
  });
