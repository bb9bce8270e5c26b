/** Who carried a device when: a calendar that is only added to, and what it says as it was known at a time. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { AssignmentId, DeviceId, UserId } from "../kernel/ids.ts";

export interface Assignment {
  readonly id: AssignmentId;
  readonly deviceId: DeviceId;
  /** Null: nobody carried it. */
  readonly userId: UserId | null;
  readonly from: UtcInstant;
  /** That instant is no part of it; null: until further notice. */
  readonly to: UtcInstant | null;
  readonly enteredAt: UtcInstant;
  readonly enteredBy: UserId;
  /** The entry that this one corrects; each is corrected once at most, then the correction is. */
  readonly replaces: AssignmentId | null;
  /** Why it was corrected. */
  readonly reason: string | null;
}

type Period = Pick<Assignment, "from" | "to">;
export const covers = ({ from, to }: Period, at: UtcInstant): boolean =>
  from <= at && (to === null || at < to);

/**
 * The entry that says who had the device at `at`, by what had been entered up to and with `known`; null: none
 * does. Of several the one that began last counts, for whoever hands a device on rarely ends the entry
 * before; of two that began together the one entered last. `entries` are in the order they were entered.
 */
export function entryAt<Entry extends Assignment>(
  entries: readonly Entry[],
  at: UtcInstant,
  known: UtcInstant,
): Entry | null {
  const heard = entries.filter(({ enteredAt }) => enteredAt <= known);
  const replaced = new Set(heard.map(({ replaces }) => replaces));
  return heard
    .filter((entry) => !replaced.has(entry.id) && covers(entry, at))
    .reduce<Entry | null>(
      (best, entry) => (best === null || entry.from >= best.from ? entry : best),
      null,
    );
}
