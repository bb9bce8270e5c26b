/** A stored film as a file in fragments, as ffmpeg reads it: the same packets at the same times, and nothing is stored twice. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileBytes } from "../../../infra/process/file-bytes.ts";
import { filmPlaylist } from "../../../services/media/film/film-playlist.ts";
import {
  type FragmentedFilm,
  fragmentedFilm,
} from "../../../services/media/film/fragmented-film.ts";
import { SourceFault } from "../../../services/source/fault.ts";
import { clip, ffmpeg, ffprobe, streamHashes } from "../../fixtures/make-media.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-film-"));
});
afterAll(() => rm(folder, { recursive: true }));

const PICTURE = ["-f", "lavfi", "-i", "testsrc2=size=128x96:rate=10:duration=23"];
const SOUND = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=23"];
const X264 = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"];
const MP4 = ["-movflags", "+faststart", "-f", "mp4"];
const FILMS: Readonly<Record<string, readonly string[]>> = {
  "pictures that wait for each other": [...PICTURE, ...SOUND, ...X264, "-g", "20", "-bf", "3"],
  "no sound": [...PICTURE, ...X264, "-g", "10"],
  "one key picture": [...PICTURE, ...SOUND, ...X264, "-g", "9999"],
  "nothing but key pictures": [...PICTURE, ...SOUND, ...X264, "-g", "1"],
  "sound that begins later": [
    ...[...PICTURE, "-itsoffset", "1.5", ...SOUND, "-map", "0:v", "-map", "1:a"],
    ...[...X264, "-g", "20"],
  ],
};

async function fragmented(path: string): Promise<{ film: FragmentedFilm; whole: Buffer }> {
  await using bytes = await fileBytes(path);
  const film = await fragmentedFilm(bytes);
  return { film, whole: await bytesIn(film, path, 0, film.sizeBytes - 1) };
}

async function bytesIn(
  film: FragmentedFilm,
  path: string,
  firstByte: number,
  lastByte: number,
): Promise<Buffer> {
  const stored = await readFile(path);
  return Buffer.concat(
    film
      .pieces({ firstByte, lastByte })
      .map((piece) =>
        "made" in piece
          ? piece.made()
          : stored.subarray(piece.stored.firstByte, piece.stored.lastByte + 1),
      ),
  );
}

interface Packet {
  readonly codec_type: string;
  readonly pts_time: string;
  readonly dts_time: string;
  readonly size: string;
  readonly flags: string;
}

/** Of each stream by itself: in which order they lie in the file is another thing. */
async function packetsOf(path: string): Promise<readonly string[]> {
  const { packets } = (await ffprobe(path, "-show_packets")) as { packets: Packet[] };
  return packets
    .map(({ codec_type, pts_time, dts_time, size, flags }) =>
      [codec_type, pts_time, dts_time, size, flags.slice(0, 1)].join(" "),
    )
    .toSorted();
}

describe.each(Object.keys(FILMS))("a film with %s", (name) => {
  const path = (ending: string): string => join(folder, `${name}${ending}`);

  test("is the same film in fragments", async () => {
    await ffmpeg([...(FILMS[name] ?? []), ...MP4], path(".mp4"));
    const { film, whole } = await fragmented(path(".mp4"));
    await writeFile(path(".parts.mp4"), whole);
    expect(whole.byteLength).toBe(film.sizeBytes);
    expect(await streamHashes(path(".parts.mp4"))).toEqual(await streamHashes(path(".mp4")));
    expect(await packetsOf(path(".parts.mp4"))).toEqual(await packetsOf(path(".mp4")));
    const whole23 = film.parts.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(whole23).toBeCloseTo(23, 3);
  });

  test("plays from each of its parts alone, behind its beginning", async () => {
    const { film } = await fragmented(path(".mp4"));
    const beginning = await bytesIn(film, path(".mp4"), 0, film.beginningBytes - 1);
    let pictures = 0;
    for (const { at, bytes } of film.parts) {
      const part = await bytesIn(film, path(".mp4"), at, at + bytes - 1);
      expect(part.byteLength).toBe(bytes);
      await writeFile(path(".part"), Buffer.concat([beginning, part]));
      const { frames } = (await ffprobe(path(".part"), "-show_frames", "-select_streams", "v")) as {
        frames: { key_frame: number }[];
      };
      expect(frames[0]?.key_frame).toBe(1);
      pictures += frames.length;
    }
    expect(pictures).toBe(230);
  });
});

test("any range of it is that range of the whole", async () => {
  await ffmpeg([...(FILMS["no sound"] ?? []), ...MP4], join(folder, "ranges.mp4"));
  const { film, whole } = await fragmented(join(folder, "ranges.mp4"));
  const places = [0, 1, film.beginningBytes, film.parts[1]?.at ?? 0, film.sizeBytes - 2];
  for (const from of places) {
    for (const to of [from, from + 1, from + 7_000, film.sizeBytes - 1]) {
      const last = Math.min(to, film.sizeBytes - 1);
      const found = await bytesIn(film, join(folder, "ranges.mp4"), from, last);
      expect(found.equals(whole.subarray(from, last + 1)), `${from}-${to}`).toBe(true);
    }
  }
  expect(film.pieces({ firstByte: 1, lastByte: 0 })).toEqual([]);
});

test("its playlist plays, with the clock of the recorder", async () => {
  const path = join(folder, "ranges.mp4");
  const { film, whole } = await fragmented(path);
  await writeFile(join(folder, "stream.mp4"), whole);
  const playlist = filmPlaylist(film, "stream.mp4", "2026-01-02T03:04:05.000Z");
  expect(playlist).toContain("\n#EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.000Z\n#EXTINF:");
  expect(playlist.match(/#EXT-X-BYTERANGE/g)).toHaveLength(film.parts.length);
  await writeFile(join(folder, "playlist.m3u8"), playlist);
  expect(await streamHashes(join(folder, "playlist.m3u8"))).toEqual(await streamHashes(path));
});

test("an index that leads elsewhere makes no film, and takes no time or memory to say so", async () => {
  const bytes = await readFile(join(folder, "ranges.mp4"));
  const place = (type: string): number => bytes.indexOf(type) + 4;
  const cut = async (file: Buffer): Promise<FragmentedFilm> =>
    fragmentedFilm({
      sizeBytes: file.byteLength,
      read: async (at, length) => file.subarray(at, at + length),
    });
  await cut(bytes);
  const damages: readonly ((file: Buffer) => unknown)[] = [
    (file) => file.writeUInt32BE(0xffff_ffff, place("stts") + 8),
    (file) => file.writeUInt32BE(0, place("mdhd") + 12),
    (file) => file.writeUInt32BE(0xffff_ffff, place("stsz") + 8),
    (file) => file.writeUInt32BE(1 << 30, place("stsz") + 4),
    (file) => file.writeUInt32BE(0, place("stss") + 8),
    (file) => file.writeUInt32BE(2, place("elst") + 4),
    (file) => file.writeInt32BE(-1, place("elst") + 12),
    (file) => file.writeUInt32BE(0x7fff_ffff, place("stco") + 8),
    (file) => file.write("soun", place("hdlr") + 8),
    (file) => file.write("moof", place("mdat") - 4),
    (file) => file.write("free", place("moov") - 4),
  ];
  for (const [number, damage] of damages.entries()) {
    const file = Buffer.from(bytes);
    damage(file);
    await expect(cut(file), `damage ${number}`).rejects.toBeInstanceOf(SourceFault);
  }
  await expect(fragmented(await clip("fragmented"))).rejects.toBeInstanceOf(SourceFault);
});
