/** What the dashboard reads: each minute, and whenever somebody comes back to it. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { DashboardBody } from "../../../review/dashboard-schema.ts";
import type { LiveSessionPage } from "../../../review/live-schema.ts";
import type { WaitingBody } from "../../../review/waiting-schema.ts";
import { request } from "../api/request.ts";

const LOOKED_AGAIN = { refetchInterval: 60_000, refetchOnWindowFocus: true } as const;

export const useDashboard = () =>
  useQuery({
    queryKey: ["items", "dashboard"],
    queryFn: ({ signal }) => request<DashboardBody>("GET", "/dashboard", undefined, signal),
    ...LOOKED_AGAIN,
  });

export const useWaiting = () =>
  useQuery({
    queryKey: ["waiting"],
    queryFn: ({ signal }) =>
      request<{ entries: WaitingBody[] }>("GET", "/me/waiting", undefined, signal),
    ...LOOKED_AGAIN,
  });

/** As many as the page of rooms shows at first. */
export const useRoomsNow = () =>
  useQuery({
    queryKey: ["live-now"],
    queryFn: ({ signal }) =>
      request<z.infer<typeof LiveSessionPage>>(
        "GET",
        "/live-sessions?limit=100",
        undefined,
        signal,
      ),
    ...LOOKED_AGAIN,
  });
