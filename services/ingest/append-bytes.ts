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
import type { IncomingWriter } from "../objects/incoming-store.ts";
import type { BodyChecksum } from "./body-checksum.ts";
import { settledElsewhere } from "./find-settled.ts";
import { type BodyEnd, type GatheredPiece, RunGatherer } from "./gather-runs.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import {
  type Append,
  type Commit,
  type Upload,
  bodyTooLong,
  checkAppend,
  expiryAfterGrowth,
  incomingOf,
  receivedFrom,
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
 * "ingest/fenced"; unavailable "ingest/draining"; as `checkQuota` says where the length was not announced.
 */
export function appendBytes(deps: IngestDeps, request: AppendRequest): Promise<Appended> {
  const { uploadId, deviceId } = request;
  return deps.turns.take(uploadId, deviceId, async (turn) => {
    const upload = await takeUp(deps, request, turn);
    if (upload.state === "received") return outcome(upload, upload.offsetBytes, "complete");
    const appended = await receive(deps, upload, request, turn);
    if (isComplete(appended)) await deps.queue.wake("verify-original", uploadId);
    return appended;
  });
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
  const received = receivedFrom(upload, lengthBytes, clock());
  const isReceived = await uploads.setLength(uploadId, lengthBytes, received);
  if (isReceived) await deps.queue.wake("verify-original", uploadId);
  return { ...upload, lengthBytes, state: isReceived ? "received" : "open" };
}

async function receive(
  deps: IngestDeps,
  upload: Upload,
  request: AppendRequest,
  turn: Turn,
): Promise<Appended> {
  const { incoming, turns, limits, memory } = deps;
  const writer = await incoming.open(incomingOf(upload));
  const gatherer = new RunGatherer(request.takeBody(), {
    offsetBytes: upload.offsetBytes,
    runBytes: incoming.runBytes,
    stageBytes: incoming.stageBytes,
    maxBytes: (upload.lengthBytes ?? limits.maxUploadBytes) - upload.offsetBytes,
    memory,
    minBytesPerSecond: limits.minBytesPerSecond,
    rateWindowMs: limits.rateWindowMs,
    ownsChunks: request.ownsChunks ?? false,
    checksums: request.checksum?.algorithms ?? [],
  });
  turn.onStop(() => gatherer.stop("stopped"));
  const session = new Session(deps, upload, writer, gatherer, request.checkSender);
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
  }
  return answer(upload, session, turn, limits.maxUploadBytes);
}

function answer(upload: Upload, session: Session, turn: Turn, maxUploadBytes: number): Appended {
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

/** One writer's stretch of an upload: from opening the store to the last commit. */
class Session {
  readonly #deps: IngestDeps;
  readonly #upload: Upload;
  readonly #writer: IncomingWriter;
  readonly #gatherer: RunGatherer;
  readonly #checkSender: () => Promise<void>;
  #writtenBytes: number;
  /** Bytes that are committed. */
  offsetBytes: number;
  expiresAt: UtcInstant;
  /** False while a write or a commit is under way or has failed. */
  isSettled = true;
  #writing: Promise<unknown> = Promise.resolve();
  #committing: Promise<void> = Promise.resolve();

  constructor(
    deps: IngestDeps,
    upload: Upload,
    writer: IncomingWriter,
    gatherer: RunGatherer,
    checkSender: () => Promise<void> = () => Promise.resolve(),
  ) {
    this.#deps = deps;
    this.#upload = upload;
    this.#writer = writer;
    this.#gatherer = gatherer;
    this.#checkSender = checkSender;
    this.#writtenBytes = upload.offsetBytes;
    this.offsetBytes = upload.offsetBytes;
    this.expiresAt = upload.expiresAt;
  }

  get end(): BodyEnd {
    return this.#gatherer.end;
  }

  /** Commits each run as soon as it is durable. */
  async storeAll(): Promise<void> {
    this.isSettled = false;
    try {
      for (let next = await this.#write(); next !== null; next = await this.#write()) {
        await this.#committing;
        this.#committing = next.written.then((commit) => this.#commit(commit));
        // Its failure is met at the next await; until then it is nobody's unhandled rejection.
        this.#committing.catch(() => undefined);
      }
    } finally {
      await this.#committing;
    }
    this.isSettled = true;
  }

  /** Commits nothing before the whole body was seen and hashes to what the request says. */
  async storeIfVerified(checksum: BodyChecksum): Promise<void> {
    this.isSettled = false;
    const held: Commit[] = [];
    for (let next = await this.#write(); next !== null; next = await this.#write()) {
      held.push(await next.written);
    }
    // Whatever the comparison says, nothing is under way, and nothing was committed.
    this.isSettled = true;
    if (this.end !== "complete") return;
    this.#compare(checksum);
    this.isSettled = false;
    for (const commit of held) await this.#commit(commit);
    this.isSettled = true;
  }

  #compare(checksum: BodyChecksum): void {
    const { algorithm, digest } = checksum.said();
    if (this.#gatherer.wholeDigest(algorithm).equals(digest)) return;
    throw new Refusal("invalid", "ingest/checksum-mismatch", "the body has another checksum", {
      fix: "Nothing of this body was kept: send it again from the same offset.",
      facts: { offsetBytes: this.offsetBytes },
    });
  }

  /** The next run on its way to being durable, or null at the end of the body. */
  async #write(): Promise<{ readonly written: Promise<Commit> } | null> {
    const stage = this.#writer.stage?.bind(this.#writer);
    for (;;) {
      // A run that is held while it is written, one that is gathered, and no third.
      if (stage === undefined) await this.#writing;
      const piece = await this.#gatherer.next();
      if (piece === null) return null;
      if (stage !== undefined) await this.#store(piece, stage);
      if (piece.run === null) continue;
      await this.#writing;
      const offsetBytes = this.#writtenBytes;
      this.#writtenBytes += piece.run.sizeBytes;
      const write =
        stage === undefined
          ? this.#store(piece, (bytes) => this.#writer.write(bytes))
          : this.#writer.write([]);
      const run = { offsetBytes, ...piece.run };
      const written = write.then(({ state, parts }) => {
        return { run, incoming: state, parts, expiresAt: this.#expiry() };
      });
      written.catch(() => undefined);
      this.#writing = written;
      return { written };
    }
  }

  async #store<T>(
    piece: GatheredPiece,
    take: (bytes: readonly Uint8Array[]) => Promise<T>,
  ): Promise<T> {
    let isStored = false;
    try {
      const taken = await take(piece.chunks);
      isStored = true;
      return taken;
    } finally {
      this.#gatherer.release(piece, isStored);
    }
  }

  async #commit(commit: Commit): Promise<void> {
    const { uploads, clock, limits } = this.#deps;
    const { id, fence, lengthBytes } = this.#upload;
    const endBytes = commit.run.offsetBytes + commit.run.sizeBytes;
    if (lengthBytes === null) await uploads.count(id, endBytes, limits.quotas, clock());
    const received =
      endBytes === lengthBytes ? receivedFrom(this.#upload, endBytes, clock()) : null;
    await this.#checkSender();
    await uploads.commit(id, fence, commit, received);
    this.offsetBytes = endBytes;
    this.expiresAt = commit.expiresAt;
  }

  #expiry(): UtcInstant {
    const { clock, limits } = this.#deps;
    return expiryAfterGrowth(this.#upload, clock(), limits.expiryMs);
  }
}
