/** The proof of an entry that goes out of the house: under a checkpoint that others vouch for, with their lines. */
import { Refusal } from "../kernel/refusal.ts";
import { type Nodes, hashLeaf, proveInclusion, verifyInclusion } from "../ledger/merkle.ts";
import { parseNote } from "../ledger/note.ts";
import { type Policy, witnessed } from "../ledger/policy.ts";
import { encodeProof } from "../ledger/tlog-proof.ts";
import type { Anchor, AnchorStore } from "./anchor-store.ts";
import { type LastingDeps, LastingStamps } from "./lasting-stamps.ts";
import type { KeptToken, TokenStore } from "./token-store.ts";
import type { Cosignature, WitnessStore } from "./witness-store.ts";

export interface OutsideProofDeps extends LastingDeps {
  readonly tokens: Pick<TokenStore, "stamped" | "tokens" | "ends">;
  readonly anchors: Pick<AnchorStore, "anchor">;
  readonly witnesses: Pick<WitnessStore, "covering" | "cosignatures">;
  /** Null: nobody is asked to cosign. */
  readonly policy: Policy | null;
  /** Hashes of the first `size` entries of a log. */
  readonly nodes: (origin: string, size: number) => Nodes;
}

export interface OutsideProof {
  /** The text of the tlog-proof. */
  readonly proof: string;
  /** What it is under; its note is what was stamped, and how the note in the proof begins. */
  readonly anchor: Anchor;
  readonly tokens: readonly KeptToken[];
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
 * A tlog-proof under the earliest anchor whose stamp holds and whose cosignatures meet the policy, else the earliest whose
 * stamp holds, else the same with a stamp that is over, else the earliest whose cosignatures meet the policy, else the earliest with one; null without any.
 * @throws Refusal tampered "ledger/entry-differs" if the tiles do not lead from the leaf to the anchor.
 */
export async function outsideProof(
  deps: OutsideProofDeps,
  entered: Entered,
): Promise<OutsideProof | null> {
  const { origin, index } = entered;
  const anchor = (await stampedAnchor(deps, entered)) ?? (await cosignedAnchor(deps, entered));
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
  const proof = encodeProof({ index, inclusion, note: cosignedNote(anchor, lines) });
  return { proof, anchor, tokens: await deps.tokens.tokens(origin, anchor.size) };
}

/** The anchor's note with the lines of its witnesses behind the log's own. */
const cosignedNote = ({ note }: Anchor, lines: readonly Cosignature[]): string =>
  `${note}${lines.map(({ line }) => line).join("")}`;

async function stampedAnchor(deps: OutsideProofDeps, entered: Entered): Promise<Anchor | null> {
  const { origin, index } = entered;
  const lasting = new LastingStamps(deps, origin);
  const stamped = await lasting.over(index);
  if (stamped === null || deps.policy === null) return stamped;
  const mustHold = await lasting.holds(stamped);
  for await (const anchor of cosignedAnchors(deps, deps.policy, entered)) {
    const isStamped = (await deps.tokens.ends(origin, anchor.size)).length > 0;
    if (isStamped && (!mustHold || (await lasting.holds(anchor)))) return anchor;
  }
  return stamped;
}

async function cosignedAnchor(deps: OutsideProofDeps, entered: Entered): Promise<Anchor | null> {
  const { anchors, witnesses, policy } = deps;
  const { origin, index } = entered;
  if (policy !== null) {
    for await (const anchor of cosignedAnchors(deps, policy, entered)) return anchor;
  }
  const [first] = await witnesses.covering(origin, index, 1);
  return first === undefined ? null : anchors.anchor(origin, first.size);
}

/** Anchors over the entry whose cosignatures meet the policy, the smallest first. */
async function* cosignedAnchors(
  { anchors, witnesses }: OutsideProofDeps,
  policy: Policy,
  { origin, index }: Entered,
): AsyncGenerator<Anchor> {
  const lines = await witnesses.covering(origin, index, MAX_LINES);
  for (const size of new Set(lines.map((line) => line.size))) {
    const anchor = await anchors.anchor(origin, size);
    if (anchor === null) continue;
    const own = lines.filter((each) => each.size === size);
    const note = parseNote(cosignedNote(anchor, own));
    if (note !== null && witnessed(policy, note).isMet) yield anchor;
  }
}
