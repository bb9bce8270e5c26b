/**
 * Use case: destroy what two people approved, item by item. Runs in custody.
 *
 * Of each item everything is judged anew in the transaction that takes it, and that row is the point of no return: from
 * then on it is "disposing", nobody is given anything of it, and every run goes on from there. Every step may run twice.
 */
import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../kernel/clock.ts";
import type { DisposalId, ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { EnteredLeaf } from "../ledger/sequencer.ts";
import { leafText } from "../ledger/leaf.ts";
import type { IncomingStore } from "../objects/incoming-store.ts";
import { assembledKey, itemFolder, originalKey } from "../objects/object-key.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { removeVersions } from "../objects/remove-versions.ts";
import {
  type Appraisal,
  type BatchItem,
  type DisposalBatch,
  appraisalText,
  digestOf,
  listText,
  twoApprovals,
} from "./batch.ts";
import { type CertainTime, type CertainTimeDeps, certainTime } from "./certain-time.ts";
import { type CertifyDeps, certify } from "./certify.ts";
import type { DisposalStore } from "./disposal-store.ts";
import type { Against } from "./against.ts";
import { type JudgeDeps, judgeItem, lookAtItem } from "./judge.ts";
import { RECORD_DIFFERS, stallOf } from "./stall.ts";

export interface DestroyDeps extends CertainTimeDeps, JudgeDeps, CertifyDeps {
  readonly disposals: DisposalStore;
  readonly objects: Pick<ObjectStore, "under" | "find" | "head" | "remove">;
  readonly incoming: Pick<IncomingStore, "discard">;
  readonly ledger: { enter(leaf: string): Promise<Pick<EnteredLeaf, "origin" | "index">> };
  /** Destroys the wrapped data key of an item, if it has one, for good. */
  readonly forgetKey: (itemId: ItemId) => Promise<void>;
  readonly clock: Clock;
}

/** What was done, or why not; `error`: it is tried again. */
export interface DisposalLine {
  readonly disposalId: DisposalId;
  readonly itemId?: ItemId;
  readonly what: "destroyed" | "dropped" | "waits" | "certified" | "failed";
  readonly against?: readonly Against[];
  readonly error?: unknown;
}

const BATCHES = 20;

/** One batch that cannot go on stops no other. */
export async function disposalRound(
  deps: DestroyDeps,
  signal: AbortSignal,
): Promise<readonly DisposalLine[]> {
  const lines: DisposalLine[] = [];
  for (const batch of await deps.disposals.running(deps.clock(), BATCHES)) {
    if (signal.aborted) break;
    const own: DisposalLine[] = [];
    try {
      await runBatch(deps, batch, own, signal);
    } catch (error) {
      own.push({ disposalId: batch.id, what: "failed", error });
    }
    lines.push(...own);
    // A round that was told to end says nothing of what it did not come to.
    if (!isEnded(signal)) await deps.disposals.keepStall(batch.id, deps.clock(), stallOf(own));
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
  const verdict = await deps.disposals.take(batch.id, itemId, deps.clock(), (now, facts) =>
    judgeItem(deps, { batch: now, item, facts, seen, time }),
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
    data: { disposalId: batch.id, appraisalSha256, manifestSha256, ledger: { origin, index } },
  });
}

const orderLeaf = (batch: DisposalBatch): string =>
  leafText({ type: "disposal", disposalId: batch.id, appraisalSha256: appraisedAs(batch) });

/** @throws Refusal tampered "disposal/record-differs": rows that people did not decide so. */
function requireApproved(batch: DisposalBatch): void {
  const { appraisal, list, listSha256 } = batch;
  const isSame =
    appraisal !== null &&
    digestOf(list) === listSha256 &&
    digestOf(appraisal.text) === appraisal.sha256 &&
    twoApprovals(batch) !== null &&
    saysSo(batch, appraisal);
  if (!isSame) throw recordDiffers(batch.id);
}

/** The rows that are carried out are those of the texts that were read. */
const saysSo = (batch: DisposalBatch, appraisal: Appraisal): boolean =>
  isSameJson(batch.list, listText(batch)) &&
  isSameJson(appraisal.text, appraisalText(batch, appraisal, batch.items));

/** But for the order of members, which the database does not keep. */
const isSameJson = (one: string, other: string): boolean =>
  isDeepStrictEqual(JSON.parse(one), JSON.parse(other));

function appraisedAs(batch: DisposalBatch) {
  if (batch.appraisal === null) throw recordDiffers(batch.id);
  return batch.appraisal.sha256;
}

const recordDiffers = (disposalId: DisposalId): Refusal =>
  new Refusal("tampered", RECORD_DIFFERS, "the batch is not what people approved", {
    fix: "Stop the batch and look who changed the database; nothing of it is destroyed.",
    facts: { disposalId },
  });
