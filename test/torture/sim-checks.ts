/** What must hold of a simulated house once it is quiet: of each item, of the ledger, and of holds. */
import { expect } from "vitest";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { ItemId, UploadId } from "../../services/kernel/ids.ts";
import { hashLeaf, rootOf } from "../../services/ledger/merkle.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { verifyReceipt } from "../../services/sealing/receipt.ts";
import type { MemoryCheckpointSigner } from "../fakes/checkpoint-signer.ts";
import type { MemoryLedgerStore } from "../fakes/ledger-store.ts";
import type { MemorySealStore } from "../fakes/seal-store.ts";
import { signatures } from "../fixtures/digest-signatures.ts";
import type { memoryStores } from "../fixtures/ingest-server.ts";
import { LOG } from "../fixtures/ledger.ts";

export interface SimSent {
  readonly id: UploadId;
  readonly bytes: Buffer;
}

interface Records {
  readonly seals: MemorySealStore;
  readonly ledger: MemoryLedgerStore;
  readonly heads: MemoryCheckpointSigner;
}
type Stores = ReturnType<typeof memoryStores>;

export async function checkSimulated(
  stores: Stores,
  records: Records,
  sent: readonly SimSent[],
  held: readonly ItemId[],
): Promise<void> {
  const ids = stores.items.all().map(({ id }) => id as string);
  expect(ids.sort()).toEqual(sent.map(({ id }) => id as string).sort());
  for (const { id, bytes } of sent) {
    await checkItem(stores, records, id, bytes);
  }
  await checkLedger(records, sent.length);
  for (const id of held) {
    const { original } = await stores.items.get(id);
    expect((await stores.objects.head(original!.object)).isHeld, "held").toBe(true);
  }
}

/** Each acknowledged byte, one manifest, one leaf, one receipt, one way. */
async function checkItem(
  { items, objects }: Stores,
  { seals, ledger, heads }: Records,
  id: ItemId,
  bytes: Buffer,
): Promise<void> {
  const { original } = await items.get(id);
  expect(objects.bytes(originalKey(id))?.equals(bytes), "acknowledged bytes").toBe(true);
  expect(original?.sha256).toBe(sha256(bytes));
  expect((await objects.head(original!.object)).lock?.mode).toBe("compliance");
  const chain = await items.custody(id);
  expect(firstBreak(chain)).toBeNull();
  const way = chain.map(({ kind }) => kind).filter((kind) => kind !== "held");
  expect(way).toEqual(["received", "verified", "sealed"]);
  const own = await seals.seals(id);
  expect(own).toHaveLength(1);
  const receipt = await seals.receipt(id);
  expect(receipt, "a sealed item has its receipt").not.toBeNull();
  const verdict = await verifyReceipt({ signatures }, receipt!, "", heads.verifierKey(LOG));
  const { manifestSha256 } = own[0]!;
  expect(verdict).toMatchObject({ valid: true, statement: { itemId: id, manifestSha256 } });
  const entries = await ledger.entries(LOG, 0, Infinity);
  expect(entries.filter(({ leaf }) => leaf.includes(id))).toHaveLength(1);
}

/** One root for each size, signed or published, each of which is that of the entries as they stand. */
async function checkLedger({ ledger, heads: signer }: Records, items: number): Promise<void> {
  const entries = await ledger.entries(LOG, 0, Infinity);
  expect(entries).toHaveLength(items);
  const leaves = entries.map(({ leaf }) => hashLeaf(leaf));
  const heads = ledger.heads(LOG);
  for (const { size, rootSha256 } of [...heads, ...signer.signed]) {
    expect(rootSha256, `root of ${size}`).toBe(rootOf(leaves.slice(0, size)));
  }
  const times = heads.map(({ signedAt }) => signedAt as string);
  expect(times, "times of heads").toEqual(times.toSorted());
  expect(heads.at(-1)?.size).toBe(entries.length);
}
