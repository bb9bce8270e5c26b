/** What was hidden of a recording: boxes over time and stretches of sound, as they were asked for; and what was looked at before the result was let out. */

export const FILLS = ["solid", "pixelate", "blur"] as const;
export type Fill = (typeof FILLS)[number];
export const VOICES = ["mute", "pitch"] as const;

/** A box at one time, in ten-thousandths of the width and of the height of the picture as it is shown; it may stick out. */
export interface Point {
  readonly atMs: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** Hidden from the first time on and before the second; null: up to the end. Between two points the box moves. */
export interface Mask {
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly fill: Fill;
  readonly points: readonly Point[];
}
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly how: (typeof VOICES)[number];
}
export interface Masks {
  readonly pictures: readonly Mask[];
  readonly sound: readonly Stretch[];
}

/** Each in whole numbers. */
export interface HiddenProof {
  /** Frames of the recording, and those in which every covered pixel was looked at: as drawn, and as coded. */
  readonly frames: number;
  readonly coveredFrames: number;
  /** Samples of the sound, and those that are nothing at all once decoded; 0 where nothing of it was hidden. */
  readonly samples: number;
  readonly silentSamples: number;
  /** Coded packets that were held against those of the source. */
  readonly packets: number;
}

export interface RedactionTaken extends Masks {
  readonly proof: HiddenProof;
}
