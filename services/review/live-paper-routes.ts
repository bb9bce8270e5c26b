/** Routes: what proves a live recording: its signed lists, heads of its chains, their links as text, and its segments by pages. */
import { Readable } from "node:stream";
import type { LiveChannelId, SessionId } from "../kernel/ids.ts";
import { noChannelOfSession } from "../live/run-session.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { ProveLeafDeps } from "../ledger/prove-leaf.ts";
import { linksText } from "../live/links-text.ts";
import type { ChainedSegment, ChannelState, LiveStore, SealedList } from "../live/live-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import { requireSession } from "../sessions/keep-session.ts";
import type { SessionStore } from "../sessions/session-store.ts";
import { IdPath } from "./api-schema.ts";
import { provenText } from "./case-documents.ts";
import { ProvenText } from "./case-file-schema.ts";
import { downloadHeaders } from "./media-headers.ts";
import {
  LiveChannelPath,
  LiveHeadsBody,
  LiveHeadsQuery,
  LiveLinksQuery,
  LiveListPath,
  LiveListsBody,
  LiveSegmentsBody,
  LiveSegmentsQuery,
} from "./live-schema.ts";
import { type Route, route } from "./route.ts";

export interface LivePaperDeps extends ProveLeafDeps {
  readonly live: LiveStore;
  readonly recordingSessions: SessionStore;
}

const tag = "Live recordings";
const permission = "cases:see";
const PAGE = 500;
const HEADS = 20;

export const livePaperRoutes = (deps: LivePaperDeps): Route[] => [
  route({
    method: "get",
    path: "/recording-sessions/{id}/live/lists",
    tag,
    summary: "Signed lists of a session that is over: which there are",
    permission,
    params: IdPath,
    answer: { status: 200, schema: LiveListsBody },
    handle: async ({ params, sight }) => {
      const lists = await listsOf(deps, params.id as SessionId, sight);
      return { json: { lists: lists.map(listHead) } };
    },
  }),
  route({
    method: "get",
    path: "/recording-sessions/{id}/live/lists/{number}",
    tag,
    summary: "The exact text of a list, its signature, and its proof in the ledger",
    permission,
    params: LiveListPath,
    answer: { status: 200, schema: ProvenText },
    handle: async ({ params, sight }) => {
      const lists = await listsOf(deps, params.id as SessionId, sight);
      const list = lists.find(({ number }) => number === Number(params.number));
      if (list === undefined) throw noSuchList();
      return { json: await provenText(deps, list, "live-list") };
    },
  }),
  ...channelRoutes(deps),
];

const channelRoutes = (deps: LivePaperDeps): Route[] => [
  route({
    method: "get",
    path: "/recording-sessions/{id}/live/channels/{channelId}/heads",
    tag,
    summary: "Heads of a channel's chain, newest first, each with its signature and proof",
    permission,
    params: LiveChannelPath,
    query: LiveHeadsQuery,
    answer: { status: 200, schema: LiveHeadsBody },
    handle: async ({ params, query, sight }) => {
      const { channel } = await requireChannel(deps, params, sight);
      const before = query.before === undefined ? null : Number(query.before);
      const heads = await deps.live.headsOf(channel.id, before, HEADS);
      const shown = heads.map(async (head) => {
        const { links, madeAt } = head;
        return { links, madeAt, ...(await provenText(deps, head, "live-head")) };
      });
      return { json: { heads: await Promise.all(shown) } };
    },
  }),
  route({
    method: "get",
    path: "/recording-sessions/{id}/live/channels/{channelId}/links",
    tag,
    summary:
      "Links of a channel's chain, a line of strict JSON each: what a list gives the digest of",
    permission,
    params: LiveChannelPath,
    query: LiveLinksQuery,
    slow: true,
    answer: { status: 200, mediaType: "application/x-ndjson" },
    handle: async ({ params, query, sight }) => {
      const { channel, head } = await requireChannel(deps, params, sight);
      const from = Number(query.from ?? 0);
      const until = Math.min(head.links, Number(query.until ?? head.links));
      return {
        bytes: Readable.from(linksText(deps.live, channel.id, from, until)),
        headers: downloadHeaders("application/x-ndjson", "links.jsonl"),
      };
    },
  }),
  route({
    method: "get",
    path: "/recording-sessions/{id}/live/channels/{channelId}/segments",
    tag,
    summary: "Segments of a channel by pages, in the order of its chain",
    permission,
    params: LiveChannelPath,
    query: LiveSegmentsQuery,
    answer: { status: 200, schema: LiveSegmentsBody },
    handle: async ({ params, query, sight }) => {
      const { channel } = await requireChannel(deps, params, sight);
      const after = Number(query.after ?? -1);
      const found = await deps.live.segmentsPage(channel.id, after, PAGE);
      const next = found.length < PAGE ? null : (found.at(-1)?.linkIndex ?? null);
      return { json: { segments: found.map(segmentBody), next } };
    },
  }),
];

async function listsOf(
  { live, recordingSessions }: LivePaperDeps,
  id: SessionId,
  sight: Sight | null,
) {
  await requireSession(recordingSessions, id);
  return live.lists(id, sight);
}

/** @throws Refusal missing "sessions/no-such-session", "live/no-channel-of-session". */
async function requireChannel(
  { live, recordingSessions }: LivePaperDeps,
  { id, channelId }: { readonly id: string; readonly channelId: string },
  sight: Sight | null,
): Promise<ChannelState> {
  await requireSession(recordingSessions, id as SessionId);
  const channels = await live.channelsOf(id as SessionId, sight);
  const state = channels.find(({ channel }) => channel.id === (channelId as LiveChannelId));
  if (state !== undefined) return state;
  throw noChannelOfSession();
}

const listHead = ({ number, links, sha256, madeAt, signature, isEntered }: SealedList) => ({
  ...{ number, links, sha256, madeAt, isSigned: signature !== null, isEntered },
});

const segmentBody = (segment: ChainedSegment) => {
  const { linkIndex: link, takeId: itemId, offsetBytes: offset, sizeBytes: size } = segment;
  const { at, value, sha256, track, lane, path, sequence } = segment;
  const { mediaFromMs, mediaToMs, recordedAt, isComplete, cause } = segment;
  return {
    ...{ link, at, value, itemId, offset, size, sha256, track, lane, path, sequence },
    ...{ mediaFromMs, mediaToMs, recordedAt, isComplete, cause },
  };
};

const noSuchList = (): Refusal =>
  new Refusal("missing", "live/no-such-list", "the session has no such list", {
    fix: "A list is made once all channels of the session are closed and their takes are read back.",
  });
