/** Routes: a live session is watched while it runs, and its recording afterwards, under the same addresses. */
import type { LiveChannelId, SessionId, WatchId } from "../kernel/ids.ts";
import { newId } from "../kernel/ids.ts";
import type { LiveStore } from "../live/live-store.ts";
import { noSuchChannel } from "../live/move-channel.ts";
import type { LiveChannel } from "../live/live-session.ts";
import { requireSession } from "../sessions/keep-session.ts";
import type { SessionStore } from "../sessions/session-store.ts";
import { lookAtInit } from "../watching/init-look.ts";
import {
  type OfferedTrack,
  masterPlaylist,
  mediaPlaylist,
  trackName,
} from "../watching/playlist.ts";
import { TrackLists } from "../watching/track-lists.ts";
import { type Watch, requireWatch } from "../watching/watch.ts";
import type { KnownTrack, WatchStore } from "../watching/watch-store.ts";
import { IdPath } from "./api-schema.ts";
import { requireSessionContent } from "./require-content.ts";
import { type Call, type Reply, type Route, actorOf, callerOf, route } from "./route.ts";
import { type WatchedBytesDeps, watchedBytes } from "./watched-bytes.ts";
import {
  PlaylistQuery,
  WatchBody,
  WatchChannelPath,
  WatchFilePath,
  WatchPath,
  WatchRequest,
} from "./watch-schema.ts";

export interface WatchRouteDeps extends WatchedBytesDeps {
  readonly live: Pick<LiveStore, "channel" | "channelsOf" | "init">;
  readonly recordingSessions: SessionStore;
  readonly watches: WatchStore;
}

interface Deps extends WatchRouteDeps {
  readonly lists: TrackLists;
}

const tag = "Live recordings";
const permission = "copies:watch";
const PLAYLIST = "application/vnd.apple.mpegurl";
const BASE = "/recording-sessions/{id}/live/watches";

export const watchRoutes = (given: WatchRouteDeps): Route[] => {
  const deps = { ...given, lists: new TrackLists() };
  return [...watchesRoutes(deps), ...playRoutes(deps)];
};

const watchesRoutes = (deps: Deps): Route[] => [
  route({
    method: "post",
    path: BASE,
    tag,
    summary:
      "Say what a live session is looked at for; answers the addresses of its playlists, which go on as its recording",
    permission,
    params: IdPath,
    body: WatchRequest,
    answer: { status: 201, schema: WatchBody },
    handle: async (call) => {
      const { person } = callerOf(call);
      const { id: sessionId } = await requireSession(
        deps.recordingSessions,
        call.params.id as SessionId,
      );
      const grants = await requireSessionContent(deps, call, permission, sessionId, call.body);
      const at = deps.clock();
      const watch: Watch = {
        ...{ id: newId<WatchId>(), sessionId, userId: person.id, openedAt: at, ...call.body },
      };
      await deps.watches.open(watch, {
        ...{ kind: "live-watched", at, actor: actorOf(callerOf(call)), before: null },
        ...{ subject: `recording-session:${sessionId}`, reason: watch.purpose },
        after: {
          ...{ watch: watch.id, purposeKind: watch.purposeKind, role: person.role },
          ...(grants.length === 0 ? {} : { grants: grants.map(({ id }) => id) }),
        },
      });
      return { ...(await shown(deps, watch, call)), status: 201 };
    },
  }),
  route({
    method: "get",
    path: `${BASE}/{watchId}`,
    tag,
    summary: "Playlists of a session for one watch, with what is not in them",
    permission,
    params: WatchPath,
    answer: { status: 200, schema: WatchBody },
    handle: async (call) => shown(deps, await entered(deps, call), call),
  }),
];

const playRoutes = (deps: Deps): Route[] => [
  route({
    method: "get",
    path: `${BASE}/{watchId}/channels/{channelId}/index.m3u8`,
    tag,
    summary: "Playlist over the tracks of a channel",
    permission,
    params: WatchChannelPath,
    answer: { status: 200, mediaType: PLAYLIST },
    handle: async (call) => {
      const channel = await channelOf(deps, await entered(deps, call), call.params.channelId);
      const tracks = await deps.watches.tracks(channel.id);
      const offered = await Promise.all(tracks.map((track) => offer(deps, channel, track)));
      return playlist(masterPlaylist(offered));
    },
  }),
  route({
    method: "get",
    path: `${BASE}/{watchId}/channels/{channelId}/tracks/{file}`,
    tag,
    summary:
      "Playlist of one track over all its takes, by ranges of their bytes; it grows while the session runs",
    permission,
    params: WatchFilePath,
    query: PlaylistQuery,
    answer: { status: 200, mediaType: PLAYLIST },
    handle: async (call) => {
      const { channelId, file } = call.params;
      const channel = await channelOf(deps, await entered(deps, call), channelId);
      const tracks = await deps.watches.tracks(channel.id);
      const track = tracks.find(({ number }) => trackName(number) === file);
      if (track === undefined) throw noSuchChannel();
      // Asked before the list: what comes between is in the next.
      const isClosed = (await deps.live.channel(channel.id))?.isClosed === true;
      const { entries, longestMs } = await deps.lists.now(deps, channel.id, track.name);
      const { window, _HLS_skip: skip } = call.query;
      const wish = { windowSeconds: window ?? null, skips: skip !== undefined };
      return playlist(mediaPlaylist({ entries, longestMs, isClosed }, wish));
    },
  }),
  route({
    method: "get",
    path: `${BASE}/{watchId}/channels/{channelId}/takes/{file}`,
    tag,
    summary:
      "Bytes of one take, while it runs and once it is an item; one Range at a time, each recorded as what was watched",
    permission,
    params: WatchFilePath,
    answer: { status: 200, mediaType: "video/mp4", ranged: true },
    handle: async (call) => {
      const watch = await entered(deps, call);
      const channel = await channelOf(deps, watch, call.params.channelId);
      return watchedBytes(deps, call, { watch, channel, file: call.params.file });
    },
  }),
];

const playlist = (text: string): Reply => {
  const bytes = Buffer.from(text);
  return {
    bytes,
    headers: {
      ...{ "Content-Type": PLAYLIST, "Content-Length": String(bytes.byteLength) },
      ...{ "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store" },
    },
  };
};

type WatchCall = Call<{ readonly id: string; readonly watchId: string }, unknown, undefined>;

/** Asked for every list and every range anew: whoever may not any more gets nothing more. */
async function entered(deps: Deps, call: WatchCall): Promise<Watch> {
  const sessionId = call.params.id as SessionId;
  const watch = requireWatch(await deps.watches.watch(call.params.watchId as WatchId), {
    ...{ userId: callerOf(call).person.id, sessionId, now: deps.clock() },
  });
  await requireSessionContent(deps, call, permission, sessionId, watch);
  return watch;
}

async function channelOf(
  { live }: Deps,
  { sessionId }: Watch,
  channelId: string,
): Promise<LiveChannel> {
  const state = await live.channel(channelId as LiveChannelId);
  if (state?.channel.sessionId !== sessionId) throw noSuchChannel();
  return state.channel;
}

async function offer(
  deps: Deps,
  { id, kind }: LiveChannel,
  { number, name, container }: KnownTrack,
): Promise<OfferedTrack> {
  const { entries } = await deps.lists.now(deps, id, name);
  const init = await deps.live.init(id, name);
  const look = init === null ? null : lookAtInit(init.bytes);
  const rates = entries.map(({ sizeBytes, ms }) => Math.ceil((sizeBytes * 8_000) / ms));
  return {
    ...{ number, name, codecs: look?.codecs ?? null },
    hasPictures: container === "mpegts" ? kind !== "audio" : (look?.hasPictures ?? true),
    bitsPerSecond: rates.reduce((most, rate) => Math.max(most, rate), 0),
  };
}

const MOST_ASIDE = 100;

async function shown(
  deps: Deps,
  { id, sessionId, openedAt }: Watch,
  { sight }: Pick<WatchCall, "sight">,
) {
  const states = await deps.live.channelsOf(sessionId, sight);
  const base = `/api/v1/recording-sessions/${sessionId}/live/watches/${id}/channels`;
  const channels = await Promise.all(
    states.map(async ({ channel }) => {
      const tracks = await deps.watches.tracks(channel.id);
      const aside = await deps.watches.aside(channel.id, MOST_ASIDE);
      return {
        ...{ id: channel.id, name: channel.name, room: channel.room, secondOf: channel.secondOf },
        playlist: `${base}/${channel.id}/index.m3u8`,
        tracks: await Promise.all(
          tracks.map((track) => trackBody(deps, `${base}/${channel.id}`, channel.id, track)),
        ),
        aside: aside.map(({ linkIndex: link, takeId: itemId, at, sizeBytes: bytes, cause }) => {
          return { link, itemId, at, bytes, cause };
        }),
      };
    }),
  );
  return { json: { id, sessionId, openedAt, channels } };
}

async function trackBody(
  deps: Deps,
  base: string,
  channelId: LiveChannelId,
  { number, name }: KnownTrack,
) {
  const list = await deps.lists.now(deps, channelId, name);
  const newest = list.leftOut.map(({ linkIndex: link, at, cause }) => ({ link, at, cause }));
  return {
    ...{ number, name, playlist: `${base}/tracks/${trackName(number)}` },
    segments: list.entries.length,
    seconds: list.entries.reduce((sum, { ms }) => sum + ms, 0) / 1_000,
    beganAt: list.entries[0]?.startsAt ?? null,
    leftOut: { count: list.leftOutCount, newest },
  };
}
