/** Use case: propose that items end. What is proposed is frozen as exact text, and noticed for some working days. */
import { deadline } from "../calendar/deadline.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import { type DisposalId, type ItemId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import { type DisposalFacts, type FrozenItem, against } from "./against.ts";
import { type DisposalBatch, digestOf, listText } from "./batch.ts";
import type { DisposalTerms } from "./disposal-config.ts";
import type { DisposalStore } from "./disposal-store.ts";
import { type TimeSources, requireOneTime } from "./one-time.ts";

export interface DisposalDeps extends TimeSources {
  readonly disposals: DisposalStore;
  readonly days: ZoneDays;
  readonly calendar: () => Promise<WorkingDays>;
  readonly disposalTerms: DisposalTerms;
}

/** A batch is read by four people, line by line. */
export const MOST_ITEMS = 500;

/**
 * @throws Refusal conflict "disposal/not-eligible", "disposal/proposed-already"; missing "evidence/no-such-item"; of the time,
 *   as `requireOneTime`.
 */
export async function proposeDisposal(
  deps: DisposalDeps,
  by: UserId,
  { itemIds, reason }: { readonly itemIds: readonly ItemId[]; readonly reason: string },
): Promise<DisposalBatch> {
  const { now, earliest } = await requireOneTime(deps);
  const wanted = [...new Set(itemIds)];
  const found = await deps.disposals.facts(wanted);
  if (found.length !== wanted.length) {
    throw new Refusal("missing", "evidence/no-such-item", "no such item");
  }
  const time = { day: deps.days.dayOf(earliest), at: earliest };
  const refused = found.filter((facts) => against(facts, time).length > 0);
  if (refused.length > 0) throw notEligible(refused, time);
  const { noticeDays: amount } = deps.disposalTerms;
  const term = { amount, unit: "working" } as const;
  const { due: noticeOn } = deadline(await deps.calendar(), deps.days.dayOf(now), term);
  const said = {
    ...{ id: newId<DisposalId>(), reason, proposedBy: by, proposedAt: now, noticeOn },
    items: found.map(frozen),
  };
  const list = listText(said);
  const listSha256 = digestOf(list);
  await deps.disposals.propose(
    { ...said, noticeUntil: deps.days.endOf(noticeOn), list, listSha256 },
    {
      ...{
        kind: "disposal-proposed",
        at: now,
        actor: `user:${by}`,
        subject: `disposal:${said.id}`,
      },
      ...{ before: null, after: { items: found.length, listSha256, noticeOn }, reason },
    },
  );
  return deps.disposals.get(said.id);
}

function frozen(facts: DisposalFacts): FrozenItem {
  const { itemId, sha256, sizeBytes, receivedAt, manifestSha256, decided } = facts;
  assert(
    sha256 !== null && manifestSha256 !== null && decided !== null,
    "what nothing stands against is sealed and decided",
  );
  const { findings, caseCommitments } = facts;
  return {
    ...{ itemId, sha256, sizeBytes, receivedAt, manifestSha256, decided },
    ...{ findings, caseCommitments },
  };
}

function notEligible(
  refused: readonly DisposalFacts[],
  time: Parameters<typeof against>[1],
): Refusal {
  const named = refused
    .slice(0, 5)
    .map((each) => `${each.itemId}: ${against(each, time).join(" ")}`);
  return new Refusal(
    "conflict",
    "disposal/not-eligible",
    "something stands against the end of an item",
    {
      fix: "Leave these items out, or see to what stands against them; the list of what may end names it.",
      facts: { items: refused.length, against: named.join("; ") },
    },
  );
}
