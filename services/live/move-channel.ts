/** Moves a channel: what is done to it becomes links of its chain, behind whatever happened in the session before. */
import type { LiveChannelId } from "../kernel/ids.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { type LiveLink, type NewLink, chained } from "./chain.ts";
import type { LiveDeps } from "./live-deps.ts";
import type { LiveEvent } from "./live-session.ts";
import type { ChannelState, Move } from "./live-store.ts";

const TRIES = 5;

/**
 * Runs `work` on the channel as it stands, in turn; where another process moved it meanwhile, once more on what is there
 * then. @throws Refusal missing "live/no-such-channel"; conflict "live/moved" where others always come first.
 */
export function onChannel<T>(
  deps: LiveDeps,
  id: LiveChannelId,
  work: (state: ChannelState) => Promise<T>,
): Promise<T> {
  return deps.turns.take(id, async () => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work(await channelNow(deps, id));
      } catch (error) {
        if (tries === TRIES || !isRefusal(error, "live/moved")) throw error;
      }
    }
  });
}

/** @throws Refusal missing "live/no-such-channel". */
export async function channelNow({ live }: LiveDeps, id: LiveChannelId): Promise<ChannelState> {
  const state = await live.channel(id);
  if (state === null) throw noSuchChannel();
  return state;
}

export const noSuchChannel = (): Refusal =>
  new Refusal("missing", "live/no-such-channel", "this device has no such channel", {
    fix: "Push to /live/<channel>/…: the channel's id stands at its session, and its device is the one that sends.",
  });

type More = Omit<Move, "links" | "toldEvents">;

/** The state behind the move; what happened in the session goes first. @throws Refusal conflict "live/moved". */
export async function moveChannel(
  deps: LiveDeps,
  state: ChannelState,
  news: readonly NewLink[],
  more: More = {},
): Promise<ChannelState> {
  await chainLinks(deps, state, news, more);
  return channelNow(deps, state.channel.id);
}

/** The links that it wrote, for who needs no more of the state behind it. @throws Refusal conflict "live/moved". */
export async function chainLinks(
  { live }: LiveDeps,
  state: ChannelState,
  news: readonly NewLink[],
  more: More = {},
): Promise<readonly LiveLink[]> {
  const { channel, head, events, toldEvents } = state;
  const links = chained(head, [...untold(state), ...news]);
  const told = toldEvents === events.length ? {} : { toldEvents: events.length };
  await live.move(channel.id, head, { ...more, links, ...told });
  return links;
}

/** What goes before the next link. */
export function untold({ channel, head, events, toldEvents }: ChannelState): readonly NewLink[] {
  const { id, sessionId, kind, createdAt, secondOf } = channel;
  const open: NewLink = {
    ...{ kind: "open", at: createdAt },
    facts: {
      ...{ channel: id, session: sessionId, media: kind },
      ...(secondOf === null ? {} : { secondOf }),
    },
  };
  const happened = events.slice(toldEvents).flatMap((event) => linkOf(event) ?? []);
  return head.links === 0 ? [open, ...happened] : happened;
}

/** Markers are of the session, and stand in its list. */
function linkOf({ index, kind, at }: LiveEvent): NewLink | null {
  if (kind === "marker" || kind === "announcement") return null;
  return { kind, at, facts: { event: index } };
}
