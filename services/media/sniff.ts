/** Which demuxer a file is for, from its own first bytes; never from its name or its declared type. */
import { Refusal } from "../kernel/refusal.ts";

/** Each value is the name of the one ffmpeg demuxer that may open the file. */
export const MEDIA_FAMILIES = [
  "mov",
  "matroska",
  "mpegts",
  "mpeg",
  "avi",
  "wav",
  "amr",
  "ogg",
  "flac",
  "mp3",
  "aac",
  "jpeg_pipe",
  "png_pipe",
] as const;
export type MediaFamily = (typeof MEDIA_FAMILIES)[number];

/** Bytes `sniff` wants to see; fewer only if the file is shorter. */
export const HEAD_BYTES = 4096;

/** Marks at fixed offsets. A dot stands for any byte. */
const MARKS: readonly (readonly [MediaFamily, number, string])[] = [
  ["matroska", 0, "\x1a\x45\xdf\xa3"],
  ["mpeg", 0, "\x00\x00\x01\xba"],
  ["avi", 0, "RIFF....AVI "],
  ["wav", 0, "RIFF....WAVE"],
  ["wav", 0, "RF64....WAVE"],
  ["amr", 0, "#!AMR"],
  ["ogg", 0, "OggS"],
  ["flac", 0, "fLaC"],
  ["mp3", 0, "ID3"],
  ["jpeg_pipe", 0, "\xff\xd8\xff"],
  ["png_pipe", 0, "\x89PNG\r\n\x1a\n"],
  // ISO 14496-12 boxes a file may begin with; QuickTime files may lack "ftyp".
  ...["ftyp", "moov", "mdat", "wide", "free", "skip", "pnot", "styp", "sidx", "moof"].map(
    (box) => ["mov", 4, box] as const,
  ),
];

/**
 * @throws Refusal invalid "media/not-allowed" for text (playlists, XML, HTML, SVG, SDP, concat scripts):
 * a demuxer for those opens other files and addresses; "media/unreadable" for bytes no demuxer is for.
 */
export function sniff(head: Uint8Array): MediaFamily {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("latin1");
  const mark = MARKS.find(([, offset, bytes]) => hasMark(text, offset, bytes));
  const family = mark?.[0] ?? transportStream(head) ?? framedAudio(head);
  if (family !== null) return family;
  if (isText(text)) {
    throw new Refusal("invalid", "media/not-allowed", "the file is text, not a recording", {
      fix: "The original is kept as it is; no viewing copy is made of playlists, pages or scripts.",
    });
  }
  throw new Refusal("invalid", "media/unreadable", "the first bytes are of no known recording", {
    fix: "The original is kept as it is; play it with the maker's own software.",
  });
}

function hasMark(text: string, offset: number, mark: string): boolean {
  for (let at = 0; at < mark.length; at++) {
    if (mark[at] !== "." && text[offset + at] !== mark[at]) return false;
  }
  return true;
}

/** ISO 13818-1: a sync byte each 188 bytes; cameras that add a time code use 192 and start 4 later. */
function transportStream(head: Uint8Array): MediaFamily | null {
  for (const [first, packetBytes] of [
    [0, 188],
    [4, 192],
  ] as const) {
    const syncs = [0, 1, 2, 3].map((index) => first + index * packetBytes);
    const seen = syncs.filter((at) => at < head.byteLength);
    if (seen.length >= 2 && seen.every((at) => head[at] === 0x47)) return "mpegts";
  }
  return null;
}

/** MPEG audio and ADTS share the 11-bit sync; the layer bits are 0 for ADTS alone (ISO 14496-3 1.A.2.2). */
function framedAudio(head: Uint8Array): MediaFamily | null {
  const [first = 0, second = 0] = head;
  if (first !== 0xff || (second & 0xe0) !== 0xe0 || second === 0xff) return null;
  if ((second & 0xf6) === 0xf0) return "aac";
  return (second & 0x06) === 0 ? null : "mp3";
}

/** No control characters but white space. */
const isText = (text: string): boolean => /^[\t\n\v\f\r -\xff]+$/.test(text.slice(0, 512));
