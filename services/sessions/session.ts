/** A recording session: one occasion of enforcement that was, or will be, recorded; what fits together. Pure. */
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, DeviceId, ItemId, OfficerId, SessionId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { RecordingClock } from "./recording-clock.ts";

export interface Pause {
  readonly from: UtcInstant;
  readonly to: UtcInstant;
  readonly reason: string | null;
}

export interface SessionFacts {
  /** The agency's own number; unique. A device may declare it as `session` in its metadata. */
  readonly number: string;
  readonly caseId: CaseId | null;
  /** Codes of the policy pack in force. */
  readonly activities: readonly string[];
  readonly officerIds: readonly OfficerId[];
  readonly flags: readonly string[];
  readonly place: string | null;
  readonly partyCodes: readonly string[];
  readonly plannedStart: UtcInstant | null;
  readonly plannedStop: UtcInstant | null;
  readonly startedAt: UtcInstant | null;
  readonly stoppedAt: UtcInstant | null;
  readonly startReason: string | null;
  readonly stopReason: string | null;
  /** Whether time, place, officers and act were spoken at the beginning, and the party told. */
  readonly announced: boolean;
  readonly legalBasis: string | null;
  readonly documentNo: string | null;
  readonly pauses: readonly Pause[];
  /** Why nothing was recorded, where nothing was. */
  readonly notRecorded: string | null;
  /** Why it could not wait, where it ran at night or on a day off. */
  readonly urgentReason: string | null;
}

export interface Session extends SessionFacts {
  readonly id: SessionId;
  readonly revision: number;
  readonly createdAt: UtcInstant;
  readonly createdBy: Actor;
}

/** An item of a session, as far as its time is known. */
export interface Recording {
  readonly itemId: ItemId;
  readonly deviceId: DeviceId;
  readonly deviceName: string;
  /** The camera that recorded, where a dock sent it; null: the device itself did. */
  readonly camera: string | null;
  /** By the device's own clock; null: not told. */
  readonly recordedAt: UtcInstant | null;
  /** Null: not known (yet). */
  readonly durationMs: number | null;
  /** How that clock was from ours; null: nobody looked. */
  readonly clock: RecordingClock | null;
  /** A person said that it is of this session, or its device did; or this service recorded it as part of it. */
  readonly by: "person" | "device" | "service";
}

/** Whose clock it is by, and whose name people know. */
export const recorderOf = ({ deviceId, deviceName, camera }: Recording) => ({
  key: JSON.stringify([deviceId, camera]),
  name: camera ?? deviceName,
});

/** More than any session has: of one with more, nobody says that it is complete. A store gives one more than these. */
export const MOST_RECORDINGS = 5_000;

/** A recording of a case, of one of its sessions or of none that whoever asks may know of. */
export interface CaseRecording extends Recording {
  readonly sessionId: SessionId | null;
}

/** Of a case with more, its time line says that it is not whole. A store gives one more than these. */
export const MOST_CASE_RECORDINGS = 2_000;

export const NO_SESSION_FACTS: Omit<SessionFacts, "number"> = {
  ...{ caseId: null, activities: [], officerIds: [], flags: [], place: null, partyCodes: [] },
  ...{ plannedStart: null, plannedStop: null, startedAt: null, stoppedAt: null },
  ...{ startReason: null, stopReason: null, announced: false, legalBasis: null },
  ...{ documentNo: null, pauses: [], notRecorded: null, urgentReason: null },
};

/** @throws Refusal invalid "sessions/times-out-of-order", "sessions/pauses-out-of-order". */
export function checkSession(facts: SessionFacts): void {
  const { plannedStart, plannedStop, startedAt, stoppedAt, pauses } = facts;
  const isTurned = (from: UtcInstant | null, to: UtcInstant | null): boolean =>
    from !== null && to !== null && to <= from;
  if (isTurned(plannedStart, plannedStop) || isTurned(startedAt, stoppedAt)) {
    throw new Refusal("invalid", "sessions/times-out-of-order", "it stops before it starts", {
      fix: "Give a stop that is later than the start, or none.",
    });
  }
  const ends = pauses.flatMap(({ from, to }) => [from, to]);
  const isOutside = ends.some(
    (at) => (startedAt !== null && at < startedAt) || (stoppedAt !== null && at > stoppedAt),
  );
  if (isOutside || ends.some((at, place) => place > 0 && at < (ends[place - 1] ?? at))) {
    throw new Refusal("invalid", "sessions/pauses-out-of-order", "pauses overlap or lie outside", {
      fix: "Give pauses in order, one after another, between start and stop.",
    });
  }
}
