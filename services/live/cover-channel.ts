/** Use case: which open holes of a channel its other recorder covers, asked of what is kept around them. */
import { type Cover, type OtherRecorder, coverOf, holeStretch } from "./cover.ts";
import type { TrackHole } from "./holes-left.ts";
import type { ChannelState, LiveStore } from "./live-store.ts";

/** The other recorder of its camera; null: it has none. */
export const otherOf = (
  { channel: { id, secondOf } }: ChannelState,
  all: readonly ChannelState[],
): ChannelState | null =>
  all.find(({ channel }) => channel.secondOf === id || channel.id === secondOf) ?? null;

/** Of what the other has around a hole so much is read: segments that follow one another reach over its ends. */
const AROUND_MS = 60_000;

/** A cover for each hole, in their order. */
export async function coversOf(
  live: Pick<LiveStore, "recordedIn" | "timing" | "takesOf">,
  holes: readonly TrackHole[],
  other: ChannelState,
): Promise<readonly Cover[]> {
  const stretches = holes.flatMap((hole) => holeStretch(hole) ?? []);
  const around = stretches.map(({ fromMs, toMs }) => {
    return { fromMs: fromMs - AROUND_MS, toMs: toMs + AROUND_MS };
  });
  const { id } = other.channel;
  const [segments, { reachesMs, isAllTimed }, takes] = await Promise.all([
    around.length === 0 ? [] : live.recordedIn(id, around),
    live.timing(id),
    live.takesOf(id),
  ]);
  const recorder: OtherRecorder = {
    ...{ segments, isAllTimed },
    tracks: tracksOf(takes),
    reachesMs: other.isClosed ? Infinity : (reachesMs ?? -Infinity),
  };
  return holes.map((hole) => coverOf(hole, recorder));
}

export const tracksOf = (
  takes: readonly { readonly track: string; readonly lane: "main" | "aside" }[],
): readonly string[] => [
  ...new Set(takes.filter(({ lane }) => lane === "main").map(({ track }) => track)),
];
