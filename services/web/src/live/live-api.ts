/** What the page of a live session reads and does. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  LiveActRequest,
  LiveMarkerRequest,
  LiveSessionBody,
} from "../../../review/live-schema.ts";
import type { WatchBody, WatchRequest } from "../../../review/watch-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";

export type LiveSession = z.infer<typeof LiveSessionBody>;
export type LiveChannel = LiveSession["channels"][number];
export type LiveEvent = LiveSession["events"][number];
export type Watch = z.infer<typeof WatchBody>;

const BUSY_MS = 2_000;

/** Nothing happens any more. */
export const isOver = ({ status }: Pick<LiveSession, "status">): boolean =>
  status === "closed" || status === "sealed";

export const useLive = (id: string) =>
  useQuery({
    queryKey: ["live", id],
    queryFn: ({ signal }) => call("GET", "/recording-sessions/{id}/live", { path: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.status === "sealed" || state.data?.channels.length === 0 ? false : BUSY_MS,
  });

const stale = (id: string) => [["live", id], ["recording-session", id], ["recording-sessions"]];

export const useAct = (id: string) =>
  useCommand(
    (body: z.input<typeof LiveActRequest>) =>
      call("POST", "/recording-sessions/{id}/live/acts", { path: { id }, body }),
    ...stale(id),
  );

export const useMark = (id: string) =>
  useCommand(
    (body: z.input<typeof LiveMarkerRequest>) =>
      call("POST", "/recording-sessions/{id}/live/markers", { path: { id }, body }),
    ...stale(id),
  );

/** How far the service's clock is before this browser's: what is behind is told by one clock. */
export interface OpenedWatch {
  readonly id: string;
  readonly clockOffsetMs: number;
}

/** Once for one purpose; asked again it is the same watch, while the page is open. */
export const useWatch = (id: string, purpose: z.input<typeof WatchRequest> | null) =>
  useQuery({
    queryKey: ["live-watch", id, purpose],
    enabled: purpose !== null,
    queryFn: async (): Promise<OpenedWatch> => {
      const watch = await call("POST", "/recording-sessions/{id}/live/watches", {
        path: { id },
        body: purpose ?? { purpose: "" },
      });
      return { id: watch.id, clockOffsetMs: Date.parse(watch.openedAt) - Date.now() };
    },
    staleTime: 23 * 3_600_000,
    retry: false,
  });

/** `isGrowing`: tracks may still come. */
export const usePlaylists = (id: string, watchId: string | undefined, isGrowing: boolean) =>
  useQuery({
    queryKey: ["live-playlists", watchId],
    enabled: watchId !== undefined,
    queryFn: ({ signal }) =>
      call("GET", "/recording-sessions/{id}/live/watches/{watchId}", {
        path: { id, watchId: watchId ?? "" },
        signal,
      }),
    refetchInterval: isGrowing ? BUSY_MS * 2 : false,
  });
