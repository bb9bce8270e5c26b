/** A sound clip of the same device: what its index tells of recordings that were made in the same way. */
import { MAX_NAL_BYTES } from "../../source/annexb.ts";
import type { Bytes } from "../../source/bytes.ts";
import { SourceFault, malformed } from "../../source/fault.ts";
import { type Box, boxesIn, childOf, children, contentOf } from "../../source/mp4-boxes.ts";
import type { VideoCoding } from "../../source/nal.ts";
import { runsIn, timescaleOf } from "../../source/mp4-tables.ts";
import { type ParameterSets, parameterSets } from "./parameter-sets.ts";
import { type Stretch, type Tables, sampleTables } from "./sample-tables.ts";
import { SOUND_HEAD_BYTES, type SoundRules, elementOf, soundShape } from "./sound-frames.ts";

/** Boxes of its header that a new index takes over, as content. */
export interface TrackHeader {
  readonly tkhd: Buffer;
  readonly mdhd: Buffer;
  readonly hdlr: Buffer;
  /** "vmhd" or "smhd". */
  readonly kindOfMedia: { readonly type: string; readonly content: Buffer };
  readonly stsd: Buffer;
  /** Units of time that are not played at its begin. */
  readonly editFrom: number;
}

interface TrackBase {
  readonly header: TrackHeader;
  /** Of the track: units of time in a second, and how many a sample takes most often. */
  readonly timescale: number;
  readonly delta: number;
  /** Nearly all samples take so long. */
  readonly isEven: boolean;
  readonly tables: Tables;
}

export interface PictureTrack extends TrackBase {
  readonly kind: "picture";
  readonly lengthBytes: number;
  /** No unit of a like recording is longer. */
  readonly maxUnitBytes: number;
  readonly sets: ParameterSets;
  /** Pictures are shown in another order than they are decoded in. */
  readonly isReordered: boolean;
}

export interface AacTrack extends TrackBase {
  readonly kind: "aac";
  readonly rules: SoundRules;
}

export interface PcmTrack extends TrackBase {
  readonly kind: "pcm";
  /** Of one moment, all channels. */
  readonly frameBytes: number;
  /** Sizes of stretches between pictures, most frequent first. */
  readonly stretches: readonly number[];
}

export type SoundTrack = AacTrack | PcmTrack;

export interface Like {
  readonly ftyp: Buffer | null;
  /** Units of time of the movie in a second. */
  readonly timescale: number;
  readonly mvhd: Buffer;
  readonly picture: PictureTrack | null;
  readonly sound: SoundTrack | null;
  /** Tracks that cannot be found again, and the longest stretch that one of them has in one place. */
  readonly others: number;
  readonly otherBytes: number;
}

const MAX_TRACKS = 16;
/** A stretch of data of other tracks between two pictures; beyond it nothing is looked for behind it. */
const MAX_OTHER_BYTES = 1 << 20;

/** @throws SourceFault for a clip without a whole index, or of a kind that is not rebuilt. */
export async function readLike(bytes: Bytes): Promise<Like> {
  const file: Box = { type: "file", at: 0, end: bytes.sizeBytes };
  let moov: Box | undefined;
  let ftyp: Buffer | null = null;
  for await (const box of boxesIn(bytes, file)) {
    if (box.type === "moof") throw notSupported("a file in fragments");
    if (box.type === "ftyp" && box.end - box.at <= 1_024) ftyp = await contentOf(bytes, box);
    if (box.type === "moov") moov ??= box;
  }
  if (moov === undefined) throw malformed("no index");
  const mvhd = await contentOf(bytes, await childOf(bytes, moov, "mvhd"));
  const timescale = timescaleOf(mvhd);
  requireLength(mvhd, 100, 112);
  return { ftyp, timescale, mvhd, ...(await tracksOf(bytes, moov)) };
}

async function tracksOf(
  bytes: Bytes,
  moov: Box,
): Promise<Pick<Like, "picture" | "sound" | "others" | "otherBytes">> {
  const traks = (await children(bytes, moov)).filter(({ type }) => type === "trak");
  if (traks.length > MAX_TRACKS) throw new SourceFault("too-large", "tracks without end");
  let picture: PictureTrack | null = null;
  let sound: SoundTrack | null = null;
  let [others, otherBytes] = [0, 0];
  for (const trak of traks) {
    const track = await trackOf(bytes, trak);
    if (track.kind === "picture" && picture === null) picture = track;
    else if ((track.kind === "aac" || track.kind === "pcm") && sound === null) sound = track;
    else {
      others += 1;
      for (const { size } of track.tables.stretches()) otherBytes = Math.max(otherBytes, size);
    }
  }
  return { picture, sound, others, otherBytes: Math.min(otherBytes, MAX_OTHER_BYTES) };
}

type Track = PictureTrack | SoundTrack | (TrackBase & { readonly kind: "other" });

async function trackOf(bytes: Bytes, trak: Box): Promise<Track> {
  const content = async (parent: Box, type: string): Promise<Buffer> =>
    contentOf(bytes, await childOf(bytes, parent, type));
  const mdia = await childOf(bytes, trak, "mdia");
  const minf = await childOf(bytes, mdia, "minf");
  const stbl = await childOf(bytes, minf, "stbl");
  const inStbl = await children(bytes, stbl);
  const inMinf = await children(bytes, minf);
  const media = inMinf.find(({ type }) => type === "vmhd" || type === "smhd");
  const mdhd = await content(mdia, "mdhd");
  const timescale = timescaleOf(mdhd);
  requireLength(mdhd, 24, 36);
  const tkhd = await content(trak, "tkhd");
  requireLength(tkhd, 84, 96);
  const stsd = await content(stbl, "stsd");
  const tables = await sampleTables(bytes, inStbl);
  const base: TrackBase = {
    header: {
      ...{ tkhd, mdhd, stsd, hdlr: await content(mdia, "hdlr") },
      kindOfMedia: {
        type: media?.type ?? "nmhd",
        content: media === undefined ? Buffer.alloc(4) : await contentOf(bytes, media),
      },
      editFrom: await editFrom(bytes, trak),
    },
    ...{ timescale, tables, ...paceOf(await content(stbl, "stts")) },
  };
  if (media?.type === "vmhd") {
    return pictureTrack(
      base,
      stsd,
      inStbl.some(({ type }) => type === "ctts"),
    );
  }
  return media?.type === "smhd" ? soundTrack(bytes, base, stsd) : { ...base, kind: "other" };
}

const CODINGS: Readonly<Record<string, readonly [VideoCoding, string, number]>> = {
  avc1: ["h264", "avcC", 4],
  avc3: ["h264", "avcC", 4],
  hvc1: ["h265", "hvcC", 21],
  hev1: ["h265", "hvcC", 21],
};
/** Of a visual sample entry before its boxes (ISO 14496-12 12.1.3). */
const ENTRY_BYTES = 86;

function pictureTrack(base: TrackBase, stsd: Buffer, isReordered: boolean): Track {
  const entry = onlyEntry(stsd);
  const [coding, type, lengthAt] = CODINGS[entry.toString("latin1", 4, 8)] ?? [null];
  if (coding === null) return { ...base, kind: "other" };
  for (let at = ENTRY_BYTES; at + 8 <= entry.byteLength;) {
    const size = entry.readUInt32BE(at);
    if (size < 8 || at + size > entry.byteLength) break;
    if (entry.toString("latin1", at + 4, at + 8) === type) {
      const configuration = entry.subarray(at + 8, at + size);
      const lengthBytes = ((configuration[lengthAt] ?? 3) & 3) + 1;
      if (lengthBytes < 3) throw notSupported("units with a short length");
      const sets = parameterSets(coding, configuration);
      const maxUnitBytes = longestUnit(base.tables);
      return { ...base, kind: "picture", lengthBytes, maxUnitBytes, sets, isReordered };
    }
    at += size;
  }
  throw malformed("no configuration of the decoder");
}

const LEAST_MAX_BYTES = 1 << 20;

/** Generous: the clip may show a dark room, and the recording a lit one. */
function longestUnit(tables: Tables): number {
  let longest = 0;
  for (const { size } of tables.samples()) longest = Math.max(longest, size);
  return Math.min(MAX_NAL_BYTES, Math.max(LEAST_MAX_BYTES, 8 * longest));
}

const PCM = ["sowt", "twos", "alaw", "ulaw", "lpcm", "in24", "raw "];

async function soundTrack(bytes: Bytes, base: TrackBase, stsd: Buffer): Promise<Track> {
  const coding = onlyEntry(stsd).toString("latin1", 4, 8);
  const { tables } = base;
  const { sampleBytes } = tables;
  if (PCM.includes(coding) && sampleBytes !== null && base.delta === 1) {
    const stretches = frequent(tables.stretches());
    return { ...base, kind: "pcm", frameBytes: sampleBytes, stretches };
  }
  const rules = coding === "mp4a" ? await soundRules(bytes, tables) : null;
  return rules === null ? { ...base, kind: "other" } : { ...base, kind: "aac", rules };
}

const MAX_FRAMES_READ = 20_000;
const MAX_SHAPES = 64;
/** A head without bands is met by chance so many times as often as another. */
const EMPTY_HEAD = 32;

/** Null where its frames are not of the kind that is told apart here. */
async function soundRules(bytes: Bytes, tables: Tables): Promise<SoundRules | null> {
  const counts = new Map<string, number>();
  const sizes: number[] = [];
  for (const { at, size } of tables.samples()) {
    if (sizes.length === MAX_FRAMES_READ) break;
    const shape = soundShape(await bytes.read(at, Math.min(size, SOUND_HEAD_BYTES)));
    if (shape === null) return null;
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
    sizes.push(size);
  }
  if (sizes.length === 0 || counts.size > MAX_SHAPES) return null;
  const share = (shape: string, count: number): number =>
    (1_000 * count) / sizes.length / (shape.endsWith(" 0") ? EMPTY_HEAD : 1);
  const shapes = new Map([...counts].map(([shape, count]) => [shape, share(shape, count)]));
  for (const shape of counts.keys()) shapes.set(elementOf(shape), 1);
  return { shapes, sizes: Uint32Array.from(sizes).sort() };
}

const MAX_SIZES = 16;

function frequent(stretches: Iterable<Stretch>): readonly number[] {
  const counts = new Map<number, number>();
  let [end, joined] = [-1, 0];
  const count = (size: number): unknown =>
    size > 0 && counts.size < 10_000 && counts.set(size, (counts.get(size) ?? 0) + 1);
  for (const { at, size } of stretches) {
    if (at !== end) count(joined);
    joined = at === end ? joined + size : size;
    end = at + size;
  }
  count(joined);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, MAX_SIZES)
    .map(([size]) => size);
}

function onlyEntry(stsd: Buffer): Buffer {
  if (stsd.byteLength < 16 || stsd.readUInt32BE(4) !== 1) {
    throw notSupported("not one description of the samples");
  }
  return stsd.subarray(8, 8 + stsd.readUInt32BE(8));
}

/** By its version: with times of 32 bits, or of 64. */
function requireLength(header: Buffer, short: number, wide: number): void {
  const length = header[0] === 1 ? wide : short;
  if (header.byteLength !== length) throw malformed("a header of another length");
}

/** The duration that most samples have. */
function paceOf(stts: Buffer): { readonly delta: number; readonly isEven: boolean } {
  const counts = new Map<number, number>();
  let total = 0;
  for (const [count, delta] of runsIn(stts)) {
    if (counts.size === 100_000) break;
    counts.set(delta, (counts.get(delta) ?? 0) + count);
    total += count;
  }
  const [delta = 0, count = 0] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  if (delta === 0) throw malformed("samples without a duration");
  return { delta, isEven: count >= 0.9 * total };
}

/** Where the one edit of a track begins; 0 without one, or with an empty one before it. */
async function editFrom(bytes: Bytes, trak: Box): Promise<number> {
  const edts = (await children(bytes, trak)).find(({ type }) => type === "edts");
  if (edts === undefined) return 0;
  const elst = await contentOf(bytes, await childOf(bytes, edts, "elst"));
  const isWide = elst[0] === 1;
  if (elst.byteLength !== (isWide ? 28 : 20)) return 0;
  const from = isWide ? Number(elst.readBigInt64BE(16)) : elst.readInt32BE(12);
  return from > 0 && from < 1 << 30 ? from : 0;
}

const notSupported = (why: string): SourceFault => new SourceFault("container-not-supported", why);
