/**
 * Which bytes of a file a person was given, over the many parts that a player asks for, as one event when the viewing
 * ends. That something was read stands in the record before the first byte; what this adds is how much of it.
 */
import { type ViewingId, newId } from "../kernel/ids.ts";
import type { ByteRange } from "../objects/object-store.ts";
import { type Access, accessName } from "./access-events.ts";

export interface Viewing {
  readonly id: ViewingId;
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
export const MAX_RANGES = 64;

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

/** Viewings under way in this process. */
export class Viewings {
  readonly #open = new Map<string, Viewing>();
  /** Over, and not told yet. */
  readonly #ended = new Map<ViewingId, Viewing>();
  /** Went on since they were kept. */
  readonly #unkept = new Set<ViewingId>();

  note(access: Access, range: ByteRange, sizeBytes: number, nowMs: number): void {
    const name = accessName(access);
    const known = this.#open.get(name);
    const id = known?.id ?? newId<ViewingId>();
    this.#open.set(name, {
      ...{ id, access: known?.access ?? access, sizeBytes, lastMs: nowMs },
      ranges: withRange(known?.ranges ?? [], range),
      beganMs: known?.beganMs ?? nowMs,
    });
    this.#unkept.add(id);
  }

  /** Those that are over at `nowMs`, again and again until they are `told`. */
  over(nowMs: number): readonly Viewing[] {
    return this.#end(
      ({ beganMs, lastMs, ranges }) =>
        nowMs - lastMs >= IDLE_MS || nowMs - beganMs >= LONGEST_MS || ranges.length >= MAX_RANGES,
    );
  }

  endAll(): readonly Viewing[] {
    return this.#end(() => true);
  }

  told({ id }: Viewing): void {
    this.#ended.delete(id);
    this.#unkept.delete(id);
  }

  /** Those that went on since they were `kept`. */
  unkept(): readonly Viewing[] {
    return [...this.#open.values(), ...this.#ended.values()].filter(({ id }) =>
      this.#unkept.has(id),
    );
  }

  /** Unless one went on meanwhile. */
  kept(viewings: readonly Viewing[]): void {
    const now = new Set(this.unkept());
    for (const viewing of viewings) if (now.has(viewing)) this.#unkept.delete(viewing.id);
  }

  #end(isOver: (viewing: Viewing) => boolean): readonly Viewing[] {
    for (const [name, viewing] of this.#open) {
      if (!isOver(viewing)) continue;
      this.#open.delete(name);
      this.#ended.set(viewing.id, viewing);
    }
    return [...this.#ended.values()];
  }
}
