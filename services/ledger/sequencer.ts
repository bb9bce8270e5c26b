/**
 * The one writer of the ledger: gives leaves their place, and answers each only when a published
 * checkpoint covers it. An answer is therefore a proof, never a promise.
 *
 * The order of a batch is what keeps history single: places are decided in the database under a
 * fence; entries are read back and hashed from the stored text; tiles are written once and read back;
 * the new root must extend the old one; the signer keeps the head before its signature leaves; only
 * then is the head published. Power may go at any point between: the next writer finds the same places,
 * writes the same files and signs the same root. After any failure nothing in memory is believed
 * (Raio 2025 went on after two store errors and lost tiles for good).
 */
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal, assert, isRefusal } from "../kernel/refusal.ts";
import { requireCaughtUp } from "./caught-up.ts";
import { logsBetween, originOf } from "./checkpoint.ts";
import { LEAF_MAX_BYTES } from "./leaf.ts";
import type { LedgerHead } from "./ledger-store.ts";
import { hashLeaf, proveInclusion, verifyInclusion } from "./merkle.ts";
import {
  type LedgerDeps,
  type OpenLog,
  checkHead,
  openLog,
  publishBatch,
} from "./publish-batch.ts";
import { TileTree } from "./tile-tree.ts";

export interface SequencerDeps extends LedgerDeps {
  /** Short name of the agency; with the UTC year it names the log. */
  readonly agency: string;
}

/** Where a leaf stands, and the proof of it under a published head. */
export interface EnteredLeaf {
  readonly origin: string;
  readonly index: number;
  readonly leaf: string;
  readonly head: LedgerHead;
  readonly inclusion: readonly Sha256[];
}

interface Waiter {
  readonly resolve: (entered: EnteredLeaf) => void;
  readonly reject: (error: unknown) => void;
}
type Waiters = Map<string, Waiter[]>;

/** Entries a batch places: at most one tile is filled and one begun. */
const BATCH_ENTRIES = 256;
/**
 * How long the first leaf waits for company, if others came just before. A batch costs a handful of durable
 * writes, about this long. After a quiet time it does not wait: who comes then is served by the next batch.
 */
const LINGER_MS = 10;
const QUIET_MS = 100;

export class Sequencer {
  readonly #deps: SequencerDeps;
  #log: OpenLog | null = null;
  #waiting: Waiters = new Map();
  #running: Promise<void> | null = null;
  #closed = false;
  /** When the last batch ended; of performance.now(). */
  #endedMs = -Infinity;

  constructor(deps: SequencerDeps) {
    this.#deps = deps;
  }

  /**
   * Enters `leaf`, or finds where it stands; resolves when a published checkpoint covers it.
   * @throws whatever the batch met; entering the leaf again is safe, and needed. Refusal conflict
   *         "ledger/fenced" if another writer took over.
   */
  async enter(leaf: string): Promise<EnteredLeaf> {
    const sizeBytes = Buffer.byteLength(leaf);
    if (sizeBytes === 0 || sizeBytes > LEAF_MAX_BYTES || !leaf.isWellFormed()) {
      throw new Refusal("invalid", "ledger/bad-leaf", "a leaf is a short text", {
        facts: { sizeBytes, maxBytes: LEAF_MAX_BYTES },
      });
    }
    if (this.#closed) throw new Refusal("unavailable", "ledger/closed", "the ledger is stopping");
    return new Promise((resolve, reject) => {
      this.#waiting.set(leaf, [...(this.#waiting.get(leaf) ?? []), { resolve, reject }]);
      this.#running ??= this.#run();
    });
  }

  /** Takes no more leaves and resolves when those that wait were answered. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    const isQuiet = performance.now() > this.#endedMs + QUIET_MS;
    await new Promise((resolve) => setTimeout(resolve, isQuiet ? 0 : LINGER_MS));
    while (this.#waiting.size > 0) {
      const taken = this.#waiting;
      this.#waiting = new Map();
      try {
        await this.#answerAll(taken);
      } catch (error) {
        this.#log = null;
        for (const waiter of [...taken.values()].flat()) waiter.reject(error);
      }
    }
    this.#endedMs = performance.now();
    this.#running = null;
  }

  /** Publishes batches until every leaf of `open` is answered; an answered one is taken out. */
  async #answerAll(open: Waiters): Promise<void> {
    const answer = (entered: EnteredLeaf): void => {
      for (const waiter of open.get(entered.leaf) ?? []) waiter.resolve(entered);
      open.delete(entered.leaf);
    };
    while (open.size > 0) {
      const leaves = [...open.keys()].slice(0, BATCH_ENTRIES);
      const { log, entries } = await this.#publish(leaves);
      for (const { index, leaf } of entries) {
        if (open.has(leaf) && log.head !== null) {
          answer(await this.#proven(log.tree, log.head, index, leaf));
        }
      }
      for (const leaf of leaves) if (open.has(leaf)) answer(await this.#standing(leaf));
    }
  }

  async #publish(leaves: readonly string[]): ReturnType<typeof publishBatch> {
    try {
      return await this.#publishIn(await this.#currentLog(), leaves);
    } catch (error) {
      if (!isRefusal(error, "ledger/later-log")) throw error;
      // Another process began it since this one asked.
      this.#log = null;
      return this.#publishIn(await this.#currentLog(), leaves);
    }
  }

  async #publishIn(log: OpenLog, leaves: readonly string[]): ReturnType<typeof publishBatch> {
    const batch = await publishBatch(this.#deps, log, leaves);
    this.#log = batch.log;
    return batch;
  }

  /**
   * The log of the clock's year; that of a later year, once one has begun. Entries of two logs are in the order of their
   * years, so a clock that is behind, or was set back, must not put a later entry into the earlier log.
   */
  async #currentLog(): Promise<OpenLog> {
    const { agency, clock, ledger } = this.#deps;
    const current = originOf(agency, clock());
    // Names of one agency's logs differ in the year alone.
    if (this.#log !== null && this.#log.tree.origin >= current) return this.#log;
    const newest = await ledger.newestLog(agency);
    if (newest !== null && newest >= current) return openLog(this.#deps, newest);
    // A log that begins ends those before it: what a restored database does not know of them it could not take up any more.
    for (const origin of logsBetween(agency, newest, current))
      await requireCaughtUp(this.#deps, origin);
    return openLog(this.#deps, current);
  }

  /** A leaf that had its place before this batch: a step that runs again, or one a crash left behind. */
  async #standing(leaf: string): Promise<EnteredLeaf> {
    const { ledger, objects } = this.#deps;
    const place = await ledger.locate(leaf);
    assert(place !== null, "a leaf that was placed stands");
    const { origin, index } = place;
    let head = await ledger.headCovering(origin, index);
    if (head === null) {
      // Placed at the end of last year's log by a process that died before it published.
      await publishBatch(this.#deps, await openLog(this.#deps, origin), []);
      head = await ledger.headCovering(origin, index);
    }
    assert(head !== null, "a placed leaf is covered once its log was published");
    checkHead(this.#deps.signer, origin, head);
    return this.#proven(new TileTree(objects, origin, head.size), head, index, leaf);
  }

  async #proven(
    tree: TileTree,
    head: LedgerHead,
    index: number,
    leaf: string,
  ): Promise<EnteredLeaf> {
    const inclusion = await proveInclusion(index, head.size, tree.nodes);
    if (!verifyInclusion(hashLeaf(leaf), index, head.size, inclusion, head.rootSha256)) {
      throw new Refusal("tampered", "ledger/entry-differs", "the leaf is not what its tile holds", {
        fix: "Compare the ledger's entries in the database with its tiles.",
        facts: { index },
      });
    }
    return { origin: tree.origin, index, leaf, head, inclusion };
  }
}
