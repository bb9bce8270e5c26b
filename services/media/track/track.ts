/** A way as GeoJSON (RFC 7946): stretches of positions with their times, and the gaps between them. */
import { gpxPositions, isGpx } from "./gpx.ts";
import { isIso6709, iso6709Positions } from "./iso6709.ts";
import { isNmea, nmeaPositions } from "./nmea.ts";
import type { Position, Positions, SOURCES } from "./positions.ts";

/** Longer than any recorder pauses between positions while it moves. */
const GAP_MS = 30_000;
/** By these it is told what kind of file it is. */
const HEAD_CHARACTERS = 4_096;

/** `text` as Latin letters, byte by byte. Null: of no known kind, or without a position. @throws Refusal invalid "media/too-large". */
export function positionsIn(text: string): Positions | null {
  const head = text.slice(0, HEAD_CHARACTERS);
  if (isGpx(head)) return gpxPositions(text);
  if (isNmea(head)) return nmeaPositions(text);
  return isIso6709(head) ? iso6709Positions(text) : null;
}

type Source = (typeof SOURCES)[number];

export interface Gap {
  readonly from: string;
  readonly to: string;
}

export interface TrackFeature {
  readonly type: "Feature";
  readonly geometry: {
    readonly type: "MultiLineString" | "MultiPoint";
    readonly coordinates: readonly unknown[];
  };
  readonly properties: {
    readonly source: Source;
    readonly format: Positions["format"];
    readonly positions: number;
    readonly leftOut: number;
    /** Of each position, in the shape of the coordinates; null where none is told. */
    readonly coordTimes: readonly (readonly (string | null)[])[];
    readonly gaps: readonly Gap[];
  };
}

/** A stretch ends where the file divides it, where time stands still for long, and where it goes back. */
export function trackOf({ format, stretches, leftOut }: Positions, source: Source): TrackFeature {
  const lines = stretches.flatMap(divided);
  const times = lines.map((line) => line.map(({ atMs }) => iso(atMs)));
  const drawn = lines.map((line) => line.map(coordinatesOf));
  // A line has two positions or more (RFC 7946 3.1.4).
  const areLines = lines.every(({ length }) => length >= 2);
  return {
    type: "Feature",
    geometry: areLines
      ? { type: "MultiLineString", coordinates: drawn }
      : { type: "MultiPoint", coordinates: drawn.flat() },
    properties: {
      ...{ source, format, leftOut, positions: lines.reduce((sum, { length }) => sum + length, 0) },
      coordTimes: areLines ? times : [times.flat()],
      gaps: gapsOf(lines),
    },
  };
}

function divided(stretch: readonly Position[]): readonly (readonly Position[])[] {
  const lines: Position[][] = [];
  let before: Position | null = null;
  for (const position of stretch) {
    const apartMs =
      before?.atMs == null || position.atMs === null ? 0 : position.atMs - before.atMs;
    if (before === null || apartMs > GAP_MS || apartMs < 0) lines.push([]);
    lines.at(-1)?.push(position);
    before = position;
  }
  return lines;
}

function gapsOf(lines: readonly (readonly Position[])[]): readonly Gap[] {
  return lines.flatMap((line, place) => {
    const from = lines[place - 1]?.at(-1)?.atMs ?? null;
    const to = line[0]?.atMs ?? null;
    return from === null || to === null || to <= from
      ? []
      : [{ from: new Date(from).toISOString(), to: new Date(to).toISOString() }];
  });
}

const iso = (atMs: number | null): string | null =>
  atMs === null ? null : new Date(atMs).toISOString();

/** Longitude first (RFC 7946 3.1.1). */
const coordinatesOf = ({ latitude, longitude, metres }: Position): readonly number[] =>
  metres === null ? [longitude, latitude] : [longitude, latitude, metres];
