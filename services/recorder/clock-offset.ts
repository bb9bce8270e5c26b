/** How far a camera's clock is from ours, from the sender reports that come with its packets (RFC 3550, 6.4.1). Pure. */
import { MOST_OFFSET_MS, type SourceClock } from "../live/segment-clocks.ts";

export interface Heard {
  /** The camera's clock minus ours, in ms; the way that the report took is in it. */
  readonly offsetMs: number;
  readonly atMs: number;
}

const SENDER_REPORT = 200;
/** Seconds between 1900, where NTP counts from, and 1970. */
const NTP_TO_UNIX_S = 2_208_988_800;
/** Seconds of one era; the next begins on 2036-02-07 (RFC 5905, 6). */
const ERA_S = 2 ** 32;
const DAY_MS = 86_400_000;

/** Null where a packet is no sender report, or its camera has no clock: the time is 0, or counts from its own start. */
export function heardIn(packet: Buffer, nowMs: number): Heard | null {
  if (packet.byteLength < 28 || (packet[0] ?? 0) >> 6 !== 2 || packet[1] !== SENDER_REPORT) {
    return null;
  }
  const seconds = packet.readUInt32BE(8);
  const fractionMs = (packet.readUInt32BE(12) * 1000) / 2 ** 32;
  // The high bit is zero in the era from 2036 on, and where a camera counts from its start.
  const isNextEra = seconds < 2 ** 31;
  if (seconds === 0 || (!isNextEra && seconds < NTP_TO_UNIX_S)) return null;
  const ms = (seconds + (isNextEra ? ERA_S : 0) - NTP_TO_UNIX_S) * 1000 + fractionMs;
  if (isNextEra && ms - nowMs > DAY_MS) return null;
  return { offsetMs: Math.round(ms - nowMs), atMs: nowMs };
}

const MOST_REPORTS = 8;
/** A clock that jumps by more is another clock: what it said before says nothing of it. */
const JUMP_MS = 1_000;
/** Cameras report every few seconds; one that stopped has told nothing of now. */
const STALE_MS = 120_000;

/** What a camera's newest reports say together. */
export class CameraClock {
  #heard: readonly Heard[] = [];

  hear(packet: Buffer, nowMs: number): void {
    const heard = heardIn(packet, nowMs);
    if (heard === null || Math.abs(heard.offsetMs) > MOST_OFFSET_MS) return;
    const last = this.#heard.at(-1);
    const isJump = last !== undefined && Math.abs(heard.offsetMs - last.offsetMs) > JUMP_MS;
    this.#heard = [...(isJump ? [] : this.#heard), heard].slice(-MOST_REPORTS);
  }

  /** The report that was quickest here makes the camera's clock latest. */
  at(nowMs: number): SourceClock | null {
    const fresh = this.#heard.filter(({ atMs }) => Math.abs(nowMs - atMs) <= STALE_MS);
    if (fresh.length === 0) return null;
    const offsets = fresh.map(({ offsetMs }) => offsetMs);
    const offsetMs = Math.max(...offsets);
    return { offsetMs, spreadMs: offsetMs - Math.min(...offsets) };
  }
}
