/** When each sample of a track is decoded and shown, and which of them can be begun with (ISO 14496-12 8.6). */
import { malformed } from "../../source/fault.ts";
import { requireRows, runsIn, timescaleOf } from "../../source/mp4-tables.ts";
import type { FilmTrack } from "./film-tracks.ts";
import { type IndexBox, boxAt, optionalBox } from "./index-boxes.ts";

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
  const timescale = timescaleOf(boxAt(trak, "mdia", "mdhd").content);
  const starts = new Float64Array(count + 1);
  let timed = 0;
  for (const { from, to, value } of runsOf(boxAt(stbl, "stts"), count)) {
    for (let at = from; at < to; at += 1) starts[at + 1] = (starts[at] ?? 0) + value;
    timed = to;
  }
  if (timed !== count) throw malformed("times of fewer samples than there are");
  const keys = optionalBox(stbl, "stss");
  return {
    ...{ timescale, starts, waits: waitsOf(optionalBox(stbl, "ctts"), count) },
    keys: keys === null ? null : keysOf(keys, count),
    edit: editOf(optionalBox(trak, "edts", "elst"), timescale / movieTimescale),
  };
}

function waitsOf(ctts: IndexBox | null, count: number): Int32Array | null {
  if (ctts === null) return null;
  const waits = new Int32Array(count);
  // Version 1 says signed numbers, and what writes version 0 means them so, too.
  for (const { from, to, value } of runsOf(ctts, count)) waits.fill(value | 0, from, to);
  return waits;
}

function* runsOf(table: IndexBox, count: number) {
  requireRows(table.content, 8);
  let from = 0;
  for (const [samples, value] of runsIn(table.content)) {
    const to = from + samples;
    if (to > count) throw malformed("times of more samples than there are");
    yield { from, to, value };
    from = to;
  }
}

function keysOf({ content }: IndexBox, count: number): readonly number[] {
  requireRows(content, 4);
  const keys: number[] = [];
  for (let at = 8; at < content.byteLength; at += 4) {
    const key = content.readUInt32BE(at) - 1;
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
