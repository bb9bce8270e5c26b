/**
 * Use case: custody events and actions become leaves. Links, exports and policies stand by themselves, accesses and what was
 * done to the house by the hour. Every step may run twice: what is entered is decided before, and kept.
 */
import { type Clock, type UtcInstant, utcInstant } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { type Leaf, leafText } from "./leaf.ts";
import { isOfWalls, keepMark } from "./mark.ts";
import { hashLeaf, rootOf } from "./merkle.ts";
import { BATCH_KINDS, type BatchKind, type DueRecord, type RecordStore } from "./record-store.ts";

export interface EnterRecordsDeps {
  readonly records: RecordStore;
  readonly ledger: { enter(leaf: string): Promise<unknown> };
  readonly clock: Clock;
  readonly objects: Pick<ObjectStore, "put">;
}

const AT_ONCE = 64;
/** An inclusion proof in a batch has sixteen hashes at most. */
const BATCH_RECORDS = 1 << 16;

/** Answers how many leaves were entered. */
export async function enterRecords(
  { records, ledger, clock, objects }: EnterRecordsDeps,
  signal: AbortSignal,
): Promise<number> {
  const until = hourOf(clock());
  for (const kind of BATCH_KINDS) {
    const leafOf = (digests: readonly Sha256[]): string => batchLeaf(kind, until, digests);
    while (await records.closeBatch(kind, until, BATCH_RECORDS, leafOf)) {
      if (signal.aborted) return 0;
    }
  }
  // One after the other: people do few of these, and the ledger tells them in the order they were done.
  const batches = await records.openBatches(AT_ONCE);
  for (const { id, leaf } of batches) {
    await ledger.enter(leaf);
    await records.batchEntered(id);
  }
  const due = await records.due(AT_ONCE);
  for (const record of due) {
    if (signal.aborted) break;
    const leaf = leafOfRecord(record);
    // Before it stands there: an entry without its mark could be of any item.
    if (isOfWalls(leaf) && "itemId" in record) await keepMark(objects, leaf, record.itemId);
    await ledger.enter(leafText(leaf));
    await records.entered(record.id, leafText(leaf));
  }
  return batches.length + due.length;
}

/** What a batch is a tree of: the digests of its records in their chains, as 64 hex digits each. */
export const batchHashes = (digests: readonly Sha256[]): Sha256[] =>
  digests.map((digest) => hashLeaf(digest));

function batchLeaf(kind: BatchKind, until: UtcInstant, digests: readonly Sha256[]): string {
  const rootSha256 = rootOf(batchHashes(digests));
  return leafText({ type: `${kind}-batch`, until, records: String(digests.length), rootSha256 });
}

function leafOfRecord(record: DueRecord): Leaf {
  if (record.kind === "export") {
    const { act, packageId, statementSha256, actionSha256 } = record;
    return { type: "export", packageId, act, statementSha256, actionSha256 };
  }
  if (record.kind === "policy") {
    const { packSha256, actionSha256 } = record;
    return { type: "policy", packSha256, act: "applied", actionSha256 };
  }
  return { type: record.kind, commitmentSha256: sha256(record.salt, record.body) };
}

function hourOf(now: UtcInstant): UtcInstant {
  const hour = new Date(now);
  hour.setUTCMinutes(0, 0, 0);
  return utcInstant(hour);
}
