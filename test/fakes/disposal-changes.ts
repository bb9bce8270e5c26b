/** What an act of a person, or a step of a transfer, makes of a batch in memory. */
import { type BatchItem, type DisposalBatch, droppedAs } from "../../services/disposal/batch.ts";
import type { Act, HandOver, Tombstone } from "../../services/disposal/disposal-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";

export const FRESH = {
  ...{ decision: null, why: null, outcome: null, against: [], destroyedAt: null },
} satisfies Partial<BatchItem>;

export function after(batch: DisposalBatch, act: Act): DisposalBatch {
  if (act.kind === "appraised") {
    const items = batch.items.map((item): BatchItem => {
      const { decision, why } = act.items.find(({ itemId }) => itemId === item.itemId)!;
      return { ...item, decision, why, outcome: decision === "keep" ? "kept" : item.outcome };
    });
    return { ...batch, appraisal: act.appraisal, items };
  }
  if (act.kind === "approved") {
    const approvals = [...batch.approvals, act.approval];
    return { ...batch, approvals, graceUntil: act.graceUntil ?? batch.graceUntil };
  }
  if (act.kind === "prolonged") return { ...batch, graceUntil: act.graceUntil };
  const items = batch.items.map((item): BatchItem =>
    item.outcome === null ? { ...item, outcome: droppedAs(batch), against: ["stopped"] } : item,
  );
  return { ...batch, stopped: act.stopped, items };
}

const LEFT: readonly BatchItem["outcome"][] = [null, "transferred", "destroying", "destroyed"];

export const ended = (batch: DisposalBatch, at: UtcInstant): DisposalBatch =>
  batch.finishedAt !== null || batch.items.some(({ outcome }) => LEFT.includes(outcome))
    ? batch
    : { ...batch, finishedAt: at };

export function handedOver(
  batch: DisposalBatch,
  step: Exclude<HandOver, { readonly kind: "waits" }>,
): DisposalBatch {
  if (step.kind === "orders") return { ...batch, packageId: step.order.id };
  if (step.kind === "received") {
    const { receipt, graceUntil, kept } = step;
    const items = batch.items.map((item): BatchItem =>
      kept.includes(item.itemId) ? { ...item, outcome: "transferred" } : item,
    );
    return { ...batch, receipt, graceUntil, items };
  }
  const items = batch.items.map((item): BatchItem => {
    const out = step.items.find(({ itemId }) => itemId === item.itemId);
    return out === undefined ? item : { ...item, outcome: "dropped", against: out.against };
  });
  return ended({ ...batch, packageId: null, items }, step.action.at);
}

/** The archive that has it, whichever batch ends it here. */
export function transferOf(
  batches: Iterable<DisposalBatch>,
  itemId: ItemId,
): Tombstone["transfer"] {
  for (const { transfer, receipt, items } of batches) {
    const own = items.find((item) => item.itemId === itemId);
    if (transfer === null || receipt === null || own?.decision !== "transfer") continue;
    if (own.outcome !== "dropped") return { archive: transfer.archive.organisation, receipt };
  }
  return null;
}
