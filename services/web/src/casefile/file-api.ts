/** What the page of a case file reads and changes. */
import { useQuery } from "@tanstack/react-query";
import { useCommand } from "../api/commands.ts";
import type { PageOf } from "../api/lists.ts";
import { call } from "../api/request.ts";
import { type Drafted, asked } from "./file-order.ts";

const keyOf = (caseId: string) => ["case", caseId, "file"] as const;

/** A version is signed and told to the ledger within moments. */
const EVERY_MS = 5_000;

export const useCaseFile = (caseId: string) =>
  useQuery({
    queryKey: keyOf(caseId),
    queryFn: ({ signal }) => call("GET", "/cases/{id}/file", { path: { id: caseId }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.versions.some(({ isSigned, isEntered }) => !isSigned || !isEntered) === true
        ? EVERY_MS
        : false,
  });

/** Read anew once more is known of it. */
export const useVersion = (caseId: string, version: number, state: string, enabled: boolean) =>
  useQuery({
    enabled,
    queryKey: [...keyOf(caseId), version, state],
    queryFn: ({ signal }) =>
      call("GET", "/cases/{id}/file/versions/{version}", { path: { id: caseId, version }, signal }),
    placeholderData: (before) => before,
  });

export const useOrderFile = (caseId: string) =>
  useCommand(
    (order: { readonly revision: number; readonly entries: readonly Drafted[] }) =>
      call("POST", "/cases/{id}/file/order", {
        path: { id: caseId },
        body: { revision: order.revision, entries: asked(order.entries) },
      }),
    keyOf(caseId),
  );

export const useSealFile = (caseId: string) =>
  useCommand(
    (version: { readonly revision: number; readonly why: string }) =>
      call("POST", "/cases/{id}/file/seal", { path: { id: caseId }, body: version }),
    keyOf(caseId),
  );

/** As many pages as there are: an order names them all. */
async function allOf<Entry>(
  read: (cursor: string | undefined) => Promise<PageOf<Entry>>,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    entries.push(...page.entries);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return entries;
}

/** What is of the case, oldest first. */
export const useOfCase = (caseId: string) =>
  useQuery({
    queryKey: [...keyOf(caseId), "of-case"],
    queryFn: async ({ signal }) => {
      const pageAt = (cursor: string | undefined) => ({
        ...{ query: { caseId, limit: 200, cursor }, signal },
      });
      const items = await allOf((cursor) => call("GET", "/items", pageAt(cursor)));
      const sessions = await allOf((cursor) => call("GET", "/recording-sessions", pageAt(cursor)));
      return { items: items.toReversed(), sessions: sessions.toReversed() };
    },
  });
