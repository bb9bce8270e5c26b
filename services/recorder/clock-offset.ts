/** How far a camera's clock is from ours, from the sender reports that come with its packets (RFC 3550, 6.4.1). Pure. */

export interface Heard {
  /** The camera's clock minus ours, in ms; the way that the report took is in it. */
  readonly offsetMs: number;
  readonly atMs: number;
}

const SENDER_REPORT = 200;
/** Seconds between 1900, where NTP counts from, and 1970. */
const NTP_TO_UNIX_S = 2_208_988_800;

/** Null where a packet is no sender report, or its camera has no clock (the time is 0). */
export function heardIn(packet: Buffer, nowMs: number): Heard | null {
  if (packet.byteLength < 28 || (packet[0] ?? 0) >> 6 !== 2 || packet[1] !== SENDER_REPORT) {
    return null;
  }
  const seconds = packet.readUInt32BE(8);
  if (seconds < NTP_TO_UNIX_S) return null;
  const ms = (seconds - NTP_TO_UNIX_S) * 1000 + (packet.readUInt32BE(12) * 1000) / 2 ** 32;
  return { offsetMs: Math.round(ms - nowMs), atMs: nowMs };
}
