/** The checks of `doctor` on the store: whether it is ours, then whether its locks hold; whether its files are immutable. */
import { isRefusal } from "../kernel/refusal.ts";
import type { StoreId } from "../kernel/ids.ts";
import { isOtherStore } from "../objects/recognise-store.ts";
import type { LockFinding } from "../objects/prove-lock.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface StoreProbes {
  /** Rejects if the store is not the one that the database knows; null: nothing is wrong with its id. */
  damagedId(): Promise<StoreId | null>;
  lockFindings(): Promise<readonly LockFinding[]>;
  /** Null: the store is not a folder. */
  immutability(): Promise<{ held: true } | { held: false; why: string } | null>;
}

/** In a store that is not known to be ours nothing is locked: that writes. */
export async function store(
  probes: Pick<StoreProbes, "damagedId" | "lockFindings">,
): Promise<Finding> {
  let damaged: StoreId | null;
  try {
    damaged = await probes.damagedId();
  } catch (error) {
    if (isRefusal(error) && isOtherStore(error)) return failed("storeOther", { code: error.code });
    const isDown = isRefusal(error) && error.code.startsWith("objects/");
    return isDown ? failed("storeDown", { message: reason(error) }) : warning("storeUnasked");
  }
  try {
    const open = (await probes.lockFindings()).find(({ held }) => !held);
    if (open !== undefined) {
      return failed("storeOpen", { probe: open.probe, problem: open.problem ?? "" });
    }
    return damaged === null ? fine("storeFine") : warning("storeIdDamaged", { id: damaged });
  } catch (error) {
    return failed("storeDown", { message: reason(error) });
  }
}

export async function immutable(probes: Pick<StoreProbes, "immutability">): Promise<Finding> {
  try {
    const found = await probes.immutability();
    if (found === null) return fine("immutableElsewhere");
    return found.held ? fine("immutableFine") : warning("immutableNot", { why: found.why });
  } catch (error) {
    return failed("storeDown", { message: reason(error) });
  }
}
