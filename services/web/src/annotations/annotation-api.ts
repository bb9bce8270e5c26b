/** What people noted on items: read, added, taken back. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { z } from "zod";
import type { AnnotationBody, NoteRequest } from "../../../review/recording-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";
import type { Ending } from "../frame/ending.ts";

const queryOf = (itemId: string) => ({
  queryKey: ["annotations", itemId],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    call("GET", "/items/{id}/annotations", { path: { id: itemId }, signal }),
});

export const useAnnotations = (itemId: string) => useQuery(queryOf(itemId));

/** Of several items, as far as they were read. */
export function useAnnotationsOf(itemIds: readonly string[]): readonly AnnotationBody[] {
  const found = useQueries({ queries: itemIds.map(queryOf) });
  const told = JSON.stringify(found.flatMap(({ data }) => data?.entries ?? []));
  return useMemo(() => JSON.parse(told) as AnnotationBody[], [told]);
}

const staleOf = (itemId: string) =>
  [
    ["annotations", itemId],
    ["custody", itemId],
    ["verification", itemId],
    ["recording-session"],
    ["completeness"],
  ] as const;

export const useAnnotate = (itemId: string) =>
  useCommand(
    (note: z.input<typeof NoteRequest>["note"]) =>
      call("POST", "/items/{id}/annotations", { path: { id: itemId }, body: { note } }),
    ...staleOf(itemId),
  );

export const useEndAnnotation = (itemId: string) =>
  useCommand(
    ({ id, reason }: Ending) =>
      call("DELETE", "/items/{id}/annotations/{annotationId}", {
        path: { id: itemId, annotationId: id },
        body: { reason: reason ?? "" },
      }),
    ...staleOf(itemId),
  );
