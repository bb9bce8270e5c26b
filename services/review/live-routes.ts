/** Routes: channels of a recording session, and what is done in it while it runs. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { DeviceId, LiveChannelId, SessionId } from "../kernel/ids.ts";
import { runState, silentSince, statusOf } from "../live/live-session.ts";
import type { RunningSession, RunningSessions } from "../live/running-sessions.ts";
import { type RunDeps, addChannel, tellEvent } from "../live/run-session.ts";
import { requireSession } from "../sessions/keep-session.ts";
import { IdPath, PageQuery } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import {
  LiveActRequest,
  LiveChannelRequest,
  LiveMarkerRequest,
  LiveSessionBody,
  LiveSessionPage,
} from "./live-schema.ts";
import { shown } from "./live-look.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface LiveRouteDeps extends RunDeps {
  readonly runningSessions: RunningSessions;
}

const tag = "Live recordings";

export const liveSessionRoutes = (deps: LiveRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/live-sessions",
    tag,
    summary: "Sessions that are recorded now, or were and are not closed yet, newest first",
    permission: "cases:see",
    query: PageQuery,
    answer: { status: 200, schema: LiveSessionPage },
    handle: async ({ query: { cursor, limit }, sight }) => {
      const found = await deps.runningSessions.page(parsePosition(cursor), limit + 1, sight);
      const { entries, next } = cutPage(found, limit);
      return pageReply({ entries: entries.map(runningBody(deps)), next }, positionCursor);
    },
  }),
  route({
    method: "get",
    path: "/recording-sessions/{id}/live",
    tag,
    summary: "A session while it is recorded: its state, channels, takes, holes, and what happened",
    permission: "cases:see",
    params: IdPath,
    answer: { status: 200, schema: LiveSessionBody },
    handle: ({ params, sight }) => shown(deps, params.id as SessionId, sight),
  }),
  ...changes(deps),
];

const changes = (deps: LiveRouteDeps): Route[] => [
  route({
    method: "post",
    path: "/recording-sessions/{id}/live/channels",
    tag,
    summary:
      "Add a camera or microphone of the room, to which its device pushes at /live/<channel>/",
    permission: "live:run",
    params: IdPath,
    body: LiveChannelRequest,
    answer: { status: 201, schema: LiveSessionBody },
    handle: async (call) => {
      const { deviceId, secondOf, ...wanted } = call.body;
      const [sessionId, by] = [call.params.id as SessionId, callerOf(call).person.id];
      await requireSession(deps.recordingSessions, sessionId);
      await addChannel(deps, by, {
        ...{ ...wanted, sessionId, deviceId: deviceId as DeviceId },
        secondOf: secondOf as LiveChannelId | null,
      });
      return { ...(await shown(deps, sessionId, call.sight)), status: 201 };
    },
  }),
  route({
    method: "post",
    path: "/recording-sessions/{id}/live/acts",
    tag,
    summary: "Start, pause, resume or stop it; doing again what is done changes nothing",
    permission: "live:run",
    params: IdPath,
    body: LiveActRequest,
    answer: { status: 200, schema: LiveSessionBody },
    handle: async (call) => {
      const [sessionId, by] = [call.params.id as SessionId, callerOf(call).person.id];
      const { act: kind, reason: words } = call.body;
      await tellEvent(deps, by, { sessionId, kind, code: null, words });
      return shown(deps, sessionId, call.sight);
    },
  }),
  route({
    method: "post",
    path: "/recording-sessions/{id}/live/markers",
    tag,
    summary: "Mark what happens now, or that it was announced",
    permission: "live:run",
    params: IdPath,
    body: LiveMarkerRequest,
    answer: { status: 201, schema: LiveSessionBody },
    handle: async (call) => {
      const [sessionId, by] = [call.params.id as SessionId, callerOf(call).person.id];
      await tellEvent(deps, by, { sessionId, ...call.body });
      return { ...(await shown(deps, sessionId, call.sight)), status: 201 };
    },
  }),
];

/** Null: nothing is awaited, or nothing came yet. */
function behindMs(
  events: RunningSession["events"],
  lastAt: UtcInstant | null,
  now: UtcInstant,
): number | null {
  if (lastAt === null || runState(events) !== "running") return null;
  return Math.max(0, Date.parse(now) - Date.parse(lastAt));
}

const runningBody =
  ({ clock }: LiveRouteDeps) =>
  ({ id, number, events, channels }: RunningSession) => {
    const now = clock();
    const lastSegments = channels.map(({ lastAt }) => lastAt);
    return {
      ...{ id, number, startedAt: events[0]?.at ?? now },
      status: statusOf({ events, lastSegments, isClosed: false, isSealed: false }, now),
      channels: channels.map(({ id: channelId, room, name, lastAt, gaps, secondOf }) => ({
        ...{ id: channelId, room, name, lastAt, gaps, secondOf },
        behindMs: behindMs(events, lastAt, now),
        silentSince: silentSince(events, lastAt, now),
      })),
    };
  };
