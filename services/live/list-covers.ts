/** What the list of a session says of cameras that two recorders recorded, by the notes of their links. Pure. */
import type { Cover, CoverSegment, CoverState, Stretch } from "./cover.ts";
import { joined } from "./cover.ts";
import type { TrackHole } from "./holes-left.ts";
import type { LinkNotes } from "./link-notes.ts";

export interface NotedChannel {
  readonly channel: string;
  /** Null or left out: it is nobody's second. */
  readonly secondOf?: string | null | undefined;
  readonly notes: LinkNotes;
}

export interface ListedCovers {
  /** By channel, and the link of each of its holes. */
  readonly states: ReadonlyMap<string, ReadonlyMap<number, CoverState>>;
  /** What neither recorder is shown to have; null: no camera has two. */
  readonly missing:
    | readonly {
        readonly channels: readonly string[];
        readonly from: string;
        readonly to: string;
      }[]
    | null;
}

export function listedCovers(all: readonly NotedChannel[]): ListedCovers {
  const pairs = all.flatMap((second) => {
    const first = all.find(({ channel }) => channel === second.secondOf);
    return first === undefined ? [] : { first, second };
  });
  const states = pairs.flatMap(({ first, second }) => [
    [first.channel, statesOf(first.notes.coversBy(second.notes))] as const,
    [second.channel, statesOf(second.notes.coversBy(first.notes))] as const,
  ]);
  const missing = pairs.flatMap(({ first, second }) =>
    openOf([...first.notes.openBy(second.notes), ...second.notes.openBy(first.notes)]).map(
      ({ fromMs, toMs }) => ({
        channels: [first.channel, second.channel],
        ...{ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
      }),
    ),
  );
  return { states: new Map(states), missing: pairs.length === 0 ? null : missing };
}

const statesOf = (covers: ReadonlyMap<number, Cover>): ReadonlyMap<number, CoverState> =>
  new Map([...covers].map(([link, { state }]) => [link, state]));

/** Where nothing better is known, by when the segments around a hole were here. */
export const openOf = (
  holes: readonly (readonly [Pick<TrackHole<CoverSegment>, "from" | "to">, Cover])[],
): readonly Stretch[] =>
  joined(
    holes.flatMap(
      ([{ from, to }, { open }]) => open ?? [{ fromMs: Date.parse(from), toMs: Date.parse(to) }],
    ),
  );
