/** What of one track can be played, in order: grown by its rows as they come, and never changed by what comes later. Pure. */
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import { holeBetween } from "../live/holes.ts";
import type { PlacedSegment } from "./watch-store.ts";

/** What goes before the segments of a take. */
export interface InitPlace {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
}

export interface Listed {
  readonly take: number;
  readonly isFragments: boolean;
  readonly init: InitPlace | null;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly ms: number;
  /** When its recording began, as far as that is known. */
  readonly startsAt: UtcInstant;
  /** It does not go on where the one before ended: another take, or something is missing between. */
  readonly isTorn: boolean;
}

/** "not-complete": a part of it is missing. "no-times": nothing tells how long it is. "other-format": the list began with another one. */
export type LeftOutCause = "not-complete" | "no-times" | "other-format";
export interface LeftOut {
  readonly linkIndex: number;
  readonly at: UtcInstant;
  readonly cause: LeftOutCause;
}

/** The newest of them. */
const MOST_LEFT_OUT = 100;

/** Whether something is missing is asked here; why is told by the session's holes. */
const unexplained = (row: PlacedSegment) => ({ ...row, after: null });

export class TrackList {
  readonly entries: Listed[] = [];
  readonly leftOut: LeftOut[] = [];
  leftOutCount = 0;
  /** Of the last row that was looked at. */
  lastLink = -1;
  longestMs = 0;
  #before: PlacedSegment | null = null;
  #isTorn = false;
  #container: PlacedSegment["container"] | null = null;

  /** `init` null: its take has none, and needs none. */
  add(row: PlacedSegment, init: InitPlace | null): void {
    this.lastLink = row.linkIndex;
    const ms = (row.mediaToMs ?? 0) - (row.mediaFromMs ?? 0);
    const cause = this.#notPlayable(row, ms);
    if (cause !== null) {
      this.#leaveOut({ linkIndex: row.linkIndex, at: row.at, cause });
      return;
    }
    const before = this.#before;
    const goesOn =
      before !== null &&
      !this.#isTorn &&
      before.take === row.take &&
      holeBetween(unexplained(before), unexplained(row)) === null;
    this.#container = row.container;
    this.#before = row;
    this.#isTorn = false;
    this.longestMs = Math.max(this.longestMs, ms);
    this.entries.push({
      ...{ take: row.take, isFragments: row.container === "fmp4", init, ms },
      ...{ offsetBytes: row.offsetBytes, sizeBytes: row.sizeBytes },
      ...{ startsAt: row.recordedAt ?? plusMs(row.at, -ms), isTorn: before !== null && !goesOn },
    });
  }

  #notPlayable(row: PlacedSegment, ms: number): LeftOutCause | null {
    if (!row.isComplete) return "not-complete";
    if (row.container === "other") return "other-format";
    if (this.#container !== null && this.#container !== row.container) return "other-format";
    return row.mediaFromMs === null || row.mediaToMs === null || ms <= 0 ? "no-times" : null;
  }

  #leaveOut(one: LeftOut): void {
    this.#isTorn = true;
    this.leftOutCount += 1;
    this.leftOut.push(one);
    if (this.leftOut.length > MOST_LEFT_OUT) this.leftOut.shift();
  }
}
