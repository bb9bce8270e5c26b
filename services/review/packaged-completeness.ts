/** What a package tells of completeness: of the sessions and cases of its items, by what whoever asked for it may know of. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { CaseId, ItemId, SessionId, UserId } from "../kernel/ids.ts";
import { parseId } from "../kernel/ids.ts";
import type { CaseStore } from "../cases/case-store.ts";
import { reviewOf } from "../legalreview/case-review.ts";
import type { LegalReviewStore } from "../legalreview/legal-review-store.ts";
import type { CompletenessTeller } from "../packages/completeness-teller.ts";
import type { Package } from "../packages/package-store.ts";
import { type PackInForce, packInForce, packName } from "../policy/in-force.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import {
  type CompletenessFile,
  type ToldCase,
  type ToldSession,
  completenessJson,
  completenessSentence,
  completenessText,
  countVerdicts,
} from "../sessions/completeness-file.ts";
import { type JudgeDeps, judgeCase, judgeSession } from "../sessions/judge-session.ts";
import { requireSession } from "../sessions/keep-session.ts";
import type { ReviewStore } from "./review-store.ts";

export interface PackagedCompletenessDeps extends JudgeDeps {
  readonly cases: Pick<CaseStore, "find">;
  readonly legalReviews: Pick<LegalReviewStore, "facts">;
  readonly reviews: Pick<ReviewStore, "itemsOf" | "case">;
  readonly secrecy: Pick<SecrecyStore, "person" | "sight" | "hidden">;
}

export const completenessTeller = (deps: PackagedCompletenessDeps): CompletenessTeller => ({
  async tell(request) {
    const sight = await sightOfAsker(deps, request.requestedBy, deps.days.dayOf(deps.clock()));
    const file = await completenessFile(deps, request.itemIds, sight);
    if (file.sessions.length === 0 && file.cases.length === 0) return null;
    return {
      json: completenessJson(file),
      text: completenessText(file),
      sentence: completenessSentence(file),
    };
  },
});

/** Null: the house itself asked. */
async function sightOfAsker(
  { secrecy }: PackagedCompletenessDeps,
  asker: Package["requestedBy"],
  today: CalendarDate,
): Promise<Sight | null> {
  const userId = parseId<UserId>(/^user:(.*)$/.exec(asker)?.[1] ?? "");
  const person = userId === null ? null : await secrecy.person(userId);
  return person === null ? null : secrecy.sight(person, today);
}

async function completenessFile(
  deps: PackagedCompletenessDeps,
  itemIds: readonly ItemId[],
  sight: Sight | null,
): Promise<CompletenessFile> {
  const placed = await seenSessions(deps, itemIds, sight);
  const judgedAt = deps.clock();
  const pack = await packInForce(deps, judgedAt);
  const sessions: ToldSession[] = [];
  for (const [id, own] of Map.groupBy(placed.keys(), (itemId) => placed.get(itemId))) {
    if (id !== undefined) sessions.push(await toldSession(deps, id, own, { pack, sight }));
  }
  return {
    judgedAt,
    ...{ pack: packName(pack), sessions },
    cases: await toldCases(deps, itemIds, { pack, sight }),
    unplaced: itemIds.filter((itemId) => !placed.has(itemId)),
  };
}

async function seenSessions(
  { recordingSessions, secrecy }: PackagedCompletenessDeps,
  itemIds: readonly ItemId[],
  sight: Sight | null,
): Promise<ReadonlyMap<ItemId, SessionId>> {
  const placed = await recordingSessions.sessionsOf(itemIds);
  if (sight === null) return placed;
  const hidden = await secrecy.hidden(sight, [...new Set(placed.values())]);
  return new Map([...placed].filter(([, sessionId]) => !hidden.has(sessionId)));
}

interface Judging {
  readonly pack: PackInForce | null;
  readonly sight: Sight | null;
}

async function toldSession(
  deps: PackagedCompletenessDeps,
  id: SessionId,
  itemIds: readonly ItemId[],
  { pack, sight }: Judging,
): Promise<ToldSession> {
  const session = await requireSession(deps.recordingSessions, id);
  const recordings = await deps.recordingSessions.recordings(id, sight);
  const judged = await judgeSession(deps, { session, recordings, pack });
  return { ...judged, id, number: session.number, itemIds, recordings: recordings.length };
}

async function toldCases(
  deps: PackagedCompletenessDeps,
  itemIds: readonly ItemId[],
  { pack, sight }: Judging,
): Promise<readonly ToldCase[]> {
  const numbers = new Map<CaseId, string>();
  const items = await deps.reviews.itemsOf(itemIds, sight);
  for (const itemId of itemIds) {
    for (const { id, number } of items.get(itemId)?.cases ?? []) {
      numbers.set(id as CaseId, number);
    }
  }
  const told: ToldCase[] = [];
  for (const [id, number] of numbers) {
    const { verdict, sessions, unplaced, isWhole } = await judgeCase(deps, id, pack, sight);
    const counts = countVerdicts(sessions);
    const legalReview = await reviewFault(deps, id, pack);
    told.push({
      id,
      number,
      verdict,
      sessions: counts,
      unplaced: unplaced.length,
      isWhole,
      legalReview,
    });
  }
  return told;
}

/** It is of the case and names nothing that is in it: whoever may know of the case may know of it. */
async function reviewFault(
  deps: PackagedCompletenessDeps,
  id: CaseId,
  pack: PackInForce | null,
): Promise<ToldCase["legalReview"]> {
  const file = await deps.cases.find(id);
  if (file === null) return null;
  const rounds = (await deps.legalReviews.facts([id])).get(id) ?? [];
  return reviewOf(file, rounds, pack, deps).finding;
}
