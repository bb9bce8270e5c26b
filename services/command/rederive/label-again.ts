/** What a labelled copy shows, out of its signed account or as the running service says. */
import type { LabelTaken } from "../../evidence/label-taken.ts";
import type { UtcInstant } from "../../kernel/clock.ts";
import type { Sha256 } from "../../kernel/digest.ts";
import type { KeptOriginal } from "../../media/rederive.ts";
import type { DerivedBody } from "../../review/derived-schema.ts";
import type { ClipManifest } from "../../sealing/manifest.ts";

/** What a labelled copy is made again of, beside its recording. */
export interface KeptLabel {
  readonly taken: LabelTaken;
  /** The copy. */
  readonly made: KeptOriginal;
}

type Signed = Extract<NonNullable<ClipManifest["derived"]>, { kind: "labelled" }>["taken"];

export function takenOfManifest({ wall, subtitles, ...label }: Signed): LabelTaken {
  return {
    ...{ lines: label.lines, place: label.place, size: label.size, timeCode: label.timeCode },
    wall:
      wall === undefined
        ? null
        : {
            ...{ at: wall.at as UtcInstant, clock: wall.clock },
            clockOffsetMs: wall.clockOffsetMs === undefined ? null : Number(wall.clockOffsetMs),
            zoneMinutes: Number(wall.zoneMinutes),
          },
    subtitles:
      subtitles === undefined
        ? null
        : { ...subtitles, sha256: subtitles.sha256 as Sha256, cues: Number(subtitles.cues) },
    ...{ zeroUs: Number(label.zeroUs), frames: Number(label.frames) },
    ...{ widthPx: Number(label.widthPx), heightPx: Number(label.heightPx) },
  };
}

/** Null: it is not made yet. */
export function takenOfBody(made: DerivedBody & { readonly kind: "labelled" }): LabelTaken | null {
  const { lines, place, size, timeCode, wall, subtitles, taken } = made;
  if (taken === null) return null;
  return {
    ...{ lines, place, size, timeCode, ...taken },
    wall: wall === null ? null : { ...wall, at: wall.at as UtcInstant },
    subtitles: subtitles === null ? null : { ...subtitles, sha256: subtitles.sha256 as Sha256 },
  };
}
