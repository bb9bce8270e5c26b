/** What a labelled copy shows beside its recording: lines, clocks and subtitles, as they were asked for; and what was coded. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";

/** A corner, or faintly all over the picture. */
export const LABEL_PLACES = [
  "top-left",
  "top-right",
  "bottom-left",
  "bottom-right",
  "tiled",
] as const;
export type LabelPlace = (typeof LABEL_PLACES)[number];
export const LABEL_SIZES = ["small", "medium", "large"] as const;
export type LabelSize = (typeof LABEL_SIZES)[number];
/** The camera's own, where a dock told it from its own; else of whoever sent the recording. */
export const LABEL_CLOCKS = ["camera", "sender"] as const;
/** ISO 639-2; und: not said. */
export const SUBTITLE_LANGUAGES = ["und", "zho", "eng", "bod", "uig", "mon", "yue"] as const;

/** The time of the recording's first picture, by a clock that is named. */
export interface LabelWall {
  readonly at: UtcInstant;
  readonly clock: (typeof LABEL_CLOCKS)[number];
  /** How that clock stood against this service's; null: not known. */
  readonly clockOffsetMs: number | null;
  /** East of Greenwich, as the agency's zone was when the recording began. */
  readonly zoneMinutes: number;
}

/** The words themselves are in the copy alone, and go when it goes. */
export interface SubtitleTrack {
  /** Of the cleaned WebVTT. */
  readonly sha256: Sha256;
  readonly cues: number;
  readonly language: (typeof SUBTITLE_LANGUAGES)[number];
  readonly burned: boolean;
}

export interface Label {
  readonly lines: readonly string[];
  readonly place: LabelPlace;
  readonly size: LabelSize;
  readonly timeCode: boolean;
  readonly wall: LabelWall | null;
  readonly subtitles: SubtitleTrack | null;
}

export interface LabelTaken extends Label {
  /** The time stamp of the source that counts as 0. */
  readonly zeroUs: number;
  /** Pictures of the source, and of the copy. */
  readonly frames: number;
  readonly widthPx: number;
  readonly heightPx: number;
}
