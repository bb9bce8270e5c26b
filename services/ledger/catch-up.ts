/**
 * Use case: brings a log of a database that was restored to an older point up to what was signed since, from the store's bundles.
 * No second history: what is taken up makes the root that the signer remembers, and the signer signs that root again.
 *
 * Nothing changes before all of it was read and made that root. Power may go at any point after: what stands then is taken up
 * anew, or published by the writer that comes next.
 */
import { Refusal } from "../kernel/refusal.ts";
import { type Known, continues, lastOf, lookHowFar } from "./caught-up.ts";
import { logsBetween } from "./checkpoint.ts";
import type { SignedHead } from "./checkpoint-signer.ts";
import { Frontier } from "./frontier.ts";
import type { LedgerEntry, LedgerHead, LedgerWriter } from "./ledger-store.ts";
import { hashLeaf, proveConsistency, rootAt } from "./merkle.ts";
import {
  type LedgerDeps,
  checkHead,
  signingTime,
  entryDiffers,
  tilesDiffer,
} from "./publish-batch.ts";
import { TileTree } from "./tile-tree.ts";
import { TILE_WIDTH } from "./tile.ts";

export interface CatchUpOptions {
  /** Size to go to beyond what the signer remembers; null: as far as it does. */
  readonly to: number | null;
  /** Reads and judges everything, and changes nothing. */
  readonly isDry: boolean;
  /** Each entry that the database does not know as published, in order. They are the signed ones once `catchUp` has answered. */
  readonly entry: (entry: LedgerEntry) => void;
}

/** How far the database knew the log, and how far it does now, or would. */
export interface CaughtUp {
  readonly origin: string;
  readonly from: number;
  readonly to: number;
}

/**
 * May run again, and while others write: they are refused, or fence it off.
 * @throws Refusal tampered "ledger/store-ahead" where the store goes on beyond what the signer remembers, and `to` does not say how far;
 *         "ledger/not-an-extension" where what is published is no part of what was signed; "ledger/no-such-tile" and
 *         "ledger/tiles-differ" where the store's files do not make the signed root; invalid "ledger/no-such-size";
 *         conflict "ledger/fenced", "ledger/two-places".
 */
export async function catchUp(
  deps: LedgerDeps,
  origin: string,
  { to, isDry, entry }: CatchUpOptions,
): Promise<CaughtUp> {
  const known = await lookHowFar(deps, origin);
  const { head } = known;
  if (head !== null) checkHead(deps.signer, origin, head);
  const from = head?.size ?? 0;
  const tree = await targetTree(deps, origin, known, to);
  if (tree.size > from) {
    const target = await targetOf(tree, known);
    await requireBundles(tree, from, target, entry);
    if (!isDry) await takeUp(deps, tree, known.signed, { from, target });
  }
  return { origin, from, to: tree.size };
}

/** As far as the signer remembers, or what is published goes, unless somebody says `to`. */
async function targetTree(
  { objects }: LedgerDeps,
  origin: string,
  { head, placed, signed, stored }: Known,
  to: number | null,
): Promise<TileTree> {
  const last = lastOf(head, signed);
  if (to === null && stored > placed) throw storeAhead(last.size, stored);
  const tree = new TileTree(objects, origin, to ?? last.size);
  if (tree.size === last.size) return tree;
  if (tree.size > last.size && (await continues(tree, last))) return tree;
  throw noSuchSize(last.size);
}

/** The root to make, which goes on from what was signed and from what is published. */
async function targetOf(tree: TileTree, { head, signed }: Known): Promise<SignedHead> {
  const { size, nodes } = tree;
  const last = lastOf(head, signed);
  const rootSha256 = await rootAt(size, nodes);
  if (size === last.size && rootSha256 !== last.rootSha256) throw tilesDiffer();
  if (head !== null && (await rootAt(head.size, nodes)) !== head.rootSha256) throw otherHistory();
  return { size, rootSha256 };
}

/**
 * Every log of the agency, the earliest first, also that of the next year, which a clock that ran ahead may have begun; one that
 * nobody knows is not answered.
 */
export async function catchUpAll(
  deps: LedgerDeps,
  agency: string,
  options: Omit<CatchUpOptions, "to">,
): Promise<readonly CaughtUp[]> {
  const nextYear = `${agency}/${Number(deps.clock().slice(0, 4)) + 1}`;
  const newest = await deps.ledger.newestLog(agency);
  const last = newest !== null && newest > nextYear ? newest : nextYear;
  const all: CaughtUp[] = [];
  for (const origin of [...logsBetween(agency, null, last), last]) {
    const done = await catchUp(deps, origin, { ...options, to: null });
    if (done.to > 0) all.push(done);
  }
  return all;
}

/** The store's entries, bundle by bundle, from place `from` on. */
async function* storedFrom(tree: TileTree, from: number): AsyncGenerator<readonly LedgerEntry[]> {
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < tree.size; index += 1) {
    const leaves = await tree.bundle(index);
    yield leaves
      .map((leaf, at) => ({ index: index * TILE_WIDTH + at, leaf }))
      .filter((entry) => entry.index >= from);
  }
}

async function requireBundles(
  tree: TileTree,
  from: number,
  target: SignedHead,
  entry: (entry: LedgerEntry) => void,
): Promise<void> {
  const frontier = await Frontier.at(from, tree.nodes);
  for await (const entries of storedFrom(tree, from)) {
    for (const each of entries) {
      frontier.push(hashLeaf(each.leaf));
      entry(each);
    }
  }
  if (frontier.root() !== target.rootSha256) throw tilesDiffer();
}

async function takeUp(
  { ledger, signer, clock }: LedgerDeps,
  tree: TileTree,
  signed: SignedHead | null,
  { from, target }: { readonly from: number; readonly target: SignedHead },
): Promise<void> {
  const { origin } = tree;
  const writer: LedgerWriter = await ledger.acquire(origin);
  const frontier = await Frontier.at(from, tree.nodes);
  for await (const entries of storedFrom(tree, from)) {
    const [first] = entries;
    if (first === undefined) continue;
    const last = first.index + entries.length - 1;
    const leaves = entries.map(({ leaf }) => leaf);
    await ledger.takeUp(writer, first.index, leaves);
    // From the database, not from what it was given.
    const stand = await ledger.entries(origin, first.index, last);
    for (const { leaf } of stand) frontier.push(hashLeaf(leaf));
  }
  const { size, rootSha256 } = target;
  if (frontier.size !== size || frontier.root() !== rootSha256) throw entryDiffers();
  const path = await proveConsistency(signed?.size ?? 0, size, tree.nodes);
  const note = await signer.signCheckpoint(origin, size, rootSha256, path);
  const signedAt = signingTime(clock(), await ledger.head(origin));
  const head: LedgerHead = { size, rootSha256, note, signedAt };
  checkHead(signer, origin, head);
  await ledger.publish(writer, head);
}

const storeAhead = (size: number, storedSize: number): Refusal =>
  new Refusal("tampered", "ledger/store-ahead", "the store goes on beyond what the signer knows", {
    fix: "Put the newest copy of ledger-heads.json back. Where there is none, read what would be taken up (--dry-run --to SIZE), hold it against a witness, then take it up by --to SIZE.",
    facts: { size, storedSize },
  });

const noSuchSize = (size: number): Refusal =>
  new Refusal(
    "invalid",
    "ledger/no-such-size",
    "no tree of that size goes on from what was signed",
    {
      fix: "Name a size of a tree that lies whole in the store, not below what was signed.",
      facts: { size },
    },
  );

const otherHistory = (): Refusal =>
  new Refusal("tampered", "ledger/not-an-extension", "the database holds another history", {
    fix: "Nothing was changed. Keep database and store as they are, and get an auditor: this is a fork.",
  });
