/** LedgerStore in memory. */
import type { Sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { agencyOf } from "../../services/ledger/checkpoint.ts";
import type {
  LedgerEntry,
  LedgerHead,
  LedgerStore,
  LedgerWriter,
} from "../../services/ledger/ledger-store.ts";

interface Log {
  fence: number;
  readonly entries: string[];
  readonly heads: LedgerHead[];
  takenUp: { first: number; last: number }[];
}

export class MemoryLedgerStore implements LedgerStore {
  readonly #logs = new Map<string, Log>();

  async locate(leaf: string): Promise<{ origin: string; index: number } | null> {
    for (const [origin, { entries }] of this.#logs) {
      const index = entries.indexOf(leaf);
      if (index >= 0) return { origin, index };
    }
    return null;
  }

  async about(digest: Sha256, limit: number) {
    return [...this.#logs]
      .toSorted(([one], [other]) => one.localeCompare(other))
      .flatMap(([origin, { entries }]) => entries.map((leaf, index) => ({ origin, index, leaf })))
      .filter(({ leaf }) => /sha256 ([0-9a-f]{64})/.exec(leaf)?.[1] === digest)
      .slice(0, limit);
  }

  async newestLog(agency: string): Promise<string | null> {
    const own = [...this.#logs].filter(([origin]) => agencyOf(origin) === agency);
    const begun = own.filter(([, { entries, heads }]) => entries.length + heads.length > 0);
    return (
      begun
        .map(([origin]) => origin)
        .toSorted()
        .at(-1) ?? null
    );
  }

  async acquire(origin: string): Promise<LedgerWriter> {
    const log = this.#log(origin);
    log.fence += 1;
    return { origin, fence: log.fence };
  }

  async place(writer: LedgerWriter, leaves: readonly string[]): Promise<readonly LedgerEntry[]> {
    const log = this.#fenced(writer);
    const published = log.heads.at(-1)?.size ?? 0;
    const newest = await this.newestLog(agencyOf(writer.origin));
    if (leaves.length > 0 && newest !== null && newest > writer.origin)
      throw new Refusal("conflict", "ledger/later-log", "a log of a later year has begun");
    const standing = new Set([...this.#logs.values()].flatMap(({ entries }) => entries));
    for (const leaf of new Set(leaves)) if (!standing.has(leaf)) log.entries.push(leaf);
    return this.entries(writer.origin, published, Infinity);
  }

  async takeUp(writer: LedgerWriter, first: number, leaves: readonly string[]): Promise<void> {
    const log = this.#fenced(writer);
    if (first < (log.heads.at(-1)?.size ?? 0))
      throw new Refusal("conflict", "ledger/head-behind", "a longer head is published");
    const others = [...this.#logs.values()].flatMap((each) =>
      each === log ? each.entries.slice(0, first) : each.entries,
    );
    if (leaves.some((leaf) => others.includes(leaf)))
      throw new Refusal("conflict", "ledger/two-places", "it stands in another log");
    log.entries.splice(first, Infinity, ...leaves);
    log.takenUp = log.takenUp.filter((each) => each.first < first);
    if (leaves.length > 0) log.takenUp.push({ first, last: first + leaves.length - 1 });
  }

  async entries(origin: string, first: number, last: number): Promise<readonly LedgerEntry[]> {
    return this.#log(origin)
      .entries.map((leaf, index) => ({ index, leaf }))
      .filter(({ index }) => index >= first && index <= last);
  }

  async publish(writer: LedgerWriter, head: LedgerHead): Promise<void> {
    const { heads } = this.#fenced(writer);
    const newest = heads.at(-1);
    if (newest !== undefined && newest.size > head.size) {
      throw new Refusal("conflict", "ledger/head-behind", "a longer head is published");
    }
    if (newest?.size !== head.size) heads.push(head);
    else if (newest.rootSha256 !== head.rootSha256) {
      throw new Refusal("conflict", "ledger/two-roots", "another root is published");
    }
  }

  async head(origin: string): Promise<LedgerHead | null> {
    return this.#log(origin).heads.at(-1) ?? null;
  }

  async headCovering(origin: string, index: number): Promise<LedgerHead | null> {
    return this.#log(origin).heads.find(({ size }) => size > index) ?? null;
  }

  /** Logs with a head. */
  origins(): string[] {
    return [...this.#logs].filter(([, { heads }]) => heads.length > 0).map(([origin]) => origin);
  }

  /** Every head that was published, the smallest first. */
  heads(origin: string): readonly LedgerHead[] {
    return this.#log(origin).heads;
  }

  takenUp(origin: string): readonly { readonly first: number; readonly last: number }[] {
    return this.#log(origin).takenUp;
  }

  /** What someone with the database in his hands could do. */
  overwriteEntry(origin: string, index: number, leaf: string): void {
    this.#log(origin).entries[index] = leaf;
  }

  overwriteHead(origin: string, changes: Partial<LedgerHead>): void {
    const { heads } = this.#log(origin);
    heads.push({ ...heads.pop()!, ...changes });
  }

  #log(origin: string): Log {
    const log = this.#logs.get(origin) ?? { fence: 0, entries: [], heads: [], takenUp: [] };
    this.#logs.set(origin, log);
    return log;
  }

  #fenced({ origin, fence }: LedgerWriter): Log {
    const log = this.#log(origin);
    if (fence > 0 && log.fence === fence) return log;
    throw new Refusal("conflict", "ledger/fenced", "another process writes this log now");
  }
}
