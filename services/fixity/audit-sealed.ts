/** Reads one sealed object again: every byte against the signed digest, its lock, and what was put on top of it. */
import type { DerivativeStore } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { isDisposed } from "../evidence/pipeline.ts";
import { type HashedBlocks, differingBlocks, hashBlocks } from "../evidence/hash-blocks.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { itemFolder } from "../objects/object-key.ts";
import type { ObjectLock, ObjectRef, ObjectStore } from "../objects/object-store.ts";
import { otherVersion } from "../objects/other-version.ts";
import type { CheckpointSigner } from "../ledger/checkpoint-signer.ts";
import { parseReceiptStatement, verifyReceipt } from "../sealing/receipt.ts";
import type { Seal, SealStore } from "../sealing/seal-store.ts";
import {
  type Audit,
  type FindingFacts,
  type FixityFinding,
  finding,
  stretches,
} from "./finding.ts";
import { frontFindings, lockFindings } from "./lock-findings.ts";
import { type RecordDeps, type SignedRecord, signedRecord } from "./signed-record.ts";
import type { SealedPart, SealedTarget } from "./target.ts";

export interface AuditSealedDeps extends RecordDeps {
  readonly items: Pick<EvidenceStore, "get">;
  readonly derivatives: Pick<DerivativeStore, "derivatives">;
  readonly seals: Pick<SealStore, "seals" | "receipt">;
  readonly objects: Pick<ObjectStore, "scan" | "head" | "find" | "inFront" | "under">;
  readonly verifierKey: CheckpointSigner["verifierKey"];
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
  if (isDisposed(item)) return auditGone(deps, item);
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
    const ofLock = await lockFindingsOf(deps, item, seal, part, { lock, seenLock });
    const found = await hashBlocks(await deps.objects.scan(ref), paced);
    return seen(found, lock, [
      ...bytesFindings(found, record),
      ...ofLock,
      ...(await frontFindings(deps.objects, ref)),
    ]);
  } catch (error) {
    if (!isRefusal(error, "objects/no-such-object")) throw error;
    return auditOther(deps, ref, record, paced);
  }
}

/** What lies there in place of the recorded version is read as well: whoever mends it must know what it is. */
async function auditOther(
  { objects }: AuditSealedDeps,
  ref: ObjectRef,
  record: SignedRecord,
  paced: Paced,
): Promise<Audit> {
  const other = await otherVersion(objects, ref);
  if (other === null) return seen(null, null, [missing()]);
  try {
    const found = await hashBlocks(await objects.scan(other.ref), paced);
    const facts = { ...other.facts, ...bytesFacts(found, record) };
    return seen(found, null, [finding("fixity/object-replaced", facts)]);
  } catch (error) {
    if (!isRefusal(error, "objects/no-such-object")) throw error;
    return seen(null, null, [finding("fixity/object-replaced", other.facts)]);
  }
}

/** Of what was destroyed nothing may lie there; while it is being destroyed something may. */
async function auditGone(
  { objects }: AuditSealedDeps,
  { id, stage }: EvidenceItem,
): Promise<Audit> {
  const there = stage === "disposed" ? await objects.under(itemFolder(id)) : [];
  const found =
    there.length === 0 ? [] : [finding("fixity/object-there", { objects: there.length })];
  return seen(null, null, found);
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
  const code =
    found.sizeBytes === record.sizeBytes ? "fixity/digest-differs" : "fixity/size-differs";
  return [finding(code, bytesFacts(found, record))];
}

function bytesFacts(found: HashedBlocks, record: SignedRecord): FindingFacts {
  const sizes = { sizeBytes: found.sizeBytes, recordedBytes: record.sizeBytes };
  const blocks = record.blocks === null ? [] : differingBlocks(found.blocks, record.blocks);
  const where = blocks.length === 0 ? {} : { differingBlocks: stretches(blocks) };
  return { sha256: found.sha256, recordedSha256: record.sha256, ...sizes, ...where };
}

async function lockFindingsOf(
  deps: AuditSealedDeps,
  item: EvidenceItem,
  seal: Seal | undefined,
  part: SealedPart,
  { lock, seenLock }: { readonly lock: ObjectLock | null; readonly seenLock: ObjectLock | null },
): Promise<readonly FixityFinding[]> {
  const promised = await lockOnReceipt(deps, item, seal);
  if (promised !== "forged") return lockFindings(lock, seenLock, promised, deps.clock());
  // Told once, not with each of the item's files.
  const told = part === "media" ? [finding("fixity/record-differs", { why: "receipt" })] : [];
  return [...told, ...lockFindings(lock, seenLock, null, deps.clock())];
}

/** The receipt's word stands against a database in which the lock was forgotten, if it is signed and about this seal. */
async function lockOnReceipt(
  deps: AuditSealedDeps,
  { id }: EvidenceItem,
  seal: Seal | undefined,
): Promise<UtcInstant | "forged" | null> {
  const receipt = seal?.subject === "original" ? await deps.seals.receipt(id) : null;
  if (receipt === null) return null;
  try {
    const key = deps.verifierKey(parseReceiptStatement(receipt.statement).ledger.origin);
    const verdict = await verifyReceipt(deps, receipt, deps.rootCertificatePem, key);
    if (!verdict.valid) return "forged";
    const { itemId, manifestSha256, lockedUntil } = verdict.statement;
    return itemId === id && manifestSha256 === seal?.manifestSha256 ? lockedUntil : "forged";
  } catch (error) {
    if (isRefusal(error, "sealing/bad-receipt")) return "forged";
    throw error;
  }
}
