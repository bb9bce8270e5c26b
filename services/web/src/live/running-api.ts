/** What the page of rooms that are recorded now reads. */
import type { z } from "zod";
import type { LiveSessionPage } from "../../../review/live-schema.ts";
import { useList } from "../api/lists.ts";

export type RunningSession = z.infer<typeof LiveSessionPage>["entries"][number];

const EVERY_MS = 2_000;

export const useRunning = () =>
  useList(["live-running"], "/live-sessions", { limit: "100" }, () => EVERY_MS);
