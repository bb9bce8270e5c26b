/** The proof of an entry that goes out of the house: under a checkpoint that others vouch for, with their lines. */
import { Refusal } from "../kernel/refusal.ts";
import { type Nodes, hashLeaf, proveInclusion, verifyInclusion } from "../ledger/merkle.ts";
import { parseNote } from "../ledger/note.ts";
import { type Policy, witnessed } from "../ledger/policy.ts";
import { encodeProof } from "../ledger/tlog-proof.ts";
import type { Anchor, AnchorStore } from "./anchor-store.ts";
import type { Cosignature, WitnessStore } from "./witness-store.ts";

export interface OutsideProofDeps {
  readonly anchors: Pick<AnchorStore, "anchor">;
  readonly witnesses: Pick<WitnessStore, "covering" | "cosignatures">;
  /** Null: nobody is asked to cosign. */
  readonly policy: Policy | null;
  /** Hashes of the first `size` entries of a log. */
  readonly nodes: (origin: string, size: number) => Nodes;
}

/** An entry with its place. */
export interface Entered {
  readonly origin: string;
  readonly index: number;
  readonly leaf: string;
}

/** As many as are looked through for a quorum: an hour of anchors and a dozen witnesses. */
const MAX_LINES = 720;

/**
 * A tlog-proof under the earliest anchor whose cosignatures meet the policy, else under the earliest that has one; null without any.
 * @throws Refusal tampered "ledger/entry-differs" if the tiles do not lead from the leaf to the anchor.
 */
export async function outsideProof(
  deps: OutsideProofDeps,
  entered: Entered,
): Promise<string | null> {
  const { origin, index } = entered;
  const size = await cosignedSize(deps, entered);
  const anchor = size === null ? null : await deps.anchors.anchor(origin, size);
  if (anchor === null) return null;
  const lines = await deps.witnesses.cosignatures(origin, anchor.size);
  const inclusion = await proveInclusion(index, anchor.size, deps.nodes(origin, anchor.size));
  const { leaf } = entered;
  if (!verifyInclusion(hashLeaf(leaf), index, anchor.size, inclusion, anchor.rootSha256)) {
    throw new Refusal("tampered", "ledger/entry-differs", "the leaf is not what its tile holds", {
      fix: "Compare the ledger's entries in the database with its tiles.",
      facts: { index },
    });
  }
  return encodeProof({ index, inclusion, note: cosignedNote(anchor, lines) });
}

/** The anchor's note with the lines of its witnesses behind the log's own. */
const cosignedNote = ({ note }: Anchor, lines: readonly Cosignature[]): string =>
  `${note}${lines.map(({ line }) => line).join("")}`;

async function cosignedSize(
  { anchors, witnesses, policy }: OutsideProofDeps,
  { origin, index }: Entered,
): Promise<number | null> {
  const lines = await witnesses.covering(origin, index, MAX_LINES);
  const sizes = [...new Set(lines.map(({ size }) => size))];
  if (policy === null) return sizes[0] ?? null;
  for (const size of sizes) {
    const anchor = await anchors.anchor(origin, size);
    if (anchor === null) continue;
    const note = parseNote(
      cosignedNote(
        anchor,
        lines.filter((each) => each.size === size),
      ),
    );
    if (note !== null && witnessed(policy, note).isMet) return size;
  }
  return sizes[0] ?? null;
}
