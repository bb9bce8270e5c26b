/** A stretch of a log: one bundle of entries, and the tiles that end with it. */
import { TILE_WIDTH, type Tile, tilePath, tileWidth } from "../ledger/tile.ts";
import { ledgerKey } from "../objects/object-key.ts";
import type { ObjectRef, ObjectStore } from "../objects/object-store.ts";

/** Levels and indexes of the tiles whose last hash comes of `bundle` in a log of `size` entries: that of level 0, and some above it. */
export function tilesEndingWith(
  bundle: number,
  size: number,
): readonly (readonly [number, number])[] {
  const tiles: [number, number][] = [[0, bundle]];
  for (let level = 1; ; level += 1) {
    const spans = TILE_WIDTH ** level;
    const hash = Math.floor((bundle * TILE_WIDTH) / spans);
    const endsHash = (bundle + 1) * TILE_WIDTH === (hash + 1) * spans;
    if (!endsHash || (bundle + 1) * TILE_WIDTH > size) return tiles;
    const index = Math.floor(hash / TILE_WIDTH);
    if (hash === index * TILE_WIDTH + tileWidth(level, index, size) - 1) tiles.push([level, index]);
  }
}

/** Files of the stretch that will never change: those are locked. */
export function fullFiles(bundle: number, size: number): readonly Tile[] {
  const tiles = tilesEndingWith(bundle, size).map(([level, index]): Tile => {
    return { level, index, width: tileWidth(level, index, size) };
  });
  const entries: Tile = { level: "entries", index: bundle, width: tileWidth(0, bundle, size) };
  return [entries, ...tiles].filter(({ width }) => width === TILE_WIDTH);
}

/** Null: the store has none. */
export const findFile = (
  objects: Pick<ObjectStore, "find">,
  origin: string,
  tile: Tile,
): Promise<ObjectRef | null> => objects.find(ledgerKey(origin, tilePath(tile)));
