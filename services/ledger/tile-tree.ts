/** A ledger's tree as the object store holds it: reads the tiles a root or proof needs, and adds to them. */
import { allEnded } from "../kernel/all-ended.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import { ledgerKey } from "../objects/object-key.ts";
import type { ObjectRef, ObjectStore } from "../objects/object-store.ts";
import { LEAF_MAX_BYTES } from "./leaf.ts";
import { type Nodes, hashLeaf } from "./merkle.ts";
import { FullTiles, type Pyramid, pyramidOver } from "./tile-pyramid.ts";
import {
  TILE_WIDTH,
  type Tile,
  decodeBundle,
  decodeTile,
  encodeBundle,
  encodeTile,
  tilePath,
  tileWidth,
} from "./tile.ts";

/** Levels of hashes between two levels of tiles: 2^8 = 256. */
const TILE_LEVELS = 8;
/** Tiles kept, about 50 KiB each in memory; a proof needs one or two of each level. */
const CACHE_TILES = 16;
const MAX_FILE_BYTES = TILE_WIDTH * (LEAF_MAX_BYTES + 2);

/** What a tree needs of a store; whoever only reads it need not be able to write. */
export type TileObjects = Pick<ObjectStore, "find" | "read" | "put">;

/** Locks a file that will never change again. */
export type KeepFull = (ref: ObjectRef) => Promise<void>;
const unlocked: KeepFull = () => Promise.resolve();

/** A tile as it becomes, with what follows from its hashes. */
interface Changed {
  readonly tile: Tile & { readonly level: number };
  readonly pyramid: Pyramid;
}

export interface TreeOptions {
  readonly keep?: KeepFull;
  /** What other trees of this process know already. */
  readonly full?: FullTiles;
}

/** The first `size` entries of one log, read from the store; memory stays bounded. A longer one takes over what this one read. */
export class TileTree {
  readonly origin: string;
  readonly size: number;
  readonly #objects: TileObjects;
  readonly #options: TreeOptions;
  /** Begun readings too: the hashes of one proof are asked for at once. */
  readonly #cache = new Map<string, Promise<Pyramid>>();

  constructor(objects: TileObjects, origin: string, size: number, options: TreeOptions = {}) {
    this.#objects = objects;
    this.#options = options;
    this.origin = origin;
    this.size = size;
  }

  /** Hashes of subtrees inside the first `size` entries, for rootAt and the proofs of merkle.ts. */
  readonly nodes: Nodes = async (level, index) => {
    const within = level % TILE_LEVELS;
    const first = index * 2 ** within;
    const tileIndex = Math.floor(first / TILE_WIDTH);
    const pyramid = await this.#tile((level - within) / TILE_LEVELS, tileIndex);
    const hash = pyramid[within]?.[(first - tileIndex * TILE_WIDTH) / 2 ** within];
    assert(hash !== undefined, "a subtree that is asked for is complete");
    return hash;
  };

  /** The hashes of one tile, read anew. */
  async tile(level: number, index: number): Promise<readonly Sha256[]> {
    const width = tileWidth(level, index, this.size);
    return decodeTile(await this.#read({ level, index, width }), width);
  }

  /** Text of the entries in bundle `index`. */
  async bundle(index: number): Promise<string[]> {
    const width = tileWidth(0, index, this.size);
    if (width === 0) return [];
    return decodeBundle(await this.#read({ level: "entries", index, width }), width);
  }

  /**
   * Stores `entries` behind the last one and every tile they change, each file once, and answers the
   * longer tree. The hashes must be those of the entries as the store gives them back, so a bit that
   * flips between memory and disk is found before anything is signed, not years later (Yeti 2022).
   * `held` are the entries of the bundle that is not full yet, from elsewhere than the store: a bit that flipped
   * in its file must not be carried into the full one, which is locked.
   * `check` sees the longer tree before anything is stored. May run again after a failure at any point: it writes the same files.
   * @throws Refusal tampered "ledger/store-differs" if the store does not give back what it took; "ledger/tile-taken";
   *         "ledger/entry-differs" if `held` is not what the tree was made of.
   */
  async append(
    entries: readonly string[],
    held: readonly string[],
    check: (longer: TileTree) => Promise<void> = () => Promise.resolve(),
  ): Promise<TileTree> {
    const longer = new TileTree(
      ...([this.#objects, this.origin, this.size + entries.length, this.#options] as const),
    );
    const firstBundle = Math.floor(this.size / TILE_WIDTH);
    const texts = [...held, ...entries];
    const leaves = texts.map(hashLeaf);
    const known = held.length === 0 ? [] : (await this.#tile(0, firstBundle))[0];
    const isHeld = held.length === this.size % TILE_WIDTH;
    if (!isHeld || known.some((leaf, at) => leaf !== leaves[at])) throw entryDiffers();
    const changed = await this.#changed(leaves.slice(this.size % TILE_WIDTH));
    for (const [path, pyramid] of this.#cache) longer.#remember(path, pyramid);
    for (const each of changed)
      longer.#remember(tilePath(each.tile), Promise.resolve(each.pyramid));
    await check(longer);
    const [stored] = await allEnded([
      this.#appendEntries(firstBundle, texts),
      allEnded(changed.map((each) => this.#store(each))),
    ]);
    if (stored.some((leaf, at) => hashLeaf(leaf) !== leaves[at])) throw storeDiffers();
    return longer;
  }

  /** Stores `texts` from bundle `first` on, side by side; answers them as the store gives them back. */
  async #appendEntries(first: number, texts: readonly string[]): Promise<string[]> {
    const bundles = chunks(texts).map(async (chunk, at) => {
      const tile: Tile = { level: "entries", index: first + at, width: chunk.length };
      return decodeBundle(await this.#write(tile, encodeBundle(chunk)), chunk.length);
    });
    return (await allEnded(bundles)).flat();
  }

  /** The tiles that `leaves` change. What each level becomes follows from them alone, so that all are stored side by side. */
  async #changed(leaves: readonly Sha256[]): Promise<Changed[]> {
    const changed: Changed[] = [];
    for (let [level, added] = [0, leaves]; added.length > 0; level += 1) {
      const tiles = await this.#changedIn(level, added);
      changed.push(...tiles);
      added = tiles.flatMap(({ pyramid }) => pyramid[TILE_LEVELS] ?? []);
    }
    return changed;
  }

  /** The tiles of one level with the hashes `added`. */
  async #changedIn(level: number, added: readonly Sha256[]): Promise<Changed[]> {
    const count = Math.floor(this.size / TILE_WIDTH ** level);
    const first = Math.floor(count / TILE_WIDTH);
    const before = count % TILE_WIDTH === 0 ? [] : (await this.#tile(level, first))[0];
    return chunks([...before, ...added]).map((hashes, at) => ({
      tile: { level, index: first + at, width: hashes.length },
      pyramid: pyramidOver(hashes),
    }));
  }

  async #store({ tile, pyramid: [hashes] }: Changed): Promise<void> {
    const stored = decodeTile(await this.#write(tile, encodeTile(hashes)), tile.width);
    if (stored.some((hash, at) => hash !== hashes[at])) throw storeDiffers();
  }

  async #tile(level: number, index: number): Promise<Pyramid> {
    const width = tileWidth(level, index, this.size);
    const path = tilePath({ level, index, width });
    const begun = this.#cache.get(path);
    const reading = begun ?? this.#pyramid({ level, index, width });
    this.#remember(path, reading);
    return reading;
  }

  async #pyramid(tile: Tile & { readonly level: number }): Promise<Pyramid> {
    const shared = tile.level > 0 && tile.width === TILE_WIDTH ? this.#options.full : undefined;
    const name = `${this.origin}/${tilePath(tile)}`;
    const known = shared?.get(name);
    if (known !== undefined) return known;
    const pyramid = pyramidOver(decodeTile(await this.#read(tile), tile.width));
    if (shared !== undefined && (await this.#agreesAbove(tile, pyramid)))
      shared.keep(name, pyramid);
    return pyramid;
  }

  /** The tile above says the same of this full one: a bit that flipped in one reading must not stay in every proof. */
  async #agreesAbove({ level, index }: { level: number; index: number }, pyramid: Pyramid) {
    const above = await this.#tile(level + 1, Math.floor(index / TILE_WIDTH)).catch(() => null);
    return above?.[0][index % TILE_WIDTH] === pyramid[TILE_LEVELS]?.[0];
  }

  /** As the newest; the longest unused is forgotten. */
  #remember(path: string, pyramid: Promise<Pyramid>): void {
    this.#cache.delete(path);
    this.#cache.set(path, pyramid);
    // What failed is read anew when it is asked for again.
    pyramid.catch(() => this.#cache.delete(path));
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > CACHE_TILES && oldest !== undefined) this.#cache.delete(oldest);
  }

  async #write(tile: Tile, bytes: Buffer): Promise<Buffer> {
    const ref = await this.#objects
      .put(ledgerKey(this.origin, tilePath(tile)), bytes)
      .catch(refuseTaken);
    const stored = await this.#bytesOf(ref);
    if (!stored.equals(bytes)) throw storeDiffers();
    // Before any head over it is signed. What is not full yet is of no use once a longer one stands.
    if (tile.width === TILE_WIDTH) await (this.#options.keep ?? unlocked)(ref);
    return stored;
  }

  async #read(tile: Tile): Promise<Buffer> {
    const ref = await this.#objects.find(ledgerKey(this.origin, tilePath(tile)));
    if (ref === null) {
      throw new Refusal("missing", "ledger/no-such-tile", "the ledger has no such tile");
    }
    return this.#bytesOf(ref);
  }

  async #bytesOf(ref: ObjectRef): Promise<Buffer> {
    const parts: Buffer[] = [];
    let sizeBytes = 0;
    for await (const part of (await this.#objects.read(ref)) as AsyncIterable<Buffer>) {
      sizeBytes += part.byteLength;
      if (sizeBytes > MAX_FILE_BYTES) throw storeDiffers();
      parts.push(part);
    }
    return Buffer.concat(parts);
  }
}

/** Trees over one store, for proofs: what they know of full tiles they share. */
export function sharedTrees(objects: TileObjects): (origin: string, size: number) => TileTree {
  const full = new FullTiles();
  return (origin, size) => new TileTree(objects, origin, size, { full });
}

/** A place gets the same entries however often it is tried: other bytes there are of a history that this database does not know. */
function refuseTaken(error: unknown): never {
  if (!(error instanceof Refusal) || error.code !== "objects/key-taken") throw error;
  throw new Refusal("tampered", "ledger/tile-taken", "the store holds a tile of another history", {
    fix: "Nothing was signed. `holdfast doctor` tells more; `holdfast ledger catch-up` brings an older copy of the database up.",
    cause: error,
  });
}

const entryDiffers = (): Refusal =>
  new Refusal("tampered", "ledger/entry-differs", "an entry is not the one the tree was made of", {
    fix: "Nothing was signed. Compare the ledger's entries in the database with its tiles.",
  });

const storeDiffers = (): Refusal =>
  new Refusal("tampered", "ledger/store-differs", "the store gave back other bytes", {
    fix: "Nothing was signed. Check the object store's disk; the next batch reads everything anew.",
  });

function chunks<T>(values: readonly T[]): T[][] {
  const count = Math.ceil(values.length / TILE_WIDTH);
  return Array.from({ length: count }, (_, at) =>
    values.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH),
  );
}
