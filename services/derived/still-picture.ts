/** Which picture of a recording stands at a moment, and when there is none. Pure; times are microseconds of the recording's own line. */
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { PacketTime } from "./excerpt-range.ts";

export interface StillParameters {
  readonly itemId: ItemId;
  readonly ptsMs: number;
}

/** A player stands at the end as the container says it, some pictures behind the last one. */
const SLACK_MS = 1_000;

/** @throws Refusal invalid "derived/beyond-recording". */
export function requireMoment(ptsMs: number, durationMs: number | null): void {
  if (durationMs === null || ptsMs <= durationMs + SLACK_MS) return;
  throw new Refusal(
    "invalid",
    "derived/beyond-recording",
    "the moment is behind the recording's end",
    {
      fix: "Name a moment within the recording.",
      facts: { durationMs },
    },
  );
}

/** One packet of the picture, with its time stamp as the container has it. */
export interface PictureTime extends PacketTime {
  readonly pts: number | null;
}

export interface FoundPicture {
  readonly atUs: number;
  readonly pts: number;
  readonly frame: number | null;
  /** Of the last key frame up to it. */
  readonly keyUs: number;
}

/** Hears every packet of a picture in the order they lie in, and says which is shown last at or before a moment. */
export class PictureSearch {
  readonly #atUs: number;
  #endUs: number | null = null;
  #best: { readonly atUs: number; readonly pts: number } | null = null;
  #upTo = 0;
  #keyUs: number | null = null;
  #isCountable = true;

  constructor(atUs: number) {
    this.#atUs = atUs;
  }

  packet({ atUs, pts, lastsUs, isKey }: PictureTime): void {
    if (atUs === null || pts === null) {
      this.#isCountable = false;
      return;
    }
    this.#endUs = Math.max(this.#endUs ?? 0, atUs + lastsUs);
    if (atUs > this.#atUs) return;
    this.#upTo += 1;
    if (isKey) this.#keyUs = Math.max(this.#keyUs ?? atUs, atUs);
    if (this.#best === null || atUs > this.#best.atUs) this.#best = { atUs, pts };
  }

  /** Of the last picture; null: none has a time. */
  get endUs(): number | null {
    return this.#endUs;
  }

  end(): FoundPicture | null {
    if (this.#best === null) return null;
    const frame = this.#isCountable ? this.#upTo - 1 : null;
    return { ...this.#best, frame, keyUs: this.#keyUs ?? 0 };
  }
}
