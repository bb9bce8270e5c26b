/** The root over ever more leaves in memory that grows with their logarithm: for whoever reads a whole log once. */
import type { Sha256 } from "../kernel/digest.ts";
import { EMPTY_ROOT, type Nodes, hashChildren } from "./merkle.ts";

export class Frontier {
  /** Roots of complete subtrees from the left, each with how many leaves it spans. */
  readonly #peaks: { readonly spans: number; readonly hash: Sha256 }[] = [];
  #size = 0;

  /** Over the first `size` leaves of a tree, whose root its caller holds against one that is signed. */
  static async at(size: number, nodes: Nodes): Promise<Frontier> {
    const frontier = new Frontier();
    for (let level = Math.floor(Math.log2(size)); frontier.#size < size; level -= 1) {
      const spans = 2 ** level;
      if (frontier.#size + spans > size) continue;
      frontier.#peaks.push({ spans, hash: await nodes(level, frontier.#size / spans) });
      frontier.#size += spans;
    }
    return frontier;
  }

  get size(): number {
    return this.#size;
  }

  push(leafHash: Sha256): void {
    this.#size += 1;
    let peak = { spans: 1, hash: leafHash };
    for (let last = this.#peaks.at(-1); last?.spans === peak.spans; last = this.#peaks.at(-1)) {
      peak = { spans: peak.spans * 2, hash: hashChildren(last.hash, peak.hash) };
      this.#peaks.pop();
    }
    this.#peaks.push(peak);
  }

  /** As `rootOf` over all leaves that were pushed (RFC 6962 §2.1). */
  root(): Sha256 {
    const [last, ...rest] = this.#peaks.map(({ hash }) => hash).reverse();
    if (last === undefined) return EMPTY_ROOT;
    return rest.reduce((right, left) => hashChildren(left, right), last);
  }
}
