/** Use case: take the object that waits longest, read it again, keep what was seen; until nothing is due. */
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { ObjectLock } from "../objects/object-store.ts";
import { type AuditLedgerDeps, auditLedger } from "./audit-ledger.ts";
import { type AuditRenewalDeps, auditRenewal } from "./audit-renewal.ts";
import { type AuditSealedDeps, type Paced, auditSealed } from "./audit-sealed.ts";
import { type AuditVisitDeps, auditVisit } from "./audit-visit.ts";
import type { Audit, FixityFinding } from "./finding.ts";
import type { FixityStore, Taken } from "./fixity-store.ts";
import { type KeepRenewalDeps, keepRenewal } from "./keep-renewal.ts";
import { type KeepDeps, keepStretch } from "./keep-stretch.ts";
import { OBJECT_COST_BYTES, type Pace } from "./pace.ts";
import { targetName } from "./target.ts";

export interface AuditDeps
  extends
    AuditSealedDeps,
    AuditVisitDeps,
    Omit<AuditLedgerDeps, "objects">,
    Omit<AuditRenewalDeps, "objects">,
    Omit<KeepDeps, "objects">,
    Omit<KeepRenewalDeps, "objects"> {
  readonly objects: AuditSealedDeps["objects"] & AuditLedgerDeps["objects"] & KeepDeps["objects"];
  readonly fixity: FixityStore;
  readonly clock: Clock;
  readonly pace: Pace;
  /** In milliseconds: how old a look may be. */
  readonly periodMs: number;
  /**
   * Refuses a store that answers and is not the one that evidence was put into (a folder that is not mounted,
   * another bucket): then nothing is missing, the store is.
   */
  readonly sameStore: () => Promise<void>;
}

/** How one object fared. `error`: it could not be read now and is tried again. */
export interface Audited {
  readonly target: string;
  readonly audit?: Audit;
  readonly error?: unknown;
}

/** Read when three quarters of the period are over: so that the last of many is read within it. */
const DUE_AT = 0.75;
const LEASE_MS = 5 * 60_000;
const RENEW_MS = 60_000;
const ENROL_LIMIT = 1_000;
const RETRY_MS = 60_000;
const MAX_RETRY_MS = 6 * 3_600_000;
/** So that a stop, and a list that is due, are heard of. */
const PER_ROUND = 500;

/** Goes on until nothing is due, the round is full, or the store or database is out. */
export async function auditRound(
  deps: AuditDeps,
  signal: AbortSignal,
  told: (audited: Audited) => void,
): Promise<void> {
  while ((await deps.fixity.enrol(ENROL_LIMIT)) >= ENROL_LIMIT && !signal.aborted);
  for (let count = 0; count < PER_ROUND && !signal.aborted; count += 1) {
    const now = deps.clock();
    const readBefore = plusMs(now, -deps.periodMs * DUE_AT);
    const taken = await deps.fixity.take(now, readBefore, plusMs(now, LEASE_MS));
    if (taken === null) return;
    await deps.pace.take(OBJECT_COST_BYTES, signal);
    const audited = await auditOne(deps, taken, signal);
    if (audited === null) continue;
    told(audited);
    // Others would fare alike: the next round comes.
    if (isRefusal(audited.error) && audited.error.kind === "unavailable") return;
  }
}

/** Null: another process has it now, or this one is told to end. */
async function auditOne(
  deps: AuditDeps,
  taken: Taken,
  signal: AbortSignal,
): Promise<Audited | null> {
  const target = targetName(taken.target);
  try {
    const seen = await confirmedAudit(deps, taken, paced(deps, taken, signal));
    const { audit, error } = await kept(deps, taken, seen);
    const isSaved = await deps.fixity.save(taken, audit, deps.clock());
    return isSaved ? { target, audit, ...(error === undefined ? {} : { error }) } : null;
  } catch (error) {
    if (error === LOST) return null;
    await deps.fixity.putOff(taken, (failures) => retryAt(deps.clock(), failures));
    return { target, error };
  }
}

/**
 * Locked for longer, once it is known what was found: a lock that somebody took away is told, and set again. Who
 * takes the right to lock away must not hide what was found.
 */
async function kept(
  deps: AuditDeps,
  { target }: Taken,
  audit: Audit,
): Promise<{ readonly audit: Audit; readonly error?: unknown }> {
  if (target.kind === "sealed" || target.kind === "visit") return { audit };
  try {
    const lock = await (target.kind === "ledger"
      ? keepStretch(deps, target)
      : keepRenewal(deps, target));
    return { audit: { ...audit, lock: lock ?? audit.lock } };
  } catch (error) {
    if (audit.findings.length === 0) throw error;
    return { audit, error };
  }
}

const LOST = new Error("the taking is over");

const retryAt = (now: UtcInstant, failures: number): UtcInstant =>
  plusMs(now, Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** Math.min(failures, 16)));

/** A difference counts once it was seen twice: what flips on the way here is no damage of the object. */
async function confirmedAudit(deps: AuditDeps, taken: Taken, pace: Paced): Promise<Audit> {
  const first = await lookAt(deps, taken, pace);
  if (first.findings.length === 0) return first;
  const second = await lookAt(deps, taken, pace);
  if (second.findings.some((each) => mayBeOtherStore(taken, each))) await deps.sameStore();
  return second;
}

/**
 * In another store an object is missing, or replaced by its own of that name, and a log has other bytes. Whatever else
 * is found of the recorded version of a sealed object was done to that one.
 */
const mayBeOtherStore = ({ target }: Taken, { code }: FixityFinding): boolean =>
  target.kind === "ledger" || code === "fixity/object-missing" || code === "fixity/object-replaced";

const lookAt = (
  deps: AuditDeps,
  { target, seenLock }: { readonly target: Taken["target"]; readonly seenLock: ObjectLock | null },
  pace: Paced,
): Promise<Audit> => {
  if (target.kind === "ledger") return auditLedger(deps, target, seenLock);
  if (target.kind === "visit") return auditVisit(deps, target);
  return target.kind === "renewal"
    ? auditRenewal(deps, target, seenLock, pace)
    : auditSealed(deps, target, seenLock, pace);
};

/** Holds the reading to its pace and keeps the object taken meanwhile. */
function paced(deps: AuditDeps, taken: Taken, signal: AbortSignal): Paced {
  let renewedAt = Date.parse(deps.clock());
  return async (sizeBytes) => {
    await deps.pace.take(sizeBytes, signal);
    if (signal.aborted) throw LOST;
    const now = deps.clock();
    if (Date.parse(now) - renewedAt < RENEW_MS) return;
    if (!(await deps.fixity.renew(taken, plusMs(now, LEASE_MS)))) throw LOST;
    renewedAt = Date.parse(now);
  };
}
