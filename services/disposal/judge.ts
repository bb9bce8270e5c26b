/** The last judgement of an item, in the transaction that takes it. Pure, over what was seen of the store just before. */
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import { itemFolder } from "../objects/object-key.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { TransferRule } from "../policy/transfer-rule.ts";
import { decider } from "../retention/decider.ts";
import { type Basis, decideNow } from "../retention/evaluate.ts";
import type { RetentionStore } from "../retention/retention-store.ts";
import { type Against, type DisposalFacts, against, againstSince, isFinal } from "./against.ts";
import { type BatchItem, type DisposalBatch, fullApprovals } from "./batch.ts";
import type { Verdict } from "./disposal-store.ts";

export interface JudgeDeps {
  readonly objects: Pick<ObjectStore, "under" | "head">;
  readonly retention: Pick<RetentionStore, "factsOf">;
  /** What everything is decided by now. */
  readonly basis: () => Promise<Basis>;
  readonly days: ZoneDays;
  /** By the pack in force; null: nothing goes to an archive. */
  readonly transferRule: () => Promise<TransferRule | null>;
}

/** What stands against it by the store's own word, and by the rules as they are now. */
export async function lookAtItem(
  deps: JudgeDeps,
  { itemId }: BatchItem,
  earliest: UtcInstant,
): Promise<readonly Against[]> {
  const found = new Set<Against>();
  for (const { ref, isMark } of await deps.objects.under(itemFolder(itemId))) {
    if (isMark) continue;
    const { lock, isHeld } = await deps.objects.head(ref);
    if (isHeld) found.add("held-in-store");
    if (lock !== null && lock.until > earliest) found.add("locked");
  }
  if (!(await isDecidedNow(deps, itemId))) found.add("decision-under-way");
  return [...found];
}

/** Whether the rules of this moment say of it what was decided: a pack may have been applied a second ago. */
async function isDecidedNow(deps: JudgeDeps, itemId: ItemId): Promise<boolean> {
  const stored = await deps.retention.factsOf(itemId);
  if (stored === null) return false;
  const basis = await deps.basis();
  const { outcomeSha256 } = decideNow(basis, decider(basis.rules, basis.calendar), stored);
  return stored.before?.outcomeSha256 === outcomeSha256;
}

/** Where it went before it ends here, and what says that it arrived. */
export const toldReceipt = ({ transfer, receipt }: DisposalBatch) =>
  transfer === null || receipt === null
    ? {}
    : {
        transferredTo: transfer.archive.organisation,
        ...{ packageId: receipt.packageId, receiptSha256: receipt.sha256 },
      };

interface Judged {
  /** As it is now. */
  readonly batch: DisposalBatch;
  /** As it was when its batch was approved. */
  readonly item: BatchItem;
  readonly facts: DisposalFacts;
  readonly seen: readonly Against[];
  readonly transfers: TransferRule | null;
  readonly time: { readonly earliest: UtcInstant };
}

export function judgeItem(
  { days }: Pick<JudgeDeps, "days">,
  { batch, item, facts, seen, transfers, time }: Judged,
): Verdict {
  const { earliest } = time;
  const all = [
    ...against(facts, { day: days.dayOf(earliest), at: earliest, transfers }),
    ...againstSince(facts, item, batch.proposedAt),
    ...seen,
  ];
  const found = [...new Set(all)];
  if (isFinal(found)) return { kind: "drop", against: found };
  const isOrdered =
    batch.stopped === null &&
    (item.decision === "destroy" || (item.decision === "transfer" && batch.receipt !== null)) &&
    fullApprovals(batch) !== null &&
    batch.graceUntil !== null &&
    batch.graceUntil <= earliest;
  if (found.length > 0 || !isOrdered) return { kind: "wait", against: found };
  const { id: disposalId, appraisal, listSha256 } = batch;
  const appraisalSha256 = appraisal?.sha256 ?? "";
  return {
    kind: "take",
    happening: {
      kind: "disposal-begun",
      data: {
        ...{ disposalId, listSha256, appraisalSha256, why: item.why ?? "" },
        approvedBy: (fullApprovals(batch) ?? []).map(({ by }) => `user:${by}`),
        ...{ sha256: item.sha256, floor: item.decided.floor, provenAt: earliest },
        ...toldReceipt(batch),
      },
    },
  };
}
