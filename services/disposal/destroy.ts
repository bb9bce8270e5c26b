/**
 * Use case: destroy what two people approved, item by item. Runs in custody.
 *
 * Of each item everything is judged anew in the transaction that takes it, and that row is the point of no return: from
 * then on it is "disposing", nobody is given anything of it, and every run goes on from there. Every step may run twice.
 */
import type { Clock } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { EnteredLeaf } from "../ledger/sequencer.ts";
import { leafText } from "../ledger/leaf.ts";
import type { IncomingStore } from "../objects/incoming-store.ts";
import { assembledKey, itemFolder, originalKey } from "../objects/object-key.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { removeVersions } from "../objects/remove-versions.ts";
import { appraisedAs, requireApproved } from "./approved.ts";
import type { BatchItem, DisposalBatch } from "./batch.ts";
import { type CertainTime, type CertainTimeDeps, certainTime } from "./certain-time.ts";
import { type CertifyDeps, certify } from "./certify.ts";
import type { DisposalLine } from "./disposal-line.ts";
import type { DisposalStore } from "./disposal-store.ts";
import { type HandOverDeps, handOver, requireReceipt, transferLeaf } from "./hand-over.ts";
import { type JudgeDeps, judgeItem, lookAtItem, toldReceipt } from "./judge.ts";
import { stallOf } from "./stall.ts";

export interface DestroyDeps extends HandOverDeps, CertainTimeDeps, JudgeDeps, CertifyDeps {
  readonly disposals: DisposalStore;
  readonly objects: Pick<ObjectStore, "under" | "find" | "head" | "remove">;
  readonly incoming: Pick<IncomingStore, "discard">;
  readonly ledger: { enter(leaf: string): Promise<Pick<EnteredLeaf, "origin" | "index">> };
  /** Destroys the wrapped data key of an item, if it has one, for good. */
  readonly forgetKey: (itemId: ItemId) => Promise<void>;
  readonly clock: Clock;
}

const BATCHES = 20;

/** One batch that cannot go on stops no other. */
export async function disposalRound(
  deps: DestroyDeps,
  signal: AbortSignal,
): Promise<readonly DisposalLine[]> {
  const lines: DisposalLine[] = [];
  const run = async (batch: DisposalBatch, work: typeof runBatch): Promise<void> => {
    if (isEnded(signal)) return;
    const own: DisposalLine[] = [];
    try {
      await work(deps, batch, own, signal);
    } catch (error) {
      own.push({ disposalId: batch.id, what: "failed", error });
    }
    lines.push(...own);
    // A round that was told to end says nothing of what it did not come to.
    if (!isEnded(signal)) await deps.disposals.keepStall(batch.id, deps.clock(), stallOf(own));
  };
  for (const batch of await deps.disposals.handovers(BATCHES)) await run(batch, handOver);
  for (const batch of await deps.disposals.running(deps.clock(), BATCHES)) {
    await run(batch, runBatch);
  }
  return lines;
}

/** Asked anew: a signal turns while somebody waits. */
const isEnded = ({ aborted }: AbortSignal): boolean => aborted;

async function runBatch(
  deps: DestroyDeps,
  batch: DisposalBatch,
  lines: DisposalLine[],
  signal: AbortSignal,
): Promise<void> {
  const disposalId = batch.id;
  // What has begun is ended first, whatever was decided since: it is no more.
  for (const item of batch.items.filter(({ outcome }) => outcome === "destroying")) {
    if (signal.aborted) return;
    await endItem(deps, batch, item);
    lines.push({ disposalId, itemId: item.itemId, what: "destroyed" });
  }
  // Before anything ends by it, whatever its row says of that.
  if (batch.receipt !== null) await deps.ledger.enter(transferLeaf(batch, batch.receipt));
  const left = batch.items.filter(({ outcome }) => outcome === null);
  if (left.length > 0 && !(await endItems(deps, batch, left, lines, signal))) return;
  const after = await deps.disposals.get(disposalId);
  const isOver = after.items.every(({ outcome }) => outcome !== null && outcome !== "destroying");
  if (!isOver || after.finishedAt !== null) return;
  if (await certify(deps, after)) lines.push({ disposalId, what: "certified" });
}

/** False: it is not time yet, or the round ends. */
async function endItems(
  deps: DestroyDeps,
  batch: DisposalBatch,
  left: readonly BatchItem[],
  lines: DisposalLine[],
  signal: AbortSignal,
): Promise<boolean> {
  requireApproved(batch);
  let time = await certainTime(deps, batch);
  if (!isDue(batch, time)) return false;
  await requireReceipt(deps, batch);
  await deps.disposals.stampOnce(batch.id, time.stamp);
  await deps.ledger.enter(orderLeaf(batch));
  for (const item of left) {
    if (signal.aborted) return false;
    if (!time.isFresh()) time = await certainTime(deps, batch);
    lines.push(await endOne(deps, batch, item, time));
  }
  return true;
}

const isDue = ({ graceUntil, stopped }: DisposalBatch, { earliest }: CertainTime): boolean =>
  stopped === null && graceUntil !== null && graceUntil <= earliest;

async function endOne(
  deps: DestroyDeps,
  batch: DisposalBatch,
  item: BatchItem,
  time: CertainTime,
): Promise<DisposalLine> {
  const { itemId } = item;
  const line = { disposalId: batch.id, itemId };
  const seen = await lookAtItem(deps, item, time.earliest);
  const transfers = await deps.transferRule();
  const verdict = await deps.disposals.take(batch.id, itemId, deps.clock(), (now, facts) =>
    judgeItem(deps, { batch: now, item, facts, seen, transfers, time }),
  );
  if (verdict === null) return { ...line, what: "waits" };
  if (verdict.kind !== "take") {
    const what = verdict.kind === "drop" ? "dropped" : "waits";
    return { ...line, what, against: verdict.against };
  }
  await endItem(deps, batch, item);
  return { ...line, what: "destroyed" };
}

/** Everything of it: every version, every copy, the copies of its proofs, what an upload left, its key. */
async function endItem(deps: DestroyDeps, batch: DisposalBatch, item: BatchItem): Promise<void> {
  const { itemId, manifestSha256 } = item;
  const folder = itemFolder(itemId);
  for (const { ref } of await deps.objects.under(folder)) await deps.objects.remove(ref);
  await removeVersions(deps.objects, assembledKey(itemId));
  const upload = { id: itemId, key: originalKey(itemId), lengthBytes: null };
  await deps.incoming.discard({ ...upload, offsetBytes: 0, fence: 0, state: null });
  await deps.forgetKey(itemId);
  const left = await deps.objects.under(folder);
  if (left.length > 0) {
    throw new Refusal("unavailable", "disposal/not-gone", "the store still shows something of it", {
      fix: "Nothing to do at first: it is tried again. If it stays, look who writes into the store.",
      facts: { itemId, objects: left.length },
    });
  }
  const appraisalSha256 = appraisedAs(batch);
  const leaf = leafText({ type: "tombstone", itemId, manifestSha256, appraisalSha256 });
  const { origin, index } = await deps.ledger.enter(leaf);
  await deps.disposals.gone(itemId, deps.clock(), {
    kind: "disposed",
    data: {
      ...{ disposalId: batch.id, appraisalSha256, manifestSha256, ledger: { origin, index } },
      ...toldReceipt(batch),
    },
  });
}

const orderLeaf = (batch: DisposalBatch): string =>
  leafText({ type: "disposal", disposalId: batch.id, appraisalSha256: appraisedAs(batch) });
