/** One writer's stretch of an upload: the bytes of one request, from the open writer to their last commit. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { IncomingWriter } from "../objects/incoming-store.ts";
import type { BodyChecksum } from "./body-checksum.ts";
import type { BodyEnd, GatheredPiece, RunGatherer } from "./gather-runs.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import type { Reservation } from "./store-room.ts";
import { type Commit, type Upload, completionOf, expiryAfterGrowth } from "./upload.ts";

export interface SessionParts {
  readonly writer: IncomingWriter;
  readonly gatherer: RunGatherer;
  readonly reserved: Reservation;
  /** Rejects once the sender is no longer let in; asked before each commit. */
  readonly checkSender: (() => Promise<void>) | undefined;
  readonly onCommit: ((offsetBytes: number) => void) | undefined;
}

export class AppendSession {
  readonly #deps: IngestDeps;
  readonly #upload: Upload;
  readonly #writer: IncomingWriter;
  readonly #gatherer: RunGatherer;
  readonly #reserved: Reservation;
  readonly #checkSender: () => Promise<void>;
  readonly #onCommit: (offsetBytes: number) => void;
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
    { writer, gatherer, reserved, checkSender, onCommit }: SessionParts,
  ) {
    this.#deps = deps;
    this.#upload = upload;
    this.#writer = writer;
    this.#gatherer = gatherer;
    this.#reserved = reserved;
    this.#checkSender = checkSender ?? (() => Promise.resolve());
    this.#onCommit = onCommit ?? (() => undefined);
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
        // What was not committed is the end: who sends on, or sends nothing more, is told now.
        this.#committing.catch(() => this.#gatherer.stop("stopped"));
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
    // Whatever the check says, nothing is under way, and nothing was committed.
    this.isSettled = true;
    if (this.end !== "complete") return;
    await checksum.check({
      digestOf: (algorithm) => this.#gatherer.wholeDigest(algorithm),
      sizeBytes: this.#writtenBytes - this.offsetBytes,
      offsetBytes: this.offsetBytes,
    });
    this.isSettled = false;
    for (const commit of held) await this.#commit(commit);
    this.isSettled = true;
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
      const { sizeBytes, sha256 } = piece.run;
      const offsetBytes = this.#writtenBytes;
      this.#writtenBytes += sizeBytes;
      const write =
        stage === undefined
          ? this.#store(piece, (bytes) => this.#writer.write(bytes, sha256))
          : this.#writer.write([]);
      const run = { offsetBytes, sizeBytes, sha256 };
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
    const completion =
      endBytes === lengthBytes ? completionOf(this.#upload, endBytes, clock()) : null;
    await this.#checkSender();
    await uploads.commit(id, fence, commit, completion);
    this.#reserved.settle(commit.run.sizeBytes);
    this.offsetBytes = endBytes;
    this.expiresAt = commit.expiresAt;
    this.#onCommit(endBytes);
  }

  #expiry(): UtcInstant {
    const { clock, limits } = this.#deps;
    return expiryAfterGrowth(this.#upload, clock(), limits.expiryMs);
  }
}
