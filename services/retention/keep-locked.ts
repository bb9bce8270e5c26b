/**
 * Use case: lock everything of an item until its floor, read back, and never beyond what is promised.
 *
 * What is kept for ever is locked ten years ahead and each year again, because stores hold no date beyond 2106 and a
 * lock in compliance mode can never be taken back. What is kept until something comes about is locked ninety days ahead,
 * again and again, so that it is over soon after it has.
 */
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { DerivativeStore } from "../evidence/derivative.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import { type Refusal, isRefusal } from "../kernel/refusal.ts";
import { holdLocked } from "../objects/hold-locked.ts";
import {
  type ObjectKey,
  manifestKey,
  secondSignatureKey,
  signatureKey,
} from "../objects/object-key.ts";
import type { LockMode, ObjectLock, ObjectRef, ObjectStore } from "../objects/object-store.ts";
import { floorAfter, lockable } from "../sealing/retention-floor.ts";
import type { SealStore, SealSubject } from "../sealing/seal-store.ts";
import type { DueLock, RetentionStore, SealedPart } from "./retention-store.ts";

export interface KeepLockedDeps {
  readonly retention: Pick<RetentionStore, "locksDue" | "locked" | "putOff">;
  readonly items: Pick<EvidenceStore, "get">;
  readonly derivatives: Pick<DerivativeStore, "derivatives">;
  readonly seals: Pick<SealStore, "seals">;
  readonly objects: Pick<ObjectStore, "head" | "lock" | "find">;
  readonly zone: ZoneDays;
  readonly mode: LockMode;
  readonly clock: Clock;
}

export interface KeptLocked {
  readonly itemId: ItemId;
  readonly error?: unknown;
}

const PER_ROUND = 200;
const RETRY_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;
const FOR_EVER_AHEAD = "P10Y";
const OPEN_AHEAD_MS = 90 * DAY_MS;

/** Locks what is due; one that cannot be locked now stops no other. May run twice, also at once: locks only grow. */
export async function keepLocked(
  deps: KeepLockedDeps,
  signal: AbortSignal,
): Promise<readonly KeptLocked[]> {
  const kept: KeptLocked[] = [];
  for (const due of await deps.retention.locksDue(deps.clock(), PER_ROUND)) {
    if (signal.aborted) break;
    const { itemId } = due;
    try {
      await lockItem(deps, due);
      kept.push({ itemId });
    } catch (error) {
      await deps.retention.putOff(due, plusMs(deps.clock(), RETRY_MS));
      kept.push({ itemId, error });
      // Others would fare alike: the next round comes.
      if (isRefusal(error) && error.kind === "unavailable") break;
    }
  }
  return kept;
}

async function lockItem(deps: KeepLockedDeps, due: DueLock): Promise<void> {
  const { until, next } = wantedLock(deps.zone, due, deps.clock());
  let shortest: UtcInstant | null = null;
  const stays: Refusal[] = [];
  const sealed = await sealedObjects(deps, due.itemId);
  for (const { ref } of sealed) {
    const lock = await lockedNow(deps, ref, until, (error) => stays.push(error));
    if (shortest === null || lock.until < shortest) shortest = lock.until;
  }
  // Locked for as long, but not as strictly: what is due stays due until somebody sees to it.
  const [first] = stays;
  if (first !== undefined) throw first;
  await deps.retention.locked(due, {
    ...{ parts: sealed.map(({ part }) => part), mode: deps.mode, next },
    until: shortest ?? until,
  });
}

/** Where a store makes a lock no stricter, it is made as long, and the other objects of the item are locked all the same. */
async function lockedNow(
  { objects, mode }: KeepLockedDeps,
  ref: ObjectRef,
  until: UtcInstant,
  onStays: (error: Refusal) => unknown,
): Promise<ObjectLock> {
  try {
    return await holdLocked(objects, ref, { mode, until });
  } catch (error) {
    if (!isRefusal(error) || error.code !== "objects/lock-mode-stays") throw error;
    onStays(error);
    return holdLocked(objects, ref, { mode: "governance", until });
  }
}

/** How long to lock now, and when to look again; null: this is all that was promised. */
export function wantedLock(
  zone: ZoneDays,
  { floor, open }: Pick<DueLock, "floor" | "open">,
  now: UtcInstant,
): { readonly until: UtcInstant; readonly next: UtcInstant | null } {
  if (floor === "permanent") {
    return { until: floorAfter(now, FOR_EVER_AHEAD), next: plusMs(now, 365 * DAY_MS) };
  }
  const end = zone.endOf(floor);
  const ahead = plusMs(now, OPEN_AHEAD_MS);
  if (open) {
    return { until: lockable(end > ahead ? end : ahead), next: plusMs(now, OPEN_AHEAD_MS / 2) };
  }
  const until = lockable(end);
  return { until, next: until < end ? plusMs(now, 365 * DAY_MS) : null };
}

interface SealedObject {
  readonly ref: ObjectRef;
  readonly part: SealedPart;
}

/** The original, the copies, and the manifests and signatures of each. */
async function sealedObjects(
  deps: KeepLockedDeps,
  itemId: ItemId,
): Promise<readonly SealedObject[]> {
  const { original } = await deps.items.get(itemId);
  const copies = await deps.derivatives.derivatives(itemId);
  const found: SealedObject[] = [];
  const add = (ref: ObjectRef, subject: SealSubject, part: SealedPart["part"]): unknown =>
    found.push({ ref, part: { subject, part } });
  if (original !== null) add(original.object, "original", "media");
  for (const { subject, manifestSha256, signature, secondSignature } of await deps.seals.seals(
    itemId,
  )) {
    const copy = copies.find(({ kind }) => kind === subject);
    if (copy !== undefined) add(copy.object, subject, "media");
    const beside: [SealedPart["part"], ObjectKey | null][] = [
      ["manifest", manifestKey(itemId, subject, manifestSha256)],
      ["signature", signature === null ? null : signatureKey(itemId, subject, manifestSha256)],
      [
        "second-signature",
        secondSignature === null ? null : secondSignatureKey(itemId, subject, manifestSha256),
      ],
    ];
    for (const [part, key] of beside) {
      // One that is not there yet is locked when it is sealed, and asked for again then; one that is gone the audit tells.
      const ref = key === null ? null : await deps.objects.find(key);
      if (ref !== null) add(ref, subject, part);
    }
  }
  return found;
}
