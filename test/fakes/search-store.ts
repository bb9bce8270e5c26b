/** SearchStore in memory: it looks through all that was put into it. */
import type { SearchEntry } from "../../services/search/search-entry.ts";
import type { Candidate, Question, SearchStore } from "../../services/search/search-store.ts";
import { type Asked, type Words, holds } from "../../services/search/words.ts";
import type { Sight } from "../../services/secrecy/sight.ts";

export class MemorySearchStore implements SearchStore {
  /** Who may know of an item or a source. */
  sees: (sight: Sight, id: string) => boolean = () => true;
  readonly #entries = new Map<string, SearchEntry>();
  readonly #numbers = new Map<string, string>();

  put(...entries: readonly SearchEntry[]): void {
    for (const entry of entries) this.#entries.set(entry.itemId, entry);
  }

  nameCase(id: string, number: string): void {
    this.#numbers.set(id, number);
  }

  async candidates(
    { words, filter }: Question,
    sight: Sight,
    after: number | null,
    limit: number,
  ): Promise<readonly Candidate[]> {
    const { stage, deviceId, caseId, activity, verdict, keeping, from, to } = filter;
    return [...this.#entries.values()]
      .filter(
        (entry) =>
          (after === null || entry.position < after) &&
          words.every((word) => [entry.own, ...entry.sources].some((each) => holds(each, word))) &&
          (stage === undefined || entry.stage === stage) &&
          (deviceId === undefined || entry.deviceId === deviceId) &&
          (caseId === undefined || entry.sources.some(({ id }) => id === caseId)) &&
          (activity === undefined || entry.activity === activity) &&
          (verdict === undefined || entry.verdict === verdict) &&
          (keeping === undefined ||
            (keeping === "held" ? entry.isHeld : entry.keeping === keeping)) &&
          (from === undefined || entry.happenedAt >= from) &&
          (to === undefined || entry.happenedAt < to) &&
          this.sees(sight, entry.itemId),
      )
      .toSorted((a, b) => b.position - a.position)
      .slice(0, limit)
      .map((entry) => candidateOf(entry, words));
  }

  async visible(ids: readonly string[], sight: Sight): Promise<ReadonlySet<string>> {
    const known = new Set(
      [...this.#entries.values()].flatMap(({ sources }) => sources.map(({ id }) => id)),
    );
    return new Set(ids.filter((id) => known.has(id) && this.sees(sight, id)));
  }

  async caseNumbers(ids: readonly string[], sight: Sight): Promise<ReadonlyMap<string, string>> {
    const seen = ids.filter((id) => this.sees(sight, id));
    return new Map(seen.map((id) => [id, this.#numbers.get(id) ?? id]));
  }
}

function candidateOf(entry: SearchEntry, words: readonly Asked[]): Candidate {
  const { itemId, position, stage, deviceId, activity, verdict, keeping, isHeld } = entry;
  const standing = (where: Words): boolean[] => words.map((word) => holds(where, word));
  return {
    ...{ itemId, position, stage, deviceId, activity, verdict, keeping, isHeld },
    own: standing(entry.own),
    sources: entry.sources.map((each) => ({
      ...{ id: each.id, kind: each.kind, holds: standing(each) },
    })),
  };
}
