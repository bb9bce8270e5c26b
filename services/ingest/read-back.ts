/** Reads a stored original once, in flat memory: its digest, its blocks, and whether every received run is in it. */
import { type Hash, createHash } from "node:crypto";
import type { Sha256 } from "../kernel/digest.ts";
import { BLOCK_BYTES, type MoreDigest } from "../evidence/evidence-item.ts";
import type { Run } from "./upload.ts";

export interface ReadBack {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  /** By every algorithm that was asked for. */
  readonly moreDigests: Readonly<Partial<Record<MoreDigest, string>>>;
  readonly blocks: readonly Sha256[];
  /** Runs that are not in the object as they were received. */
  readonly differingRuns: number;
}

type Stretch = Pick<Run, "offsetBytes" | "sizeBytes">;

/** `runs` in order, without gaps. Bytes beyond the last run show in `sizeBytes`. */
export async function readBack(
  source: AsyncIterable<Uint8Array>,
  runs: readonly Run[],
  algorithms: readonly MoreDigest[] = [],
): Promise<ReadBack> {
  const more = algorithms.map((name) => [name, createHash(name)] as const);
  const whole = createHash("sha256");
  const blocks = new StretchDigests(everyBlock());
  // A run that is a block needs no second hash.
  const aligned = runs.filter(isBlock);
  const others = runs.filter((run) => !isBlock(run));
  const received = new StretchDigests(others.values());
  let sizeBytes = 0;
  for await (const chunk of source) {
    whole.update(chunk);
    for (const [, hasher] of more) hasher.update(chunk);
    blocks.update(chunk, sizeBytes);
    received.update(chunk, sizeBytes);
    sizeBytes += chunk.byteLength;
  }
  const ofBlocks = blocks.end();
  const ofRuns = received.end();
  const differing = [
    ...aligned.filter((run) => ofBlocks[run.offsetBytes / BLOCK_BYTES] !== run.sha256),
    ...others.filter((run, index) => ofRuns[index] !== run.sha256),
  ];
  return {
    sha256: whole.digest("hex") as Sha256,
    moreDigests: Object.fromEntries(more.map(([name, hasher]) => [name, hasher.digest("hex")])),
    sizeBytes,
    blocks: ofBlocks,
    differingRuns: differing.length,
  };
}

const isBlock = ({ offsetBytes, sizeBytes }: Run): boolean =>
  offsetBytes % BLOCK_BYTES === 0 && sizeBytes === BLOCK_BYTES;

function* everyBlock(): Generator<Stretch, undefined> {
  for (let offsetBytes = 0; ; offsetBytes += BLOCK_BYTES) {
    yield { offsetBytes, sizeBytes: BLOCK_BYTES };
  }
}

/** Digests of stretches of a stream, in order; the last may end early. What lies between them is passed over. */
class StretchDigests {
  readonly #digests: Sha256[] = [];
  readonly #stretches: Iterator<Stretch, undefined>;
  #current: Stretch | undefined;
  #hash: Hash | null = null;

  constructor(stretches: Iterator<Stretch, undefined>) {
    this.#stretches = stretches;
    this.#current = stretches.next().value;
  }

  /** `chunk` lies at `position` of the stream. */
  update(chunk: Uint8Array, position: number): void {
    const endBytes = position + chunk.byteLength;
    while (this.#current !== undefined && this.#current.offsetBytes < endBytes) {
      const { offsetBytes, sizeBytes } = this.#current;
      const until = offsetBytes + sizeBytes;
      const from = Math.max(0, offsetBytes - position);
      this.#hash ??= createHash("sha256");
      this.#hash.update(chunk.subarray(from, Math.min(until, endBytes) - position));
      if (until > endBytes) return;
      this.#close(this.#hash);
    }
  }

  end(): readonly Sha256[] {
    if (this.#hash !== null) this.#close(this.#hash);
    return this.#digests;
  }

  #close(hash: Hash): void {
    this.#digests.push(hash.digest("hex") as Sha256);
    this.#hash = null;
    this.#current = this.#stretches.next().value;
  }
}
