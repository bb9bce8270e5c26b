/** Takes: what of one track is joined to one recording, and when the next one begins. Pure. */
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { LiveChannelId, UploadId } from "../kernel/ids.ts";
import type { Container } from "./media-look.ts";

/** "aside": what cannot stand in its place any more, because it came late or under a name that others bytes have. */
export type Lane = "main" | "aside";

export interface Take {
  /** Of the upload that its bytes are appended to, and so of the item that it becomes. */
  readonly id: UploadId;
  readonly channelId: LiveChannelId;
  /** Counts from 1 within the channel. */
  readonly number: number;
  readonly track: string;
  readonly lane: Lane;
  readonly container: Container;
  /** Of the initialisation that it begins with. */
  readonly initSha256: Sha256 | null;
  /** Media times of takes with the same one go on. */
  readonly timeline: string;
  readonly openedAt: UtcInstant;
}

export const END_REASONS = [
  "stopped",
  "paused",
  "init-changed",
  "source-changed",
  "source-away",
  "rolled",
  "cut",
  "alone",
  "aside",
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** A take that more may be appended to. */
export interface OpenTake extends Take {
  /** Of its segments' rows; the upload may hold more, if a process ended between two lines. */
  readonly bytes: number;
  readonly segments: number;
  readonly lastAt: UtcInstant | null;
  readonly lastIsComplete: boolean;
}

export interface TakeLimits {
  readonly mostMs: number;
  readonly mostBytes: number;
  /** A source that was away for longer begins a new take. */
  readonly awayMs: number;
}

export const TAKE_LIMITS: TakeLimits = {
  mostMs: 3_600_000,
  mostBytes: 4 * 2 ** 30,
  awayMs: 60_000,
};

/** What wants to be appended. */
export type Wanted = Pick<Take, "container" | "initSha256" | "timeline"> & {
  readonly bytes: number;
  readonly at: UtcInstant;
};

/** Why `take` ends before `wanted`; null: it goes on. */
export function endsBefore(
  take: OpenTake,
  wanted: Wanted,
  limits: TakeLimits = TAKE_LIMITS,
): EndReason | null {
  if (take.container === "other") return "alone";
  if (take.container !== wanted.container) return "init-changed";
  if (take.initSha256 !== wanted.initSha256) return "init-changed";
  if (take.timeline !== wanted.timeline) return "source-changed";
  // What follows a box without its end would be read as a part of it.
  if (!take.lastIsComplete) return "cut";
  return endsAlone(take, wanted.at, limits, wanted.bytes);
}

/** Why it ends though nothing wants to be appended; null: it stays open. */
export function endsAlone(
  take: OpenTake,
  now: UtcInstant,
  limits: TakeLimits = TAKE_LIMITS,
  moreBytes = 0,
): EndReason | null {
  const ageMs = Date.parse(now) - Date.parse(take.openedAt);
  if (ageMs > limits.mostMs || take.bytes + moreBytes > limits.mostBytes) return "rolled";
  const silentMs = Date.parse(now) - Date.parse(take.lastAt ?? take.openedAt);
  if (silentMs > limits.awayMs) return take.lane === "aside" ? "aside" : "source-away";
  return null;
}

/** Takes opened, or last heard of, before these times may have to end; one that is full ends at its next segment. */
export const overdueTakes = (now: UtcInstant, { mostMs, awayMs }: TakeLimits) => ({
  openedBefore: plusMs(now, -mostMs),
  heardBefore: plusMs(now, -awayMs),
});
