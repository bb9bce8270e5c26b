/**
 * Prolongs the lock of a file of a renewal each time it is audited, as those of the ledger's full files are: what was stamped
 * long ago is believed because of it, so it is locked for as long again as evidence is at least, for as long as the house runs.
 */
import { type Clock, plusMs } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { holdLocked } from "../objects/hold-locked.ts";
import type { ObjectLock, ObjectStore } from "../objects/object-store.ts";
import { floorAfter } from "../sealing/retention-floor.ts";
import type { Retention } from "../sealing/seal-manifest.ts";
import { type AuditRenewalDeps, refOf } from "./audit-renewal.ts";
import type { RenewalTarget } from "./target.ts";

export interface KeepRenewalDeps {
  readonly renewals: AuditRenewalDeps["renewals"];
  readonly objects: Pick<ObjectStore, "find" | "head" | "lock">;
  readonly retention: Retention;
  /** In milliseconds: it is done again within it. */
  readonly periodMs: number;
  readonly clock: Clock;
}

/**
 * Answers the lock as the store shows it then; null where the file is gone, which the audit tells.
 * @throws Refusal unavailable "objects/lock-not-kept".
 */
export async function keepRenewal(
  deps: KeepRenewalDeps,
  target: RenewalTarget,
): Promise<ObjectLock | null> {
  const ref = await refOf(deps, target);
  if (ref === null) return null;
  const { floor, mode } = deps.retention;
  const now = deps.clock();
  const ends = [floorAfter(now, floor), plusMs(now, 2 * deps.periodMs)] as const;
  const until = ends[0] > ends[1] ? ends[0] : ends[1];
  try {
    return await holdLocked(deps.objects, ref, { mode, until });
  } catch (error) {
    if (isRefusal(error, "objects/no-such-object")) return null;
    throw error;
  }
}
