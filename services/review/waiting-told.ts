/** What waits for a person's word: conditions that keep items past their last day, and sessions of which nothing was handed in. */
import { allows } from "../access/permission.ts";
import type { OfficerStore } from "../officers/officer-store.ts";
import type { AwaitedWords } from "../retention/awaited-words.ts";
import type { Sight } from "../secrecy/sight.ts";
import { type HandInDeps, overdueHandIns } from "../sessions/overdue-hand-ins.ts";
import { type Asking, type Found, MOST, type Seen, byDay, seen } from "./waiting-found.ts";

export interface ToldDeps extends HandInDeps {
  readonly awaitedWords: AwaitedWords;
  readonly officers: Pick<OfficerStore, "ofAccount">;
}

/** No rule says by when a word is given. A case keeps many items by one word. */
export async function awaitedWords(
  deps: Pick<ToldDeps, "awaitedWords">,
  { sight, today }: Asking,
): Promise<Seen> {
  const all = await deps.awaitedWords.awaited(today, MOST, sight);
  const found = new Map<string, Found>();
  for (const { itemId, name, isOwn, cases } of all) {
    const things = [
      ...(isOwn ? [{ to: `/items/${itemId}`, name }] : []),
      ...cases.map(({ id, number }) => ({ to: `/cases/${id}`, name: number })),
    ];
    for (const thing of things) found.set(thing.to, { ...thing, due: null });
  }
  return seen(all, [...found.values()]);
}

export type LateDeps = Omit<ToldDeps, "awaitedWords">;

/** To whoever looks after sessions all of them, to an officer those that they were in; the first ones of many. */
export async function lateSessions(deps: LateDeps, sight: Sight) {
  const whose = await officerAsked(deps, sight);
  if (whose === null) return { late: [], isWhole: true };
  return overdueHandIns(deps, { ...whose, sight }, MOST);
}

export async function lateHandIns(deps: LateDeps, { sight }: Asking): Promise<Seen> {
  const { late, isWhole } = await lateSessions(deps, sight);
  const found = late.map(({ id, number, due }) => ({
    ...{ to: `/recording-sessions/${id}`, name: number, due },
  }));
  return { found: byDay(found), isWhole };
}

/** Null: there is nobody whose hand-ins could wait. */
async function officerAsked({ officers }: Pick<ToldDeps, "officers">, { role, userId }: Sight) {
  if (allows(role, "cases:change")) return { officerId: null };
  const officerId = await officers.ofAccount(userId);
  return officerId === null ? null : { officerId };
}
