/**
 * Whether a database knows all of a log that was signed or written to the store. One that was restored to an older point does not,
 * and whoever added to it would write files of a second history, which nothing takes back.
 */
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { ledgerKey, partialsFolder } from "../objects/object-key.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { CheckpointSigner, SignedHead } from "./checkpoint-signer.ts";
import type { LedgerHead, LedgerStore } from "./ledger-store.ts";
import { EMPTY_ROOT, rootAt } from "./merkle.ts";
import { TileTree } from "./tile-tree.ts";
import { TILE_WIDTH, tilePath } from "./tile.ts";

export interface KnownDeps {
  readonly ledger: Pick<LedgerStore, "head" | "entries">;
  readonly objects: Pick<ObjectStore, "find" | "read" | "put" | "under">;
  readonly signer: Pick<CheckpointSigner, "lastSigned">;
}

/** How far a log goes by each of those who know of it. */
export interface Known {
  /** Of the newest head that is published; null: none. */
  readonly head: LedgerHead | null;
  /** Entries that have a place in the database, published or not. */
  readonly placed: number;
  /** What the signer signed last; null: nothing. */
  readonly signed: SignedHead | null;
  /** The largest tree in the store that goes on from what was signed, or published; 0: none does. */
  readonly stored: number;
}

/** Signer and store are asked first: what they know was placed before, so that a batch under way is never taken for a loss. */
export async function lookHowFar(deps: KnownDeps, origin: string): Promise<Known> {
  const { ledger, objects, signer } = deps;
  const signed = await signer.lastSigned(origin);
  const head = await ledger.head(origin);
  const stored = await storedBeyond(objects, origin, lastOf(head, signed));
  const from = head?.size ?? 0;
  const end = Math.max(lastOf(head, signed).size, stored);
  const unpublished = end > from ? (await ledger.entries(origin, from, end - 1)).length : 0;
  return { head, placed: from + unpublished, signed, stored };
}

/** The longer of both: of a database that is newer than the signer's memory, or of a signer that nobody heard. */
export function lastOf(head: SignedHead | null, signed: SignedHead | null): SignedHead {
  if (signed !== null && signed.size >= (head?.size ?? 0)) return signed;
  return head ?? { size: 0, rootSha256: EMPTY_ROOT };
}

/**
 * @throws Refusal tampered "ledger/head-behind" where the signer signed more of `origin` than has a place in the database, or the store
 *         holds more. Nothing was placed or written then.
 */
export async function requireCaughtUp(deps: KnownDeps, origin: string): Promise<void> {
  const { placed, signed, stored } = await lookHowFar(deps, origin);
  const signedSize = signed?.size ?? 0;
  if (Math.max(signedSize, stored) <= placed) return;
  throw new Refusal("tampered", "ledger/head-behind", "the database knows less than was signed", {
    fix: "The database is older than the ledger. `holdfast ledger catch-up` brings it up; never reset the key's memory.",
    facts: { size: placed, signedSize, storedSize: stored },
  });
}

async function storedBeyond(
  objects: KnownDeps["objects"],
  origin: string,
  known: SignedHead,
): Promise<number> {
  const sizes = await writtenBeyond(objects, origin, known.size);
  for (const size of sizes.toSorted((one, other) => other - one)) {
    if (await continues(new TileTree(objects, origin, size), known)) return size;
  }
  return 0;
}

/**
 * Sizes that files were written of: full bundles lie one behind the other, and of one that is not full there is every width it
 * ever had. Looked at are the bundle that goes on from `size` and the last one: what lies between follows from the last full one.
 */
async function writtenBeyond(
  objects: KnownDeps["objects"],
  origin: string,
  size: number,
): Promise<readonly number[]> {
  const first = Math.floor(size / TILE_WIDTH);
  const sizesIn = async (index: number): Promise<readonly number[]> =>
    (await objects.under(partialsFolder(origin, bundlePath(index))))
      .map(({ ref: { key } }) => index * TILE_WIDTH + Number(key.slice(key.lastIndexOf("/") + 1)))
      .filter((each) => each > size);
  let next = first;
  while ((await objects.find(ledgerKey(origin, bundlePath(next)))) !== null) next += 1;
  const inFirst = await sizesIn(first);
  return next === first ? inFirst : [...inFirst, next * TILE_WIDTH, ...(await sizesIn(next))];
}

const bundlePath = (index: number): string =>
  tilePath({ level: "entries", index, width: TILE_WIDTH });

/** Whether `tree` lies there whole and goes on from `known`: files of a batch that was cut short, or of another history, do not. */
export async function continues(tree: TileTree, known: SignedHead): Promise<boolean> {
  try {
    // The whole of it first, so that a file that is missing is met.
    await rootAt(tree.size, tree.nodes);
    return (await rootAt(known.size, tree.nodes)) === known.rootSha256;
  } catch (error) {
    if (isRefusal(error, "ledger/no-such-tile") || isRefusal(error, "ledger/malformed-tile"))
      return false;
    throw error;
  }
}
