/** Which holds in memory lie on an item or a case, as far as a reader may know of them, and which are in a state. */
import type { About } from "../../services/actions/about.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { type Hold, isOverdue } from "../../services/holds/hold.ts";
import type { HoldFilter } from "../../services/holds/hold-store.ts";
import type { HoldId, ItemId } from "../../services/kernel/ids.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import type { Sees } from "./secrecy-store.ts";

interface Scene {
  readonly holds: readonly Hold[];
  readonly cases: Pick<MemoryCaseStore, "links">;
  /** Whether it was ever in the hold. */
  readonly isIn: (hold: HoldId, item: ItemId) => boolean;
  readonly sees: Sees;
}

export function holdsAbout(
  { holds, cases, isIn, sees }: Scene,
  about: About,
  sight: Sight,
): readonly HoldId[] {
  const linked = "itemId" in about ? [about.itemId] : [...(cases.links.get(about.caseId) ?? [])];
  const items = linked.filter((id) => sees(sight, [id]));
  const isNamed = ({ id, scope }: Hold): boolean =>
    (scope.kind === "case" &&
      ("caseId" in about
        ? scope.caseId === about.caseId
        : cases.links.get(scope.caseId)?.has(about.itemId) === true)) ||
    items.some(
      (item) => (scope.kind === "items" && scope.itemIds.includes(item)) || isIn(id, item),
    );
  // As secret as what it names.
  const isSeen = ({ id, scope }: Hold): boolean =>
    sees(sight, [
      id,
      ...(scope.kind === "items" ? scope.itemIds : []),
      ...(scope.kind === "case" ? [scope.caseId] : []),
    ]);
  return holds.filter((hold) => isNamed(hold) && isSeen(hold)).map(({ id }) => id);
}

export function isInState(hold: Hold, state: HoldFilter["state"], today: CalendarDate): boolean {
  if (state === "overdue") return isOverdue(hold, today);
  return state === undefined || (hold.released === null) === (state === "active");
}
