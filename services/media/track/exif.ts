/** Where and when a photograph was taken by its own word (Exif 2.32, 4.6.6), out of tags that describe a hostile file: every one may be missing or absurd. */
import { z } from "zod";
import { Gathered, type Positions } from "./positions.ts";

/** Port: the tags of TAGS that a photograph carries, by their names; null: none, or none that could be read within its bounds. */
export type ReadExif = (photograph: Uint8Array) => Promise<unknown>;

/** What is asked for; all else in a photograph is none of ours here. */
export const TAGS = [
  ...["GPSLatitudeRef", "GPSLatitude", "GPSLongitudeRef", "GPSLongitude"],
  ...["GPSAltitudeRef", "GPSAltitude", "GPSStatus", "GPSMapDatum", "GPSDateStamp", "GPSTimeStamp"],
  ...["DateTimeOriginal", "OffsetTimeOriginal"],
];

/** JPEG, or HEIC and its kin (ISO 23008-12, 10.2), by their first bytes. */
export const isPhotograph = (head: string): boolean =>
  /^(?:\xff\xd8\xff|[^]{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1))/.test(head);

const rational = z
  .tuple([z.number().min(0), z.number().min(1)])
  .transform(([above, below]) => above / below);
const told = <T>(value: z.ZodType<T>) => z.object({ value }).optional().catch(undefined);
const text = told(z.tuple([z.string().max(40)]).transform(([only]) => only.trim()));
const three = told(z.tuple([rational, rational, rational]));
const byte = z.union([z.number(), z.tuple([z.number()]).transform(([only]) => only)]);

const Told = z.object({
  ...{ GPSLatitudeRef: text, GPSLatitude: three, GPSLongitudeRef: text, GPSLongitude: three },
  ...{ GPSAltitudeRef: told(byte), GPSAltitude: told(rational) },
  ...{ GPSStatus: text, GPSMapDatum: text, GPSDateStamp: text, GPSTimeStamp: three },
  ...{ DateTimeOriginal: text, OffsetTimeOriginal: text },
});
type Told = z.infer<typeof Told>;

/** Null: it tells no position. Its own clock and its own receiver say so, and nobody else. */
export function exifPositions(tags: unknown): Positions | null {
  const read = Told.safeParse(tags).data;
  if (read === undefined) return null;
  const found = new Gathered();
  found.add({
    latitude: isFound(read) ? degrees(read.GPSLatitude, read.GPSLatitudeRef, "N", "S") : NaN,
    longitude: isFound(read) ? degrees(read.GPSLongitude, read.GPSLongitudeRef, "E", "W") : NaN,
    metres: metresOf(read),
    atMs: byReceiver(read) ?? byCamera(read),
  });
  return found.end("exif");
}

/** A receiver that lost its way, or one that counts in another system, tells no position in WGS-84. */
const isFound = ({ GPSStatus: status, GPSMapDatum: datum }: Told): boolean =>
  status?.value !== "V" && (datum === undefined || /^(?:WGS[- ]?84)?$/i.test(datum.value));

function degrees(
  angle: Told["GPSLatitude"],
  side: Told["GPSLatitudeRef"],
  positive: string,
  negative: string,
): number {
  const [whole = NaN, minutes = NaN, seconds = NaN] = angle?.value ?? [];
  if (minutes >= 60 || seconds >= 60) return NaN;
  const value = whole + minutes / 60 + seconds / 3_600;
  if (side?.value === positive) return value;
  return side?.value === negative ? -value : NaN;
}

function metresOf({ GPSAltitude: height, GPSAltitudeRef: reference }: Told): number | null {
  if (height === undefined) return null;
  // 1 is below the sea (4.6.6, GPSAltitudeRef).
  const metres = reference?.value === 1 ? -height.value : height.value;
  return metres > -12_000 && metres < 100_000 ? metres : null;
}

/** Of a satellite, and so in UTC. */
function byReceiver({ GPSDateStamp: day, GPSTimeStamp: time }: Told): number | null {
  const [hour = NaN, minute = NaN, second = NaN] = time?.value ?? [];
  if (!isDay(day?.value) || hour >= 24 || minute >= 60 || second >= 60) return null;
  const midnight = Date.parse(`${dashed(day?.value)}T00:00:00Z`);
  return instant(midnight + Math.round(((hour * 60 + minute) * 60 + second) * 1_000));
}

/** With its zone; one without is no instant. */
function byCamera({ DateTimeOriginal: taken, OffsetTimeOriginal: zone }: Told): number | null {
  const [day, time = ""] = taken?.value.split(" ") ?? [];
  const isWhole = isDay(day) && /^\d{2}:\d{2}:\d{2}$/.test(time);
  if (!isWhole || !/^[+-]\d{2}:\d{2}$/.test(zone?.value ?? "")) return null;
  return instant(Date.parse(`${dashed(day)}T${time}${zone?.value}`));
}

const isDay = (text: string | undefined): boolean => /^\d{4}:\d{2}:\d{2}$/.test(text ?? "");
const dashed = (day: string | undefined): string => (day ?? "").replaceAll(":", "-");
const instant = (ms: number): number | null => (Number.isSafeInteger(ms) && ms >= 0 ? ms : null);
