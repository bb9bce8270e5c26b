/** What MemoryLiveStore tells of segments and takes, by themselves. */
import type { LiveLink } from "../../services/live/chain.ts";
import type { Stretch } from "../../services/live/cover.ts";
import { runState } from "../../services/live/live-session.ts";
import type {
  ChainedSegment,
  ChannelState,
  FoundGap,
  Overdue,
  Segment,
  Timing,
} from "../../services/live/live-store.ts";
import { houseSpan } from "../../services/live/segment-clocks.ts";
import type { Take } from "../../services/live/take.ts";

/** By the service's clock, as far apart as it may be. */
function outermost(segment: ChainedSegment): Stretch | null {
  const span = houseSpan(segment);
  if (span === null) return null;
  return { fromMs: span.fromMs - span.errorMs, toMs: span.toMs + span.errorMs };
}

export const recordedIn = (
  all: readonly ChainedSegment[],
  stretches: readonly Stretch[],
): readonly ChainedSegment[] =>
  all.filter((segment) => {
    const span = outermost(segment);
    return stretches.some(
      (one) => span !== null && span.fromMs <= one.toMs && span.toMs >= one.fromMs,
    );
  });

export function gapsIn(
  links: readonly LiveLink[],
  all: readonly ChainedSegment[],
): readonly FoundGap[] {
  return links.flatMap(({ kind, index, facts }) => {
    if (kind !== "gap") return [];
    const behind = all.find(({ linkIndex }) => linkIndex === index + 1) ?? null;
    const isBefore = (one: ChainedSegment): boolean =>
      one.linkIndex < index && one.lane === "main" && one.track === behind?.track;
    return { facts, before: all.findLast(isBefore) ?? null, behind };
  });
}

export function timingIn(all: readonly ChainedSegment[]): Timing {
  const spans = all.map(outermost);
  const known = spans.flatMap((span) => span ?? []);
  return {
    reachesMs: known.length === 0 ? null : Math.max(...known.map(({ fromMs }) => fromMs)),
    isAllTimed: known.length === spans.length,
  };
}

export const clockOf = (last: ChainedSegment | undefined): ChannelState["lastClock"] =>
  last === undefined ? null : { recordedAt: last.recordedAt, clocks: last.clocks };

export function sizes(
  { segments }: { readonly segments: readonly Segment[] },
  { id }: Pick<Take, "id">,
) {
  const own = segments.filter(({ takeId }) => takeId === id);
  const ends = own.map(({ offsetBytes, sizeBytes }) => offsetBytes + sizeBytes);
  return { bytes: Math.max(0, ...ends), segments: own.length };
}

export function isDue(state: ChannelState, { openedBefore, heardBefore }: Overdue): boolean {
  const { events, toldEvents, openTakes } = state;
  const running = runState(events);
  if (state.isClosed) return false;
  if (toldEvents < events.length || running === "stopped") return true;
  return openTakes.some(({ openedAt, lastAt }) => {
    const isSilent = (lastAt ?? openedAt) < heardBefore;
    return running === "paused" || openedAt < openedBefore || isSilent;
  });
}
