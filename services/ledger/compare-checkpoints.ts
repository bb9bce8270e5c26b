/** Two checkpoints of one log from different hands: the same, one continues the other, or two histories. */
import type { Sha256 } from "../kernel/digest.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { type Nodes, proveConsistency, rootAt, verifyConsistency } from "./merkle.ts";

/** What shows that the longer one continues the shorter. */
export interface ConsistencyEvidence {
  /** A proof between exactly these sizes (RFC 6962 §2.1.2); null: none at hand. */
  readonly proof: readonly Sha256[] | null;
  /** Hashes of a tree of `size` entries, said to be the longer one; null: none at hand. */
  readonly nodes: ((size: number) => Nodes) | null;
}

export type Comparison =
  | { readonly is: "same" }
  | { readonly is: "continues"; readonly longer: "a" | "b" }
  /** `size`: where they part; `roots`: what each makes of so many entries. */
  | { readonly is: "fork"; readonly size: number; readonly roots: readonly [Sha256, Sha256] }
  | { readonly is: "other-logs" }
  /** Nothing is shown either way. */
  | {
      readonly is: "open";
      readonly why: "no-evidence" | "proof-does-not-fit" | "tiles-are-of-another-tree";
    };

/** Signatures are the caller's matter. @throws whatever reading the tiles throws. */
export async function compareCheckpoints(
  a: Checkpoint,
  b: Checkpoint,
  { proof, nodes }: ConsistencyEvidence,
): Promise<Comparison> {
  if (a.origin !== b.origin) return { is: "other-logs" };
  if (a.size === b.size) {
    return a.rootSha256 === b.rootSha256
      ? { is: "same" }
      : { is: "fork", size: a.size, roots: [a.rootSha256, b.rootSha256] };
  }
  const [shorter, longer] = a.size < b.size ? [a, b] : [b, a];
  const continues = { is: "continues", longer: longer === a ? "a" : "b" } as const;
  const fits = (path: readonly Sha256[], root = shorter.rootSha256): boolean =>
    verifyConsistency(
      { size: shorter.size, root },
      { size: longer.size, root: longer.rootSha256 },
      path,
    );
  if (proof !== null && fits(proof)) return continues;
  if (nodes === null)
    return { is: "open", why: proof === null ? "no-evidence" : "proof-does-not-fit" };
  const tree = nodes(longer.size);
  if ((await rootAt(longer.size, tree)) !== longer.rootSha256) {
    return { is: "open", why: "tiles-are-of-another-tree" };
  }
  const past = await rootAt(shorter.size, tree);
  const path = await proveConsistency(shorter.size, longer.size, tree);
  // Other tiles make the past than make the longer root: one that is damaged must not pass for another history.
  if (!fits(path, past)) return { is: "open", why: "tiles-are-of-another-tree" };
  if (past === shorter.rootSha256) return continues;
  const roots = shorter === a ? ([a.rootSha256, past] as const) : ([past, b.rootSha256] as const);
  return { is: "fork", size: shorter.size, roots };
}
