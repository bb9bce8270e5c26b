/** What is wrong with a lock, and with what was put on top of an object: pure rules for evidence and for the ledger's files. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { ObjectLock, ObjectRef, ObjectStore } from "../objects/object-store.ts";
import { type FixityFinding, finding } from "./finding.ts";

/** `seenLock` is the longest at earlier audits, `promised` what was signed. */
export function lockFindings(
  lock: ObjectLock | null,
  seenLock: ObjectLock | null,
  promised: UtcInstant | null,
  now: UtcInstant,
): readonly FixityFinding[] {
  const until = [promised, seenLock?.until ?? null].filter((each) => each !== null).sort();
  const wanted = until.at(-1) ?? null;
  // A lock that has run out protects nothing any more: nobody took it away.
  if (wanted !== null && wanted <= now) return [];
  if (lock === null) return [finding("fixity/lock-missing", wanted === null ? {} : { wanted })];
  const weaker = seenLock?.mode === "compliance" && lock.mode === "governance";
  if (!weaker && (wanted === null || lock.until >= wanted)) return [];
  return [
    finding("fixity/lock-shortened", {
      lockedUntil: lock.until,
      mode: lock.mode,
      ...(wanted === null ? {} : { wanted }),
    }),
  ];
}

export async function frontFindings(
  objects: Pick<ObjectStore, "inFront">,
  ref: ObjectRef,
): Promise<readonly FixityFinding[]> {
  const front = await objects.inFront(ref);
  if (front === "nothing") return [];
  return [
    finding(front === "other-version" ? "fixity/version-on-top" : "fixity/hidden-by-deletion"),
  ];
}
