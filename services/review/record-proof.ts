/** Use case: how one custody event or action stands in the ledger, with all that it takes to check it alone. */
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { batchHashes } from "../ledger/enter-records.ts";
import { proveInclusion, rootOf } from "../ledger/merkle.ts";
import { type ProveLeafDeps, proveLeaf } from "../ledger/prove-leaf.ts";
import type { RecordPlace, RecordStore } from "../ledger/record-store.ts";
import type { RecordProofBody } from "./record-schema.ts";

export interface RecordProofDeps extends ProveLeafDeps {
  readonly records: Pick<RecordStore, "placeOf">;
}

/** Event `index` of an item, or action `index` for null. @throws Refusal conflict "review/not-in-ledger-yet". */
export async function recordProof(
  deps: RecordProofDeps,
  itemId: ItemId | null,
  index: number,
): Promise<RecordProofBody> {
  const place = await deps.records.placeOf(itemId, index);
  const proven = place === null ? null : await proveLeaf(deps, place.leaf);
  if (place === null || proven === null) throw notYet();
  return {
    leaf: place.leaf,
    saltHex: place.salt === null ? null : Buffer.from(place.salt).toString("hex"),
    batch: await batchProof(place),
    ledger: proven,
  };
}

async function batchProof({ batch }: RecordPlace): Promise<RecordProofBody["batch"]> {
  if (batch === null) return null;
  const { digests, place } = batch;
  const hashes = batchHashes(digests);
  const inclusion = await proveInclusion(place, hashes.length, (level, at) => {
    const width = 2 ** level;
    return Promise.resolve(rootOf(hashes.slice(at * width, (at + 1) * width)));
  });
  return { place, size: hashes.length, inclusion };
}

const notYet = (): Refusal =>
  new Refusal("conflict", "review/not-in-ledger-yet", "the ledger does not tell of it yet", {
    fix: "Accesses and actions are entered by the hour: ask again in the next one. Other events are told by the signed manifests.",
  });
