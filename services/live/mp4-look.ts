/** Boxes of a fragmented MP4 body in memory (ISO 14496-12), read only as far as needed: where its initialisation ends, and its times. */

export interface Mp4Look {
  /** Bytes of ftyp and moov at the beginning; 0: it has none. */
  readonly initBytes: number;
  readonly hasMedia: boolean;
  /** Media lie in fragments, which can follow one another; else their places are those of this file alone. */
  readonly hasFragments: boolean;
  /** The last box ends where the body ends. */
  readonly isWhole: boolean;
}

interface Box {
  readonly type: string;
  /** Where it begins, where its content does, and where it ends by its own word. */
  readonly start: number;
  readonly at: number;
  readonly end: number;
}

const LONGEST_HEAD_BYTES = 16;
/** Of one parent; a stranger may write eight bytes a box. */
const MOST_BOXES = 4_096;
/** Top-level boxes that a body of media may begin with. */
const FIRST = new Set(["ftyp", "styp", "moov", "moof", "sidx", "prft", "emsg", "free", "skip"]);

/** Boxes that begin before `end`; the last may reach beyond. What is no box ends the walk. */
function* boxesIn(bytes: Buffer, start: number, end: number): Generator<Box> {
  let at = start;
  for (let count = 0; count < MOST_BOXES && at + 8 <= end; count += 1) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1;
    if (isLong && at + 16 > end) return;
    const long = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    const size = short === 0 ? end - at : long;
    const head = isLong ? 16 : 8;
    if (size < head || !Number.isSafeInteger(size)) return;
    yield {
      type: bytes.toString("latin1", at + 4, at + 8),
      start: at,
      at: at + head,
      end: at + size,
    };
    at += size;
  }
}

const within = (bytes: Buffer, { at, end }: Box): Generator<Box> =>
  boxesIn(bytes, at, Math.min(end, bytes.byteLength));

const child = (bytes: Buffer, parent: Box | undefined, type: string): Box | undefined =>
  parent && [...within(bytes, parent)].find((box) => box.type === type);

/** Null: no such body. */
export function lookAtMp4(bytes: Buffer): Mp4Look | null {
  if (!FIRST.has(bytes.toString("latin1", 4, 8))) return null;
  let initBytes = 0;
  const has = { moof: false, mdat: false };
  let end = 0;
  for (const box of boxesIn(bytes, 0, bytes.byteLength)) {
    const isFirst = !has.moof && !has.mdat;
    if (box.type === "moov" && isFirst && box.end <= bytes.byteLength) initBytes = box.end;
    if (box.type === "moof" || box.type === "mdat") has[box.type] = true;
    end = box.end;
  }
  const hasMedia = has.moof || has.mdat;
  return { initBytes, hasMedia, hasFragments: has.moof, isWhole: end === bytes.byteLength };
}

/** Where the last whole fragment (up to and with its mdat) ends; 0: none does. */
export function fragmentsEnd(bytes: Buffer): number {
  let end = 0;
  for (const box of boxesIn(bytes, 0, bytes.byteLength)) {
    if (box.type === "mdat" && box.end <= bytes.byteLength) end = box.end;
  }
  return end;
}

/** Before so many bytes are here no further box ends; none ever does behind what is no box, or lasts to the end of all. */
export function nextBoxEnd(bytes: Buffer): number {
  let end = 0;
  for (const box of boxesIn(bytes, 0, bytes.byteLength)) {
    if (bytes.readUInt32BE(box.start) === 0) return Infinity;
    ({ end } = box);
  }
  if (bytes.byteLength - end >= LONGEST_HEAD_BYTES) return Infinity;
  return Math.max(end, bytes.byteLength + 1);
}

/** The track that times are taken from: the first of pictures, else the first. */
export interface TimedTrack {
  readonly id: number;
  readonly timescale: number;
  /** Of a sample that says none itself (trex). */
  readonly sampleDuration: number;
}

/** Null where the initialisation tells none. */
export function timedTrack(init: Buffer): TimedTrack | null {
  const moov = [...boxesIn(init, 0, init.byteLength)].find(({ type }) => type === "moov");
  if (moov === undefined) return null;
  const tracks = [...within(init, moov)]
    .filter(({ type }) => type === "trak")
    .flatMap((trak) => trackOf(init, trak) ?? []);
  const chosen = tracks.find(({ isVideo }) => isVideo) ?? tracks[0];
  if (chosen === undefined) return null;
  const mvex = child(init, moov, "mvex");
  const defaults = mvex === undefined ? [] : [...within(init, mvex)];
  const trex = defaults.find(({ type, at }) => type === "trex" && u32(init, at + 4) === chosen.id);
  const sampleDuration = trex === undefined ? 0 : (u32(init, trex.at + 12) ?? 0);
  return { id: chosen.id, timescale: chosen.timescale, sampleDuration };
}

function trackOf(init: Buffer, trak: Box) {
  const tkhd = child(init, trak, "tkhd");
  const mdia = child(init, trak, "mdia");
  const mdhd = child(init, mdia, "mdhd");
  const hdlr = child(init, mdia, "hdlr");
  if (tkhd === undefined || mdhd === undefined) return null;
  // Version 1 has times of 64 bits before what is asked for.
  const id = u32(init, tkhd.at + (init[tkhd.at] === 1 ? 20 : 12));
  const timescale = u32(init, mdhd.at + (init[mdhd.at] === 1 ? 20 : 12));
  if (id === null || timescale === null || timescale === 0) return null;
  const isVideo =
    hdlr !== undefined && init.toString("latin1", hdlr.at + 8, hdlr.at + 12) === "vide";
  return { id, timescale, isVideo };
}

const u32 = (bytes: Buffer, at: number): number | null =>
  at + 4 <= bytes.byteLength ? bytes.readUInt32BE(at) : null;

/** From the first to behind the last sample of the track in whole fragments, in ms; null where they tell none. */
export function mp4Times(
  bytes: Buffer,
  track: TimedTrack,
): { readonly fromMs: number; readonly toMs: number } | null {
  let from: number | null = null;
  let to = 0;
  const end = fragmentsEnd(bytes);
  for (const moof of boxesIn(bytes, 0, bytes.byteLength)) {
    // Of a fragment that was cut off nothing can be played.
    if (moof.type !== "moof" || moof.end > end) continue;
    for (const traf of within(bytes, moof)) {
      if (traf.type !== "traf") continue;
      const found = fragmentTimes(bytes, traf, track);
      if (found === null) continue;
      from ??= found.from;
      to = found.to;
    }
  }
  if (from === null) return null;
  const ms = (ticks: number): number => Math.round((ticks * 1000) / track.timescale);
  return { fromMs: ms(from), toMs: ms(to) };
}

function fragmentTimes(bytes: Buffer, traf: Box, track: TimedTrack) {
  const tfhd = child(bytes, traf, "tfhd");
  const tfdt = child(bytes, traf, "tfdt");
  if (tfhd === undefined || tfdt === undefined || u32(bytes, tfhd.at + 4) !== track.id) return null;
  const isLong = bytes[tfdt.at] === 1;
  if (tfdt.at + (isLong ? 12 : 8) > bytes.byteLength) return null;
  const from = isLong ? Number(bytes.readBigUInt64BE(tfdt.at + 4)) : (u32(bytes, tfdt.at + 4) ?? 0);
  if (!Number.isSafeInteger(from)) return null;
  const usual = usualDuration(bytes, tfhd) ?? track.sampleDuration;
  let ticks = 0;
  for (const box of within(bytes, traf))
    if (box.type === "trun") ticks += runTicks(bytes, box, usual);
  return { from, to: from + ticks };
}

/** default_sample_duration of a tfhd, behind what its flags say stands before it. */
function usualDuration(bytes: Buffer, { at }: Box): number | null {
  const flags = (u32(bytes, at) ?? 0) & 0xff_ffff;
  if ((flags & 0x08) === 0) return null;
  return u32(bytes, at + 8 + ((flags & 0x01) === 0 ? 0 : 8) + ((flags & 0x02) === 0 ? 0 : 4));
}

function runTicks(bytes: Buffer, { at, end }: Box, usual: number): number {
  const flags = (u32(bytes, at) ?? 0) & 0xff_ffff;
  const count = u32(bytes, at + 4) ?? 0;
  if ((flags & 0x100) === 0) return count * usual;
  const first = at + 8 + ((flags & 0x01) === 0 ? 0 : 4) + ((flags & 0x04) === 0 ? 0 : 4);
  const width = 4 * [0x100, 0x200, 0x400, 0x800].filter((flag) => (flags & flag) !== 0).length;
  const last = Math.min(end, bytes.byteLength, first + count * width);
  let ticks = 0;
  for (let row = first; row + width <= last; row += width) ticks += bytes.readUInt32BE(row);
  return ticks;
}

/** Whether the first sample of the track in a fragment needs none before it (ISO 14496-12 8.8.3.1). */
export function startsWithKey(bytes: Buffer, track: TimedTrack): boolean {
  for (const moof of boxesIn(bytes, 0, bytes.byteLength)) {
    if (moof.type !== "moof") continue;
    for (const traf of within(bytes, moof)) {
      const tfhd = traf.type === "traf" ? child(bytes, traf, "tfhd") : undefined;
      if (tfhd === undefined || u32(bytes, tfhd.at + 4) !== track.id) continue;
      const flags = firstSampleFlags(bytes, child(bytes, traf, "trun"), tfhd);
      return (flags & NOT_SYNC) === 0;
    }
  }
  return false;
}

const NOT_SYNC = 0x1_0000;

function firstSampleFlags(bytes: Buffer, trun: Box | undefined, tfhd: Box): number {
  const has = trun === undefined ? 0 : (u32(bytes, trun.at) ?? 0);
  if (trun !== undefined && (has & 0x04) !== 0) {
    return u32(bytes, trun.at + 8 + ((has & 0x01) === 0 ? 0 : 4)) ?? 0;
  }
  if (trun !== undefined && (has & 0x400) !== 0) {
    const before = [0x01, 0x100, 0x200].filter((flag) => (has & flag) !== 0).length;
    return u32(bytes, trun.at + 8 + 4 * before) ?? 0;
  }
  const usual = u32(bytes, tfhd.at) ?? 0;
  if ((usual & 0x20) === 0) return 0;
  const before = (usual & 0x01) === 0 ? 0 : 8;
  const words = [0x02, 0x08, 0x10].filter((flag) => (usual & flag) !== 0).length;
  return u32(bytes, tfhd.at + 8 + before + 4 * words) ?? 0;
}
