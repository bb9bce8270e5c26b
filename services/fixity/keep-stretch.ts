/**
 * Prolongs the locks of a log's full files, a stretch each time it is audited. The floor was counted from the day they were full,
 * and a proof needs tiles of the whole log: so they are locked for as long again as evidence is at least, for as long
 * as the house runs, and never for less than anything that their entries tell of. Leaves hold digests and no names: to
 * keep them longer than evidence gives nobody away.
 */
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import { parseLeaf } from "../ledger/leaf.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import { TILE_WIDTH, type Tile } from "../ledger/tile.ts";
import { holdLocked } from "../objects/hold-locked.ts";
import type { ObjectLock, ObjectStore } from "../objects/object-store.ts";
import { floorAfter } from "../sealing/retention-floor.ts";
import type { Retention } from "../sealing/seal-manifest.ts";
import type { FixityStore } from "./fixity-store.ts";
import { findFile, fullFiles } from "./stretch.ts";
import type { LedgerTarget } from "./target.ts";

export interface KeepDeps {
  readonly objects: Pick<ObjectStore, "find" | "head" | "lock">;
  readonly ledger: Pick<LedgerStore, "head" | "entries">;
  readonly fixity: Pick<FixityStore, "lockedUntil">;
  readonly retention: Retention;
  /** In milliseconds: it is done again within it. */
  readonly periodMs: number;
  readonly clock: Clock;
}

/**
 * Answers the shortest lock of the stretch as the store shows it then; null where nothing is full yet.
 * @throws Refusal unavailable "objects/lock-not-kept".
 */
export async function keepStretch(
  deps: KeepDeps,
  { origin, bundle }: LedgerTarget,
): Promise<ObjectLock | null> {
  const size = (await deps.ledger.head(origin))?.size ?? 0;
  const files = fullFiles(bundle, size);
  if (files.length === 0) return null;
  const { floor, mode } = deps.retention;
  const now = deps.clock();
  const ends = [floorAfter(now, floor), plusMs(now, 2 * deps.periodMs)];
  const ofItems = await deps.fixity.lockedUntil(await itemsIn(deps, origin, bundle));
  if (ofItems !== null) ends.push(ofItems);
  const locks: ObjectLock[] = [];
  for (const file of files) {
    const ref = await findFile(deps.objects, origin, file);
    if (ref === null) continue; // the audit tells that
    const below = await locksBelow(deps, origin, file);
    const until = latest([...ends, ...below]);
    locks.push(await holdLocked(deps.objects, ref, { mode, until }));
  }
  return shortest(locks);
}

export const shortest = (locks: readonly ObjectLock[]): ObjectLock | null =>
  locks.reduce<ObjectLock | null>((least, lock) => {
    if (least === null) return lock;
    return {
      mode: [least.mode, lock.mode].includes("governance") ? "governance" : "compliance",
      until: least.until < lock.until ? least.until : lock.until,
    };
  }, null);

async function itemsIn(
  { ledger }: KeepDeps,
  origin: string,
  bundle: number,
): Promise<readonly ItemId[]> {
  const first = bundle * TILE_WIDTH;
  const entries = await ledger.entries(origin, first, first + TILE_WIDTH - 1);
  const ids = entries.flatMap(({ leaf: text }) => {
    const leaf = parseLeaf(text);
    return leaf !== null && "itemId" in leaf ? [leaf.itemId] : [];
  });
  return [...new Set(ids)];
}

/** A tile of tiles stands as long as each of them. */
async function locksBelow(
  { objects }: KeepDeps,
  origin: string,
  { level, index }: Tile,
): Promise<readonly UtcInstant[]> {
  if (level === "entries" || level === 0) return [];
  const ends: UtcInstant[] = [];
  for (let at = 0; at < TILE_WIDTH; at += 1) {
    const below = { level: level - 1, index: index * TILE_WIDTH + at, width: TILE_WIDTH };
    const ref = await findFile(objects, origin, below);
    const lock = ref === null ? null : (await objects.head(ref)).lock;
    if (lock !== null) ends.push(lock.until);
  }
  return ends;
}

const latest = (ends: readonly UtcInstant[]): UtcInstant =>
  ends.reduce((last, end) => (end > last ? end : last));
