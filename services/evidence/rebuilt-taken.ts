/** What a recording that lost its index was given a new one by: which of its bytes were taken, which were not, and what was assumed. */

export interface RebuiltRange {
  readonly firstByte: number;
  readonly endByte: number;
  /** Pictures that stand before it. */
  readonly afterPictures: number;
}

/** How its index is written: each way to the same end has a name. By the first, the last pictures of a film whose pictures stand out of order are not shown. */
export const REBUILD_METHODS = ["index-by-like/1", "index-by-like/2"] as const;
export type RebuildMethod = (typeof REBUILD_METHODS)[number];

/** The same as media/rebuild/statement.ts says of a file, without the digests that `from` has. */
export interface RebuiltTaken {
  readonly method: RebuildMethod;
  /** These bytes of the first input stand in what was made from `outputByte` on, none left out and none changed. */
  readonly copied: {
    readonly firstByte: number;
    readonly endByte: number;
    readonly outputByte: number;
  };
  readonly picture: {
    readonly coding: "h264" | "h265";
    readonly samples: number;
    readonly keys: number;
    readonly bytes: number;
  } | null;
  readonly sound: {
    readonly coding: "aac" | "pcm";
    readonly samples: number;
    readonly bytes: number;
  } | null;
  readonly durationMs: number;
  /** Of the bytes copied, those that belong to no picture and no sound. */
  readonly unused: {
    readonly bytes: number;
    readonly ranges: readonly RebuiltRange[];
    readonly notListed: number;
  };
  readonly leftOutTracks: number;
  readonly otherSets: number;
  readonly searchEndedAt: number | null;
  readonly assumed: readonly RebuiltAssumption[];
  readonly rehearsal: {
    readonly pictures: number;
    readonly picturesFound: number;
    readonly sounds: number;
    readonly soundsFound: number;
  };
}

export const REBUILT_ASSUMPTIONS = [
  /** Sizes, coding and sound shape are those of the sound clip. */
  "settings-of-like",
  /** Every picture takes as long as most of the sound clip do. */
  "even-times",
  /** What is missing within takes no time: pictures and sounds behind it follow at once. */
  "holes-closed",
] as const;
export type RebuiltAssumption = (typeof REBUILT_ASSUMPTIONS)[number];
