/** Round: words of items that changed are made anew, so that they are found. */
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { type KeepIndexDeps, keepIndex } from "../../services/search/keep-index.ts";

interface SearchRoundDeps extends Pick<KeepIndexDeps, "clock"> {
  readonly stores: { readonly searchIndex: KeepIndexDeps["index"] };
  readonly timeZone: string;
}

export function searchRound(
  { stores, clock, timeZone }: SearchRoundDeps,
  log: { info(fields: object, text: string): void },
): (signal: AbortSignal) => Promise<void> {
  const deps = { index: stores.searchIndex, days: zoneDays(timeZone), clock };
  return async (signal) => {
    const taken = await keepIndex(deps, signal);
    if (taken > 0) log.info({ taken }, "search");
  };
}
