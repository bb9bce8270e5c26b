/** Reads one sealed object again: every byte against the signed digest, its lock, and what was put on top of it. */
import type { DerivativeStore } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { type HashedBlocks, differingBlocks, hashBlocks } from "../evidence/hash-blocks.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { ObjectLock, ObjectRef, ObjectStore } from "../objects/object-store.ts";
import { parseReceiptStatement } from "../sealing/receipt.ts";
import type { SealStore } from "../sealing/seal-store.ts";
import { type Audit, type FixityFinding, finding, stretches } from "./finding.ts";
import { type RecordDeps, type SignedRecord, signedRecord } from "./signed-record.ts";
import type { SealedTarget } from "./target.ts";

export interface AuditSealedDeps extends RecordDeps {
  readonly items: Pick<EvidenceStore, "get">;
  readonly derivatives: Pick<DerivativeStore, "derivatives">;
  readonly seals: Pick<SealStore, "seals" | "receipt">;
  readonly objects: Pick<ObjectStore, "scan" | "head" | "find" | "inFront">;
  readonly clock: Clock;
}

/** Hears of bytes that were read, and may hold the reading back. */
export type Paced = (sizeBytes: number) => Promise<void>;

/**
 * `seenLock` is the lock at earlier audits.
 * @throws Refusal unavailable where the store or the database does not answer: that is no finding.
 */
export async function auditSealed(
  deps: AuditSealedDeps,
  { itemId, subject, part }: SealedTarget,
  seenLock: ObjectLock | null,
  paced: Paced,
): Promise<Audit> {
  const item = await deps.items.get(itemId);
  const copy = subject === "original" ? null : await copyOf(deps, item, subject);
  const seal = (await deps.seals.seals(itemId)).find((each) => each.subject === subject);
  const record = copy === undefined ? "row" : await signedRecord(deps, item, copy, seal, part);
  if (typeof record === "string") {
    return seen(null, null, [finding("fixity/record-differs", { why: record })]);
  }
  const first = await deps.objects.find(record.key);
  const ref = { key: record.key, versionId: record.versionId ?? first?.versionId ?? "" };
  try {
    if (first === null && record.versionId === null) return seen(null, null, [missing()]);
    const { lock } = await deps.objects.head(ref);
    const promised = await lockOnReceipt(deps, item, subject);
    const found = await hashBlocks(await deps.objects.scan(ref), paced);
    return seen(found, lock, [
      ...bytesFindings(found, record),
      ...(promised === "unreadable" ? [finding("fixity/record-differs", { why: "receipt" })] : []),
      ...lockFindings(lock, seenLock, promised === "unreadable" ? null : promised, deps.clock()),
      ...(await frontFindings(deps, ref)),
    ]);
  } catch (error) {
    if (!isRefusal(error, "objects/no-such-object")) throw error;
    const gone = first === null ? missing() : finding("fixity/object-replaced");
    return seen(null, null, [gone]);
  }
}

const missing = (): FixityFinding => finding("fixity/object-missing");

const seen = (
  found: HashedBlocks | null,
  lock: ObjectLock | null,
  findings: readonly FixityFinding[],
): Audit => ({
  sizeBytes: found?.sizeBytes ?? 0,
  sha256: found?.sha256 ?? null,
  lock,
  findings,
});

const copyOf = async ({ derivatives }: AuditSealedDeps, { id }: EvidenceItem, kind: string) =>
  (await derivatives.derivatives(id)).find((each) => each.kind === kind);

function bytesFindings(found: HashedBlocks, record: SignedRecord): readonly FixityFinding[] {
  if (found.sha256 === record.sha256) return [];
  const sizes = { sizeBytes: found.sizeBytes, recordedBytes: record.sizeBytes };
  const where =
    record.blocks === null
      ? {}
      : { differingBlocks: stretches(differingBlocks(found.blocks, record.blocks)) };
  const facts = { sha256: found.sha256, recordedSha256: record.sha256, ...sizes, ...where };
  const code =
    found.sizeBytes === record.sizeBytes ? "fixity/digest-differs" : "fixity/size-differs";
  return [finding(code, facts)];
}

/** The receipt is signed: its word stands against a database in which the lock was forgotten. */
async function lockOnReceipt(
  { seals }: AuditSealedDeps,
  { id }: EvidenceItem,
  subject: string,
): Promise<UtcInstant | "unreadable" | null> {
  const receipt = subject === "original" ? await seals.receipt(id) : null;
  if (receipt === null) return null;
  try {
    return parseReceiptStatement(receipt.statement).lockedUntil;
  } catch (error) {
    if (isRefusal(error)) return "unreadable";
    throw error;
  }
}

function lockFindings(
  lock: ObjectLock | null,
  seenLock: ObjectLock | null,
  promised: UtcInstant | null,
  now: UtcInstant,
): readonly FixityFinding[] {
  const until = [promised, seenLock?.until ?? null].filter((each) => each !== null).sort();
  const wanted = until.at(-1) ?? null;
  // A lock that has run out protects nothing any more: nobody took it away.
  if (wanted !== null && wanted <= now) return [];
  if (lock === null) return [finding("fixity/lock-missing", wanted === null ? {} : { wanted })];
  const weaker = seenLock?.mode === "compliance" && lock.mode === "governance";
  if (!weaker && (wanted === null || lock.until >= wanted)) return [];
  return [
    finding("fixity/lock-shortened", {
      lockedUntil: lock.until,
      mode: lock.mode,
      ...(wanted === null ? {} : { wanted }),
    }),
  ];
}

async function frontFindings(
  { objects }: AuditSealedDeps,
  ref: ObjectRef,
): Promise<readonly FixityFinding[]> {
  const front = await objects.inFront(ref);
  if (front === "nothing") return [];
  return [
    finding(front === "other-version" ? "fixity/version-on-top" : "fixity/hidden-by-deletion"),
  ];
}
