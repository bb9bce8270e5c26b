/** What the dashboard reads: each minute, and whenever somebody comes back to it. */
import { useQuery } from "@tanstack/react-query";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";

const LOOKED_AGAIN = { refetchInterval: 60_000, refetchOnWindowFocus: true } as const;

export const useDashboard = () =>
  useQuery({
    queryKey: ["items", "dashboard"],
    queryFn: ({ signal }) => call("GET", "/dashboard", { signal }),
    ...LOOKED_AGAIN,
  });

/** What I put away in any browser stays away in this one. */
export const usePutAway = () =>
  useQuery({
    queryKey: ["put-away"],
    queryFn: ({ signal }) => call("GET", "/me/put-away", { signal }),
  });

export const useMovePanel = (panel: "first-steps") =>
  useCommand(
    (isAway: boolean) => call("POST", "/me/put-away", { body: { panel, isAway } }),
    ["put-away"],
  );

export const useWaiting = () =>
  useQuery({
    queryKey: ["waiting"],
    queryFn: ({ signal }) => call("GET", "/me/waiting", { signal }),
    ...LOOKED_AGAIN,
  });

/** For those who look after devices; as many as a page of them shows at first. */
export const useSilentDevices = (enabled: boolean) =>
  useQuery({
    queryKey: ["devices", "silent"],
    enabled,
    queryFn: ({ signal }) => call("GET", "/devices", { query: { silent: "true" }, signal }),
    ...LOOKED_AGAIN,
  });

/** As many as the page of rooms shows at first. */
export const useRoomsNow = () =>
  useQuery({
    queryKey: ["live-now"],
    queryFn: ({ signal }) => call("GET", "/live-sessions", { query: { limit: 100 }, signal }),
    ...LOOKED_AGAIN,
  });
