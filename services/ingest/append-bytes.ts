/**
 * Use case: append the body of one request to an upload.
 *
 * Bytes are gathered into runs; each run is written durably, then committed by compare-and-swap in
 * PostgreSQL, in order, and only what is committed is ever acknowledged. While one run is made durable
 * and committed the next is gathered, and staged where the store can. Whatever breaks, the committed offset stays
 * true: a lost write was never committed, a lost commit leaves bytes that nobody counts.
 */
import type { Readable } from "node:stream";
import type { UtcInstant } from "../kernel/clock.ts";
import type { DeviceId, UploadId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { AppendSession } from "./append-session.ts";
import type { BodyChecksum } from "./body-checksum.ts";
import { settledElsewhere } from "./find-settled.ts";
import { type BodyEnd, RunGatherer } from "./gather-runs.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import {
  type Append,
  PARTIAL,
  type Upload,
  bodyTooLong,
  checkAppend,
  completionOf,
  incomingOf,
  kindOf,
  requirePresent,
  tooLarge,
} from "./upload.ts";
import { type Turn, stoppedBy } from "./upload-turns.ts";

export interface AppendRequest extends Append {
  readonly uploadId: UploadId;
  readonly deviceId: DeviceId;
  /** With one, nothing of the body counts until all of it was verified. */
  readonly checksum: BodyChecksum | null;
  /** Called when the checks have passed; before that the client need not send a byte. */
  readonly takeBody: () => Readable;
  /** Rejects once the sender is no longer let in; asked before each commit. */
  readonly checkSender?: () => Promise<void>;
  /** Told after each commit how far the upload has come. */
  readonly onCommit?: (offsetBytes: number) => void;
  /** What the body yields is held by nobody else, as with what comes from a socket. */
  readonly ownsChunks?: boolean;
}

export interface Appended {
  readonly offsetBytes: number;
  readonly lengthBytes: number | null;
  readonly expiresAt: UtcInstant;
  /** The connection broke: what arrived is kept and nobody is there to be told. */
  readonly isCut: boolean;
}

/**
 * @throws Refusal as `requirePresent`, `checkAppend` and the ports say; invalid "ingest/body-too-long",
 * "ingest/too-large", "ingest/checksum-mismatch", "ingest/too-slow"; conflict "ingest/superseded",
 * "ingest/fenced"; unavailable "ingest/draining", "ingest/too-many-uploads", "ingest/storage-full"; as `checkQuota` says where the length was not announced.
 */
export function appendBytes(deps: IngestDeps, request: AppendRequest): Promise<Appended> {
  const { uploadId, deviceId } = request;
  return deps.turns.take(uploadId, deviceId, async (turn) => {
    const upload = await takeUp(deps, request, turn);
    if (upload.state !== "open") return outcome(upload, upload.offsetBytes, "complete");
    const giveBack = await fairTurn(deps, deviceId, turn);
    try {
      const appended = await receive(deps, upload, request, turn);
      if (isComplete(appended)) await wakeItem(deps, upload);
      return appended;
    } finally {
      giveBack();
    }
  });
}

async function wakeItem({ queue }: IngestDeps, upload: Upload): Promise<void> {
  if (kindOf(upload) !== PARTIAL) await queue.wake("verify-original", upload.id);
}

const isComplete = ({ offsetBytes, lengthBytes }: Appended): boolean => offsetBytes === lengthBytes;

const outcome = (upload: Upload, offsetBytes: number, end: BodyEnd): Appended => {
  const { lengthBytes, expiresAt } = upload;
  return { offsetBytes, lengthBytes, expiresAt, isCut: end === "cut" };
};

/** The upload as it stands once this process is its writer and its length is set, if the request sets it. */
async function takeUp(deps: IngestDeps, request: AppendRequest, turn: Turn): Promise<Upload> {
  const { uploads, turns, clock, limits } = deps;
  const { uploadId, deviceId } = request;
  const found = requirePresent(await uploads.find(uploadId, deviceId), clock());
  turn.owner = deviceId;
  let upload = await settledElsewhere(deps, found);
  // A writer that is to end takes nothing over from the one that ends it.
  if (turn.stopped !== null) throw stoppedBy(turn.stopped);
  checkAppend(upload, request, limits.maxUploadBytes);
  const renew = turns.needsNewFence(uploadId);
  if (renew || upload.owner !== turns.processName) {
    upload = await uploads.acquire(uploadId, turns.processName, renew);
    turns.mark(uploadId, { unclean: false });
  }
  const { lengthBytes } = checkAppend(upload, request, limits.maxUploadBytes);
  if (lengthBytes === null || upload.lengthBytes !== null) return upload;
  await uploads.count(uploadId, lengthBytes, limits.quotas, clock());
  const completion = completionOf(upload, lengthBytes, clock());
  const isEnded = await uploads.setLength(uploadId, lengthBytes, completion);
  if (!isEnded) return { ...upload, lengthBytes };
  await wakeItem(deps, upload);
  return { ...upload, lengthBytes, state: completion === "complete" ? completion : "received" };
}

/** Waits until this device may send, unless a newer request ends the waiting. */
async function fairTurn({ fair }: IngestDeps, deviceId: DeviceId, turn: Turn): Promise<() => void> {
  try {
    return await fair.take(
      deviceId,
      () => turn.stop("crowded"),
      (stop) => turn.onStop(stop),
    );
  } catch (error) {
    throw turn.stopped === null ? error : stoppedBy(turn.stopped);
  }
}

async function receive(
  deps: IngestDeps,
  upload: Upload,
  request: AppendRequest,
  turn: Turn,
): Promise<Appended> {
  const { incoming, turns, limits, memory, room } = deps;
  const mostBytes = (upload.lengthBytes ?? limits.maxUploadBytes) - upload.offsetBytes;
  const reserved = await room.reserve(
    // Of a body and an upload without a length at least a run is to come.
    request.bodyBytes ?? (upload.lengthBytes === null ? incoming.runBytes : mostBytes),
  );
  const writer = await incoming.open(incomingOf(upload)).catch((error: unknown) => {
    reserved.end();
    throw error;
  });
  const gatherer = new RunGatherer(request.takeBody(), {
    offsetBytes: upload.offsetBytes,
    runBytes: incoming.runBytes,
    stageBytes: incoming.stageBytes,
    maxBytes: mostBytes,
    memory,
    holder: upload.deviceId,
    minBytesPerSecond: limits.minBytesPerSecond,
    rateWindowMs: limits.rateWindowMs,
    ownsChunks: request.ownsChunks ?? false,
    checksums: request.checksum?.algorithms ?? [],
  });
  turn.onStop(() => gatherer.stop("stopped"));
  const session = new AppendSession(deps, upload, {
    writer,
    gatherer,
    reserved,
    checkSender: request.checkSender,
    onCommit: request.onCommit,
  });
  try {
    if (request.checksum === null) await session.storeAll();
    else await session.storeIfVerified(request.checksum);
  } catch (error) {
    // A refused body is settled; anything else leaves it open what the store or the database kept.
    if (!session.isSettled) turns.mark(upload.id, { unclean: true });
    throw error;
  } finally {
    gatherer.abandon();
    await writer.close();
    reserved.end();
  }
  return answer(upload, session, turn, limits.maxUploadBytes);
}

function answer(
  upload: Upload,
  session: AppendSession,
  turn: Turn,
  maxUploadBytes: number,
): Appended {
  const { end, offsetBytes } = session;
  const appended = outcome({ ...upload, expiresAt: session.expiresAt }, offsetBytes, end);
  if (end === "too-long") {
    throw upload.lengthBytes === null ? tooLarge(maxUploadBytes) : bodyTooLong();
  }
  if (end === "complete" || end === "cut" || isComplete(appended)) return appended;
  if (end === "stopped") throw stoppedBy(turn.stopped ?? "superseded");
  throw new Refusal("unavailable", "ingest/too-slow", "the body came too slowly", {
    fix: "What arrived is kept: ask with HEAD where to go on.",
    facts: { offsetBytes },
  });
}
