/** SavedSearchStore in memory. */
import type { SavedSearchId, UserId } from "../../services/kernel/ids.ts";
import { noSuchSearch, tooManySearches } from "../../services/search/no-such-search.ts";
import {
  MOST_SAVED,
  type SavedSearch,
  type SavedSearchStore,
} from "../../services/search/saved-search.ts";
import type { Sight } from "../../services/secrecy/sight.ts";

export class MemorySavedSearchStore implements SavedSearchStore {
  readonly #all: { readonly owner: UserId; readonly search: SavedSearch }[] = [];

  async saved({ userId }: Sight): Promise<readonly SavedSearch[]> {
    const own = this.#all.filter(({ owner }) => owner === userId).map(({ search }) => search);
    return own.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async save({ userId }: Sight, search: SavedSearch): Promise<SavedSearch> {
    const own = this.#all.filter(({ owner }) => owner === userId);
    const before = own.find(({ search: { name } }) => name === search.name);
    if (own.length - (before === undefined ? 0 : 1) >= MOST_SAVED) throw tooManySearches();
    const kept = { ...search, id: before?.search.id ?? search.id };
    if (before !== undefined) this.#all.splice(this.#all.indexOf(before), 1);
    this.#all.push({ owner: userId, search: kept });
    return kept;
  }

  async forget({ userId }: Sight, id: SavedSearchId): Promise<void> {
    const at = this.#all.findIndex(({ owner, search }) => owner === userId && search.id === id);
    if (at < 0) throw noSuchSearch();
    this.#all.splice(at, 1);
  }
}
