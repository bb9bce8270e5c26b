/**
 * The ledger as files (C2SP tlog-tiles): where a tile or bundle lies, and its exact bytes.
 *
 * A tile holds up to 256 hashes of one level; a hash of level n+1 is the root of a full tile of level n.
 * A bundle holds the entries under one tile of level 0. Whatever has fewer than 256 has its own
 * name, with the width in it, so that no file is ever written twice with different bytes.
 */
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal, assert } from "../kernel/refusal.ts";

export const TILE_WIDTH = 256;
const HASH_BYTES = 32;
const MAX_ENTRY_BYTES = 0xffff;

/** `level` "entries" is a bundle. `width` counts hashes or entries, 1 to 256. */
export interface Tile {
  readonly level: number | "entries";
  readonly index: number;
  readonly width: number;
}

/** "tile/0/x001/234/067", "tile/entries/000.p/5". */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0");
  const groups = digits.match(/\d{3}/g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ""}`;
}

/** `path` as a tile, or null if no tile of ours is written that way. */
export function parseTilePath(path: string): Tile | null {
  const found = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(
    path,
  );
  const [, level = "", groups = "", width] = found ?? [];
  const tile: Tile = {
    level: level === "entries" ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, "")),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  return found !== null && tilePath(tile) === path ? tile : null;
}

/** How many hashes tile `index` of `level` has in a tree of `size` leaves; 0 if there is none. */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

export const encodeTile = (hashes: readonly Sha256[]): Buffer =>
  Buffer.from(hashes.join(""), "hex");

/** @throws Refusal tampered "ledger/malformed-tile" unless it holds exactly `width` hashes. */
export function decodeTile(bytes: Uint8Array, width: number): Sha256[] {
  if (bytes.byteLength !== width * HASH_BYTES) throw malformed();
  const hex = Buffer.from(bytes).toString("hex");
  return Array.from(
    { length: width },
    (_, at) => hex.slice(at * HASH_BYTES * 2, (at + 1) * HASH_BYTES * 2) as Sha256,
  );
}

/** Entries, each behind its length as a big-endian uint16. */
export function encodeBundle(entries: readonly string[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const bytes = Buffer.from(entry);
      assert(bytes.byteLength <= MAX_ENTRY_BYTES, "an entry's length fits 16 bits");
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.byteLength);
      return [length, bytes];
    }),
  );
}

/** @throws Refusal tampered "ledger/malformed-tile" unless it holds exactly `width` entries of UTF-8. */
export function decodeBundle(bytes: Uint8Array, width: number): string[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const entries: string[] = [];
  let at = 0;
  while (at < view.byteLength) {
    const end = at + 2 <= view.byteLength ? at + 2 + view.readUInt16BE(at) : Infinity;
    if (end > view.byteLength) throw malformed();
    try {
      entries.push(utf8.decode(view.subarray(at + 2, end)));
    } catch (cause) {
      throw malformed(cause);
    }
    at = end;
  }
  if (entries.length !== width) throw malformed();
  return entries;
}

const malformed = (cause?: unknown): Refusal =>
  new Refusal("tampered", "ledger/malformed-tile", "a stored tile is not what its name says", {
    fix: "Stop the ledger and compare the object store with its copy; the tile's name is in the log.",
    cause,
  });
