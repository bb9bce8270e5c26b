/** Positions inside a recording: what its tracks of text and its tags tell, as lines that are kept as they stood there. */
import { isRefusal } from "../../kernel/refusal.ts";
import { cammLines } from "./camm.ts";
import { gpmfLines } from "./gpmf.ts";
import { gpxPositions } from "./gpx.ts";
import { iso6709Positions, pointOf, pointsIn } from "./iso6709.ts";
import { nmeaPositions, sentencesIn } from "./nmea.ts";
import type { Positions } from "./positions.ts";

/** Byte by byte, as Latin letters. */
export interface InsideStream {
  readonly kind: "text" | "data";
  readonly text: string;
  /** A form of a recorder's own, by its name in the container. */
  readonly form?: keyof typeof FORMS;
}

/** Forms that are read here; each answers lines of GPX. */
export const FORMS = { gpmd: gpmfLines, camm: cammLines } as const;

export interface InsideLines {
  /** A sentence or a point a line. */
  readonly lines: string;
  readonly positions: number;
  readonly leftOut: number;
}

/**
 * Of one stream, for two receivers are two ways: the first with sentences of NMEA, else the first text with points of
 * ISO 6709, else the first in a form of a recorder's own, else the first tag. Bytes that are no text have no points: without a sum to hold they would be chance.
 */
export function linesInside(
  streams: readonly InsideStream[],
  tags: readonly string[],
): InsideLines | null {
  for (const { text } of streams) {
    const found = kept(sentencesIn(text), nmeaPositions);
    if (found !== null) return found;
  }
  for (const { kind, text } of streams) {
    const found = kind === "text" ? kept(pointsIn(text), iso6709Positions) : null;
    if (found !== null) return found;
  }
  for (const { form, text } of streams) {
    const lines = form === undefined ? null : FORMS[form](Buffer.from(text, "latin1"));
    const found = lines === null ? null : kept(lines, gpxPositions);
    if (found !== null) return found;
  }
  const points = tags.flatMap((tag) => pointOf(tag) ?? []);
  return points.reduce<InsideLines | null>(
    (found, point) => found ?? kept([point], iso6709Positions),
    null,
  );
}

function kept(
  found: readonly string[],
  read: (text: string) => Positions | null,
): InsideLines | null {
  const lines = found.map((line) => `${line}\n`).join("");
  try {
    const told = read(lines);
    if (told === null) return null;
    const positions = told.stretches.reduce((sum, { length }) => sum + length, 0);
    return { lines, positions, leftOut: told.leftOut };
  } catch (error) {
    // A way without end is none of a recording.
    if (isRefusal(error, "media/too-large")) return null;
    throw error;
  }
}
