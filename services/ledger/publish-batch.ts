/** One batch of the ledger, from places to a published head; and how a log is opened so that it can be believed. */
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import { holdLocked } from "../objects/hold-locked.ts";
import type { ObjectLock, ObjectStore } from "../objects/object-store.ts";
import { type Checkpoint, openCheckpoint } from "./checkpoint.ts";
import { requireCaughtUp } from "./caught-up.ts";
import { type CheckpointSigner, type SignedHead, requireExtension } from "./checkpoint-signer.ts";
import type { LedgerEntry, LedgerHead, LedgerStore, LedgerWriter } from "./ledger-store.ts";
import { EMPTY_ROOT, proveConsistency, rootAt, verifyConsistency } from "./merkle.ts";
import { parseVerifierKey } from "./note.ts";
import { type KeepFull, TileTree } from "./tile-tree.ts";
import { TILE_WIDTH } from "./tile.ts";

export interface LedgerDeps {
  readonly ledger: LedgerStore;
  readonly objects: ObjectStore;
  readonly signer: CheckpointSigner;
  readonly clock: Clock;
  /** The lock of tiles and bundles that are full, from now; without one nothing is locked. */
  readonly lock?: () => ObjectLock;
}

/** A log this process writes: everything in it was read from the stores and checked. */
export interface OpenLog {
  readonly writer: LedgerWriter;
  readonly head: LedgerHead | null;
  readonly tree: TileTree;
  /** What the key signed last: more than was published, if a writer died in between. */
  readonly signed: SignedHead | null;
}

/**
 * Takes up `origin` as its writer.
 * @throws Refusal tampered "ledger/bad-checkpoint" if the newest head is not signed by our key;
 *         "ledger/tiles-differ" if the tiles do not make its root; "ledger/head-behind" as `requireCaughtUp`.
 */
export async function openLog(deps: LedgerDeps, origin: string): Promise<OpenLog> {
  // Before it takes the log from whoever brings an older database up.
  await requireCaughtUp(deps, origin);
  const writer = await deps.ledger.acquire(origin);
  const head = await deps.ledger.head(origin);
  const tree = new TileTree(deps.objects, origin, head?.size ?? 0, { keep: keeperOf(deps) });
  if (head !== null) {
    checkHead(deps.signer, origin, head);
    if ((await rootAt(tree.size, tree.nodes)) !== head.rootSha256) throw tilesDiffer();
  }
  return { writer, head, tree, signed: await deps.signer.lastSigned(origin) };
}

/**
 * Gives `leaves` their places and publishes a head over all that is placed.
 * Answers the log as it is then, and the entries the new head added.
 */
export async function publishBatch(
  { ledger, signer, clock }: LedgerDeps,
  log: OpenLog,
  leaves: readonly string[],
): Promise<{ readonly log: OpenLog; readonly entries: readonly LedgerEntry[] }> {
  const { writer, tree: before } = log;
  const { origin } = writer;
  const placed = await ledger.place(writer, leaves);
  if (placed.length === 0) return { log, entries: placed };
  const held = before.size % TILE_WIDTH;
  const last = before.size + placed.length - 1;
  const read = await ledger.entries(origin, before.size - held, last);
  const stored = read.slice(held);
  if (!sameEntries(placed, stored, before.size)) throw entryDiffers();

  const texts = read.map(({ leaf }) => leaf);
  const from = { size: before.size, root: log.head?.rootSha256 ?? EMPTY_ROOT };
  let [rootSha256, extension]: [Sha256, readonly Sha256[]] = [EMPTY_ROOT, []];
  // Before its files are written, which nothing can take back.
  const tree = await before.append(texts.slice(held), texts.slice(0, held), async (longer) => {
    rootSha256 = await rootAt(longer.size, longer.nodes);
    const path = await proveConsistency(from.size, longer.size, longer.nodes);
    const to = { size: longer.size, root: rootSha256 };
    if (!verifyConsistency(from, to, path)) throw tilesDiffer();
    extension = await extensionFrom(log.signed, from.size, path, longer);
    requireExtension(log.signed, { size: longer.size, rootSha256 }, extension);
  });

  const note = await signer.signCheckpoint(origin, tree.size, rootSha256, extension);
  const signedAt = signingTime(clock(), log.head);
  const head: LedgerHead = { size: tree.size, rootSha256, note, signedAt };
  checkHead(signer, origin, head);
  await ledger.publish(writer, head);
  return { log: { writer, head, tree, signed: head }, entries: stored };
}

/** Times of heads never go back, whatever the clock does: one that was set back would spoil the log's record for ever. */
export const signingTime = (now: UtcInstant, before: LedgerHead | null): UtcInstant =>
  before !== null && before.signedAt > now ? before.signedAt : now;

/** That `tree` continues what the key signed last; `path` is the same from the size `published`, which mostly is that. */
async function extensionFrom(
  signed: SignedHead | null,
  published: number,
  path: readonly Sha256[],
  tree: TileTree,
): Promise<readonly Sha256[]> {
  if (signed === null || signed.size > tree.size) return [];
  return signed.size === published ? path : proveConsistency(signed.size, tree.size, tree.nodes);
}

/** @throws Refusal tampered "ledger/bad-checkpoint" unless `head` says what its note says under our key. */
export function checkHead(
  signer: Pick<CheckpointSigner, "verifierKey">,
  origin: string,
  head: Pick<LedgerHead, "size" | "rootSha256" | "note">,
): Checkpoint {
  const verifier = parseVerifierKey(signer.verifierKey(origin));
  const said = verifier === null ? null : openCheckpoint(head.note, verifier);
  if (said === null || said.size !== head.size || said.rootSha256 !== head.rootSha256) {
    throw new Refusal(
      "tampered",
      "ledger/bad-checkpoint",
      "a head differs from its signed checkpoint",
    );
  }
  return said;
}

const keeperOf =
  ({ objects, lock }: LedgerDeps): KeepFull =>
  async (ref) => {
    const wanted = lock?.();
    if (wanted !== undefined) await holdLocked(objects, ref, wanted);
  };

/** Both lists say the same, index by index, from `first` on without a gap. */
function sameEntries(
  placed: readonly LedgerEntry[],
  stored: readonly LedgerEntry[],
  first: number,
): boolean {
  return (
    placed.length === stored.length &&
    stored.every(
      ({ index, leaf }, at) =>
        index === first + at && placed[at]?.index === index && placed[at].leaf === leaf,
    )
  );
}

export const tilesDiffer = (): Refusal =>
  new Refusal("tampered", "ledger/tiles-differ", "the tiles do not continue the signed history", {
    fix: "Nothing was signed. Restore the ledger's tiles from a copy, then start the ledger again.",
  });

export const entryDiffers = (): Refusal =>
  new Refusal("tampered", "ledger/entry-differs", "an entry read back is not the one placed", {
    fix: "Nothing was signed. Check the database; the next batch reads everything anew.",
  });
