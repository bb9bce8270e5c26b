/** Use case: whether the ledger would take an entry now, also while nobody has one. Reads only, and takes the log from no writer. */
import type { Clock } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { originOf } from "./checkpoint.ts";
import { requireCaughtUp } from "./caught-up.ts";
import { type CheckpointSigner, type SignedHead, requireExtension } from "./checkpoint-signer.ts";
import type { LedgerHead, LedgerStore } from "./ledger-store.ts";
import { EMPTY_ROOT, hashLeaf, proveConsistency, rootAt } from "./merkle.ts";
import { checkHead, entryDiffers, tilesDiffer } from "./publish-batch.ts";
import { type StoppingCode, isStoppingCode, stopKind } from "./stopped.ts";
import { type TileObjects, TileTree } from "./tile-tree.ts";
import { TILE_WIDTH } from "./tile.ts";

export interface LookDeps {
  readonly ledger: Pick<LedgerStore, "newestLog" | "head" | "entries">;
  readonly objects: TileObjects & Pick<ObjectStore, "under">;
  readonly signer: Pick<CheckpointSigner, "verifierKey" | "lastSigned">;
  readonly agency: string;
  readonly clock: Clock;
  /** @throws Refusal if the store is another one: then nothing is missing from the right one. */
  readonly sameStore: () => Promise<void>;
  /** Keeps what was seen for who asks; null: the ledger would take an entry. */
  readonly keep: (agency: string, code: StoppingCode | null) => Promise<void>;
}

/**
 * What would stop it; null: nothing. It is told once it was seen twice: a bit that flips on the way here stops nothing.
 * @throws Refusal unavailable where store, database or signer do not answer: then nothing is known, and nothing is kept.
 */
export async function lookAtLedger(deps: LookDeps): Promise<StoppingCode | null> {
  const code = (await stopOf(deps)) === null ? null : await stopOf(deps);
  if (code !== null && stopKind(code) === "files") await deps.sameStore();
  await deps.keep(deps.agency, code);
  return code;
}

async function stopOf(deps: LookDeps): Promise<StoppingCode | null> {
  try {
    await requireSound(deps);
    return null;
  } catch (error) {
    if (isRefusal(error) && isStoppingCode(error.code)) return error.code;
    throw error;
  }
}

/** What a writer meets before it signs: the head, the tiles under it, the entries of the tile it goes on with, the signer's memory. */
async function requireSound(deps: LookDeps): Promise<void> {
  const { ledger, objects, signer } = deps;
  const origin = await logToWrite(deps);
  // The signer's word before the rest: what it signed was placed earlier, so that a batch under way is never taken for a loss.
  const signed = await signer.lastSigned(origin);
  const head = await ledger.head(origin);
  const tree = new TileTree(objects, origin, head?.size ?? 0);
  if (head !== null) {
    checkHead(signer, origin, head);
    if ((await rootAt(tree.size, tree.nodes)) !== head.rootSha256) throw tilesDiffer();
  }
  const placed = await requireEntries(deps, tree, signed);
  await requireMemory(tree, head, signed, placed);
  await requireCaughtUp(deps, origin);
}

/** As the writer chooses it (`Sequencer`). */
async function logToWrite({ agency, clock, ledger }: LookDeps): Promise<string> {
  const current = originOf(agency, clock());
  const newest = await ledger.newestLog(agency);
  return newest !== null && newest > current ? newest : current;
}

/** Answers how many entries have a place, up to what was signed. */
async function requireEntries(
  { ledger }: LookDeps,
  tree: TileTree,
  signed: SignedHead | null,
): Promise<number> {
  const { origin, size } = tree;
  const held = size % TILE_WIDTH;
  const last = Math.max(size, signed?.size ?? 0) - 1;
  const rows = last < size - held ? [] : await ledger.entries(origin, size - held, last);
  const hashes = held === 0 ? [] : await tree.tile(0, Math.floor(size / TILE_WIDTH));
  const isSame = hashes.every((hash, at) => {
    const leaf = rows[at]?.leaf;
    return leaf !== undefined && hashLeaf(leaf) === hash;
  });
  if (!isSame) throw entryDiffers();
  return size - held + rows.length;
}

/** What was signed and not published is signed again by the next batch, if its entries are still there. */
async function requireMemory(
  tree: TileTree,
  head: LedgerHead | null,
  signed: SignedHead | null,
  placed: number,
): Promise<void> {
  const { size } = tree;
  if (signed === null || (signed.size > size && signed.size <= placed)) return;
  const isBehind = signed.size > size;
  const path = isBehind ? [] : await proveConsistency(signed.size, size, tree.nodes);
  requireExtension(signed, { size, rootSha256: head?.rootSha256 ?? EMPTY_ROOT }, path);
}
