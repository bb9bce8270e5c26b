/** A recording session that is recorded live: what may be done next, and what state it is in, by its rows alone. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { DeviceId, LiveChannelId, SessionId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

export const CHANNEL_KINDS = ["video", "audio", "both"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** One camera or microphone of a room, for one session. */
export interface LiveChannel {
  readonly id: LiveChannelId;
  readonly sessionId: SessionId;
  readonly room: string;
  readonly name: string;
  readonly kind: ChannelKind;
  /** Which device may push to it. */
  readonly deviceId: DeviceId;
  /** The channel whose camera this one records too, by another recorder; null: none. */
  readonly secondOf: LiveChannelId | null;
  readonly createdAt: UtcInstant;
  readonly createdBy: UserId;
}

export const ACTS = ["start", "pause", "resume", "stop"] as const;
export type Act = (typeof ACTS)[number];
export const EVENT_KINDS = [...ACTS, "marker", "announcement"] as const;

/** What happened in a session while it ran, in order. */
export interface LiveEvent {
  /** From 0. */
  readonly index: number;
  readonly kind: (typeof EVENT_KINDS)[number];
  readonly at: UtcInstant;
  readonly by: UserId;
  /** Of a marker: a code of the house or the pack, like "rights_told". */
  readonly code: string | null;
  /** A marker's or an announcement's own words; why something was done. */
  readonly words: string | null;
}

export type RunState = "waiting" | "running" | "paused" | "stopped";

/** Which acts change the state, and to what. */
const NEXT: Readonly<Record<RunState, Partial<Record<Act, RunState>>>> = {
  waiting: { start: "running" },
  running: { pause: "paused", stop: "stopped" },
  paused: { resume: "running", stop: "stopped" },
  stopped: {},
};

const isAct = (kind: LiveEvent["kind"]): kind is Act => (ACTS as readonly string[]).includes(kind);

export const runState = (events: readonly Pick<LiveEvent, "kind">[]): RunState =>
  events.reduce<RunState>(
    (state, { kind }) => (isAct(kind) ? (NEXT[state][kind] ?? state) : state),
    "waiting",
  );

/**
 * Doing again what is done already changes nothing: false. A session never is "live already".
 * @throws Refusal conflict "live/not-now".
 */
export function mayAct(events: readonly LiveEvent[], act: Act): boolean {
  const state = runState(events);
  if (NEXT[state][act] !== undefined) return true;
  const done = events.findLast(({ kind }) => isAct(kind))?.kind;
  const isDone = done === act || (act === "start" && state === "running");
  if (isDone) return false;
  throw new Refusal("conflict", "live/not-now", "the session is not in that state", {
    fix: "Look at the session: start it before you pause it, resume it before you pause it again, and open another one after it was stopped.",
    facts: { state },
  });
}

/** When a running session was paused: the first `grace` after a pause or stop still brings what was said before it. */
const GRACE_MS = 10_000;

export type Taking = "yes" | "not-started" | "paused";

/**
 * Whether a segment that was recorded at `recordedAt` (here now, if its recorder says no time) belongs to the session. What
 * was recorded while it ran is taken whenever it comes, also after its end: a recorder may have been without a network.
 */
export function takesSegment(events: readonly LiveEvent[], recordedAt: UtcInstant): Taking {
  let taking: Taking = "not-started";
  for (const { kind, at } of events) {
    if (Date.parse(at) > Date.parse(recordedAt)) break;
    if (kind === "start" || kind === "resume") taking = "yes";
    if (kind !== "pause" && kind !== "stop") continue;
    taking = Date.parse(recordedAt) - Date.parse(at) > GRACE_MS ? "paused" : "yes";
  }
  return taking;
}

/** "waiting": not started. "interrupted": it runs, and a channel is silent. "closing": takes are still open. "closed": its list is made; "sealed": signed, and in the ledger. */
export const LIVE_STATUSES = [
  "waiting",
  "open",
  "paused",
  "interrupted",
  "closing",
  "closed",
  "sealed",
] as const;
export type LiveStatus = (typeof LIVE_STATUSES)[number];

export interface StatusFacts {
  readonly events: readonly Pick<LiveEvent, "kind" | "at">[];
  /** Of each channel, when its last segment was here; null: none was. */
  readonly lastSegments: readonly (UtcInstant | null)[];
  /** All channels have their last link. */
  readonly isClosed: boolean;
  /** The newest list of it is signed and in the ledger. */
  readonly isSealed: boolean;
}

/** No segment of a channel for this long interrupts its session. */
export const SILENT_MS = 10_000;

export function statusOf(facts: StatusFacts, now: UtcInstant): LiveStatus {
  const state = runState(facts.events);
  if (state === "waiting" || state === "paused") return state;
  if (state === "stopped") {
    if (facts.isSealed) return "sealed";
    return facts.isClosed ? "closed" : "closing";
  }
  const isSilent = (at: UtcInstant | null): boolean => silentSince(facts.events, at, now) !== null;
  return facts.lastSegments.some(isSilent) ? "interrupted" : "open";
}

/** Since when a channel of a session that runs is silent, whose last segment was here at `lastAt`; null: it is not, or nothing is awaited. */
export function silentSince(
  events: readonly Pick<LiveEvent, "kind" | "at">[],
  lastAt: UtcInstant | null,
  now: UtcInstant,
): UtcInstant | null {
  if (runState(events) !== "running") return null;
  const began = events.findLast(({ kind }) => kind === "start" || kind === "resume")?.at ?? now;
  const heard = lastAt !== null && Date.parse(lastAt) > Date.parse(began) ? lastAt : began;
  return Date.parse(now) - Date.parse(heard) > SILENT_MS ? heard : null;
}
