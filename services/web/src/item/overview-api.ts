/** Reads the storyboard and the wave form of an item: each once, for the purpose that its player was opened for. */
import { useQuery } from "@tanstack/react-query";
import type { ItemBody } from "../../../review/api-schema.ts";
import { readBytes, readPicture } from "../api/read-picture.ts";
import { readPeaks } from "./peaks-file.ts";
import type { Purpose } from "./purpose.ts";

const once = { staleTime: Infinity, retry: false } as const;

/** Undefined as long as it is not there, or is not to be had. */
export function useStoryboard({ id, overview }: ItemBody, purpose: Purpose): string | undefined {
  return useQuery({
    queryKey: ["storyboard", id, purpose],
    enabled: overview.storyboard !== null,
    queryFn: ({ signal }) =>
      readPicture(`/items/${id}/derivatives/storyboard`, { ...purpose }, signal),
    ...once,
  }).data;
}

export const useWave = ({ id, overview }: ItemBody, purpose: Purpose) =>
  useQuery({
    queryKey: ["peaks", id, purpose],
    enabled: overview.peaks !== null && overview.peaks.loudest > 0,
    queryFn: async ({ signal }) =>
      readPeaks(await readBytes(`/items/${id}/derivatives/peaks`, { ...purpose }, signal)),
    ...once,
  }).data;
