/** Where takes, holes, pauses and markers of a live session stand on its time line. Pure. */
import type { Stretch } from "../sessions/lanes.ts";
import type { LiveChannel, LiveEvent, LiveSession } from "./live-api.ts";

export type LiveHole = LiveChannel["holes"][number] & {
  readonly channel: string;
  /** The channel of the other recorder, by name. */
  readonly other: string;
};

export interface LiveLane {
  readonly id: string;
  readonly name: string;
  readonly takes: readonly Stretch[];
  readonly holes: readonly Stretch[];
  /** Holes that the other recorder has. */
  readonly covered: readonly Stretch[];
}
export interface LiveLine extends Stretch {
  readonly lanes: readonly LiveLane[];
  readonly pauses: readonly Stretch[];
  readonly markers: readonly { readonly at: number; readonly index: number }[];
}

/** Null: it did not begin yet. `nowMs`: how far what still runs reaches. */
export function liveLine(
  { channels, events }: Pick<LiveSession, "channels" | "events">,
  nowMs: number,
): LiveLine | null {
  const from = events.find(({ kind }) => kind === "start")?.at;
  if (from === undefined) return null;
  const stop = events.find(({ kind }) => kind === "stop")?.at;
  const begin = Date.parse(from);
  const end = Math.max(begin + 1_000, stop === undefined ? nowMs : Date.parse(stop));
  return {
    ...{ from: begin, to: end, pauses: pausesIn(events, end) },
    lanes: channels.map(({ id, name, takes, holes, lastAt }) => ({
      ...{ id, name },
      takes: takes
        .filter(({ lane }) => lane === "main")
        .map(({ openedAt, endedAt }) => ({
          from: Date.parse(openedAt),
          to: Date.parse(endedAt ?? lastAt ?? openedAt),
        })),
      holes: holes.filter((hole) => !isCovered(hole)).map(stretchOf),
      covered: holes.filter(isCovered).map(stretchOf),
    })),
    markers: events
      .filter(({ kind }) => kind === "marker" || kind === "announcement")
      .map(({ at, index }) => ({ at: Date.parse(at), index })),
  };
}

const isCovered = ({ cover }: LiveChannel["holes"][number]): boolean => cover?.state === "covered";
const stretchOf = ({ from, to }: LiveChannel["holes"][number]): Stretch => ({
  from: Date.parse(from),
  to: Date.parse(to),
});

function pausesIn(events: readonly LiveEvent[], end: number): readonly Stretch[] {
  return events.flatMap(({ kind, at, index }) => {
    if (kind !== "pause") return [];
    const next = events.find(
      (one) => one.index > index && (one.kind === "resume" || one.kind === "stop"),
    );
    return [{ from: Date.parse(at), to: next === undefined ? end : Date.parse(next.at) }];
  });
}

export const holesIn = (channels: readonly LiveChannel[]): readonly LiveHole[] =>
  channels
    .flatMap(({ name, holes }) =>
      holes.map((hole) => ({
        ...{ ...hole, channel: name },
        other: channels.find(({ id }) => id === hole.cover?.channel)?.name ?? "",
      })),
    )
    .toSorted((one, other) => (one.from < other.from ? -1 : 1));
