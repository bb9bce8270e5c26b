/** A tile with everything that follows from it, and the memory that all trees of a process share of those that never change. */
import type { Sha256 } from "../kernel/digest.ts";
import { hashChildren } from "./merkle.ts";

/** A tile's hashes, then those of complete pairs, and so on up: 9 rows if the tile is full. */
export type Pyramid = readonly [readonly Sha256[], ...(readonly Sha256[])[]];

/** About 50 KiB each in memory. */
const KEPT = 64;

export function pyramidOver(hashes: readonly Sha256[]): Pyramid {
  const pyramid: [readonly Sha256[], ...(readonly Sha256[])[]] = [hashes];
  for (let row = hashes; row.length > 1; pyramid.push(row)) row = pairsOf(row);
  return pyramid;
}

function pairsOf(row: readonly Sha256[]): Sha256[] {
  const pairs: Sha256[] = [];
  for (let at = 1; at < row.length; at += 2) {
    const [left, right] = [row[at - 1], row[at]];
    if (left !== undefined && right !== undefined) pairs.push(hashChildren(left, right));
  }
  return pairs;
}

/**
 * Full tiles above the leaves, the longest unused of which are forgotten: one stands for 65,536 entries, so every proof of a long
 * log needs one. Only for who makes proofs, which are checked against a signed root: a writer and an audit read anew.
 */
export class FullTiles {
  readonly #kept = new Map<string, Pyramid>();

  get(name: string): Pyramid | undefined {
    const found = this.#kept.get(name);
    if (found !== undefined) {
      this.#kept.delete(name);
      this.#kept.set(name, found);
    }
    return found;
  }

  keep(name: string, pyramid: Pyramid): void {
    this.#kept.set(name, pyramid);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}
