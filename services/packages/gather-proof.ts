/** Proofs that a package takes along: where a leaf stands, the files that show it, and what vouches for its checkpoint. */
import type { CarriedRenewal } from "../anchors/carried-renewals.ts";
import type { Entered, OutsideProof } from "../anchors/outside-proof.ts";
import { renewalFiles } from "../anchors/proof-paths.ts";
import { renewalLeaf } from "../anchors/renewal.ts";
import type { EnteredLeaf } from "../ledger/sequencer.ts";
import { encodeProof } from "../ledger/tlog-proof.ts";
import { type PackageFile, fileOf } from "./contents.ts";
import { renewalFilesOf, timestampFiles } from "./timestamp-files.ts";

export interface ProofDeps {
  /** Finds the proof of a leaf that stands; a leaf is entered at most once. */
  readonly ledger: { enter(leaf: string): Promise<EnteredLeaf> };
  /** The proof under a checkpoint that others vouch for; null: there is none yet. */
  readonly outside: (entered: Entered) => Promise<OutsideProof | null>;
  /** Renewals that hold the stamps over a checkpoint. */
  readonly renewed: (checkpoint: OutsideProof["anchor"]) => Promise<readonly CarriedRenewal[]>;
}

export interface GatheredPart {
  /** The log that its proof leads to; null: it has none. */
  readonly origin: string | null;
  readonly files: readonly PackageFile[];
}

/** Where a leaf stands, and the files that prove it; the ledger takes a leaf once. */
export async function proven(deps: ProofDeps, path: string, leaf: string): Promise<GatheredPart> {
  const entered = await deps.ledger.enter(leaf);
  const inside = encodeProof({ ...entered, note: entered.head.note });
  return { origin: entered.origin, files: await proofFiles(deps, path, entered, inside) };
}

/** The proof that goes out, and what vouches for its checkpoint; `inside`: the one there is in any case. */
export async function proofFiles(
  deps: ProofDeps,
  path: string,
  entered: Entered,
  inside: string,
): Promise<PackageFile[]> {
  const found = await deps.outside(entered);
  if (found === null) return [fileOf(path, inside)];
  const files = [fileOf(path, found.proof), ...timestampFiles(found)];
  if (found.tokens.length === 0) return files;
  for (const carried of await deps.renewed(found.anchor)) {
    files.push(...renewalFilesOf(carried), ...(await entryOf(deps, carried.renewal)));
  }
  return files;
}

/** The proof that the ledger tells of a renewal, once it does. */
async function entryOf(
  { ledger }: ProofDeps,
  renewal: CarriedRenewal["renewal"],
): Promise<PackageFile[]> {
  if (!renewal.isEntered) return [];
  const entered = await ledger.enter(renewalLeaf(renewal.text, renewal));
  const proof = encodeProof({ ...entered, note: entered.head.note });
  return [fileOf(renewalFiles(renewal).proof, proof)];
}
