/** Proves that the store's lock holds: real objects are locked, deletion is really tried, and must be refused. */
import { plusMs, type Clock } from "../kernel/clock.ts";
import { newId, type UploadId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { IncomingStore, IncomingUpload } from "./incoming-store.ts";
import { lockProbeKey } from "./object-key.ts";
import type { LockMode, ObjectRef, ObjectStore } from "./object-store.ts";

export interface ProveLockDeps {
  readonly objects: ObjectStore;
  readonly incoming: IncomingStore;
  readonly clock: Clock;
}

/** What was found of one probe. Stores differ by how an object came to be: put whole, or assembled from parts. */
export interface LockFinding {
  readonly probe: "whole" | "assembled";
  readonly held: boolean;
  /** Why the lock does not count as proven, in plain English; null if it does. */
  readonly problem: string | null;
}

/** Long enough for a clock that is some minutes ahead in the store. */
const LOCK_MS = 10 * 60_000;

/**
 * Safe at every start: the probes are few small objects under fixed keys, used again while their lock
 * lasts and made anew afterwards. A store that cannot be asked is a finding too.
 */
export async function proveLock(
  deps: ProveLockDeps,
  mode: LockMode,
): Promise<readonly LockFinding[]> {
  const findings: LockFinding[] = [];
  for (const probe of ["whole", "assembled"] as const) {
    let problem: string | null;
    try {
      problem = await tryProbe(deps, probe, mode);
    } catch (error) {
      problem = isRefusal(error) ? `${error.code}: ${error.message}` : "the store failed";
    }
    findings.push({ probe, held: problem === null, problem });
  }
  return findings;
}

async function tryProbe(
  deps: ProveLockDeps,
  probe: LockFinding["probe"],
  mode: LockMode,
): Promise<string | null> {
  const { objects, clock } = deps;
  const ref = await probeObject(deps, probe, mode);
  const until = plusMs(clock(), LOCK_MS);
  await objects.lock(ref, { mode, until });
  const { lock } = await objects.head(ref);
  if (lock === null || lock.mode !== mode || lock.until < until) {
    return "the store took the lock and does not show it";
  }
  try {
    await objects.remove(ref);
    return "the store deleted a locked object";
  } catch (error) {
    if (!isRefusal(error, "objects/locked")) throw error;
  }
  await objects.head(ref);
  return null;
}

/** The probe of an earlier start if it is still locked the same way; otherwise a new one. */
async function probeObject(
  deps: ProveLockDeps,
  probe: LockFinding["probe"],
  mode: LockMode,
): Promise<ObjectRef> {
  const { objects, clock } = deps;
  const key = lockProbeKey(`${probe}-${mode}`);
  const old = await objects.find(key);
  if (old !== null) {
    const { lock } = await objects.head(old);
    if (lock !== null && lock.until > clock()) return old;
    await objects.remove(old);
  }
  return probe === "whole" ? objects.put(key, Buffer.from("lock probe\n")) : assembled(deps, mode);
}

/** One part and a rest, in two writes: assembled as large originals are. */
async function assembled(deps: ProveLockDeps, mode: LockMode): Promise<ObjectRef> {
  const { incoming } = deps;
  const part = Buffer.alloc(incoming.runBytes);
  const rest = Buffer.from("lock probe\n");
  const lengthBytes = part.byteLength + rest.byteLength;
  const begun: IncomingUpload = {
    id: newId<UploadId>(),
    key: lockProbeKey(`assembled-${mode}`),
    lengthBytes,
    offsetBytes: 0,
    fence: 1,
    state: null,
  };
  const writer = await incoming.open(begun);
  try {
    const first = await writer.write([part]);
    const second = await writer.write([rest]);
    const done = { ...begun, offsetBytes: lengthBytes, state: second.state };
    return await incoming.assemble(done, [...first.parts, ...second.parts]);
  } finally {
    await writer.close();
    await incoming.discard(begun);
  }
}
