/** Which picture of a recording a still is, so that anybody finds it again. Times are of the recording's own line: its earliest time stamp is 0. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";

export interface StillTaken {
  /** As asked: the picture is the last one at or before it. */
  readonly askedMs: number;
  /** When it is shown; rounded once from the next two. */
  readonly atUs: number;
  /** Its time stamp as the container has it, in `timeBase`, e.g. "1/90000". */
  readonly pts: number;
  readonly timeBase: string;
  /** The time stamp that counts as 0; it may be below it. */
  readonly zeroUs: number;
  /** How many pictures are shown before it; null: some have no time. */
  readonly frame: number | null;
  /** Over the picture as it is decoded, before it was turned or its colours were made others. */
  readonly frameSha256: Sha256;
  readonly pixelFormat: string;
  /** By which it was turned to stand upright, as the container says: degrees, counter-clockwise. */
  readonly rotation: number;
  /** By the source's own clock, where its beginning is declared; the offset of that clock against this service's when it was last checked. */
  readonly wall: { readonly at: UtcInstant; readonly clockOffsetMs: number | null } | null;
}

/**
 * What anybody runs who has the original and ffmpeg 5.1 or later: it prints the digest as the last word. Without
 * `+bitexact` some decoders (MPEG-4 part 2) take another way on another processor, and end one bit beside it.
 */
export const pictureCommand = (pts: number | "PTS", file: string): string =>
  `ffmpeg -v error -copyts -noautorotate -flags:v +bitexact -i ${file} -map 0:V:0 -vf 'select=eq(pts\\,${pts})' -fps_mode passthrough -frames:v 1 -f framehash -hash sha256 -`;
