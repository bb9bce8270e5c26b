/** Positions of a track "gpmd" in GPMF, the form of GoPro's cameras (github.com/gopro/gpmf-parser, docs): of each piece of a second the first, with its time. */
import { type LinePoint, gpxOf } from "./gpx-lines.ts";

/** Each key: four letters, a type, how long one value is, and how many there are; then these, filled up to four bytes. */
const HEAD_BYTES = 8;
/** Of the seconds of 1970. */
const YEAR_2000_S = 946_684_800;
const DAY_S = 86_400;

interface Entry {
  readonly key: string;
  readonly values: Buffer;
}

/** Null: it is not in that form, or tells of no receiver. */
export function gpmfLines(track: Buffer): readonly string[] | null {
  const points: (LinePoint | null)[] = [];
  for (const device of entriesOf(track)) {
    // Whatever else begins a piece is another form.
    if (device.key !== "DEVC") break;
    for (const { key, values } of entriesOf(device.values)) {
      const told = key === "STRM" ? toldIn([...entriesOf(values)]) : undefined;
      if (told !== undefined) points.push(told);
    }
  }
  return points.length === 0 ? null : gpxOf(points);
}

/** Up to the first that does not fit. */
function* entriesOf(bytes: Buffer): Generator<Entry> {
  for (let at = 0; at + HEAD_BYTES <= bytes.byteLength;) {
    const length = bytes.readUInt8(at + 5) * bytes.readUInt16BE(at + 6);
    const values = bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length);
    if (values.byteLength < length) return;
    yield { key: bytes.toString("latin1", at, at + 4), values };
    at += HEAD_BYTES + 4 * Math.ceil(length / 4);
  }
}

/** Undefined: the stream is of something else; null: of a receiver that knows no place. */
function toldIn(stream: readonly Entry[]): LinePoint | null | undefined {
  const valuesOf = (wanted: string) => stream.find(({ key }) => key === wanted)?.values;
  const scales = numbersIn(valuesOf("SCAL"), 9);
  const [older, newer] = [valuesOf("GPS5"), valuesOf("GPS9")];
  if (newer !== undefined && newer.byteLength >= 32) {
    const numbers = numbersIn(newer, 7);
    const fix = newer.readUInt16BE(30);
    const atS = YEAR_2000_S + (numbers[5] ?? NaN) * DAY_S + scaled(numbers, scales, 6);
    return fix < 2 ? null : placed(numbers, scales, atS * 1_000);
  }
  if (older === undefined || older.byteLength < 20) return undefined;
  const fix = numbersIn(valuesOf("GPSF"), 1)[0] ?? 0;
  return fix < 2
    ? null
    : placed(numbersIn(older, 5), scales, instant(valuesOf("GPSU")?.toString("latin1") ?? ""));
}

function placed(numbers: readonly number[], scales: readonly number[], atMs: number): LinePoint {
  const [latitude, longitude, metres] = [0, 1, 2].map((place) => scaled(numbers, scales, place));
  return {
    ...{ latitude: latitude ?? NaN, longitude: longitude ?? NaN, metres: metres ?? NaN },
    atMs: Number.isFinite(atMs) ? Math.round(atMs) : null,
  };
}

const scaled = (numbers: readonly number[], scales: readonly number[], place: number): number =>
  (numbers[place] ?? NaN) / (scales[place] ?? NaN);

/** The first `most` of 32 bits with a sign. */
const numbersIn = (values: Buffer | undefined, most: number): readonly number[] =>
  Array.from({ length: Math.min(most, (values?.byteLength ?? 0) >> 2) }, (_, place) =>
    (values ?? Buffer.of()).readInt32BE(4 * place),
  );

/** "yymmddhhmmss.sss", of a satellite and so in UTC; of this century. */
function instant(text: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2}\.\d{3})/.exec(text) ?? [];
  return Date.parse(`20${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
