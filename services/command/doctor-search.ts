/** The check of `doctor` on search: that it knows of what changed. */
import { utcInstant } from "../kernel/clock.ts";
import { isBehind, waitedSeconds } from "../search/backlog.ts";
import type { SearchBacklog } from "../search/search-index.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface SearchProbes {
  searchBacklog(): Promise<SearchBacklog>;
}

export async function searching(probes: SearchProbes, now: Date): Promise<Finding> {
  try {
    const found = await probes.searchBacklog();
    const facts = { waiting: found.waiting, seconds: waitedSeconds(found, utcInstant(now)) };
    if (isBehind(found, utcInstant(now))) return warning("searchBehind", facts);
    return found.waiting === 0 ? fine("searchFine") : fine("searchLaterFine", facts);
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
