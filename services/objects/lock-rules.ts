/** What a lock may become: later and stricter, never earlier or weaker, never beyond what stores can hold. */
import { utcInstant, type UtcInstant } from "../kernel/clock.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { ObjectLock } from "./object-store.ts";

/** Ceph keeps unsigned 32-bit seconds, which end at 2106-02-07T06:28:15Z: later dates wrap into the past and lift the lock. */
const LAST_SECONDS = 2 ** 32 - 1;

/**
 * `until` in seconds since 1970, rounded up: stores keep whole seconds.
 * @throws Refusal invalid "objects/lock-too-far".
 */
export function untilSeconds(until: UtcInstant): number {
  const seconds = Math.ceil(Date.parse(until) / 1000);
  if (seconds <= LAST_SECONDS) return seconds;
  throw new Refusal("invalid", "objects/lock-too-far", "no lock can last beyond 2106-02-07", {
    fix: "Lock to an earlier date and prolong the lock later.",
  });
}

/** `lock` as a store will show it. */
export const wholeSeconds = (lock: ObjectLock): ObjectLock => ({
  mode: lock.mode,
  until: utcInstant(new Date(untilSeconds(lock.until) * 1000)),
});

export const isWeaker = (now: ObjectLock, next: ObjectLock): boolean =>
  now.mode === "governance" && next.mode === "compliance";

/**
 * Of a store that refused: it may be that it makes no lock stricter (Ceph, 403).
 * @throws Refusal forbidden "objects/lock-mode-stays".
 */
export function refuseModeKept(now: ObjectLock | null, wanted: ObjectLock, cause: unknown): void {
  if (now === null || !isWeaker(now, wanted)) return;
  throw new Refusal(
    "forbidden",
    "objects/lock-mode-stays",
    "the store keeps the lock of an object in governance mode, and makes it no stricter",
    {
      fix: "Whoever may pass over governance locks sets this version to compliance in the store, until the same day or later; the next round sees it.",
      facts: { lockedUntil: now.until },
      cause,
    },
  );
}

/** @throws Refusal invalid "objects/lock-shortened" if `next` is earlier or weaker than `now`. */
export function refuseShorter(now: ObjectLock | null, next: ObjectLock): void {
  if (now === null) return;
  const weaker = now.mode === "compliance" && next.mode === "governance";
  if (!weaker && untilSeconds(next.until) >= untilSeconds(now.until)) return;
  throw new Refusal("invalid", "objects/lock-shortened", "a lock can only be prolonged", {
    facts: { lockedUntil: now.until, mode: now.mode },
  });
}

/** True if `now` already gives all that `wanted` asks for, exactly. */
export const sameLock = (now: ObjectLock | null, wanted: ObjectLock): boolean =>
  now !== null && now.mode === wanted.mode && now.until === wholeSeconds(wanted).until;
