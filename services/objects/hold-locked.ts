/** Locks a version and reads back that the lock holds. */
import { Refusal } from "../kernel/refusal.ts";
import type { ObjectLock, ObjectRef, ObjectStore } from "./object-store.ts";

/**
 * A lock that is longer already stays: a clock may have been set back.
 * @throws Refusal unavailable "objects/lock-not-kept" if the store does not show the lock it took.
 */
export async function holdLocked(
  objects: Pick<ObjectStore, "head" | "lock">,
  ref: ObjectRef,
  wanted: ObjectLock,
): Promise<void> {
  const isHeld = async (): Promise<boolean> =>
    ((await objects.head(ref)).lock?.until ?? "") >= wanted.until;
  if (await isHeld()) return;
  await objects.lock(ref, wanted);
  if (await isHeld()) return;
  throw new Refusal("unavailable", "objects/lock-not-kept", "the store did not keep a lock", {
    fix: "Nothing was signed. Check Object Lock of the store with `holdfast doctor`.",
  });
}
