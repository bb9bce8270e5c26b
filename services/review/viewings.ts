/**
 * Which bytes of a file a person was given, over the many parts that a player asks for, as one event when the viewing
 * ends. That something was read stands in the record before the first byte; what this adds is how much of it.
 */
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ByteRange } from "../objects/object-store.ts";
import type { Access } from "./access-events.ts";
import { actorOf } from "./route.ts";

export interface Viewing {
  readonly access: Access;
  /** Of the whole file. */
  readonly sizeBytes: number;
  /** Apart from each other, in order. */
  readonly ranges: readonly ByteRange[];
  readonly beganMs: number;
  readonly lastMs: number;
}

/** A viewing that rests this long is over. */
const IDLE_MS = 60_000;
/** A viewing that goes on is told at least this often. */
const LONGEST_MS = 10 * 60_000;
/** An event has no more stretches; a viewing that comes to more is told, and the rest is another one. */
const MAX_RANGES = 64;

/** `ranges` and one more, where they touch as one. */
export function withRange(ranges: readonly ByteRange[], more: ByteRange): readonly ByteRange[] {
  let { firstByte, lastByte } = more;
  const apart = ranges.filter((range) => {
    const touches = range.firstByte <= lastByte + 1 && firstByte <= range.lastByte + 1;
    if (!touches) return true;
    firstByte = Math.min(firstByte, range.firstByte);
    lastByte = Math.max(lastByte, range.lastByte);
    return false;
  });
  return [...apart, { firstByte, lastByte }].sort((a, b) => a.firstByte - b.firstByte);
}

/** Viewings under way, in this process; if it is killed, what they had read is told by their accesses alone. */
export class Viewings {
  #open = new Map<string, Viewing>();

  note(access: Access, range: ByteRange, sizeBytes: number, nowMs: number): void {
    const { itemId, representation, purpose, caller } = access;
    const name = JSON.stringify([caller.key, itemId, representation, purpose]);
    const known = this.#open.get(name);
    this.#open.set(name, {
      ...{ access: known?.access ?? access, sizeBytes, lastMs: nowMs },
      ranges: withRange(known?.ranges ?? [], range),
      beganMs: known?.beganMs ?? nowMs,
    });
  }

  /** Takes out those that are over at `nowMs`. */
  takeOver(nowMs: number): readonly Viewing[] {
    return this.#take(
      ({ beganMs, lastMs, ranges }) =>
        nowMs - lastMs >= IDLE_MS || nowMs - beganMs >= LONGEST_MS || ranges.length >= MAX_RANGES,
    );
  }

  takeAll(): readonly Viewing[] {
    return this.#take(() => true);
  }

  /** Of one that could not be told: it is tried again with what came since. */
  putBack({ access, sizeBytes, ranges, lastMs }: Viewing): void {
    for (const range of ranges) this.note(access, range, sizeBytes, lastMs);
  }

  #take(isOver: (viewing: Viewing) => boolean): readonly Viewing[] {
    const taken: Viewing[] = [];
    for (const [name, viewing] of this.#open) {
      if (!isOver(viewing)) continue;
      this.#open.delete(name);
      taken.push(viewing);
    }
    return taken;
  }
}

export interface ViewingDeps {
  readonly items: Pick<EvidenceStore, "record">;
  readonly viewings: Viewings;
  readonly clock: Clock;
}

/** Tells the viewings that are over, or all of them. @throws what the store says of the first that is not kept. */
export async function tellViewings(
  { items, viewings, clock }: ViewingDeps,
  all: boolean,
): Promise<void> {
  const over = all ? viewings.takeAll() : viewings.takeOver(Date.parse(clock()));
  for (const [at, viewing] of over.entries()) {
    const { itemId, caller } = viewing.access;
    const happening = { kind: "viewed", data: dataOf(viewing) } as const;
    try {
      await items.record(itemId, { at: clock(), actor: actorOf(caller), happening });
    } catch (error) {
      for (const untold of over.slice(at)) viewings.putBack(untold);
      throw error;
    }
  }
}

function dataOf({ access, sizeBytes, ranges, beganMs, lastMs }: Viewing) {
  const { representation, purpose, caller, requestId } = access;
  return {
    ...{ representation, purpose, role: caller.person.role, requestId },
    bytes: ranges.reduce((sum, range) => sum + range.lastByte - range.firstByte + 1, 0),
    ofBytes: sizeBytes,
    ranges: ranges
      .slice(0, MAX_RANGES)
      .map(({ firstByte, lastByte }) => `${firstByte}-${lastByte}`),
    began: new Date(beganMs).toISOString(),
    ended: new Date(lastMs).toISOString(),
  };
}
