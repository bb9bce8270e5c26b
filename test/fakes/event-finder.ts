/** EventFinder in memory, over the chains of an evidence store and the links of a case store. */
import type { CustodyEvent } from "../../services/evidence/custody-event.ts";
import type { EventFinder, EventPlace } from "../../services/review/event-finder.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";

export const memoryEventFinder = (
  items: Pick<MemoryEvidenceStore, "all" | "custody">,
  cases: Pick<MemoryCaseStore, "links">,
  sees: Sees = SEES_ALL,
): EventFinder => ({
  async events(filter, before, limit, sight = null) {
    const { actor, itemId, caseId, refusals, from, until } = filter;
    const seen = items.all().filter(({ id }) => sees(sight, [id]));
    const chains = await Promise.all(seen.map(({ id }) => items.custody(id)));
    return chains
      .flat()
      .filter(
        (event) =>
          (actor === null || event.actor === actor) &&
          (itemId === null || event.itemId === itemId) &&
          (caseId === null || cases.links.get(caseId)?.has(event.itemId) === true) &&
          (!refusals || event.kind === "access-refused") &&
          (from === null || event.at >= from) &&
          (until === null || event.at < until),
      )
      .filter((event) => before === null || compared(event, before) < 0)
      .toSorted((one, other) => compared(other, one))
      .slice(0, limit);
  },
});

const compared = (one: EventPlace | CustodyEvent, other: EventPlace): number =>
  one.at.localeCompare(other.at) ||
  one.itemId.localeCompare(other.itemId) ||
  one.index - other.index;
