/** Use cases: a session gets channels, is started, paused, resumed and stopped, and what is said in it is marked. */
import type { NewAction } from "../actions/action.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import { type SessionId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { requireSession } from "../sessions/keep-session.ts";
import type { Pause, Session } from "../sessions/session.ts";
import { checkSession } from "../sessions/session.ts";
import type { SessionStore } from "../sessions/session-store.ts";
import { firstHead } from "./chain.ts";
import { type Act, type LiveChannel, type LiveEvent, mayAct } from "./live-session.ts";
import type { LiveStore } from "./live-store.ts";

export interface RunDeps {
  readonly live: LiveStore;
  readonly recordingSessions: SessionStore;
  readonly clock: Clock;
}

type NewChannel = Omit<LiveChannel, "id" | "createdAt" | "createdBy">;

/** @throws Refusal as `LiveStore.addChannel`; missing "live/no-channel-of-session". */
export async function addChannel(
  { live, clock }: RunDeps,
  by: UserId,
  wanted: NewChannel,
): Promise<LiveChannel> {
  if (wanted.secondOf !== null) await requireSecond(live, wanted, wanted.secondOf);
  const at = clock();
  const channel = { ...wanted, id: newId<LiveChannel["id"]>(), createdAt: at, createdBy: by };
  const { id, sessionId, room, name, kind, deviceId, secondOf } = channel;
  const second = secondOf === null ? {} : { secondOf };
  await live.addChannel(channel, firstHead(id, sessionId), {
    ...{ kind: "live-channel-added", at, actor: `user:${by}`, before: null, reason: null },
    ...{
      subject: `recording-session:${sessionId}`,
      after: { id, room, name, kind, deviceId, ...second },
    },
  });
  return channel;
}

/** Another recorder of the same camera, and of a channel that has no second yet and is none. */
async function requireSecond(
  live: Pick<LiveStore, "channelsOf">,
  { sessionId, deviceId, room, kind }: NewChannel,
  secondOf: LiveChannel["id"],
): Promise<void> {
  const all = (await live.channelsOf(sessionId, null)).map(({ channel }) => channel);
  const first = all.find(({ id }) => id === secondOf);
  if (first === undefined) throw noChannelOfSession();
  const isFree = first.secondOf === null && all.every((one) => one.secondOf !== first.id);
  const isAlike = first.room === room && first.kind === kind && first.deviceId !== deviceId;
  if (!isFree || !isAlike) throw noSecond();
}

export const noChannelOfSession = (): Refusal =>
  new Refusal("missing", "live/no-channel-of-session", "the session has no such channel", {
    fix: "Take a channel's id from the session itself.",
  });

export const noSecond = (cause?: unknown): Refusal =>
  new Refusal("conflict", "live/no-second", "it cannot be the second recorder of that channel", {
    fix: "A second recorder is another device, for the same room and kind; a channel has one at most, and a second has none.",
    cause,
  });

export interface NewEvent extends Pick<LiveEvent, "kind" | "code" | "words"> {
  readonly sessionId: SessionId;
}

const ACTIONS = {
  start: "live-started",
  pause: "live-paused",
  resume: "live-resumed",
  stop: "live-stopped",
  marker: "live-marked",
  announcement: "live-marked",
} as const satisfies Record<LiveEvent["kind"], NewAction["kind"]>;

/**
 * False: it was done already. Starts, pauses and stops are facts of the session too, so that its record is judged by them.
 * @throws Refusal missing "sessions/no-such-session"; conflict "live/not-now", "live/moved", "sessions/session-changed".
 */
export async function tellEvent(
  { live, recordingSessions, clock }: RunDeps,
  by: UserId,
  { sessionId, kind, code, words }: NewEvent,
): Promise<boolean> {
  const session = await requireSession(recordingSessions, sessionId);
  const events = await live.events(sessionId, null);
  const isNote = kind === "marker" || kind === "announcement";
  if (!isNote && !mayAct(events, kind)) return false;
  const event = { index: events.length, kind, at: clock(), by, code, words };
  const facts = factsAfter(session, events, event);
  const after = facts === null ? null : { ...session, ...facts, revision: session.revision + 1 };
  if (after !== null) checkSession(after);
  await live.tell(sessionId, event, after, {
    ...{ kind: ACTIONS[kind], at: event.at, actor: `user:${by}`, reason: isNote ? null : words },
    ...{ subject: `recording-session:${sessionId}`, before: null },
    after: { event: event.index, kind, ...(code === null ? {} : { code }) },
  });
  return true;
}

type Facts = Partial<
  Pick<Session, "startedAt" | "stoppedAt" | "startReason" | "stopReason" | "pauses" | "announced">
>;

/** What an event changes of the session's facts; what people entered by hand stays. */
function factsAfter(
  session: Session,
  events: readonly LiveEvent[],
  { kind, at, words }: LiveEvent,
): Facts | null {
  switch (kind) {
    case "start":
      return session.startedAt === null ? { startedAt: at, startReason: words } : null;
    case "stop": {
      const open = openPause(events);
      const pauses = open === null ? session.pauses : [...session.pauses, pauseOf(open, at)];
      return session.stoppedAt === null ? { stoppedAt: at, stopReason: words, pauses } : null;
    }
    case "resume": {
      const open = openPause(events);
      return open === null ? null : { pauses: [...session.pauses, pauseOf(open, at)] };
    }
    case "announcement":
      return session.announced ? null : { announced: true };
    case "pause":
    case "marker":
      return null;
  }
}

function openPause(events: readonly LiveEvent[]): LiveEvent | null {
  const isPausing = (kind: LiveEvent["kind"]): kind is Act => kind === "pause" || kind === "resume";
  const last = events.findLast(({ kind }) => isPausing(kind));
  return last?.kind === "pause" ? last : null;
}

const pauseOf = ({ at: from, words: reason }: LiveEvent, to: UtcInstant): Pause => {
  return { from, to, reason };
};
