/** The question in the address: words and filters, so that a link, "back" and a saved search keep them. */
import { useSearchParams } from "react-router";

export const FILTERS = [
  ...(["stage", "verdict", "keeping", "deviceId", "caseId", "activity"] as const),
  ...(["officer", "place", "from", "to"] as const),
] as const;
export type FilterName = (typeof FILTERS)[number];
/** Days are of the reader's zone. */
export type SearchQuestion = Readonly<Partial<Record<FilterName | "q", string>>>;

const NAMES = ["q", ...FILTERS] as const;

export function useQuestion() {
  const [search, setSearch] = useSearchParams();
  const given = NAMES.flatMap((name) => {
    const value = search.get(name);
    return value === null || value === "" ? [] : [[name, value]];
  });
  const question = Object.fromEntries(given) as SearchQuestion;
  return {
    question,
    change: (changed: Readonly<Partial<Record<FilterName | "q", string | undefined>>>) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(changed)) {
        if (value === undefined || value === "") next.delete(name);
        else next.set(name, value);
      }
      setSearch(next);
    },
  };
}

/** As the service counts them: what holds neither letter nor digit is no word. */
export const wordsIn = (q = ""): readonly string[] =>
  q.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

export type Asking = ReturnType<typeof useQuestion>;

/** As the service takes it: a day is from its first instant to the first of the next day. */
export function queryOf({ from, to, ...rest }: SearchQuestion): Record<string, string> {
  const [begins, ends] = [instantOf(from, 0), instantOf(to, 1)];
  return {
    ...rest,
    ...(begins === undefined ? {} : { from: begins }),
    ...(ends === undefined ? {} : { to: ends }),
  };
}

function instantOf(day: string | undefined, after: number): string | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? "");
  if (found === null) return undefined;
  const [year, month, date] = found.slice(1).map(Number);
  const at = new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + after);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
