/** Use cases: viewings under way are kept, told when they are over, and told for a process that is gone. */
import { type Clock, plusMs } from "../kernel/clock.ts";
import { type ViewingId, newId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { actorOf } from "./route.ts";
import { MAX_RANGES, type Viewing, type Viewings } from "./viewings.ts";
import type { KeptViewing, ViewingStore } from "./viewing-store.ts";

export interface ViewingDeps {
  readonly store: ViewingStore;
  readonly viewings: Viewings;
  readonly clock: Clock;
}

/** Kept by one statement. */
const AT_ONCE = 200;
/** A process that lives keeps what goes on many times in this, and tells what rests. */
const LEFT_AFTER_MS = 2 * 60_000;
/** Until then a row keeps whoever stood still from telling the same again. */
const FORGET_AFTER_MS = 24 * 3_600_000;

/** Keeps how far each is that went on. */
export async function keepViewings({ store, viewings, clock }: ViewingDeps): Promise<void> {
  const unkept = viewings.unkept();
  for (let from = 0; from < unkept.length; from += AT_ONCE) {
    const some = unkept.slice(from, from + AT_ONCE);
    await store.keep(some.map(keptOf), clock());
    viewings.kept(some);
  }
}

/**
 * Tells the viewings that are over, or all of them. Of what is no item yet, because it is watched while it is recorded,
 * they are kept until it is one. @throws what the store says of the first that is not told.
 */
export async function tellViewings(deps: ViewingDeps, all: boolean): Promise<void> {
  const { store, viewings, clock } = deps;
  const over = all ? viewings.endAll() : viewings.over(Date.parse(clock()));
  for (const viewing of over) {
    const kept = keptOf(viewing);
    const told = await store.tell(kept, clock()).catch((error: unknown) => {
      if (isRefusal(error, "evidence/no-such-item")) return null;
      throw error;
    });
    if (told === null) {
      await store.keep([kept], clock());
      viewings.told(viewing);
      continue;
    }
    // Told for us while we stood still, as far as it was kept: the whole of it is another event.
    if (JSON.stringify(told) !== JSON.stringify(kept.data)) {
      await store.tell({ ...kept, id: newId<ViewingId>() }, clock());
    }
    viewings.told(viewing);
  }
}

/** Tells what a process that is gone had kept. */
export async function tellLeftViewings({
  store,
  clock,
}: Pick<ViewingDeps, "store" | "clock">): Promise<void> {
  const now = clock();
  for (const viewing of await store.left(plusMs(now, -LEFT_AFTER_MS), AT_ONCE)) {
    await store.tell(viewing, clock());
  }
  await store.forget(plusMs(now, -FORGET_AFTER_MS));
}

const keptOf = (viewing: Viewing): KeptViewing => ({
  id: viewing.id,
  itemId: viewing.access.itemId,
  actor: actorOf(viewing.access.caller),
  data: dataOf(viewing),
});

function dataOf({ access, sizeBytes, ranges, beganMs, lastMs }: Viewing) {
  const { representation, purposeKind, purpose, caller, requestId } = access;
  return {
    ...{ representation, purposeKind, purpose, role: caller.person.role, requestId },
    bytes: ranges.reduce((sum, range) => sum + range.lastByte - range.firstByte + 1, 0),
    ofBytes: sizeBytes,
    ranges: ranges
      .slice(0, MAX_RANGES)
      .map(({ firstByte, lastByte }) => `${firstByte}-${lastByte}`),
    began: new Date(beganMs).toISOString(),
    ended: new Date(lastMs).toISOString(),
  };
}
