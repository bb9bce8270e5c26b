/** Whether search is behind what changes. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { SearchBacklog } from "./search-index.ts";

/** A round takes seconds; words of a house of a million items are made anew within the hour. */
const BEHIND_SECONDS = 3_600;

export const waitedSeconds = ({ since }: Pick<SearchBacklog, "since">, now: UtcInstant): number =>
  since === null ? 0 : Math.max(0, Math.round((Date.parse(now) - Date.parse(since)) / 1_000));

export const isBehind = (backlog: SearchBacklog, now: UtcInstant): boolean =>
  waitedSeconds(backlog, now) > BEHIND_SECONDS;
