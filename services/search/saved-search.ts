/** Port: questions that a person keeps for themselves; they tell of nobody but their owner. Contract suite: test/contract/saved-search-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { SavedSearchId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";

/** More than anybody chooses from. */
export const MOST_SAVED = 100;

export interface SavedSearch {
  readonly id: SavedSearchId;
  readonly name: string;
  /** As the page's address has it. */
  readonly question: Readonly<Record<string, string>>;
  readonly savedAt: UtcInstant;
}

export interface SavedSearchStore {
  /** By name; only those of whoever asks. */
  saved(sight: Sight): Promise<readonly SavedSearch[]>;
  /** Takes the place of the one of that name, which keeps its id. @throws Refusal conflict "search/too-many". */
  save(sight: Sight, search: SavedSearch): Promise<SavedSearch>;
  /** @throws Refusal missing "search/no-such-search", also where it is somebody else's. */
  forget(sight: Sight, id: SavedSearchId): Promise<void>;
}
