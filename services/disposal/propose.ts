/** Use case: propose that items end. What is proposed is frozen as exact text, and noticed for some working days. */
import { deadline } from "../calendar/deadline.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type DisposalId, type ItemId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import type { TransferRule } from "../policy/transfer-rule.ts";
import { type Against, type DisposalFacts, type FrozenItem, against } from "./against.ts";
import { type DisposalBatch, digestOf, listText } from "./batch.ts";
import type { DisposalStore } from "./disposal-store.ts";
import type { EndingRule } from "./ending-rule.ts";
import { type TimeSources, requireOneTime } from "./one-time.ts";
import { type Archive, type TransferPlan, againstTransfer } from "./transfer.ts";

export interface DisposalDeps extends TimeSources {
  readonly disposals: DisposalStore;
  readonly days: ZoneDays;
  readonly calendar: () => Promise<WorkingDays>;
  /** By which a batch that is proposed now ends. */
  readonly endingRule: () => Promise<EndingRule>;
  /** By the pack in force; null: nothing goes to an archive. */
  readonly transferRule: () => Promise<TransferRule | null>;
}

export interface Proposal {
  readonly itemIds: readonly ItemId[];
  readonly reason: string;
  /** Where they go; absent: they are to be destroyed. */
  readonly archive?: Archive | undefined;
}

/** A batch is read by four people, line by line. */
export const MOST_ITEMS = 500;

/**
 * @throws Refusal conflict "disposal/not-eligible", "disposal/proposed-already", "disposal/no-transfer"; missing
 *   "evidence/no-such-item"; of the time, as `requireOneTime`.
 */
export async function proposeDisposal(
  deps: DisposalDeps,
  by: UserId,
  { itemIds, reason, archive }: Proposal,
): Promise<DisposalBatch> {
  const { now, earliest } = await requireOneTime(deps);
  const wanted = [...new Set(itemIds)];
  const found = await deps.disposals.facts(wanted);
  if (found.length !== wanted.length) {
    throw new Refusal("missing", "evidence/no-such-item", "no such item");
  }
  const transfers = await deps.transferRule();
  const transfer = archive === undefined ? null : planOf(archive, transfers);
  const against = (facts: DisposalFacts) =>
    standing(deps, facts, { earliest, transfer, transfers });
  const refused = found.filter((facts) => against(facts).length > 0);
  if (refused.length > 0) throw notEligible(refused, against);
  const rule = await deps.endingRule();
  const term = { amount: rule.noticeDays, unit: "working" } as const;
  const { due: noticeOn } = deadline(await deps.calendar(), deps.days.dayOf(now), term);
  const said = {
    ...{ id: newId<DisposalId>(), reason, proposedBy: by, proposedAt: now, noticeOn, transfer },
    ...{ rule },
    items: found.map(frozen),
  };
  const list = listText(said);
  const listSha256 = digestOf(list);
  const after = { items: found.length, listSha256, noticeOn };
  await deps.disposals.propose(
    { ...said, noticeUntil: deps.days.endOf(noticeOn), list, listSha256 },
    {
      ...{ kind: "disposal-proposed", at: now, actor: `user:${by}` },
      ...{ subject: `disposal:${said.id}`, before: null, reason },
      after: transfer === null ? after : { ...after, archive: transfer.archive.organisation },
    },
  );
  return deps.disposals.get(said.id);
}

function planOf(archive: Archive, rule: TransferRule | null): TransferPlan {
  if (rule !== null) return { archive, rule };
  throw new Refusal(
    "conflict",
    "disposal/no-transfer",
    "nothing goes to an archive by these rules",
    {
      fix: "The policy pack in force names no transfer for an agency of this level: apply one that does, or hand it over as an export.",
    },
  );
}

function standing(
  { days }: Pick<DisposalDeps, "days">,
  facts: DisposalFacts,
  by: {
    readonly earliest: UtcInstant;
    readonly transfer: TransferPlan | null;
    readonly transfers: TransferRule | null;
  },
): readonly Against[] {
  const { earliest: at, transfer, transfers } = by;
  const day = days.dayOf(at);
  return transfer === null
    ? against(facts, { day, at, transfers })
    : againstTransfer(facts, transfer, { day, days });
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
  against: (facts: DisposalFacts) => readonly Against[],
): Refusal {
  const named = refused.slice(0, 5).map((each) => `${each.itemId}: ${against(each).join(" ")}`);
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
