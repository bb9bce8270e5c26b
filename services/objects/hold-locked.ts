/** Prolongs a lock and reads it back: a store's yes is no proof. */
import { Refusal } from "../kernel/refusal.ts";
import type { ObjectLock, ObjectRef, ObjectStore } from "./object-store.ts";

/**
 * Answers the lock as the store shows it, at least as strict and as long as `wanted`. One that is longer already stays:
 * a clock may have been set back.
 * @throws Refusal unavailable "objects/lock-not-kept"; missing "objects/no-such-object".
 */
export async function holdLocked(
  objects: Pick<ObjectStore, "head" | "lock">,
  ref: ObjectRef,
  wanted: ObjectLock,
): Promise<ObjectLock> {
  const before = (await objects.head(ref)).lock;
  if (before !== null && holds(before, wanted)) return before;
  await objects.lock(ref, before === null ? wanted : longer(before, wanted));
  const after = (await objects.head(ref)).lock;
  if (after !== null && holds(after, wanted)) return after;
  throw new Refusal("unavailable", "objects/lock-not-kept", "the store did not keep a lock", {
    fix: "Nothing was signed. Check Object Lock of the store with `holdfast doctor`.",
  });
}

/** The longest and strictest of both. */
export const longer = (one: ObjectLock, other: ObjectLock): ObjectLock => ({
  mode: [one.mode, other.mode].includes("compliance") ? "compliance" : "governance",
  until: one.until > other.until ? one.until : other.until,
});

const holds = (now: ObjectLock, wanted: ObjectLock): boolean =>
  now.until >= wanted.until && (now.mode === "compliance" || wanted.mode === "governance");
