/** Where what was marked while a session ran stands in a recording of it, by when the service heard it and when it began to receive the recording. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { LiveEvent } from "./live-session.ts";

/** What a recording shows without a break: a take, alone or behind others. */
export interface Piece {
  /** On the recording's own line of time. */
  readonly beginsAtMs: number;
  /** Exclusive; null: not known. */
  readonly endsAtMs: number | null;
  /** When the service began to receive it, which is a segment's length behind its first picture. */
  readonly begunAt: UtcInstant;
}

export interface LineMark {
  readonly atMs: number;
  readonly event: LiveEvent;
}

/** In order of time; what was marked while nothing was recorded is left out. */
export function marksOnLine(
  events: readonly LiveEvent[],
  pieces: readonly Piece[],
): readonly LineMark[] {
  const begun = pieces.toSorted((a, b) => Date.parse(a.begunAt) - Date.parse(b.begunAt));
  return events
    .filter(({ kind }) => kind === "marker" || kind === "announcement")
    .flatMap((event) => {
      const at = Date.parse(event.at);
      const piece = begun.findLast(({ begunAt }) => Date.parse(begunAt) <= at);
      if (piece === undefined) return [];
      const atMs = piece.beginsAtMs + at - Date.parse(piece.begunAt);
      return piece.endsAtMs === null || atMs < piece.endsAtMs ? [{ atMs, event }] : [];
    })
    .toSorted((a, b) => a.atMs - b.atMs);
}
