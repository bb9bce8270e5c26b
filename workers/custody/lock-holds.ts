/** A store that lets a locked object be deleted keeps no evidence: then nothing is taken up. */
import type { LockMode } from "../../services/objects/object-store.ts";
import { type ProveLockDeps, proveLock } from "../../services/objects/prove-lock.ts";

interface Log {
  error(fields: object, text: string): void;
}

/** Says in the log which probes were not held. */
export async function lockHolds(deps: ProveLockDeps, mode: LockMode, log: Log): Promise<boolean> {
  const faults = (await proveLock(deps, mode)).filter(({ held }) => !held);
  for (const { probe, problem } of faults) log.error({ probe, problem }, "the lock does not hold");
  return faults.length === 0;
}
