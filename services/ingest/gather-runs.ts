/** Gathers the body of a request into hashed runs, in pieces: reading goes on while a piece is stored, within bounds. */
import { type Hash, createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { DeviceId } from "../kernel/ids.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { assert } from "../kernel/refusal.ts";
import { type GatherMemory, SLAB_BYTES } from "./gather-memory.ts";

/** The next stretch of a run: all of it, unless the store takes runs piece by piece. */
export interface GatheredPiece {
  readonly chunks: readonly Uint8Array[];
  readonly slabs: readonly Buffer[];
  readonly sizeBytes: number;
  /** The run that ends with this piece; null where more of it follows. */
  readonly run: { readonly sizeBytes: number; readonly sha256: Sha256 } | null;
}

/**
 * How a body ended. "cut": the connection broke. "too-long": more than fits the upload. "too-slow":
 * under the least rate. "stopped": by us.
 */
export type BodyEnd = "complete" | "cut" | "too-long" | "too-slow" | "stopped";

export interface GatherOptions {
  /** Where the body begins in the upload: runs end at multiples of `runBytes`, as blocks and parts do. */
  readonly offsetBytes: number;
  readonly runBytes: number;
  /** Pieces of a run are given out at this size already; null: only whole runs are. */
  readonly stageBytes: number | null;
  /** The most that may come. */
  readonly maxBytes: number;
  readonly memory: GatherMemory;
  /** Whose share of the memory it uses. */
  readonly holder: DeviceId;
  readonly minBytesPerSecond: number;
  readonly rateWindowMs: number;
  /** Nobody else holds what the body yields, so its memory may be given back at once. */
  readonly ownsChunks: boolean;
  /** Also hashes the whole body by each of these algorithms. */
  readonly checksums: readonly string[];
}

const RUN_ALGORITHM = "sha256";

/**
 * Left to the collector, the memory outside its heap makes it mark the whole heap every 20 MB that
 * arrive, which costs more than hashing them.
 */
function giveMemoryBack({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

export class RunGatherer {
  readonly #body: Readable;
  readonly #options: GatherOptions;
  /** SHA-256 joins with the second run: up to there the run's own hash is that of the whole. */
  readonly #wholeHashes: Map<string, Hash>;
  readonly #rateTimer: NodeJS.Timeout;
  /** Arrived, and behind the run that is being gathered. */
  #queue: Buffer[] = [];
  #arrivedBytes = 0;
  #slabs: Buffer[] = [];
  /** Bytes of the piece that is being gathered, and of the pieces of its run that were given out. */
  #sizeBytes = 0;
  #givenBytes = 0;
  #hash = createHash(RUN_ALGORITHM);
  /** Bytes that went into runs, the one being gathered included. */
  #inRunsBytes = 0;
  #end: BodyEnd | null = null;
  #taker: (() => void) | null = null;
  #windowBytes = 0;
  #waitedForUs = false;

  constructor(body: Readable, options: GatherOptions) {
    this.#body = body;
    this.#options = options;
    const others = options.checksums.filter((name) => name !== RUN_ALGORITHM);
    this.#wholeHashes = new Map(others.map((name) => [name, createHash(name)]));
    options.memory.join(options.holder);
    this.#rateTimer = setInterval(() => this.#checkRate(), options.rateWindowMs);
    body.on("data", this.#onData);
    body.on("end", () => this.stop("complete"));
    body.on("error", this.#onCut);
    body.on("close", this.#onCut);
    // The connection may have broken before anyone listened.
    if (body.destroyed) this.#onCut();
  }

  /** The next piece, or null when no more comes: then `end` says why. Its memory counts until `release`. */
  async next(): Promise<GatheredPiece | null> {
    assert(this.#taker === null, "one taker at a time");
    while (!this.#isReady()) {
      await new Promise<void>((resolve) => {
        this.#taker = resolve;
        // Paused for want of memory that others have given back since: nothing else would go on.
        this.#body.resume();
      });
    }
    if (this.#sizeBytes + this.#givenBytes === 0) return null;
    const run = this.#endsRun() ? this.#endRun() : null;
    const piece = { chunks: this.#chunks(), slabs: this.#slabs, sizeBytes: this.#sizeBytes, run };
    if (run === null) this.#givenBytes += this.#sizeBytes;
    this.#beginPiece();
    this.#fill();
    if (this.#end === null && !this.#isReady()) this.#body.resume();
    else this.#waitedForUs = true;
    return piece;
  }

  /**
   * The piece counts no more. Its memory is used again only if it is stored: a request that failed may
   * still be on its way and read it.
   */
  release(piece: GatheredPiece, isStored: boolean): void {
    this.#options.memory.add(-piece.sizeBytes);
    if (isStored) this.#options.memory.giveBack(piece.slabs);
  }

  /** How the body ended; only after `next` answered null. */
  get end(): BodyEnd {
    assert(this.#end !== null, "the body has ended");
    return this.#end;
  }

  /** The digest of the whole body by one of the algorithms asked for, at the end. */
  wholeDigest(algorithm: string): Buffer {
    assert(this.#options.checksums.includes(algorithm), "the body is hashed by this algorithm");
    const hash = this.#wholeHashes.get(algorithm) ?? this.#hash;
    return hash.copy().digest();
  }

  /** Takes no more of the body; what was gathered still comes out. */
  stop(end: BodyEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    clearInterval(this.#rateTimer);
    this.#body.off("data", this.#onData);
    this.#body.pause();
    this.#options.memory.leave(this.#options.holder);
    this.#wake();
  }

  /** Ends, if it has not ended yet, and drops what nobody took. */
  abandon(end: BodyEnd = "stopped"): void {
    this.stop(end);
    const queuedBytes = this.#queue.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    this.#options.memory.add(-this.#sizeBytes - queuedBytes);
    this.#options.memory.giveBack(this.#slabs);
    this.#queue = [];
    this.#beginPiece();
    this.#endRun();
  }

  /**
   * A full piece is ready. One that reaches `maxBytes` waits for the end of the body: if more follows,
   * the request is not what it says, and must not complete the upload.
   */
  #isReady(): boolean {
    return this.#end !== null || (this.#isFull() && this.#inRunsBytes < this.#options.maxBytes);
  }

  #isFull(): boolean {
    const { stageBytes, memory, holder } = this.#options;
    if (this.#sizeBytes === 0) return false;
    if (this.#isAtRunEnd() || memory.isEnough(this.#sizeBytes, holder)) return true;
    return stageBytes !== null && this.#sizeBytes >= stageBytes;
  }

  #isAtRunEnd(): boolean {
    const { offsetBytes, runBytes } = this.#options;
    return (offsetBytes + this.#inRunsBytes) % runBytes === 0;
  }

  /** Where pieces cannot be stored by themselves each is a run; so is what is left when the body has ended. */
  #endsRun(): boolean {
    if (this.#options.stageBytes === null || this.#isAtRunEnd()) return true;
    return this.#end !== null && this.#queue.length === 0;
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#windowBytes += chunk.byteLength;
    if (!this.#arrive(chunk)) {
      this.abandon("too-long");
      return;
    }
    this.#fill();
    if (!this.#isReady()) return;
    this.#body.pause();
    // A taker that stands ready goes on at once; the sender waits for us only where none does.
    if (this.#taker === null) this.#waitedForUs = true;
    this.#wake();
  };

  /** What the stream still holds did arrive: a device need not send it twice. */
  readonly #onCut = (): void => {
    if (this.#end !== null) return;
    let chunk = this.#body.read() as Buffer | null;
    while (chunk !== null && this.#arrive(chunk)) chunk = this.#body.read() as Buffer | null;
    this.#fill();
    this.stop("cut");
  };

  #arrive(chunk: Buffer): boolean {
    if (this.#arrivedBytes + chunk.byteLength > this.#options.maxBytes) return false;
    this.#arrivedBytes += chunk.byteLength;
    this.#options.memory.add(chunk.byteLength);
    this.#queue.push(chunk);
    return true;
  }

  /** Moves what arrived into the piece, up to its end. */
  #fill(): void {
    const { offsetBytes, runBytes } = this.#options;
    while (!this.#isFull()) {
      const chunk = this.#queue.shift();
      if (chunk === undefined) return;
      const room = runBytes - ((offsetBytes + this.#inRunsBytes) % runBytes);
      const piece = chunk.byteLength <= room ? chunk : chunk.subarray(0, room);
      if (piece !== chunk) this.#queue.unshift(chunk.subarray(room));
      this.#hash.update(piece);
      for (const hash of this.#wholeHashes.values()) hash.update(piece);
      this.#copy(piece);
      this.#inRunsBytes += piece.byteLength;
      if (this.#options.ownsChunks) giveMemoryBack(piece);
    }
  }

  #copy(piece: Buffer): void {
    for (let at = 0; at < piece.byteLength;) {
      const used = this.#sizeBytes % SLAB_BYTES;
      let slab = this.#slabs.at(-1);
      if (used === 0 || slab === undefined) {
        slab = this.#options.memory.takeSlab();
        this.#slabs.push(slab);
      }
      const copied = piece.copy(slab, used, at);
      at += copied;
      this.#sizeBytes += copied;
    }
  }

  #chunks(): Uint8Array[] {
    const last = this.#slabs.length - 1;
    return this.#slabs.map((slab, index) =>
      index < last ? slab : slab.subarray(0, this.#sizeBytes - last * SLAB_BYTES),
    );
  }

  #beginPiece(): void {
    this.#slabs = [];
    this.#sizeBytes = 0;
  }

  #endRun(): { readonly sizeBytes: number; readonly sha256: Sha256 } {
    const sizeBytes = this.#givenBytes + this.#sizeBytes;
    if (this.#options.checksums.includes(RUN_ALGORITHM) && !this.#wholeHashes.has(RUN_ALGORITHM))
      this.#wholeHashes.set(RUN_ALGORITHM, this.#hash.copy());
    const sha256 = this.#hash.digest("hex") as Sha256;
    this.#givenBytes = 0;
    this.#hash = createHash(RUN_ALGORITHM);
    return { sizeBytes, sha256 };
  }

  #wake(): void {
    const taker = this.#taker;
    this.#taker = null;
    taker?.();
  }

  #checkRate(): void {
    const { minBytesPerSecond, rateWindowMs } = this.#options;
    // However slow a body may be, one that stands still for a window is a dead connection.
    const isSlow = this.#windowBytes < Math.max(1, (minBytesPerSecond * rateWindowMs) / 1000);
    // A window in which the sender had to wait for us says nothing about the sender.
    if (isSlow && !this.#waitedForUs) this.stop("too-slow");
    this.#windowBytes = 0;
    this.#waitedForUs = this.#body.isPaused();
  }
}
