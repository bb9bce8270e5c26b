/** SearchStore in memory: it looks through all that was put into it. */
import type { SearchEntry } from "../../services/search/search-entry.ts";
import type {
  Candidate,
  Question,
  SearchFilter,
  SearchStore,
} from "../../services/search/search-store.ts";
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
    return [...this.#entries.values()]
      .filter((entry) => after === null || entry.position < after)
      .filter(({ own, sources }) =>
        words.every((word) => [own, ...sources].some((each) => holds(each, word))),
      )
      .filter((entry) => isWithin(entry, filter) && this.sees(sight, entry.itemId))
      .toSorted((a, b) => b.position - a.position)
      .slice(0, limit)
      .map((entry) => candidateOf(entry, words));
  }

  async visible(ids: readonly string[], sight: Sight): Promise<ReadonlySet<string>> {
    const walls = new Map(
      [...this.#entries.values()].flatMap(({ sources }) =>
        sources.map(({ id, caseId }) => [id, caseId ?? id]),
      ),
    );
    return new Set(
      ids.filter((id) => {
        const wall = walls.get(id);
        return wall !== undefined && this.sees(sight, wall);
      }),
    );
  }

  async caseNumbers(ids: readonly string[], sight: Sight): Promise<ReadonlyMap<string, string>> {
    const seen = ids.filter((id) => this.sees(sight, id));
    return new Map(seen.map((id) => [id, this.#numbers.get(id) ?? id]));
  }
}

function isWithin(entry: SearchEntry, filter: SearchFilter): boolean {
  const { caseId, keeping, from = "", to = "9", ...plain } = filter;
  const isPlain = Object.entries(plain).every(
    ([name, value]) => entry[name as keyof typeof plain] === value,
  );
  const isKept = keeping === "held" ? entry.isHeld : [undefined, entry.keeping].includes(keeping);
  const isInCase = caseId === undefined || entry.sources.some(({ id }) => id === caseId);
  return isPlain && isKept && isInCase && entry.happenedAt >= from && entry.happenedAt < to;
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
