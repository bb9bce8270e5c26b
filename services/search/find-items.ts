/** Use case: what a person finds. A word counts only where that person may know of what it stands in. */
import { allows } from "../access/permission.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { SourceEntry } from "./search-entry.ts";
import type { Candidate, Question, SearchStore } from "./search-store.ts";

/** Most are found among the first; where much is hidden, more are looked at in one go. */
const FIRST_LOOK = 64;
const LONGEST_LOOK = 1_024;

export interface Found {
  readonly candidate: Candidate;
  /** Cases of it that the reader may know of. */
  readonly caseIds: readonly string[];
  /** In what its words stand, the item itself first. */
  readonly standsIn: readonly ("item" | SourceEntry["kind"])[];
}

export interface FindDeps {
  readonly search: SearchStore;
}

/** Newest arrival first, below `after`, as far as they are asked for. */
export async function* found(
  { search }: FindDeps,
  question: Question,
  sight: Sight,
  after: number | null = null,
  look = FIRST_LOOK,
): AsyncGenerator<Found> {
  const { caseId } = question.filter;
  const known = new Map<string, boolean>();
  const learn = async (ids: readonly string[]): Promise<void> => {
    const fresh = [...new Set(ids)].filter((id) => !known.has(id));
    if (fresh.length === 0) return;
    const visible = await search.visible(fresh, sight);
    for (const id of fresh) known.set(id, visible.has(id));
  };
  // A case that may not be known of is as empty as one that is not there.
  if (caseId !== undefined) {
    await learn([caseId]);
    if (known.get(caseId) !== true) return;
  }
  for (let at = after, size = look; ; size = next(size)) {
    const seen = await search.candidates(question, sight, at, size);
    await learn(seen.flatMap(asked));
    for (const candidate of seen) {
      const one = judge(candidate, question, known, sight);
      if (one !== null) yield one;
    }
    const last = seen.at(-1);
    if (last === undefined || seen.length < size) return;
    at = last.position;
  }
}

/** Its cases are shown; of the others those alone matter that have a word which the item itself has not: a session's wall is of many items. */
const asked = ({ own, sources }: Candidate): readonly string[] =>
  sources
    .filter(
      ({ kind, holds }) => kind === "case" || holds.some((has, at) => has && own[at] !== true),
    )
    .map(({ id }) => id);

/** What is missing after a long look is little; after a short one it may be much. */
const next = (size: number): number =>
  size > LONGEST_LOOK / 2 && size !== LONGEST_LOOK
    ? FIRST_LOOK * 4
    : Math.min(4 * size, LONGEST_LOOK);

/** Null where a word of the question stands only where the reader may not look. */
function judge(
  candidate: Candidate,
  { words, filter }: Question,
  known: ReadonlyMap<string, boolean>,
  { role }: Sight,
): Found | null {
  const open = candidate.sources.filter(
    ({ id, kind }) => known.get(id) === true && (kind !== "parties" || allows(role, "parties:see")),
  );
  const isAll = words.every(
    (_, at) => candidate.own[at] === true || open.some(({ holds }) => holds[at] === true),
  );
  const isHeld = candidate.isHeld && allows(role, "holds:see");
  if (!isAll || !isKept(isHeld, filter)) return null;
  const holding = open.filter(({ holds }) => holds.includes(true)).map(({ kind }) => kind);
  return {
    candidate: { ...candidate, isHeld },
    caseIds: open.filter(({ kind }) => kind === "case").map(({ id }) => id),
    standsIn: [...(candidate.own.includes(true) ? (["item"] as const) : []), ...new Set(holding)],
  };
}

/** A hold that the reader may not know of is none. */
const isKept = (isHeld: boolean, { keeping }: Question["filter"]): boolean =>
  keeping === undefined || (keeping === "held") === isHeld;

/** A page of them; `next` is null on the last one. */
export async function findPage(
  deps: FindDeps,
  question: Question,
  sight: Sight,
  { after, limit }: { readonly after: number | null; readonly limit: number },
): Promise<{
  readonly found: readonly (Found & { readonly itemId: ItemId })[];
  readonly next: number | null;
}> {
  const page: (Found & { readonly itemId: ItemId })[] = [];
  for await (const one of found(deps, question, sight, after, limit + 1)) {
    if (page.length === limit) {
      return { found: page, next: page.at(-1)?.candidate.position ?? null };
    }
    page.push({ ...one, itemId: one.candidate.itemId });
  }
  return { found: page, next: null };
}
