/** Use case: the proof of a leaf, made anew from the tiles under the first head that covers it. */
import type { ObjectStore } from "../objects/object-store.ts";
import type { LedgerStore } from "./ledger-store.ts";
import { proveInclusion } from "./merkle.ts";
import { TileTree } from "./tile-tree.ts";
import { encodeProof } from "./tlog-proof.ts";

export interface ProveLeafDeps {
  readonly ledger: Pick<LedgerStore, "locate" | "headCovering">;
  readonly objects: ObjectStore;
}

export interface ProvenLeaf {
  readonly origin: string;
  readonly index: number;
  /** C2SP tlog-proof. */
  readonly proof: string;
}

/** Null while no published head covers it. */
export async function proveLeaf(
  { ledger, objects }: ProveLeafDeps,
  leaf: string,
): Promise<ProvenLeaf | null> {
  const place = await ledger.locate(leaf);
  const head = place === null ? null : await ledger.headCovering(place.origin, place.index);
  if (place === null || head === null) return null;
  const { origin, index } = place;
  const { nodes } = new TileTree(objects, origin, head.size);
  const inclusion = await proveInclusion(index, head.size, nodes);
  return { origin, index, proof: encodeProof({ index, inclusion, note: head.note }) };
}
