/** Reads a stretch of a log again: its entries as the database has them, its tiles, and the signed root over all. */
import type { Clock } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { CheckpointSigner } from "../ledger/checkpoint-signer.ts";
import type { LedgerHead, LedgerStore } from "../ledger/ledger-store.ts";
import { hashLeaf, rootAt, rootOf } from "../ledger/merkle.ts";
import { checkHead } from "../ledger/publish-batch.ts";
import { TileTree } from "../ledger/tile-tree.ts";
import { TILE_WIDTH, type Tile, tileWidth } from "../ledger/tile.ts";
import type { ObjectLock, ObjectStore } from "../objects/object-store.ts";
import { type Audit, type FixityFinding, finding, stretches } from "./finding.ts";
import { shortest } from "./keep-stretch.ts";
import { frontFindings, lockFindings } from "./lock-findings.ts";
import { findFile, fullFiles, tilesEndingWith } from "./stretch.ts";
import type { LedgerTarget } from "./target.ts";

export interface AuditLedgerDeps {
  readonly ledger: Pick<LedgerStore, "head" | "entries">;
  readonly objects: Pick<ObjectStore, "find" | "read" | "put" | "head" | "inFront">;
  readonly clock: Clock;
  readonly verifierKey: CheckpointSigner["verifierKey"];
}

const HASH_BYTES = 32;

/**
 * `seenLock` is the lock at earlier audits: a file that was never seen locked is one of a house from before locks.
 * Every level is compared with the one below, the lowest with the entries, and the last stretch with the root
 * that was signed: so all stretches together stand under it.
 * @throws Refusal unavailable where the store or the database does not answer: that is no finding.
 */
export async function auditLedger(
  deps: AuditLedgerDeps,
  { origin, bundle }: LedgerTarget,
  seenLock: ObjectLock | null,
): Promise<Audit> {
  const head = await deps.ledger.head(origin);
  const width = head === null ? 0 : tileWidth(0, bundle, head.size);
  // The log is shorter than it once was.
  if (head === null || width === 0) return audit(0, null, [finding("fixity/entries-differ")]);
  const findings: FixityFinding[] = [];
  const tree = new TileTree(deps.objects, origin, head.size);
  const first = bundle * TILE_WIDTH;
  const rows = await deps.ledger.entries(origin, first, first + width - 1);
  const leaves = rows.map(({ leaf }) => leaf);
  const stored = await readable(() => tree.bundle(bundle), findings, { bundle });
  const differing = stored === null ? [] : unequal(stored, leaves).map((at) => first + at);
  if (differing.length > 0)
    findings.push(finding("fixity/entries-differ", { entries: stretches(differing) }));
  const levels = tilesEndingWith(bundle, head.size);
  for (const [level, index] of levels) {
    findings.push(...(await tileFindings(tree, level, index, leaves)));
  }
  const isLast = bundle === Math.floor((head.size - 1) / TILE_WIDTH);
  if (isLast && findings.length === 0) findings.push(...(await rootFindings(deps, tree, head)));
  const lock = await lockOf(deps, origin, fullFiles(bundle, head.size), seenLock, findings);
  const entryBytes = (stored ?? []).reduce((sum, leaf) => sum + Buffer.byteLength(leaf), 0);
  const hashes = levels.reduce((sum, [level, at]) => sum + tileWidth(level, at, head.size), 0);
  return audit(entryBytes + hashes * HASH_BYTES, lock, findings);
}

/** One tile against the entries, or the tiles, below it. */
async function tileFindings(
  tree: TileTree,
  level: number,
  index: number,
  leaves: readonly string[],
): Promise<readonly FixityFinding[]> {
  const findings: FixityFinding[] = [];
  const where = { level, index };
  const hashes = await readable(() => tree.tile(level, index), findings, where);
  const expected =
    level === 0
      ? leaves.map(hashLeaf)
      : await readable(() => rootsBelow(tree, level, index), findings, where);
  if (hashes === null || expected === null) return findings;
  const wrong = unequal(hashes, expected);
  return wrong.length === 0
    ? findings
    : [finding("fixity/tile-differs", { ...where, hashes: stretches(wrong) })];
}

/** The first finding of each kind stands for others of it. */
const audit = (
  sizeBytes: number,
  lock: ObjectLock | null,
  findings: readonly FixityFinding[],
): Audit => ({
  sizeBytes,
  sha256: null,
  lock,
  findings: findings.filter(
    ({ code }, at) => at === findings.findIndex((each) => each.code === code),
  ),
});

/** The shortest lock of full files; what is wrong with any of them goes to `findings`. */
async function lockOf(
  { objects, clock }: AuditLedgerDeps,
  origin: string,
  files: readonly Tile[],
  seenLock: ObjectLock | null,
  findings: FixityFinding[],
): Promise<ObjectLock | null> {
  const locks: ObjectLock[] = [];
  for (const file of files) {
    const ref = await findFile(objects, origin, file);
    if (ref === null) continue; // told above
    const { lock } = await objects.head(ref);
    if (lock !== null) locks.push(lock);
    const ofLock = seenLock === null ? [] : lockFindings(lock, seenLock, null, clock());
    const { level, index } = file;
    for (const { code, facts } of [...ofLock, ...(await frontFindings(objects, ref))]) {
      findings.push(finding(code, { level, index, ...facts }));
    }
  }
  return shortest(locks);
}

async function rootsBelow(
  tree: TileTree,
  level: number,
  index: number,
): Promise<readonly Sha256[]> {
  const roots: Sha256[] = [];
  const width = tileWidth(level, index, tree.size);
  for (let at = 0; at < width; at += 1) {
    roots.push(rootOf(await tree.tile(level - 1, index * TILE_WIDTH + at)));
  }
  return roots;
}

async function rootFindings(
  { verifierKey }: AuditLedgerDeps,
  tree: TileTree,
  head: LedgerHead,
): Promise<readonly FixityFinding[]> {
  const { size } = head;
  try {
    checkHead({ verifierKey }, tree.origin, head);
  } catch (error) {
    if (!isRefusal(error, "ledger/bad-checkpoint")) throw error;
    return [finding("fixity/root-differs", { size })];
  }
  const root = await rootAt(size, tree.nodes);
  return root === head.rootSha256 ? [] : [finding("fixity/root-differs", { size, root })];
}

/** What `read` answers; null, and a finding, where the store has something else or nothing. */
async function readable<T>(
  read: () => Promise<T>,
  findings: FixityFinding[],
  where: Readonly<Record<string, number>>,
): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!isRefusal(error) || error.kind === "unavailable") throw error;
    const code = error.kind === "missing" ? "fixity/object-missing" : "fixity/tile-differs";
    findings.push(finding(code, where));
    return null;
  }
}

function unequal(found: readonly string[], expected: readonly string[]): readonly number[] {
  const length = Math.max(found.length, expected.length);
  return Array.from({ length }, (_, at) => at).filter((at) => found[at] !== expected[at]);
}
