/** Which holes of a channel are still open: as its gap links tell them, less what came late. Reads no other segment. Pure. */
import { z } from "zod";
import { utcInstant } from "../kernel/clock.ts";
import { type Away, HOLE_CAUSES, HOLE_KINDS, type Hole, holeBetween, inPlace } from "./holes.ts";
import type { CoverSegment } from "./cover.ts";
import type { ChainedSegment, FoundGap } from "./live-store.ts";

const instant = z.iso.datetime().transform((text) => utcInstant(new Date(text)));
const maybe = z.int().nullable();
const Told = z.object({
  track: z.string(),
  hole: z.enum(HOLE_KINDS),
  cause: z.enum(HOLE_CAUSES),
  ...{ from: instant, to: instant, firstMissing: maybe, lastMissing: maybe, missingMs: maybe },
});

export type TrackHole<One = ChainedSegment> = Hole & {
  readonly track: string;
  /** The segments that it lies between; null: one is not there. */
  readonly before: One | null;
  readonly behind: One | null;
};

/** `aside`: what came late, or under a name that other bytes have; the latter fills nothing. */
export function holesLeft<One extends CoverSegment>(
  gaps: readonly FoundGap<One>[],
  aside: readonly One[],
  away: readonly Away[] = [],
): readonly TrackHole<One>[] {
  const late = aside.filter(({ cause }) => cause !== "path-repeated");
  return gaps.flatMap(({ facts, before, behind }): readonly TrackHole<One>[] => {
    const { track, hole: kind, ...told } = Told.parse(JSON.parse(facts));
    const fills =
      before === null || behind === null
        ? []
        : late.filter((one) => one.track === track && isBetween(before, one, behind));
    if (before === null || behind === null || fills.length === 0) {
      return [{ track, kind, ...told, before, behind }];
    }
    const all = inPlace([before, ...fills, behind]);
    return all.flatMap((next, place) => {
      const last = all[place - 1];
      const hole = last === undefined ? null : holeBetween(last, next, away);
      return hole === null ? [] : { track, ...hole, before: last ?? null, behind: next };
    });
  });
}

/** By number, else by media time: what has neither fills no hole. */
function isBetween(before: CoverSegment, one: CoverSegment, behind: CoverSegment): boolean {
  if (one.timeline !== before.timeline || one.timeline !== behind.timeline) return false;
  if (one.sequence !== null && before.sequence !== null && behind.sequence !== null) {
    return one.sequence > before.sequence && one.sequence < behind.sequence;
  }
  const [from, to, at] = [before.mediaFromMs, behind.mediaFromMs, one.mediaFromMs];
  return from !== null && to !== null && at !== null && at > from && at < to;
}
