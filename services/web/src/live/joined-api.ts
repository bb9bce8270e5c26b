/** What the page reads and asks of recordings that are made of others. */
import { skipToken, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { LabelledRequest } from "../../../review/derived-label-schema.ts";
import type { TranscriptRequest } from "../../../review/derived-transcript-schema.ts";
import type {
  ExcerptRequest,
  JoinedRequest,
  RebuiltRequest,
  RedactedRequest,
  StillRequest,
} from "../../../review/derived-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";
import type { Purpose } from "../item/purpose.ts";

const LOOK_MS = 2_000;

export const useJoined = (id: string) =>
  useQuery({
    queryKey: ["joined", id],
    queryFn: ({ signal }) =>
      call("GET", "/recording-sessions/{id}/live/joined", { path: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.derived.some((one) => one.state === "waiting") === true ? LOOK_MS : false,
  });

export const useJoin = (id: string) =>
  useCommand(
    (body: z.input<typeof JoinedRequest>) =>
      call("POST", "/recording-sessions/{id}/live/joined", { path: { id }, body }),
    ["joined", id],
  );

export const useDerivation = (itemId: string) =>
  useQuery({
    queryKey: ["derivation", itemId],
    queryFn: ({ signal }) =>
      call("GET", "/items/{id}/derivation", { path: { id: itemId }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.inputOf.some((one) => one.state === "waiting") === true ? LOOK_MS : false,
  });

export const useExcerpt = (itemId: string) =>
  useCommand(
    (body: z.input<typeof ExcerptRequest>) =>
      call("POST", "/items/{id}/excerpt", { path: { id: itemId }, body }),
    ["derivation", itemId],
  );

export const useStill = (itemId: string) =>
  useCommand(
    (body: z.input<typeof StillRequest>) =>
      call("POST", "/items/{id}/still", { path: { id: itemId }, body }),
    ["derivation", itemId],
  );

export const useRedact = (itemId: string) =>
  useCommand(
    (body: z.input<typeof RedactedRequest>) =>
      call("POST", "/items/{id}/redacted", { path: { id: itemId }, body }),
    ["derivation", itemId],
  );

export const useRebuild = (itemId: string) =>
  useCommand(
    (body: z.input<typeof RebuiltRequest>) =>
      call("POST", "/items/{id}/rebuilt", { path: { id: itemId }, body }),
    ["derivation", itemId],
  );

export const useLabel = (itemId: string) =>
  useCommand(
    (body: z.input<typeof LabelledRequest>) =>
      call("POST", "/items/{id}/labelled", { path: { id: itemId }, body }),
    ["derivation", itemId],
  );

export const useTranscript = (itemId: string) =>
  useCommand(
    (body: z.input<typeof TranscriptRequest>) =>
      call("POST", "/items/{id}/transcript", { path: { id: itemId }, body }),
    ["derivation", itemId],
  );

/** Cites a moment, once while it is shown: whoever opens it again has what failed tried anew. */
export const useCited = (itemId: string, ptsMs: number, purpose: Purpose | null) =>
  useQuery({
    queryKey: ["cited", itemId, ptsMs, purpose],
    queryFn:
      purpose === null
        ? skipToken
        : ({ signal }) =>
            call("POST", "/items/{id}/moment", {
              ...{ path: { id: itemId }, body: { ptsMs, ...purpose }, signal },
            }),
    ...{ staleTime: Infinity, gcTime: 0, retry: false },
  });

export const useMoment = (
  itemId: string,
  ptsMs: number,
  purpose: Purpose | null,
  enabled: boolean,
) =>
  useQuery({
    queryKey: ["moment", itemId, ptsMs, purpose],
    queryFn: ({ signal }) =>
      call("GET", "/items/{id}/moment", {
        ...{ path: { id: itemId }, query: { ptsMs: `${ptsMs}`, ...purpose }, signal },
      }),
    enabled,
    refetchInterval: ({ state }) => (state.data?.picture?.state === "waiting" ? LOOK_MS : false),
  });
