/** AnchorStore in memory, over the heads of a LedgerStore in memory. */
import type { Anchor, AnchorStore, AnchoredLog } from "../../services/anchors/anchor-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { MemoryLedgerStore } from "./ledger-store.ts";

export class MemoryAnchorStore implements AnchorStore {
  readonly #ledger: MemoryLedgerStore;
  readonly #anchors: Anchor[] = [];

  constructor(ledger: MemoryLedgerStore) {
    this.#ledger = ledger;
  }

  async logs(): Promise<readonly AnchoredLog[]> {
    return this.#ledger
      .origins()
      .sort()
      .map((origin) => ({
        origin,
        headSize: this.#ledger.heads(origin).at(-1)?.size ?? 0,
        anchor: pick(this.#of(origin).at(-1)),
      }));
  }

  async choose(
    origin: string,
    size: number,
    after: number | null,
    chosenAt: UtcInstant,
  ): Promise<boolean> {
    const head = this.#ledger.heads(origin).find((each) => each.size === size);
    const newest = this.#of(origin).at(-1)?.size ?? null;
    if (head === undefined || newest !== after || size <= (after ?? -1)) return false;
    this.#anchors.push({ origin, size, rootSha256: head.rootSha256, note: head.note, chosenAt });
    return true;
  }

  async anchor(origin: string, size: number): Promise<Anchor | null> {
    return this.#of(origin).find((anchor) => anchor.size === size) ?? null;
  }

  async newest(origin: string): Promise<Anchor | null> {
    return this.#of(origin).at(-1) ?? null;
  }

  async covering(origin: string, index: number, limit: number): Promise<readonly Anchor[]> {
    return this.#of(origin)
      .filter(({ size }) => size > index)
      .slice(0, limit);
  }

  /** In the order in which they were chosen. */
  all(): readonly Anchor[] {
    return this.#anchors;
  }

  /** The largest of each log, by the log's name. */
  newestOfEach(): readonly Anchor[] {
    const newest = new Map(this.#anchors.map((anchor) => [anchor.origin, anchor]));
    return [...newest.values()].sort((a, b) => (a.origin < b.origin ? -1 : 1));
  }

  #of(origin: string): Anchor[] {
    return this.#anchors.filter((anchor) => anchor.origin === origin);
  }
}

const pick = (anchor: Anchor | undefined): AnchoredLog["anchor"] =>
  anchor === undefined ? null : { size: anchor.size, chosenAt: anchor.chosenAt };
