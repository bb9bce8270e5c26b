/** The heads that make fragments of a stored film: its beginning without tables, and a "moof" before each stretch of its bytes (ISO 14496-12 8.8). */
import { type FilmIndex, type IndexBox, boxAt, boxesOf, optionalBox } from "./index-boxes.ts";
import { type Fragment, type Stretch, type TimedTrack, runsIn } from "./fragments.ts";

const ALL_ALONE = 0x0200_0000;
const NEEDS_OTHERS = 0x0101_0000;
/** Of "mdat", whose bytes are those of the stored film. */
const MEDIA_HEAD_BYTES = 8;

const u32 = (...numbers: readonly number[]): Buffer => {
  const buffer = Buffer.alloc(4 * numbers.length);
  for (let place = 0; place < numbers.length; place += 1) {
    buffer.writeInt32BE((numbers[place] ?? 0) | 0, 4 * place);
  }
  return buffer;
};

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.byteLength, 8);
  return Buffer.concat([u32(size), Buffer.from(type, "latin1"), ...parts]);
}

/** "ftyp" and an index of the tracks alone. */
export function beginningOf({ moov, ftyp }: FilmIndex, tracks: readonly TimedTrack[]): Buffer {
  const extended = tracks.map((track) =>
    box("trex", u32(0, idOf(track), 1, 0, 0, track.kind === "audio" ? ALL_ALONE : NEEDS_OTHERS)),
  );
  return Buffer.concat([
    box("ftyp", ftyp),
    box("moov", boxAt(moov, "mvhd").whole, ...tracks.map(emptyTrack), box("mvex", ...extended)),
  ]);
}

function emptyTrack(track: TimedTrack): Buffer {
  const { trak } = track;
  const minf = boxAt(trak, "mdia", "minf");
  const kept = boxesOf(minf.content).filter(({ type }) => type !== "stbl");
  return box(
    "trak",
    boxAt(trak, "tkhd").whole,
    ...(optionalBox(trak, "edts") === null ? [] : [editOf(track)]),
    box(
      "mdia",
      boxAt(trak, "mdia", "mdhd").whole,
      boxAt(trak, "mdia", "hdlr").whole,
      box(
        "minf",
        ...kept.map(({ whole }) => whole),
        box(
          "stbl",
          boxAt(minf, "stbl", "stsd").whole,
          ...[box("stts", u32(0, 0)), box("stsc", u32(0, 0))],
          ...[box("stsz", u32(0, 0, 0)), box("stco", u32(0, 0))],
        ),
      ),
    ),
  );
}

/** From where in its own time a track is shown; what is empty before it stands in the times of its fragments. */
const editOf = ({ times }: TimedTrack): Buffer =>
  box("edts", box("elst", u32(0, 1, 0, times.edit.fromTicks, 0x0001_0000)));

function idOf({ trak }: Pick<TimedTrack, "trak">): number {
  const { content }: IndexBox = boxAt(trak, "tkhd");
  return content.readUInt32BE(content[0] === 1 ? 20 : 12);
}

/** How long `headOf` is, without making it. */
export function headBytesOf({ stretches }: Fragment): number {
  const lengths = stretches.map(
    ({ track, from, to, runs }) =>
      TRAF_BYTES + runs * RUN_HEAD_BYTES + (to - from) * 4 * columnsOf(track),
  );
  return lengths.reduce((sum, length) => sum + length, MOOF_HEAD_BYTES + MEDIA_HEAD_BYTES);
}
/** "moof" and "mfhd"; "traf", "tfhd" and "tfdt"; "trun" before its rows. */
const [MOOF_HEAD_BYTES, TRAF_BYTES, RUN_HEAD_BYTES] = [8 + 16, 8 + 16 + 20, 20];

const columnsOf = ({ times: { keys, waits } }: TimedTrack): number =>
  2 + (keys === null ? 0 : 1) + (waits === null ? 0 : 1);

/** All that stands before the bytes of a fragment. */
export function headOf(fragment: Fragment, number: number): Buffer {
  const { fromByte, toByte, stretches } = fragment;
  // Places are counted from the beginning of the "moof".
  const shift = headBytesOf(fragment) - fromByte;
  return Buffer.concat([
    box("moof", box("mfhd", u32(0, number)), ...stretches.map((stretch) => trafOf(stretch, shift))),
    u32(toByte - fromByte + MEDIA_HEAD_BYTES),
    Buffer.from("mdat", "latin1"),
  ]);
}

function trafOf(stretch: Stretch, shift: number): Buffer {
  const { track, from } = stretch;
  const start = Buffer.alloc(8);
  const { starts, edit } = track.times;
  start.writeBigUInt64BE(BigInt((starts[from] ?? 0) + edit.delayTicks));
  return box(
    "traf",
    box("tfhd", u32(0x02_0000, idOf(track))),
    box("tfdt", u32(0x0100_0000), start),
    ...runsIn(stretch).map(([first, end]) => runOf(track, first, end, shift)),
  );
}

function runOf(track: TimedTrack, from: number, to: number, shift: number): Buffer {
  const { places, times } = track;
  const { waits, keys } = times;
  const rows = Buffer.alloc(4 * columnsOf(track) * (to - from));
  const alone = keys === null ? null : new Set(keysWithin(keys, from, to));
  let at = 0;
  const write = (number: number): void => {
    at = rows.writeInt32BE(number | 0, at);
  };
  for (let sample = from; sample < to; sample += 1) {
    write((times.starts[sample + 1] ?? 0) - (times.starts[sample] ?? 0));
    write(places.sizes[sample] ?? 0);
    if (alone !== null) write(alone.has(sample) ? ALL_ALONE : NEEDS_OTHERS);
    if (waits !== null) write(waits[sample] ?? 0);
  }
  const flags = 0x301 | (keys === null ? 0 : 0x400) | (waits === null ? 0 : 0x800);
  const place = (places.offsets[from] ?? 0) + shift;
  return box("trun", u32(0x0100_0000 | flags, to - from, place), rows);
}

/** `keys` rise. */
function keysWithin(keys: readonly number[], from: number, to: number): readonly number[] {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let place = low; place < keys.length && (keys[place] ?? 0) < to; place += 1)
    found.push(keys[place] ?? 0);
  return found;
}

/**
 * Where each fragment lies and how long it lasts, so that who opens the file alone can jump (ISO 14496-12 8.16.3). In
 * ticks of the picture's own track: ffmpeg reads it so whatever it says.
 */
export function directoryOf(
  lengths: readonly { readonly bytes: number; readonly seconds: number }[],
  picture: TimedTrack,
): Buffer {
  const { timescale } = picture.times;
  const rows = lengths.flatMap(({ bytes, seconds }) => [
    ...[bytes, Math.round(seconds * timescale)],
    // Each begins with a picture that needs no other.
    0x9000_0000,
  ]);
  return box("sidx", u32(0, idOf(picture), timescale, 0, 0, lengths.length), u32(...rows));
}
/** So many rows have their number in 16 bits. */
export const MOST_LISTED = 0xffff;
