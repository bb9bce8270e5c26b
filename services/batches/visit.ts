/** Use cases of a dock at one visit of a camera: open the batch, close it with a signed statement, see how it stands. */
import type { Clock } from "../kernel/clock.ts";
import { plusMs } from "../kernel/clock.ts";
import type { BatchId, DeviceId, UploadId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { UploadStore } from "../ingest/upload-store.ts";
import type { Receipt } from "../sealing/seal-store.ts";
import { type Batch, idTaken, noSuchBatch } from "./batch.ts";
import type { BatchStore, StatementKeys } from "./batch-store.ts";
import { isSignedBy, parseDockKey } from "./dock-key.ts";
import {
  type Camera,
  type StatementTexts,
  parseDockStatement,
  statementDigest,
  uploadsIn,
  uploadsNamedIn,
} from "./dock-statement.ts";
import { type LastSeen, lastSeenIn, reportSequence } from "./sequence.ts";

export interface VisitDeps {
  readonly batches: BatchStore;
  readonly statementKeys: StatementKeys;
  readonly uploads: Pick<UploadStore, "findEach">;
  readonly clock: Clock;
}

/** How long a batch waits for its statement: a dock that is cut off for days still brings it afterwards. */
const LEFT_OPEN_MS = 24 * 3_600_000;

/** More than any station has slots, for days on end. */
const MAX_OPEN = 256;

export interface Opening {
  readonly id: BatchId;
  readonly camera: Camera;
  /** Base64 of the SubjectPublicKeyInfo of the key that will sign the statement. */
  readonly publicKey: string;
}

/**
 * Opens a batch and tells where the camera's numbers ended at the visit before. May be asked again.
 * @throws Refusal invalid "batches/bad-key"; conflict "batches/id-taken"; unavailable "batches/too-many-open".
 */
export async function openBatch(
  { batches, statementKeys, clock }: VisitDeps,
  deviceId: DeviceId,
  { id, camera, publicKey }: Opening,
): Promise<{ readonly batch: Batch; readonly lastSeen: LastSeen | null }> {
  const key = parseDockKey(publicKey);
  const openedAt = clock();
  await statementKeys.register(deviceId, key, openedAt);
  const batch = await batches.open({ id, deviceId, camera, openedAt }, MAX_OPEN);
  return { batch, lastSeen: await batches.lastSeen(batch) };
}

/** @throws Refusal missing "batches/no-such-batch" unless it is this dock's. */
export async function batchOf(
  { batches }: Pick<VisitDeps, "batches">,
  id: BatchId,
  deviceId: DeviceId,
): Promise<Batch> {
  const batch = await batches.get(id);
  if (batch?.deviceId !== deviceId) throw noSuchBatch();
  return batch;
}

/**
 * Closes the batch with the statement. The same statement again changes nothing, whatever its signature.
 * @throws Refusal missing "batches/no-such-batch"; invalid "batches/bad-statement"; conflict
 * "batches/other-statement", "batches/id-taken"; forbidden "batches/unknown-key", "batches/foreign-upload";
 * tampered "batches/bad-signature".
 */
export async function closeBatch(
  deps: VisitDeps,
  deviceId: DeviceId,
  id: BatchId,
  { text, openings, signature }: StatementTexts & { readonly signature: Uint8Array },
): Promise<Batch> {
  const { batches, statementKeys, clock } = deps;
  const batch = await batchOf(deps, id, deviceId);
  const digest = statementDigest(text);
  if (batch.statement !== null) return sameStatement(batch, digest);
  const statement = parseDockStatement({ text, openings });
  const { camera } = statement;
  if (statement.batch !== id) throw idTaken();
  if (camera.name !== batch.camera.name || camera.serial !== batch.camera.serial) {
    throw otherStatement("the statement is about another camera than the batch");
  }
  const key = await statementKeys.keyOf(deviceId, statement.keySha256);
  if (key === null) throw unknownKey();
  if (!isSignedBy(text, signature, key)) throw badSignature();
  await requireOwn(deps, deviceId, uploadsNamedIn(statement));
  const numbering = {
    ...{ layout: statement.sequence.layout, series: statement.sequence.series },
    unread: statement.sequence.unread,
    numbers: statement.files.map(({ sequence }) => sequence),
  };
  const sequence = reportSequence(numbering, await batches.lastSeen(batch));
  const closed = await batches.close(id, {
    ...{ at: clock(), statement: { text, openings, sha256: digest, signature, key } },
    ...{ uploads: uploadsIn(statement), fileCount: statement.files.length },
    ...{ sequence, lastSeen: lastSeenIn(sequence) },
  });
  return sameStatement(closed, digest);
}

function sameStatement(batch: Batch, digest: string): Batch {
  if (batch.statement?.sha256 === digest) return batch;
  throw otherStatement("the batch was closed with another statement");
}

/** A dock speaks of its own uploads only: a receipt for another's would let it wipe what it never had. */
async function requireOwn(
  { uploads }: VisitDeps,
  deviceId: DeviceId,
  ids: readonly UploadId[],
): Promise<void> {
  const own = new Set((await uploads.findEach(ids, deviceId)).map(({ id }) => id));
  const foreign = ids.find((id) => !own.has(id));
  if (foreign === undefined) return;
  throw new Refusal("forbidden", "batches/foreign-upload", "an upload is not of this dock", {
    fix: "List uploads that this dock made; a file it never sent is listed as not sent.",
    facts: { upload: foreign },
  });
}

const otherStatement = (message: string): Refusal =>
  new Refusal("conflict", "batches/other-statement", message, {
    fix: "Ask how the batch stands; state what is new in a new batch.",
  });

const unknownKey = (): Refusal =>
  new Refusal("forbidden", "batches/unknown-key", "no key of this dock has this digest", {
    fix: "Open the batch again with the key that signs the statement.",
  });

const badSignature = (): Refusal =>
  new Refusal("tampered", "batches/bad-signature", "the statement is not signed by that key", {
    fix: "Sign exactly the text that is sent: ECDSA P-256 with SHA-256, r and s in 64 bytes.",
  });

/**
 * The batch receipt, or null as long as it is on its way.
 * @throws Refusal conflict "batches/left-open" if no statement came in time.
 */
export async function batchReceipt(
  { batches }: Pick<VisitDeps, "batches">,
  { id, state }: Batch,
): Promise<Receipt | null> {
  if (state === "left-open") {
    throw new Refusal("conflict", "batches/left-open", "the dock never said what it found", {
      fix: "Send the dock statement; the batch is closed by it even now.",
    });
  }
  return state === "closed" ? batches.receipt(id) : null;
}

/** Gives up on batches whose dock fell silent. May run twice. Answers how many. */
export const leaveBatchesOpen = ({
  batches,
  clock,
}: Pick<VisitDeps, "batches" | "clock">): Promise<number> =>
  batches.leaveOpen(plusMs(clock(), -LEFT_OPEN_MS), clock());
