/** A ledger's tree as the object store holds it: reads the tiles a root or proof needs, and adds to them. */
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import { ledgerKey } from "../objects/object-key.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { LEAF_MAX_BYTES } from "./leaf.ts";
import { type Nodes, hashLeaf, rootOf } from "./merkle.ts";
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
/** Tiles kept, 16 KiB each in memory; a proof needs one of each level. */
const CACHE_TILES = 64;
const MAX_FILE_BYTES = TILE_WIDTH * (LEAF_MAX_BYTES + 2);

/** The first `size` entries of one log. Everything is read from the store; memory stays bounded. */
export class TileTree {
  readonly origin: string;
  readonly size: number;
  readonly #objects: ObjectStore;
  readonly #cache = new Map<string, readonly Sha256[]>();

  constructor(objects: ObjectStore, origin: string, size: number) {
    this.#objects = objects;
    this.origin = origin;
    this.size = size;
  }

  /** Hashes of subtrees inside the first `size` entries, for rootAt and the proofs of merkle.ts. */
  readonly nodes: Nodes = async (level, index) => {
    const within = level % TILE_LEVELS;
    const tileLevel = (level - within) / TILE_LEVELS;
    const span = 2 ** within;
    const first = index * span;
    const tileIndex = Math.floor(first / TILE_WIDTH);
    const hashes = await this.#tile(tileLevel, tileIndex);
    const at = first - tileIndex * TILE_WIDTH;
    return rootOf(hashes.slice(at, at + span));
  };

  /** Text of the entries in bundle `index`. */
  async bundle(index: number): Promise<string[]> {
    const width = tileWidth(0, index, this.size);
    if (width === 0) return [];
    return decodeBundle(await this.#read({ level: "entries", index, width }), width);
  }

  /**
   * Stores `entries` behind the last one and every tile they change, each file once, and answers the
   * longer tree. The hashes are taken from the entries as the store gives them back, so a bit that
   * flips between memory and disk is found before anything is signed, not years later (Yeti 2022).
   * May run again after a failure at any point: it writes the same files.
   * @throws Refusal tampered "ledger/store-differs" if the store does not give back what it took.
   */
  async append(entries: readonly string[]): Promise<TileTree> {
    const longer = new TileTree(this.#objects, this.origin, this.size + entries.length);
    const leaves: Sha256[] = [];
    const firstBundle = Math.floor(this.size / TILE_WIDTH);
    const texts = [
      ...(await this.bundle(firstBundle)).slice(0, this.size % TILE_WIDTH),
      ...entries,
    ];
    for (const [at, chunk] of chunks(texts).entries()) {
      const tile: Tile = { level: "entries", index: firstBundle + at, width: chunk.length };
      const stored = await this.#write(tile, encodeBundle(chunk));
      leaves.push(...decodeBundle(stored, chunk.length).map(hashLeaf));
    }
    let added = leaves.slice(this.size % TILE_WIDTH);
    for (let level = 0; added.length > 0; level += 1) {
      added = await this.#appendLevel(longer, level, added);
    }
    return longer;
  }

  /** Adds hashes to one level; answers those it adds to the next: the roots of tiles that are now full. */
  async #appendLevel(longer: TileTree, level: number, added: Sha256[]): Promise<Sha256[]> {
    const count = Math.floor(this.size / TILE_WIDTH ** level);
    const first = Math.floor(count / TILE_WIDTH);
    const before = count % TILE_WIDTH === 0 ? [] : await this.#tile(level, first);
    const full: Sha256[] = [];
    for (const [at, chunk] of chunks([...before, ...added]).entries()) {
      const tile = { level, index: first + at, width: chunk.length };
      const stored = decodeTile(await this.#write(tile, encodeTile(chunk)), chunk.length);
      longer.#keep(tilePath(tile), stored);
      if (stored.length === TILE_WIDTH) full.push(rootOf(stored));
    }
    return full;
  }

  async #tile(level: number, index: number): Promise<readonly Sha256[]> {
    const width = tileWidth(level, index, this.size);
    const tile = { level, index, width };
    const known = this.#cache.get(tilePath(tile));
    if (known !== undefined) return known;
    const hashes = decodeTile(await this.#read(tile), width);
    this.#keep(tilePath(tile), hashes);
    return hashes;
  }

  #keep(path: string, hashes: readonly Sha256[]): void {
    this.#cache.set(path, hashes);
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > CACHE_TILES && oldest !== undefined) this.#cache.delete(oldest);
  }

  async #write(tile: Tile, bytes: Buffer): Promise<Buffer> {
    await this.#objects.put(ledgerKey(this.origin, tilePath(tile)), bytes);
    const stored = await this.#read(tile);
    if (!stored.equals(bytes)) throw storeDiffers();
    return stored;
  }

  async #read(tile: Tile): Promise<Buffer> {
    const ref = await this.#objects.find(ledgerKey(this.origin, tilePath(tile)));
    if (ref === null) {
      throw new Refusal("missing", "ledger/no-such-tile", "the ledger has no such tile");
    }
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
