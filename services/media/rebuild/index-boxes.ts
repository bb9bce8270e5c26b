/** Writes the index of an MP4 in front of its media (ISO 14496-12 8): every sample by its place, with the headers of a sound clip. */
import type { Like, TrackHeader } from "./like.ts";

/** One run of equal values. */
export interface Run {
  readonly count: number;
  readonly value: number;
}

/** What stands in one piece. */
export interface Chunk {
  readonly at: number;
  readonly samples: number;
}

export interface IndexTrack {
  readonly header: TrackHeader;
  readonly timescale: number;
  readonly delta: number;
  readonly samples: number;
  /** The size of all; null where they differ. */
  readonly sampleBytes: number | null;
  readonly sizeOf: (sample: number) => number;
  readonly chunks: () => Iterable<Chunk>;
  readonly chunkCount: number;
  /** Numbers from 0 of samples that decoding may start with; null where every one is. */
  readonly keys: readonly number[] | null;
  /** How much later than its turn each is shown. */
  readonly later: readonly Run[] | null;
  /** Units of time at its begin that are not played. */
  readonly editFrom: number;
  /** Units of time that are played. */
  readonly played: number;
}

export function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  const size = parts.reduce((sum, { byteLength }) => sum + byteLength, 8);
  head.writeUInt32BE(size);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, ...parts]);
}

const MDAT_HEAD_BYTES = 16;

/** "ftyp", "moov" and the head of "mdat", behind which the bytes from `mediaFrom` to `mediaEnd` of the recording come. */
export function indexOf(
  like: Like,
  tracks: readonly IndexTrack[],
  media: { readonly from: number; readonly end: number },
): Buffer {
  const ftyp = box("ftyp", like.ftyp ?? Buffer.from("isom\0\0\x02\0isommp41", "latin1"));
  const moov = (shift: number): Buffer => movie(like, tracks, shift);
  // Places are 64 bits wide whatever they are, so that the index is as long before they are known.
  const headBytes = ftyp.byteLength + moov(0).byteLength + MDAT_HEAD_BYTES;
  const mdat = Buffer.alloc(MDAT_HEAD_BYTES);
  mdat.writeUInt32BE(1);
  mdat.write("mdat", 4, "latin1");
  mdat.writeBigUInt64BE(BigInt(MDAT_HEAD_BYTES + media.end - media.from), 8);
  return Buffer.concat([ftyp, moov(headBytes - media.from), mdat]);
}

function movie(like: Like, tracks: readonly IndexTrack[], shift: number): Buffer {
  const durations = tracks.map((track) => movieDuration(track, like.timescale));
  const mvhd = header(like.mvhd, 0, Math.max(...durations));
  mvhd.writeUInt32BE(tracks.length + 1, mvhd.byteLength - 4); // the next number of a track
  const traks = tracks.map((track, index) => trak(track, index, durations[index] ?? 0, shift));
  return box("moov", box("mvhd", mvhd), ...traks);
}

const movieDuration = ({ played, timescale }: IndexTrack, per: number): number =>
  Math.floor((Math.max(0, played) * per) / timescale);

/** With other times: when it was made is not known, and how long it is was counted. `skip`: bytes of other fields before the duration. */
function header(content: Buffer, skip: number, duration: number): Buffer {
  const out = Buffer.from(content);
  const wide = out[0] === 1;
  out.fill(0, 4, wide ? 20 : 12);
  const at = (wide ? 20 : 12) + 4 + skip;
  if (wide) out.writeBigUInt64BE(BigInt(duration), at);
  else out.writeUInt32BE(Math.min(duration, 0xff_ff_ff_ff), at);
  return out;
}

function trak(track: IndexTrack, index: number, duration: number, shift: number): Buffer {
  const { header: own, samples, delta, editFrom } = track;
  const tkhd = header(own.tkhd, 4, duration);
  tkhd.writeUInt32BE(index + 1, tkhd[0] === 1 ? 20 : 12);
  const mdhd = header(own.mdhd, 0, samples * delta);
  const self = box("dref", words(0, 1), box("url ", words(1)));
  const minf = [
    box(own.kindOfMedia.type, own.kindOfMedia.content),
    box("dinf", self),
    stbl(track, shift),
  ];
  const edts =
    editFrom === 0 ? [] : [box("edts", box("elst", words(0, 1, duration, editFrom, 1 << 16)))];
  const mdia = [box("mdhd", mdhd), box("hdlr", own.hdlr), box("minf", ...minf)];
  return box("trak", box("tkhd", tkhd), ...edts, box("mdia", ...mdia));
}

function stbl(track: IndexTrack, shift: number): Buffer {
  const { header: own, samples, delta, keys, later } = track;
  return box(
    "stbl",
    box("stsd", own.stsd),
    box("stts", words(0, 1, samples, delta)),
    ...(later === null ? [] : [box("ctts", runs(later))]),
    ...(keys === null
      ? []
      : [
          box(
            "stss",
            words(0, keys.length),
            column(keys, (key) => key + 1),
          ),
        ]),
    box("stsz", sizes(track)),
    ...chunkBoxes(track, shift),
  );
}

const words = (...values: readonly number[]): Buffer => column(values, (value) => value);

function column(values: readonly number[], of: (value: number) => number): Buffer {
  const out = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => out.writeUInt32BE(of(value), 4 * index));
  return out;
}

function runs(later: readonly Run[]): Buffer {
  const out = Buffer.alloc(8 + 8 * later.length);
  out.writeUInt32BE(later.length, 4);
  later.forEach(({ count, value }, index) => {
    out.writeUInt32BE(count, 8 + 8 * index);
    out.writeUInt32BE(value, 12 + 8 * index);
  });
  return out;
}

function sizes({ samples, sampleBytes, sizeOf }: IndexTrack): Buffer {
  if (sampleBytes !== null) return words(0, sampleBytes, samples);
  const out = Buffer.alloc(12 + 4 * samples);
  out.writeUInt32BE(samples, 8);
  for (let sample = 0; sample < samples; sample += 1) {
    out.writeUInt32BE(sizeOf(sample), 12 + 4 * sample);
  }
  return out;
}

function chunkBoxes({ chunks, chunkCount }: IndexTrack, shift: number): readonly Buffer[] {
  const places = Buffer.alloc(8 + 8 * chunkCount);
  places.writeUInt32BE(chunkCount, 4);
  const rows: number[] = [];
  let [chunk, before] = [0, -1];
  for (const { at, samples } of chunks()) {
    places.writeBigUInt64BE(BigInt(at + shift), 8 + 8 * chunk);
    chunk += 1;
    if (samples !== before) rows.push(chunk, samples, 1);
    before = samples;
  }
  const perChunk = Buffer.concat([words(0, rows.length / 3), words(...rows)]);
  return [box("stsc", perChunk), box("co64", places)];
}
