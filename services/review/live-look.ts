/** A session while it is recorded, as the API shows it. */
import type { SessionId } from "../kernel/ids.ts";
import { firstBreak } from "../live/chain.ts";
import { coversOf, otherOf } from "../live/cover-channel.ts";
import type { Cover } from "../live/cover.ts";
import { awayTimes } from "../live/holes.ts";
import { type TrackHole, holesLeft } from "../live/holes-left.ts";
import { openOf } from "../live/list-covers.ts";
import { silentSince, statusOf } from "../live/live-session.ts";
import type { ChannelState } from "../live/live-store.ts";
import { AWAY_MS } from "../live/receive-segment.ts";
import type { RunDeps } from "../live/run-session.ts";
import { channelClock } from "../live/segment-clocks.ts";
import { toldHead } from "../live/tell-heads.ts";
import type { Sight } from "../secrecy/sight.ts";
import { requireSession } from "../sessions/keep-session.ts";

export async function shown(deps: RunDeps, id: SessionId, sight: Sight | null) {
  await requireSession(deps.recordingSessions, id);
  const [states, events, lists] = await Promise.all([
    deps.live.channelsOf(id, sight),
    deps.live.events(id, sight),
    deps.live.lists(id, sight),
  ]);
  const looks = await Promise.all(states.map((state) => channelLook(deps, state, states)));
  const facts = {
    ...{ events, lastSegments: states.map(({ lastAt }) => lastAt) },
    isClosed: states.every(({ isClosed }) => isClosed),
    isSealed: lists[0]?.isEntered === true && lists[0].links === linksOf(states),
  };
  const missing = missingOf(looks);
  const channels = looks.map(({ body }) => body);
  return { json: { status: statusOf(facts, deps.clock()), channels, missing, events } };
}

const linksOf = (states: readonly ChannelState[]): number =>
  states.reduce((sum, { head }) => sum + head.links, 0);

/** Links behind the newest head that are judged at each look. */
const MOST_JUDGED = 1_000;

async function channelLook(
  { live, clock }: RunDeps,
  state: ChannelState,
  all: readonly ChannelState[],
) {
  const { id, room, name, kind, deviceId, secondOf } = state.channel;
  const [takes, gaps, aside, chain] = await Promise.all([
    live.takesOf(id),
    live.gapsOf(id),
    live.asideOf(id),
    chainBody(live, state),
  ]);
  const [first] = gaps.flatMap(({ before }) => before ?? []);
  const away = first === undefined ? [] : awayTimes(await live.beats(first.at), AWAY_MS);
  const holes = holesLeft(gaps, aside, away);
  const other = otherOf(state, all);
  const covers = other === null ? [] : await coversOf(live, holes, other);
  const body = {
    ...{ id, room, name, kind, deviceId, secondOf },
    ...{ links: state.head.links, head: state.head.value, ...chain },
    lastAt: state.lastAt,
    silentSince: silentSince(state.events, state.lastAt, clock()),
    clock: channelClock(state.lastClock),
    takes: takes.map((take) => ({
      ...{ itemId: take.id, number: take.number, track: take.track, lane: take.lane },
      ...{ bytes: take.bytes, segments: take.segments, openedAt: take.openedAt },
      ...{ endedAt: take.ended?.at ?? null, endReason: take.ended?.reason ?? null },
    })),
    holes: holes.map((hole, place) => holeBody(hole, covers[place], other)),
    aside: aside.length,
  };
  return { body, holes, covers, other: other?.channel.id ?? null };
}

/** Custody judged the links up to its newest head; those behind it are judged now. */
async function chainBody(live: RunDeps["live"], { channel, head }: ChannelState) {
  const told = await toldHead(live, channel);
  const links = await live.linksPage(channel.id, told.links, MOST_JUDGED);
  const isWhole =
    told.links + links.length < head.links || (links.at(-1) ?? told).value === head.value;
  return { isSound: isWhole && firstBreak(told, links) === null, toldLinks: told.links };
}

const instantOf = (ms: number): string => new Date(ms).toISOString();

function holeBody(
  { before: _before, behind: _behind, ...hole }: TrackHole,
  cover: Cover | undefined,
  other: ChannelState | null,
) {
  if (cover === undefined || other === null) return { ...hole, cover: null };
  const { state, hole: was } = cover;
  return {
    ...hole,
    cover: {
      ...{ state, channel: other.channel.id },
      from: was === null ? null : instantOf(was.fromMs),
      to: was === null ? null : instantOf(was.toMs),
    },
  };
}

/** Of a camera with two recorders what neither is shown to have; of others each hole. */
function missingOf(looks: readonly Awaited<ReturnType<typeof channelLook>>[]) {
  const groups = Map.groupBy(looks, ({ body, other }) =>
    other === null ? body.id : [body.id, other].toSorted().join(" "),
  );
  return [...groups.values()].flatMap((own) => {
    const channels = own.map(({ body }) => body.id);
    if (own.length === 1) {
      return own.flatMap(({ holes }) => holes.map(({ from, to }) => ({ channels, from, to })));
    }
    const judged = own.flatMap(({ holes, covers }) =>
      holes.flatMap((hole, place) => {
        const cover = covers[place];
        return cover === undefined ? [] : [[hole, cover] as const];
      }),
    );
    return openOf(judged).map(({ fromMs, toMs }) => {
      return { channels, from: instantOf(fromMs), to: instantOf(toMs) };
    });
  });
}
