/** Use case: how what was found is spread, and what of a question that finds nothing stood in the way. Counted is only what the reader finds. */
import type { Sight } from "../secrecy/sight.ts";
import { type FindDeps, type Found, found } from "./find-items.ts";
import { FACETS, type Facet, type LeftOut, SCOPES } from "./narrowing.ts";
import type { Question } from "./search-store.ts";

/** Whatever there are more: nobody reads on, and each one was asked of the walls. */
const MOST_COUNTED = 1_000;
const MOST_VALUES = 10;
const MOST_HINTED = 100;
const MOST_HINTS = 12;

export interface Counted {
  readonly count: number;
  /** There are more than were counted. */
  readonly isMore: boolean;
}

export interface Spread extends Counted {
  /** The commonest first. */
  readonly facets: Readonly<
    Record<Facet, readonly { readonly value: string; readonly count: number }[]>
  >;
}

export async function countFound(
  deps: FindDeps,
  question: Question,
  sight: Sight,
): Promise<Spread> {
  const counts: Readonly<Record<Facet, Map<string, number>>> = {
    ...{ stage: new Map(), verdict: new Map(), keeping: new Map() },
    ...{ deviceId: new Map(), caseId: new Map(), activity: new Map() },
  };
  let count = 0;
  let isMore = false;
  for await (const one of found(deps, question, sight, null, MOST_COUNTED + 1)) {
    isMore = count === MOST_COUNTED;
    if (isMore) break;
    count += 1;
    for (const facet of FACETS) {
      const values = counts[facet];
      for (const value of valuesOf(one, facet)) values.set(value, (values.get(value) ?? 0) + 1);
    }
  }
  const { stage, verdict, keeping, deviceId, caseId, activity } = counts;
  return {
    ...{ count, isMore },
    facets: {
      ...{ stage: most(stage), verdict: most(verdict), keeping: most(keeping) },
      ...{ deviceId: most(deviceId), caseId: most(caseId), activity: most(activity) },
    },
  };
}

const most = (values: ReadonlyMap<string, number>) =>
  [...values]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES);

function valuesOf({ candidate, caseIds }: Found, facet: Facet): readonly string[] {
  if (facet === "caseId") return caseIds;
  if (facet === "keeping") return [candidate.isHeld ? "held" : candidate.keeping];
  const value = candidate[facet];
  return value === null ? [] : [value];
}

export interface Hint extends Counted {
  readonly left: LeftOut;
  /** Which word, counted from 0; null: it is none. */
  readonly word: number | null;
}

/** What is found without each part of the question, the most first; what still finds nothing is not told. */
export async function hintsFor(
  deps: FindDeps,
  question: Question,
  sight: Sight,
): Promise<readonly Hint[]> {
  const hints: Hint[] = [];
  for (const { left, word, without } of parts(question).slice(0, MOST_HINTS)) {
    let count = 0;
    for await (const _ of found(deps, without, sight, null, MOST_HINTED + 1)) {
      count += 1;
      if (count > MOST_HINTED) break;
    }
    if (count > 0) {
      hints.push({ left, word, count: Math.min(count, MOST_HINTED), isMore: count > MOST_HINTED });
    }
  }
  return hints.toSorted((a, b) => Number(b.isMore) - Number(a.isMore) || b.count - a.count);
}

interface Part extends Pick<Hint, "left" | "word"> {
  readonly without: Question;
}

function parts({ words, filter }: Question): readonly Part[] {
  const { from, to, ...untimed } = filter;
  const isTimed = from !== undefined || to !== undefined;
  const narrowed = FACETS.filter((facet) => filter[facet] !== undefined);
  const scopes = SCOPES.filter((scope) => words.some((word) => word.scope === scope));
  const plain = words.filter(({ scope }) => scope === undefined);
  const isNarrowed = narrowed.length > 0 || isTimed || scopes.length > 0;
  return [
    ...narrowed.map((facet): Part => {
      const { [facet]: _, ...rest } = filter;
      return { left: facet, word: null, without: { words, filter: rest } };
    }),
    ...scopes.map((left): Part => ({
      ...{ left, word: null },
      without: { words: words.filter(({ scope }) => scope !== left), filter },
    })),
    ...(isTimed
      ? [{ left: "time" as const, word: null, without: { words, filter: untimed } }]
      : []),
    ...(plain.length > 0 && isNarrowed
      ? [
          {
            ...{ left: "words" as const, word: null },
            without: { words: words.filter(({ scope }) => scope !== undefined), filter },
          },
        ]
      : []),
    ...(plain.length > 1
      ? plain.map((left, at) => ({
          ...{ left: "word" as const, word: at },
          without: { words: words.filter((word) => word !== left), filter },
        }))
      : []),
  ];
}
