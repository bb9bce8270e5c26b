/** The tree against known answers, and its proofs against every small size and any change. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Sha256, sha256 } from "../../../services/kernel/digest.ts";
import {
  EMPTY_ROOT,
  type Nodes,
  hashChildren,
  hashLeaf,
  proveConsistency,
  proveInclusion,
  rootAt,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "../../../services/ledger/merkle.ts";

/** The eight leaves and roots that Certificate Transparency's implementations share. */
const KNOWN_LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((hex) => hashLeaf(Buffer.from(hex, "hex")));
const KNOWN_ROOTS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
] as Sha256[];

/** Proofs in the same tree, from the tests of Certificate Transparency's C++ code. */
const H1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const H3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const H4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const H7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const H45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
const H47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const KNOWN_INCLUSION: readonly (readonly [index: number, size: number, path: string[]])[] = [
  [0, 1, []],
  [0, 8, [H1, H3, H47]],
  [5, 8, [H4, H7, KNOWN_ROOTS[4]!]],
  [2, 3, [KNOWN_ROOTS[2]!]],
  [1, 5, [KNOWN_ROOTS[1]!, H3, H4]],
];
const KNOWN_CONSISTENCY: readonly (readonly [from: number, to: number, path: string[]])[] = [
  [1, 1, []],
  [1, 8, [H1, H3, H47]],
  [6, 8, [H45, H7, KNOWN_ROOTS[4]!]],
  [2, 5, [H3, H4]],
];

const SIZES = 300;
const leaves = Array.from({ length: SIZES }, (_, at) => hashLeaf(`leaf ${at}`));
/** Hashes complete subtrees straight from the leaves, each once. */
function nodesOver(hashes: readonly Sha256[]): Nodes {
  const known = new Map<string, Sha256>();
  return async (level, index) => {
    const [first, end] = [index * 2 ** level, (index + 1) * 2 ** level];
    if (end > hashes.length) throw new Error("asked for a subtree that is not complete");
    const name = `${level}/${index}`;
    const hash = known.get(name) ?? rootOf(hashes.slice(first, end));
    known.set(name, hash);
    return hash;
  };
}
const nodes = nodesOver(leaves);
const roots = Array.from({ length: SIZES + 1 }, (_, size) => rootOf(leaves.slice(0, size)));
const other = sha256("other");

describe("Merkle tree", () => {
  it.each(KNOWN_ROOTS.map((root, size) => ({ size, root })))(
    "gives the known root of $size leaves",
    async ({ size, root }) => {
      expect(rootOf(KNOWN_LEAVES.slice(0, size))).toBe(root);
      expect(await rootAt(size, nodesOver(KNOWN_LEAVES))).toBe(root);
    },
  );

  it("gives and takes the known proofs", async () => {
    const known = nodesOver(KNOWN_LEAVES);
    for (const [index, size, path] of KNOWN_INCLUSION) {
      expect(await proveInclusion(index, size, known)).toEqual(path);
      const [leaf, root] = [KNOWN_LEAVES[index]!, KNOWN_ROOTS[size]!];
      expect(verifyInclusion(leaf, index, size, path as Sha256[], root)).toBe(true);
    }
    for (const [from, to, path] of KNOWN_CONSISTENCY) {
      expect(await proveConsistency(from, to, known)).toEqual(path);
      const at = (size: number) => ({ size, root: KNOWN_ROOTS[size]! });
      expect(verifyConsistency(at(from), at(to), path as Sha256[])).toBe(true);
    }
  });

  it("makes the same root from subtrees as from leaves, at every size", async () => {
    for (const [size, root] of roots.entries()) expect(await rootAt(size, nodes)).toBe(root);
  });

  it("has another root for any two leaves in each other's place", () => {
    for (let size = 2; size <= 24; size += 1) {
      const leaves = Array.from({ length: size }, (_, at) => hashLeaf(Buffer.from(`leaf ${at}`)));
      const root = rootOf(leaves);
      for (let a = 0; a < size; a += 1) {
        for (let b = a + 1; b < size; b += 1) {
          const swapped = leaves.with(a, leaves[b]!).with(b, leaves[a]!);
          expect(rootOf(swapped), `${size}: ${a}, ${b}`).not.toBe(root);
        }
      }
    }
  });
});

describe("inclusion proof", () => {
  it("verifies for every leaf of every size up to 300", async () => {
    const wrong: string[] = [];
    for (let size = 1; size <= SIZES; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const path = await proveInclusion(index, size, nodes);
        const sound = verifyInclusion(leaves[index]!, index, size, path, roots[size]!);
        if (!sound || path.length !== pathLength(index, size)) wrong.push(`${index} of ${size}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("verifies for no other leaf, place, root or length, at every size up to 40", async () => {
    for (let size = 1; size <= 40; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const path = await proveInclusion(index, size, nodes);
        const [leaf, root] = [leaves[index]!, roots[size]!];
        const accepted = [
          verifyInclusion(other, index, size, path, root),
          verifyInclusion(leaf, index, size, path, other),
          verifyInclusion(leaf, index, size, [...path, other], root),
          verifyInclusion(leaf, index + 1, size, path, root),
          path.length > 0 && verifyInclusion(leaf, index, size, path.slice(1), root),
          path.length > 0 && verifyInclusion(leaf, index, size, path.slice(0, -1), root),
        ];
        expect(accepted).not.toContain(true);
      }
    }
  });

  it("is refused after any hash in it was changed, moved or dropped", async () => {
    const place = fc
      .integer({ min: 2, max: SIZES })
      .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1), fc.nat(8), fc.nat(63)));
    await fc.assert(
      fc.asyncProperty(place, async ([size, index, at, digit]) => {
        const path = await proveInclusion(index, size, nodes);
        const hash = path[at % path.length]!;
        const flipped = (Number.parseInt(hash[digit]!, 16) ^ 1).toString(16);
        const changed = [...path];
        changed[at % path.length] =
          `${hash.slice(0, digit)}${flipped}${hash.slice(digit + 1)}` as Sha256;
        expect(verifyInclusion(leaves[index]!, index, size, changed, roots[size]!)).toBe(false);
        if (path.length > 1) {
          const turned = path.toReversed();
          expect(verifyInclusion(leaves[index]!, index, size, turned, roots[size]!)).toBe(false);
        }
      }),
    );
  });

  it.each([
    ["of nothing", "", 0, 0, [], EMPTY_ROOT],
    ["with an empty leaf hash", "", 0, 1, [], ""],
    ["with an empty root", other, 0, 1, [], ""],
    ["with an empty hash in its path", other, 0, 2, [""], other],
    ["with a short hash", other.slice(2), 0, 1, [], other.slice(2)],
    ["with an upper-case hash", other.toUpperCase(), 0, 1, [], other.toUpperCase()],
    ["at a negative place", other, -1, 1, [], other],
    ["at a fractional place", other, 0.5, 1, [], other],
    ["at no number", other, NaN, 1, [], other],
    ["beyond 2^53", other, 2 ** 53, 2 ** 54, [], other],
  ] as const)("is refused %s", (_, leaf, index, size, path, root) => {
    const hashes = path as readonly string[] as Sha256[];
    expect(verifyInclusion(leaf as Sha256, index, size, hashes, root as Sha256)).toBe(false);
  });

  it("counts beyond 2^32 and asks for O(log n) subtrees only", async () => {
    const [leaf, size] = [2 ** 40 + 1, 2 ** 40 + 3];
    const asked: string[] = [];
    const made: Nodes = async (level, index) => {
      asked.push(`${level}/${index}`);
      const children = [2 * index, 2 * index + 1] as const;
      return level === 1
        ? hashChildren(await made(0, children[0]), await made(0, children[1]))
        : sha256(`${level}/${index}`);
    };
    const path = await proveInclusion(leaf, size, made);
    expect(asked).toEqual(["40/0", `0/${leaf + 1}`, `0/${leaf - 1}`]);
    const root = await rootAt(size, made);
    expect(verifyInclusion(sha256(`0/${leaf}`), leaf, size, path, root)).toBe(true);
    expect(verifyInclusion(sha256(`0/${leaf}`), leaf - 2 ** 32, size, path, root)).toBe(false);
  });
});

describe("consistency proof", () => {
  it("verifies between any two sizes up to 300, and between no others", async () => {
    for (let to = 0; to <= SIZES; to += to < 40 ? 1 : 9) {
      for (let from = 0; from <= to; from += to < 40 ? 1 : 5) {
        const path = await proveConsistency(from, to, nodes);
        const [a, b] = [
          { size: from, root: roots[from]! },
          { size: to, root: roots[to]! },
        ];
        expect(verifyConsistency(a, b, path)).toBe(true);
        expect(verifyConsistency(a, b, [...path, other])).toBe(false);
        expect(verifyConsistency({ ...a, root: other }, b, path)).toBe(false);
        if (from > 0) expect(verifyConsistency(a, { ...b, root: other }, path)).toBe(false);
        if (path.length > 0) {
          expect(verifyConsistency(a, b, path.slice(1))).toBe(false);
          expect(verifyConsistency(a, b, path.slice(0, -1))).toBe(false);
          for (const at of path.keys()) {
            expect(verifyConsistency(a, b, path.with(at, other))).toBe(false);
          }
        }
      }
    }
  });

  it.each([
    ["backwards", { size: 3, root: roots[3]! }, { size: 2, root: roots[2]! }, []],
    [
      "from nothing with a made-up root",
      { size: 0, root: other },
      { size: 2, root: roots[2]! },
      [],
    ],
    [
      "from nothing with a path",
      { size: 0, root: EMPTY_ROOT },
      { size: 2, root: roots[2]! },
      [other],
    ],
    ["between equals that differ", { size: 2, root: other }, { size: 2, root: roots[2]! }, []],
    [
      "between equals with a path",
      { size: 2, root: roots[2]! },
      { size: 2, root: roots[2]! },
      [other],
    ],
    ["without a path", { size: 2, root: roots[2]! }, { size: 3, root: roots[3]! }, []],
    [
      "with an empty hash",
      { size: 2, root: roots[2]! },
      { size: 3, root: roots[3]! },
      ["" as Sha256],
    ],
    ["with empty roots", { size: 1, root: "" as Sha256 }, { size: 1, root: "" as Sha256 }, []],
    ["with negative sizes", { size: -1, root: roots[0]! }, { size: 0, root: roots[0]! }, []],
  ])("is refused %s", (_, from, to, path) => {
    expect(verifyConsistency(from, to, path)).toBe(false);
  });
});

/** RFC 6962's own recursion, only counting. */
function pathLength(index: number, size: number): number {
  if (size === 1) return 0;
  const left = 2 ** Math.ceil(Math.log2(size) - 1);
  return 1 + (index < left ? pathLength(index, left) : pathLength(index - left, size - left));
}
