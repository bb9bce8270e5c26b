/** What is asked of the house itself, twice a minute. */
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/request.ts";

const EVERY_MS = 30_000;

export const useHealth = (enabled: boolean) =>
  useQuery({
    queryKey: ["health"],
    enabled,
    queryFn: ({ signal }) => call("GET", "/health", { signal }),
    refetchInterval: EVERY_MS,
  });
