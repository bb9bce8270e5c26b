/** Gathers the body of a request into hashed runs: reading goes on while a run is stored, within bounds. */
import { type Hash, createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { Sha256 } from "../kernel/digest.ts";
import { assert } from "../kernel/refusal.ts";

export interface GatheredRun {
  readonly chunks: readonly Uint8Array[];
  readonly slabs: readonly Buffer[];
  readonly sizeBytes: number;
  readonly sha256: Sha256;
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
  /** The most that may come. */
  readonly maxBytes: number;
  readonly memory: GatherMemory;
  readonly minBytesPerSecond: number;
  readonly rateWindowMs: number;
  /** Nobody else holds what the body yields, so its memory may be given back at once. */
  readonly ownsChunks: boolean;
  /** Also hashes the whole body by this algorithm. */
  readonly checksum: string | null;
}

/** Small enough for many uploads at once, large enough that a commit is worth its cost. */
const LEAST_RUN_BYTES = 256 << 10;

/**
 * Runs are gathered into slabs that are used again. What a socket gives lives only until it is copied:
 * kept for the length of a run, those buffers grow old, and collecting them costs more than the copy.
 */
const SLAB_BYTES = 256 << 10;

/** Memory for bytes that arrived and are not stored yet, over all uploads of the process. */
export class GatherMemory {
  readonly #limitBytes: number;
  readonly #free: Buffer[] = [];
  #usedBytes = 0;
  #bodies = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  add(bytes: number): void {
    this.#usedBytes += bytes;
  }

  takeSlab(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(SLAB_BYTES);
  }

  /** Only what nobody reads any more. */
  giveBack(slabs: readonly Buffer[]): void {
    for (const slab of slabs) {
      if (this.#free.length * SLAB_BYTES < this.#limitBytes) this.#free.push(slab);
    }
  }

  join(): void {
    this.#bodies += 1;
  }

  leave(): void {
    this.#bodies -= 1;
  }

  /** A run of this size must be stored now, though it could grow: each body holds up to two. */
  isEnough(runBytes: number): boolean {
    if (this.#usedBytes * 2 < this.#limitBytes) return false;
    return runBytes >= Math.max(LEAST_RUN_BYTES, this.#limitBytes / (2 * this.#bodies));
  }
}

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
  readonly #wholeHash: Hash | null;
  readonly #rateTimer: NodeJS.Timeout;
  /** Arrived, and behind the run that is being gathered. */
  #queue: Buffer[] = [];
  #arrivedBytes = 0;
  #slabs: Buffer[] = [];
  #sizeBytes = 0;
  #hash = createHash("sha256");
  /** Bytes that went into runs, the one being gathered included. */
  #inRunsBytes = 0;
  #end: BodyEnd | null = null;
  #taker: (() => void) | null = null;
  #windowBytes = 0;
  #waitedForUs = false;

  constructor(body: Readable, options: GatherOptions) {
    this.#body = body;
    this.#options = options;
    this.#wholeHash = options.checksum === null ? null : createHash(options.checksum);
    options.memory.join();
    this.#rateTimer = setInterval(() => this.#checkRate(), options.rateWindowMs);
    body.on("data", this.#onData);
    body.on("end", () => this.stop("complete"));
    body.on("error", this.#onCut);
    body.on("close", this.#onCut);
    // The connection may have broken before anyone listened.
    if (body.destroyed) this.#onCut();
  }

  /** The next run, or null when no more comes: then `end` says why. Its memory counts until `release`. */
  async next(): Promise<GatheredRun | null> {
    assert(this.#taker === null, "one taker at a time");
    while (!this.#isReady()) {
      await new Promise<void>((resolve) => {
        this.#taker = resolve;
        // Paused for want of memory that others have given back since: nothing else would go on.
        this.#body.resume();
      });
    }
    if (this.#sizeBytes === 0) return null;
    const sha256 = this.#hash.digest("hex") as Sha256;
    const run = { chunks: this.#chunks(), slabs: this.#slabs, sizeBytes: this.#sizeBytes, sha256 };
    this.#begin();
    this.#fill();
    if (this.#end === null && !this.#isReady()) this.#body.resume();
    return run;
  }

  /**
   * The run counts no more. Its memory is used again only if it is stored: a request that failed may
   * still be on its way and read it.
   */
  release(run: GatheredRun, isStored: boolean): void {
    this.#options.memory.add(-run.sizeBytes);
    if (isStored) this.#options.memory.giveBack(run.slabs);
  }

  /** How the body ended; only after `next` answered null. */
  get end(): BodyEnd {
    assert(this.#end !== null, "the body has ended");
    return this.#end;
  }

  /** The digest of the whole body by the checksum's algorithm; once, at the end. */
  wholeDigest(): Buffer {
    assert(this.#wholeHash !== null, "a checksum was asked for");
    return this.#wholeHash.digest();
  }

  /** Takes no more of the body; what was gathered still comes out. */
  stop(end: BodyEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    clearInterval(this.#rateTimer);
    this.#body.off("data", this.#onData);
    this.#body.pause();
    this.#options.memory.leave();
    this.#wake();
  }

  /** Ends, if it has not ended yet, and drops what nobody took. */
  abandon(end: BodyEnd = "stopped"): void {
    this.stop(end);
    const queuedBytes = this.#queue.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    this.#options.memory.add(-this.#sizeBytes - queuedBytes);
    this.#options.memory.giveBack(this.#slabs);
    this.#queue = [];
    this.#begin();
  }

  /**
   * A full run is ready. One that reaches `maxBytes` waits for the end of the body: if more follows,
   * the request is not what it says, and must not complete the upload.
   */
  #isReady(): boolean {
    return this.#end !== null || (this.#isFull() && this.#inRunsBytes < this.#options.maxBytes);
  }

  #isFull(): boolean {
    const { offsetBytes, runBytes, memory } = this.#options;
    if (this.#sizeBytes === 0) return false;
    return (offsetBytes + this.#inRunsBytes) % runBytes === 0 || memory.isEnough(this.#sizeBytes);
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
    this.#waitedForUs = true;
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

  /** Moves what arrived into the run, up to the run's end. */
  #fill(): void {
    const { offsetBytes, runBytes } = this.#options;
    while (!this.#isFull()) {
      const chunk = this.#queue.shift();
      if (chunk === undefined) return;
      const room = runBytes - ((offsetBytes + this.#inRunsBytes) % runBytes);
      const piece = chunk.byteLength <= room ? chunk : chunk.subarray(0, room);
      if (piece !== chunk) this.#queue.unshift(chunk.subarray(room));
      this.#hash.update(piece);
      this.#wholeHash?.update(piece);
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

  #begin(): void {
    this.#slabs = [];
    this.#sizeBytes = 0;
    this.#hash = createHash("sha256");
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
