/**
 * Tracks of video in MP4 and QuickTime files (ISO 14496-12, 14496-15): where each sample lies, in the order of
 * decoding. Sizes and counts come from a stranger: each is held against what is really there before it is used.
 */
import { type Bytes, readAhead } from "./bytes.ts";
import { SourceFault, malformed } from "./fault.ts";
import { MAX_NAL_BYTES } from "./annexb.ts";
import { type Nal, type VideoCoding, nalOf } from "./nal.ts";
import { requireWhole } from "./mp4-edits.ts";
import { type Box, boxesIn, childOf, children, contentOf } from "./mp4-boxes.ts";
import { type Sample, requireRows, sampleSizes, samplesIn } from "./mp4-tables.ts";

export interface VideoTrack {
  /** Null for a coding without NAL units. */
  readonly coding: VideoCoding | null;
  /** Bytes of the length before each unit. */
  readonly lengthBytes: number;
  /** In the order of decoding. @throws SourceFault "malformed" where the tables contradict each other. */
  samples(): Iterable<Sample>;
}

/** @throws SourceFault "malformed", "too-large", "container-not-supported" for files in fragments. */
export async function videoTracks(bytes: Bytes): Promise<readonly VideoTrack[]> {
  const file: Box = { type: "file", at: 0, end: bytes.sizeBytes };
  let moov: Box | undefined;
  for await (const box of boxesIn(bytes, file)) {
    if (box.type === "moof") throw notSupported("a file in fragments");
    if (box.type !== "moov") continue;
    if (moov !== undefined) throw malformed("two indexes");
    moov = box;
  }
  if (moov === undefined) throw malformed("no index");
  const tracks: VideoTrack[] = [];
  for (const trak of (await children(bytes, moov)).filter(({ type }) => type === "trak")) {
    const track = await videoTrack(bytes, moov, trak);
    if (track !== null) tracks.push(track);
  }
  return tracks;
}

async function videoTrack(bytes: Bytes, moov: Box, trak: Box): Promise<VideoTrack | null> {
  const mdia = await childOf(bytes, trak, "mdia");
  const handler = await contentOf(bytes, await childOf(bytes, mdia, "hdlr"));
  const minf = await childOf(bytes, mdia, "minf");
  const stbl = await childOf(bytes, minf, "stbl");
  const stsd = await contentOf(bytes, await childOf(bytes, stbl, "stsd"));
  // Players show what a sample entry says is pictures, whatever the handler calls the track.
  const isVideo = handler.toString("latin1", 8, 12) === "vide" || !isOther(stsd);
  if (!isVideo) return null;
  await requireOwnData(bytes, minf);
  await requireWhole(bytes, { moov, trak, mdia, stbl });
  const { coding, lengthBytes } = codingOf(stsd);
  return { coding, lengthBytes, samples: await sampleTables(bytes, stbl) };
}

/** Media in another file (ISO 14496-12 8.7.2) is none of this recording. */
async function requireOwnData(bytes: Bytes, minf: Box): Promise<void> {
  const dref = await childOf(bytes, await childOf(bytes, minf, "dinf"), "dref");
  const content = await contentOf(bytes, dref);
  if (content.byteLength !== 20 || content.readUInt32BE(4) !== 1 || (content[19] ?? 0) !== 1) {
    throw notSupported("media that may lie in another file");
  }
}

const CODINGS: Readonly<Record<string, readonly [VideoCoding, string, number]>> = {
  avc1: ["h264", "avcC", 4],
  avc3: ["h264", "avcC", 4],
  hvc1: ["h265", "hvcC", 21],
  hev1: ["h265", "hvcC", 21],
};
/** Codings of sound, text and data; what is not known here may be pictures. */
const OTHER_CODINGS =
  "mp4a sowt twos alaw ulaw lpcm ac-3 ec-3 Opus fLaC alac samr sawb in24 .mp3 tmcd text tx3g c608 wvtt stpp mett metx mebx urim gpmd camm";

/** Whether every sample description is one of them. */
function isOther(stsd: Buffer): boolean {
  if (stsd.byteLength < 16 || stsd.readUInt32BE(4) !== 1) return false;
  return OTHER_CODINGS.split(" ").includes(stsd.toString("latin1", 12, 16));
}

/** Of a visual sample entry before its boxes (ISO 14496-12 12.1.3). */
const ENTRY_BYTES = 86;

function codingOf(stsd: Buffer): Pick<VideoTrack, "coding" | "lengthBytes"> {
  if (stsd.byteLength < 16) throw malformed("no sample description");
  if (stsd.readUInt32BE(4) !== 1) throw notSupported("several sample descriptions");
  const entry = stsd.subarray(8, 8 + stsd.readUInt32BE(8));
  const [coding, configuration, lengthAt] = CODINGS[entry.toString("latin1", 4, 8)] ?? [null];
  if (coding === null) return { coding, lengthBytes: 0 };
  for (let at = ENTRY_BYTES; at + 8 <= entry.byteLength;) {
    const size = entry.readUInt32BE(at);
    if (size < 8 || at + size > entry.byteLength) break;
    if (entry.toString("latin1", at + 4, at + 8) === configuration) {
      const [length] = entry.subarray(at + 8 + lengthAt, at + size);
      if (length !== undefined) return { coding, lengthBytes: (length & 3) + 1 };
    }
    at += size;
  }
  throw malformed("no configuration of the decoder");
}

/** The tables stay as they are in the file: objects for each sample would be the memory a hostile file asks for. */
async function sampleTables(bytes: Bytes, stbl: Box): Promise<() => Generator<Sample>> {
  const boxes = await children(bytes, stbl);
  const content = async (...types: string[]): Promise<Buffer> => {
    const [box, ...more] = boxes.filter(({ type }) => types.includes(type));
    if (box === undefined || more.length > 0) throw malformed(`not one of ${types.join(", ")}`);
    return contentOf(bytes, box);
  };
  const stsz = await content("stsz");
  const sizes = sampleSizes(stsz);
  if (sizes.each !== null) throw notSupported("samples of one size");
  const isWide = boxes.some(({ type }) => type === "co64");
  const [stsc, offsets] = [await content("stsc"), await content("stco", "co64")];
  requireRows(stsz, 4, 8);
  requireRows(stsc, 12);
  requireRows(offsets, isWide ? 8 : 4);
  if (stsc.byteLength === 8 && offsets.byteLength > 8) throw malformed("a row that is not there");
  return function* samples() {
    let placed = 0;
    for (const sample of samplesIn({ stsc, offsets, isWide }, sizes)) {
      placed += 1;
      yield sample;
    }
    if (placed !== sizes.count) throw malformed("chunks hold fewer samples than there are");
  };
}

/** Every unit of the track, in the order of decoding. @throws SourceFault. */
export async function* trackNals(file: Bytes, track: VideoTrack): AsyncGenerator<Nal> {
  const { coding, lengthBytes } = track;
  if (coding === null) throw notSupported("a coding without NAL units");
  const bytes = readAhead(file);
  let totalBytes = 0;
  for (const { at, size } of track.samples()) {
    totalBytes += size;
    // Tables that lead to the same bytes again and again would have a small file read for ever.
    if (totalBytes > file.sizeBytes) throw malformed("samples hold more than the file");
    if (size > MAX_NAL_BYTES) throw new SourceFault("too-large", "a sample without an end");
    const sample = await bytes.read(at, size);
    if (sample.byteLength < size) throw malformed("a sample beyond the end of the file");
    yield* sampleNals(sample, coding, lengthBytes);
  }
}

function* sampleNals(sample: Buffer, coding: VideoCoding, lengthBytes: number): Generator<Nal> {
  for (let at = 0; at < sample.byteLength;) {
    if (at + lengthBytes > sample.byteLength) throw malformed("a unit without its length");
    const start = at + lengthBytes;
    const end = start + sample.readUIntBE(at, lengthBytes);
    if (end > sample.byteLength) throw malformed("a unit beyond its sample");
    const nal = nalOf(coding, sample.subarray(start, end));
    if (nal !== null) yield nal;
    at = end;
  }
}

const notSupported = (why: string): SourceFault => new SourceFault("container-not-supported", why);
