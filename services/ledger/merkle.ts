/**
 * Merkle trees as in RFC 6962 §2.1: hashes, inclusion and consistency proofs.
 *
 * A tree is not held in memory: `nodes` gives the hash of any complete subtree, and every root and
 * proof is made from O(log n) of them. Indices are plain numbers, so arithmetic is by division;
 * bit operators would wrap at 2^31.
 */
import { allEnded } from "../kernel/all-ended.ts";
import { type Sha256, parseSha256, sha256 } from "../kernel/digest.ts";

/** The hash of the complete subtree over leaves [index·2^level, (index+1)·2^level). Level 0 is the leaves. */
export type Nodes = (level: number, index: number) => Promise<Sha256>;

/** The root of a log without entries. */
export const EMPTY_ROOT: Sha256 = sha256("");

/** A text as its UTF-8, in one call: two are twice the work for so few bytes. */
export const hashLeaf = (leaf: Uint8Array | string): Sha256 =>
  typeof leaf === "string" ? sha256(`\0${leaf}`) : sha256(Uint8Array.of(0), leaf);

export const hashChildren = (left: Sha256, right: Sha256): Sha256 =>
  sha256(Buffer.from(`01${left}${right}`, "hex"));

/** The root over `hashes`, at any length. */
export function rootOf(hashes: readonly Sha256[]): Sha256 {
  const [only] = hashes;
  if (only === undefined) return EMPTY_ROOT;
  if (hashes.length === 1) return only;
  const left = splitOf(hashes.length);
  return hashChildren(rootOf(hashes.slice(0, left)), rootOf(hashes.slice(left)));
}

/** The root over the first `size` leaves. */
export const rootAt = (size: number, nodes: Nodes): Promise<Sha256> =>
  size === 0 ? Promise.resolve(EMPTY_ROOT) : rangeHash(0, size, nodes);

/** RFC 6962 §2.1.1, from the leaf's sibling up. `index` < `size`. */
export async function proveInclusion(index: number, size: number, nodes: Nodes): Promise<Sha256[]> {
  const path: Promise<Sha256>[] = [];
  let [first, end] = [0, size];
  while (end - first > 1) {
    const middle = first + splitOf(end - first);
    const left = index < middle;
    path.push(left ? rangeHash(middle, end, nodes) : rangeHash(first, middle, nodes));
    [first, end] = left ? [first, middle] : [middle, end];
  }
  return allEnded(path.reverse());
}

/** RFC 6962 §2.1.2: the tree over `from` leaves is a prefix of the one over `to`. `from` ≤ `to`. */
export async function proveConsistency(from: number, to: number, nodes: Nodes): Promise<Sha256[]> {
  if (from === 0 || from === to) return [];
  const path: Promise<Sha256>[] = [];
  let [first, end] = [0, to];
  while (from < end) {
    const middle = first + splitOf(end - first);
    const left = from <= middle;
    path.push(left ? rangeHash(middle, end, nodes) : rangeHash(first, middle, nodes));
    [first, end] = left ? [first, middle] : [middle, end];
  }
  // The subtree that ends at `from` is the old root itself if it begins at 0: then it is left out.
  if (first > 0) path.push(rangeHash(first, end, nodes));
  return allEnded(path.reverse());
}

/** True if `path` leads from `leafHash` at `index` to `root` over `size` leaves (RFC 9162 §2.1.3.2). */
export function verifyInclusion(
  leafHash: Sha256,
  index: number,
  size: number,
  path: readonly Sha256[],
  root: Sha256,
): boolean {
  if (!sound(leafHash, root, ...path) || !counts(index, size) || index >= size) return false;
  let hash = leafHash;
  const arrived = climb(index, size - 1, path, (sibling, onLeft) => {
    hash = onLeft ? hashChildren(sibling, hash) : hashChildren(hash, sibling);
  });
  return arrived && hash === root;
}

/** True if `path` shows that the tree `from` is a prefix of the tree `to` (RFC 9162 §2.1.4.2). */
export function verifyConsistency(
  from: { readonly size: number; readonly root: Sha256 },
  to: { readonly size: number; readonly root: Sha256 },
  path: readonly Sha256[],
): boolean {
  if (!sound(from.root, to.root, ...path) || !counts(from.size, to.size)) return false;
  if (from.size > to.size) return false;
  // Nothing, and one and the same: no proof is needed, so none may be offered.
  if (from.size === 0) return path.length === 0 && from.root === EMPTY_ROOT;
  if (from.size === to.size) return path.length === 0 && from.root === to.root;
  let [node, last] = [from.size - 1, to.size - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  const [start, ...rest] = node === 0 ? [from.root, ...path] : path;
  if (start === undefined) return false;
  let [older, newer] = [start, start];
  const arrived = climb(node, last, rest, (sibling, onLeft) => {
    if (onLeft) older = hashChildren(sibling, older);
    newer = onLeft ? hashChildren(sibling, newer) : hashChildren(newer, sibling);
  });
  return arrived && older === from.root && newer === to.root;
}

/**
 * Walks up from node `start` of a level whose last node is `end`, a sibling at a time, and says on which
 * side each stands. False if the path is longer or shorter than the way to the root.
 */
function climb(
  start: number,
  end: number,
  path: readonly Sha256[],
  step: (sibling: Sha256, onLeft: boolean) => void,
): boolean {
  let [node, last] = [start, end];
  for (const sibling of path) {
    if (last === 0) return false;
    const onLeft = node % 2 === 1 || node === last;
    step(sibling, onLeft);
    // A last node without a sibling rises until it is a right child.
    if (onLeft) {
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0;
}

/** The hash over leaves [first, end), where `first` is where a subtree of the tree begins. */
async function rangeHash(first: number, end: number, nodes: Nodes): Promise<Sha256> {
  const count = end - first;
  const left = count === 1 ? 1 : splitOf(count);
  if (count === 1 || left * 2 === count) return nodes(Math.round(Math.log2(count)), first / count);
  const middle = first + left;
  const parts = [rangeHash(first, middle, nodes), rangeHash(middle, end, nodes)] as const;
  return hashChildren(...(await allEnded(parts)));
}

/** The largest power of two below `count` (> 1). */
function splitOf(count: number): number {
  let left = 1;
  while (left * 2 < count) left *= 2;
  return left;
}

const sound = (...hashes: readonly string[]): boolean =>
  hashes.every((hash) => parseSha256(hash) === hash);

const counts = (...numbers: readonly number[]): boolean =>
  numbers.every((number) => Number.isSafeInteger(number) && number >= 0);
