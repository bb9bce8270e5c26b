/** Use case: somebody waits for a viewing copy. What is still to do for it goes before all others, and nothing is done twice. */
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { JobQueue } from "../evidence/job-queue.ts";
import { stepsDue } from "../evidence/pipeline.ts";
import { requireThere } from "../evidence/require-there.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";

export interface WantCopyDeps {
  readonly items: Pick<EvidenceStore, "get" | "wantCopy">;
  readonly queue: JobQueue;
  readonly clock: Clock;
}

/**
 * A wish decides about no evidence, so no record tells of it. It is kept: the steps that follow go first too, and a
 * queue that lost it hears it again. @throws Refusal missing "evidence/no-such-item", "review/disposed".
 */
export async function wantCopy(
  { items, queue, clock }: WantCopyDeps,
  itemId: ItemId,
): Promise<EvidenceItem> {
  const item = await items.get(itemId);
  requireThere(item);
  const isOver = item.viewingStage === "ready" || item.viewingStage === "none";
  if (isOver || item.stage === "quarantined") return item;
  const wanted = await items.wantCopy(itemId, clock());
  for (const step of stepsDue(wanted)) await queue.wake(step, itemId, "first");
  return wanted;
}
