/** What the page reads and asks of recordings that are made of others. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { LabelledRequest } from "../../../review/derived-label-schema.ts";
import type { TranscriptRequest } from "../../../review/derived-transcript-schema.ts";
import type {
  DerivationBody,
  DerivedBody,
  DerivedListBody,
  ExcerptRequest,
  JoinedRequest,
  MomentBody,
  RebuiltRequest,
  RedactedRequest,
  StillRequest,
} from "../../../review/derived-schema.ts";
import { useCommand } from "../api/commands.ts";
import { request } from "../api/request.ts";

const LOOK_MS = 2_000;
const path = (id: string): string => `/recording-sessions/${id}/live/joined`;

export const useJoined = (id: string) =>
  useQuery({
    queryKey: ["joined", id],
    queryFn: ({ signal }) => request<DerivedListBody>("GET", path(id), undefined, signal),
    refetchInterval: ({ state }) =>
      state.data?.derived.some((one) => one.state === "waiting") === true ? LOOK_MS : false,
  });

export const useJoin = (id: string) =>
  useCommand(
    (body: z.input<typeof JoinedRequest>) => request<DerivedBody>("POST", path(id), body),
    ["joined", id],
  );

export const useDerivation = (itemId: string) =>
  useQuery({
    queryKey: ["derivation", itemId],
    queryFn: ({ signal }) =>
      request<DerivationBody>("GET", `/items/${itemId}/derivation`, undefined, signal),
    refetchInterval: ({ state }) =>
      state.data?.inputOf.some((one) => one.state === "waiting") === true ? LOOK_MS : false,
  });

export const useExcerpt = (itemId: string) =>
  useCommand(
    (body: z.input<typeof ExcerptRequest>) =>
      request<DerivedBody>("POST", `/items/${itemId}/excerpt`, body),
    ["derivation", itemId],
  );

export const useStill = (itemId: string) =>
  useCommand(
    (body: z.input<typeof StillRequest>) =>
      request<DerivedBody>("POST", `/items/${itemId}/still`, body),
    ["derivation", itemId],
  );

export const useRedact = (itemId: string) =>
  useCommand(
    (body: z.input<typeof RedactedRequest>) =>
      request<DerivedBody>("POST", `/items/${itemId}/redacted`, body),
    ["derivation", itemId],
  );

export const useRebuild = (itemId: string) =>
  useCommand(
    (body: z.input<typeof RebuiltRequest>) =>
      request<DerivedBody>("POST", `/items/${itemId}/rebuilt`, body),
    ["derivation", itemId],
  );

export const useLabel = (itemId: string) =>
  useCommand(
    (body: z.input<typeof LabelledRequest>) =>
      request<DerivedBody>("POST", `/items/${itemId}/labelled`, body),
    ["derivation", itemId],
  );

export const useTranscript = (itemId: string) =>
  useCommand(
    (body: z.input<typeof TranscriptRequest>) =>
      request<DerivedBody>("POST", `/items/${itemId}/transcript`, body),
    ["derivation", itemId],
  );

export const useMoment = (itemId: string, ptsMs: number) =>
  useQuery({
    queryKey: ["moment", itemId, ptsMs],
    queryFn: ({ signal }) =>
      request<MomentBody>("GET", `/items/${itemId}/moment?ptsMs=${ptsMs}`, undefined, signal),
  });
