/** What is asked of the house itself, twice a minute. */
import { useQuery } from "@tanstack/react-query";
import type { HouseHealthBody } from "../../../review/health-schema.ts";
import { request } from "../api/request.ts";

const EVERY_MS = 30_000;

export const useHealth = (enabled: boolean) =>
  useQuery({
    queryKey: ["health"],
    enabled,
    queryFn: ({ signal }) => request<HouseHealthBody>("GET", "/health", undefined, signal),
    refetchInterval: EVERY_MS,
  });
