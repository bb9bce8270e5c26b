/** What keeping an audit means, for every store alike: the lock that is remembered, and what the item's custody says. */
import type { Happening } from "../evidence/custody-event.ts";
import { longer } from "../objects/hold-locked.ts";
import type { ObjectLock } from "../objects/object-store.ts";
import type { FixityCode, FixityFinding } from "./finding.ts";
import type { SealedTarget } from "./target.ts";

/** The longest and strictest of what was seen: a shorter one later is a finding each time, not once. */
export function longestLock(before: ObjectLock | null, now: ObjectLock | null): ObjectLock | null {
  return before === null || now === null ? (before ?? now) : longer(before, now);
}

/** Events for what was not known before and for what is no more; none where nothing is new. */
export function fixityHappening(
  { subject, part }: SealedTarget,
  fresh: readonly FixityFinding[],
  ended: readonly FixityCode[],
): readonly Happening[] {
  const object = { subject, part };
  return [
    ...fresh.map(({ code, facts }): Happening => {
      return { kind: "fixity-failed", data: { reason: code, ...object, ...facts } };
    }),
    ...ended.map((code): Happening => {
      return { kind: "fixity-restored", data: { reason: code, ...object } };
    }),
  ];
}
