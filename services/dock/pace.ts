/** How fast and when the dock sends: waits after failures, bytes a second, hours of the day. Pure. */

const FIRST_WAIT_MS = 1_000;
/** A server that comes back after days is noticed within this. */
export const LONGEST_WAIT_MS = 300_000;
const MAX_RETRY_AFTER_MS = 3_600_000;

/** Doubling, capped, spread by `random` in [0,1) so that docks which lost one server do not return as one. */
export function backoffMs(failures: number, retryAfterMs: number, random: number): number {
  const doubled = FIRST_WAIT_MS * 2 ** Math.min(Math.max(failures - 1, 0), 20);
  const own = Math.min(doubled, LONGEST_WAIT_MS) * (0.75 + random / 2);
  return Math.max(own, Math.min(Math.max(retryAfterMs, 0), MAX_RETRY_AFTER_MS));
}

/**
 * Whether it is too early. Nothing is ever told to wait longer than the longest Retry-After and half as much
 * again: what seems to was told so by a clock that has been set back since.
 */
export const isTooEarly = (notBefore: number, nowMs: number): boolean =>
  nowMs < notBefore && notBefore - nowMs <= 1.5 * MAX_RETRY_AFTER_MS;

/** Until when the line is spoken for, in milliseconds. */
export type Line = number;

/**
 * Takes `bytes` of the line's capacity: how long to wait before they go, and the line afterwards.
 * Over any span never more than the limit and one piece goes out.
 */
export function takeTurn(
  line: Line,
  nowMs: number,
  bytes: number,
  bytesPerSecond: number | null,
): { readonly waitMs: number; readonly line: Line } {
  if (bytesPerSecond === null) return { waitMs: 0, line };
  const from = Math.max(line, nowMs);
  return { waitMs: from - nowMs, line: from + (bytes / bytesPerSecond) * 1000 };
}

const LARGEST_PIECE = 8 << 20;
const SMALLEST_PIECE = 64 << 10;

/** Bytes of one append: two seconds' worth of a limited line. */
export const pieceBytes = (bytesPerSecond: number | null): number =>
  bytesPerSecond === null
    ? LARGEST_PIECE
    : Math.min(LARGEST_PIECE, Math.max(SMALLEST_PIECE, Math.floor(bytesPerSecond * 2)));

/** Minutes after midnight, local time; `to` is excluded. Over midnight where `from` is later than `to`. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** "22:30" as minutes, or null. */
export function parseMinutes(text: string): number | null {
  const [, hours = "", minutes = ""] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hours === "" ? null : Number(hours) * 60 + Number(minutes);
}

export function isOpen(window: Window | null, minutes: number): boolean {
  if (window === null || window.from === window.to) return true;
  const { from, to } = window;
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}
