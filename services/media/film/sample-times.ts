/** When each sample of a track is decoded and shown, and which of them can be begun with (ISO 14496-12 8.6). */
import { malformed } from "../../source/fault.ts";
import type { FilmTrack } from "./film-tracks.ts";
import { type IndexBox, boxAt, optionalBox, tableOf } from "./index-boxes.ts";

export interface SampleTimes {
  /** Ticks of a second. */
  readonly timescale: number;
  /** When decoding of each begins, in ticks; one more at the end. */
  readonly starts: Float64Array;
  /** From decoding to showing, in ticks; null: none waits. */
  readonly waits: Int32Array | null;
  /** Samples that need no other; null: all of them. */
  readonly keys: readonly number[] | null;
  /** Where in its own time the track begins, in ticks, and how long after the film that is. */
  readonly edit: { readonly fromTicks: number; readonly delayTicks: number };
}

/** @throws SourceFault "malformed"; for a track that is cut in its time, which fragments do not say. */
export function timesOf(track: FilmTrack, count: number, movieTimescale: number): SampleTimes {
  const { trak, stbl } = track;
  const timescale = timescaleOf(boxAt(trak, "mdia", "mdhd"));
  const starts = new Float64Array(count + 1);
  const stts = tableOf(boxAt(stbl, "stts"), 2);
  let sample = 0;
  for (let row = 0; row < stts.rows; row += 1) {
    const end = sample + stts.at(row, 0);
    if (end > count) throw malformed("times of more samples than there are");
    for (; sample < end; sample += 1) {
      starts[sample + 1] = (starts[sample] ?? 0) + stts.at(row, 1);
    }
  }
  if (sample !== count) throw malformed("times of fewer samples than there are");
  const keys = optionalBox(stbl, "stss");
  return {
    ...{ timescale, starts, waits: waitsOf(optionalBox(stbl, "ctts"), count) },
    keys: keys === null ? null : keysOf(keys, count),
    edit: editOf(optionalBox(trak, "edts", "elst"), timescale / movieTimescale),
  };
}

/** Of "mvhd" and "mdhd", which begin alike. */
export function timescaleOf({ content }: IndexBox): number {
  const at = content[0] === 1 ? 20 : 12;
  const ticks = content.byteLength < at + 4 ? 0 : content.readUInt32BE(at);
  if (ticks === 0) throw malformed("no time");
  return ticks;
}

function waitsOf(ctts: IndexBox | null, count: number): Int32Array | null {
  if (ctts === null) return null;
  const waits = new Int32Array(count);
  const table = tableOf(ctts, 2);
  let sample = 0;
  for (let row = 0; row < table.rows; row += 1) {
    const end = sample + table.at(row, 0);
    if (end > count) throw malformed("waits of more samples than there are");
    // Version 1 says signed numbers, and what writes version 0 means them so, too.
    waits.fill(table.at(row, 1) | 0, sample, end);
    sample = end;
  }
  return waits;
}

function keysOf(stss: IndexBox, count: number): readonly number[] {
  const table = tableOf(stss, 1);
  const keys: number[] = [];
  for (let row = 0; row < table.rows; row += 1) {
    const key = table.at(row, 0) - 1;
    if (key < 0 || key >= count || key <= (keys.at(-1) ?? -1)) throw malformed("no such sample");
    keys.push(key);
  }
  return keys;
}

/** An empty stretch before it, perhaps, and one stretch at the pace of time. */
function editOf(elst: IndexBox | null, ticks: number): SampleTimes["edit"] {
  if (elst === null) return { fromTicks: 0, delayTicks: 0 };
  const { content } = elst;
  const [width, rows] = [content[0] === 1 ? 20 : 12, content.readUInt32BE(4)];
  if (content.byteLength !== 8 + rows * width) throw malformed("a table of another length");
  const edits = Array.from({ length: Math.min(rows, 3) }, (_, row) => {
    const at = 8 + row * width;
    return width === 20
      ? { length: content.readBigUInt64BE(at), from: Number(content.readBigInt64BE(at + 8)) }
      : { length: content.readUInt32BE(at), from: content.readInt32BE(at + 4) };
  });
  const [first, second, third] = edits;
  const [empty, shown] = first?.from === -1 ? [first, second] : [null, first];
  if (shown === undefined || shown.from < 0 || (empty === null ? second : third) !== undefined) {
    throw malformed("a track that is cut in its time");
  }
  return { fromTicks: shown.from, delayTicks: Math.round(Number(empty?.length ?? 0) * ticks) };
}
