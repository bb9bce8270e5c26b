/** Which container a file is, from its own first bytes, as whoever decodes it takes it; never from its name or its declared type. */

/** Each value is the name of the one ffmpeg demuxer that may open the file. */
export const CONTAINERS = [
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
export type Container = (typeof CONTAINERS)[number];

/** Those that hold pictures in motion, or may. */
const FILMS: readonly Container[] = ["mov", "matroska", "mpegts", "mpeg", "avi", "ogg"];
export const mayBeFilm = (container: Container | null): boolean =>
  container !== null && FILMS.includes(container);

/** Bytes `containerOf` wants to see; fewer only if the file is shorter. */
export const HEAD_BYTES = 4096;

/** Marks at fixed offsets. A dot stands for any byte. */
const MARKS: readonly (readonly [Container, number, string])[] = [
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

/** Null for bytes that no demuxer is for. */
export function containerOf(head: Uint8Array): Container | null {
  const text = latin1(head);
  const mark = MARKS.find(([, offset, bytes]) => hasMark(text, offset, bytes));
  return mark?.[0] ?? transportStream(head) ?? framedAudio(head);
}

export const latin1 = (head: Uint8Array): string =>
  Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("latin1");

function hasMark(text: string, offset: number, mark: string): boolean {
  for (let at = 0; at < mark.length; at++) {
    if (mark[at] !== "." && text[offset + at] !== mark[at]) return false;
  }
  return true;
}

/** ISO 13818-1: a sync byte each 188 bytes; cameras that add a time code use 192 and start 4 later. */
function transportStream(head: Uint8Array): Container | null {
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
function framedAudio(head: Uint8Array): Container | null {
  const [first = 0, second = 0] = head;
  if (first !== 0xff || (second & 0xe0) !== 0xe0 || second === 0xff) return null;
  if ((second & 0xf6) === 0xf0) return "aac";
  return (second & 0x06) === 0 ? null : "mp3";
}
