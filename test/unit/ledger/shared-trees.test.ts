/** Trees that share full tiles: every proof holds, each full upper tile is read once, a failed reading is tried anew. */
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import {
  hashLeaf,
  proveInclusion,
  rootOf,
  verifyInclusion,
} from "../../../services/ledger/merkle.ts";
import { encodeTile } from "../../../services/ledger/tile.ts";
import { pyramidOver } from "../../../services/ledger/tile-pyramid.ts";
import { type TileObjects, TileTree, sharedTrees } from "../../../services/ledger/tile-tree.ts";
import type { ObjectKey } from "../../../services/objects/object-key.ts";

const ORIGIN = "agency/2026";
/** One full tile of level 1, two entries behind it. */
const SIZE = 65_538;
const leaves = Array.from({ length: SIZE }, (_, index) => hashLeaf(`leaf ${index}`));
const root = rootOf(leaves);
const files = new Map<string, Buffer>();
for (let at = 0; at < SIZE; at += 256) {
  const digits = String(at / 256).padStart(3, "0");
  const tile = leaves.slice(at, at + 256);
  files.set(`tile/0/${digits}${tile.length < 256 ? `.p/${tile.length}` : ""}`, encodeTile(tile));
}
const topOf = (hashes: readonly ReturnType<typeof sha256>[]) =>
  pyramidOver(hashes)[8]?.[0] ?? sha256("");
const middle = Array.from({ length: 256 }, (_, at) =>
  topOf(leaves.slice(at * 256, at * 256 + 256)),
);
files.set("tile/1/000", encodeTile(middle));
files.set("tile/2/000.p/1", encodeTile([topOf(middle)]));

/** The files, and the names that were read, in order. `broken` fails once, `flipped` is given once with a wrong bit. */
function store(
  broken = "",
  flipped = "",
): { readonly objects: TileObjects; readonly read: string[] } {
  const read: string[] = [];
  let isBroken = true;
  const objects = {
    find: (key: ObjectKey) => Promise.resolve({ key, versionId: "1" }),
    read: ({ key }: { readonly key: ObjectKey }) => {
      const name = key.slice(key.indexOf("tile/"));
      read.push(name);
      if (name === broken && isBroken) {
        isBroken = false;
        return Promise.reject(new Error("the store is out"));
      }
      const bytes = Buffer.from(files.get(name)!);
      if (name === flipped && isBroken) {
        isBroken = false;
        bytes.writeUInt8(bytes.readUInt8(4) ^ 1, 4);
      }
      return Promise.resolve(Readable.from([bytes]));
    },
    put: () => Promise.reject(new Error("a proof writes nothing")),
  };
  return { objects, read };
}

const holds = async (tree: TileTree, index: number): Promise<boolean> => {
  const path = await proveInclusion(index, SIZE, tree.nodes);
  return verifyInclusion(leaves[index]!, index, SIZE, path, root);
};

test("every proof holds, and a full tile above the leaves is read once for all trees", async () => {
  const { objects, read } = store();
  const trees = sharedTrees(objects);
  for (const index of [0, 255, 256, 40_000, 65_535, 65_536, 65_537]) {
    expect(await holds(trees(ORIGIN, SIZE), index)).toBe(true);
  }
  expect(read.filter((name) => name === "tile/1/000")).toHaveLength(1);
  // Another log's tiles are other tiles.
  await holds(trees("other/2026", SIZE), 0);
  expect(read.filter((name) => name === "tile/1/000")).toHaveLength(2);
});

test("a tree that shares nothing reads each tile anew, and none twice for one proof", async () => {
  const { objects, read } = store();
  for (const index of [3, 3])
    expect(await holds(new TileTree(objects, ORIGIN, SIZE), index)).toBe(true);
  expect(read).toHaveLength(2 * new Set(read).size);
});

test("a tile that could not be read is read anew, and nothing is remembered of the failure", async () => {
  const { objects, read } = store("tile/1/000");
  const tree = sharedTrees(objects)(ORIGIN, SIZE);
  await expect(holds(tree, 7)).rejects.toThrow("the store is out");
  expect(await holds(tree, 7)).toBe(true);
  expect(read.filter((name) => name === "tile/1/000")).toHaveLength(2);
});

test.each([
  ["tile/1/000", 300],
  ["tile/2/000.p/1", 65_537],
])(
  "a wrong bit in one reading of %s spoils one proof, and is in no one's mind afterwards",
  async (flipped, first) => {
    const trees = sharedTrees(store("", flipped).objects);
    expect(await holds(trees(ORIGIN, SIZE), first)).toBe(false);
    for (const index of [first, 7, 300, 65_537]) {
      expect(await holds(trees(ORIGIN, SIZE), index)).toBe(true);
    }
  },
);
