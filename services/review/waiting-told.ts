/** What waits for a person's word: conditions that keep items past their last day, and sessions of which nothing was handed in. */
import { allows } from "../access/permission.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { Clock } from "../kernel/clock.ts";
import type { OfficerStore } from "../officers/officer-store.ts";
import { packInForce } from "../policy/in-force.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { AwaitedWords } from "../retention/awaited-words.ts";
import type { Sight } from "../secrecy/sight.ts";
import { handInUntil } from "../sessions/hand-in.ts";
import type { SessionStore } from "../sessions/session-store.ts";
import { type Asking, type Found, MOST, type Seen, byDay, seen } from "./waiting-found.ts";

export interface ToldDeps {
  readonly awaitedWords: AwaitedWords;
  readonly recordingSessions: Pick<SessionStore, "notHandedIn">;
  readonly officers: Pick<OfficerStore, "ofAccount">;
  readonly policies: Pick<PolicyStore, "inForce">;
  readonly calendar: () => Promise<WorkingDays>;
  readonly days: ZoneDays;
  readonly clock: Clock;
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
  const now = deps.clock();
  const pack = await packInForce(deps, now);
  const rule = pack?.pack.deadlines.find(({ trigger }) => trigger === "duty-ended");
  const whose = rule === undefined ? null : await officerAsked(deps, sight);
  if (rule === undefined || whose === null) return { late: [], isWhole: true };
  const by = { days: deps.days, calendar: await deps.calendar() };
  const all = await deps.recordingSessions.notHandedIn({ now, ...whose }, MOST, sight);
  const late = all.flatMap(({ id, number, stoppedAt }) => {
    if (stoppedAt === null) return [];
    const until = handInUntil(stoppedAt, rule, by);
    return until < now ? [{ id, number, due: deps.days.dayOf(until) }] : [];
  });
  // What was over first is due first: behind one that is not due there is none that is.
  return { late, isWhole: all.length < MOST || late.length < all.length };
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
