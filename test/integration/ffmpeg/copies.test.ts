/** Tests of what ffmpeg really makes: what is kept, what plays, and that a court can make it again. */
import { execFile } from "node:child_process";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FfmpegEngine, runFfmpeg } from "../../../infra/ffmpeg/ffmpeg-run.ts";
import { readMadeFilm } from "../../../infra/ffmpeg/made-film.ts";
import { FfmpegMediaTools } from "../../../infra/ffmpeg/media-tools.ts";
import { SamePackets } from "../../../infra/ffmpeg/same-packets.ts";
import { PROBE_LIMITS } from "../../../infra/ffmpeg/sandbox.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { MadeFile } from "../../../services/media/media-tools.ts";
import { posterPlans, viewingPlans } from "../../../services/media/viewing-plan.ts";
import {
  type ClipName,
  clip,
  clipBytes,
  ffmpeg,
  ffprobe,
  streamHashes,
} from "../../fixtures/make-media.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";

let media: RealMedia;
beforeAll(async () => {
  media = await realMedia();
});
afterAll(() => media.close());

interface Stream {
  codec_type: string;
  codec_name: string;
  pix_fmt?: string;
  width?: number;
  height?: number;
  nb_frames?: string;
  start_time?: string;
  tags?: Record<string, string>;
}

/** The copy of this clip by its best plan, or the one the method names. */
async function copyOf(name: ClipName, method?: string, kind = "viewing"): Promise<Copy> {
  const bytes = await clipBytes(name);
  const job = await media.filled(bytes);
  const info = await media.probe(job);
  const size = bytes.byteLength;
  const plans = kind === "poster" ? posterPlans(info, size) : viewingPlans(info, size);
  const plan = plans.find((candidate) => candidate.method === (method ?? candidate.method));
  if (plan === undefined) throw new Error("no such plan");
  const made = await media.tools.make(job, plan, () => undefined, never);
  const { streams } = (await ffprobe(made.path, "-show_streams")) as { streams: Stream[] };
  return { made, streams, [Symbol.asyncDispose]: () => job[Symbol.asyncDispose]() };
}
interface Copy extends AsyncDisposable {
  made: MadeFile;
  streams: Stream[];
}
const inShort = (streams: Stream[]): string[] => streams.map(({ codec_name }) => codec_name);
const picture = (streams: Stream[]): Stream | undefined =>
  streams.find(({ codec_type }) => codec_type === "video");

describe("a remux", () => {
  test.each(["h264-aac", "h264-aac-faststart", "fragmented", "matroska"] as const)(
    "of %s keeps every packet of picture and sound",
    async (name) => {
      await using copy = await copyOf(name);
      const { made } = copy;
      expect(made.madeBy.method).toBe("remux");
      const hashes = await streamHashes(await clip(name));
      expect(await streamHashes(made.path)).toEqual(hashes);
      const { video, audio } = made.madeBy.packets ?? {};
      expect([video?.form, audio?.form]).toEqual(["whole", "whole"]);
      expect(hashes).toEqual([`0,v,SHA256=${video?.sha256}`, `1,a,SHA256=${audio?.sha256}`]);
    },
  );

  test("of a transport stream keeps every slice, whatever the framing", async () => {
    await using copy = await copyOf("mpegts");
    const { made } = copy;
    const slices = ["-bsf:v", "h264_mp4toannexb,filter_units=remove_types=6|7|8|9"];
    const original = ["-bsf:v", "filter_units=remove_types=6|7|8|9", "-bsf:a", "aac_adtstoasc"];
    const hashes = await streamHashes(await clip("mpegts"), ...original);
    expect(await streamHashes(made.path, ...slices)).toEqual(hashes);
    const { video, audio } = made.madeBy.packets ?? {};
    expect([video?.form, audio?.form]).toEqual(["content", "content"]);
    expect(hashes).toEqual([`0,v,SHA256=${video?.sha256}`, `1,a,SHA256=${audio?.sha256}`]);
  });

  test("can be played from its first bytes: the index stands before the media", async () => {
    await using copy = await copyOf("h264-aac");
    const { made } = copy;
    const bytes = await readFile(made.path);
    expect(bytes.indexOf("moov")).toBeGreaterThan(0);
    expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
  });

  test("of PCM sound keeps the picture's packets and makes the sound AAC", async () => {
    await using copy = await copyOf("h264-pcm-mov");
    const { made, streams } = copy;
    expect(inShort(streams)).toEqual(["h264", "aac"]);
    const [kept] = await streamHashes(made.path);
    expect(kept).toBe((await streamHashes(await clip("h264-pcm-mov")))[0]);
    expect(Object.keys(made.madeBy.packets ?? {})).toEqual(["video"]);
  });
});

test("a copy that lost or changed a packet is none: the plan is refused, and another is tried", async () => {
  const bytes = await clipBytes("h264-aac");
  await using job = await media.filled(bytes);
  const made = await clip("h264-aac-faststart");
  const copied = {
    original: { file: "in/src", family: "mov", isList: false },
    coded: { video: "h264", audio: "aac" },
    ...{ mostMs: null, limits: PROBE_LIMITS },
  } as const;
  const compare = async () => {
    await using same = new SamePackets(media.sandbox, job.folder, copied, never);
    return await same.in("out/other");
  };
  await copyFile(made, `${job.folder}/out/other`);
  expect(await compare()).toMatchObject({ video: { form: "whole" }, audio: { form: "whole" } });
  const changed = await readFile(made);
  changed.writeUInt8(changed.readUInt8(changed.length - 3_000) ^ 1, changed.length - 3_000);
  await writeFile(`${job.folder}/out/other`, changed);
  await expect(compare()).rejects.toMatchObject({ code: "media/unreadable" });
  await ffmpeg(
    ["-i", made, "-c", "copy", "-frames:v", "49", "-f", "mp4"],
    `${job.folder}/out/other`,
  );
  await expect(compare()).rejects.toMatchObject({ code: "media/unreadable" });
});

describe("what is read of a copy beside ffmpeg", () => {
  test.each(["h264-aac", "h264-aac-faststart", "fragmented", "matroska", "mpegts"] as const)(
    "of %s: the digest of the file, and those of its samples as ffmpeg finds them",
    async (name) => {
      await using copy = await copyOf(name);
      const { made } = copy;
      const { content, samples } = await readMadeFilm(made.path, never);
      const bytes = await readFile(made.path);
      expect(content).toEqual({ sha256: sha256(bytes), sizeBytes: bytes.byteLength });
      expect(made.content).toEqual(content);
      expect([`0,v,SHA256=${samples?.video}`, `1,a,SHA256=${samples?.audio}`]).toEqual(
        await streamHashes(made.path),
      );
    },
  );
});

describe("an encoded copy", () => {
  test.each([
    ["avi-mpeg4-mp3", ["h264", "aac"], "50"],
    ["hevc", ["h264", "aac"], "50"],
    ["interlaced", ["h264", "aac"], "50"],
    ["h264-aac", ["h264", "aac"], "50"],
    ["one-frame", ["h264"], "1"],
  ] as const)("of %s is what every browser plays", async (name, codecs, frames) => {
    await using copy = await copyOf(name, "encode");
    const { streams } = copy;
    expect(inShort(streams)).toEqual(codecs);
    expect(picture(streams)).toMatchObject({ pix_fmt: "yuv420p", nb_frames: frames });
  });

  test.each(["wav", "flac", "mp3", "ogg"] as const)("of %s is sound alone", async (name) => {
    await using copy = await copyOf(name);
    const { streams } = copy;
    expect(inShort(streams)).toEqual(["aac"]);
  });

  test("stands upright", async () => {
    await using copy = await copyOf("rotated", "encode");
    const { streams } = copy;
    expect(picture(streams)).toMatchObject({ width: 240, height: 320 });
  });

  test("keeps every frame and each frame's own time, though some are missing", async () => {
    await using copy = await copyOf("variable-rate", "encode");
    const { made } = copy;
    const times = async (path: string): Promise<number[]> => {
      const { frames } = (await ffprobe(path, "-show_frames")) as {
        frames: { pts_time: string }[];
      };
      const [first = 0, ...rest] = frames.map(({ pts_time }) => Number(pts_time));
      return [0, ...rest.map((time) => Math.round((time - first) * 1_000))];
    };
    const original = await times(await clip("variable-rate"));
    expect(original).toHaveLength(33);
    expect(await times(made.path)).toEqual(original);
  });

  test.each(["avi-mpeg4-mp3", "wav", "noise"] as const)(
    "of %s made four times is the same bytes",
    async (name) => {
      const digests = new Set<string>();
      for (let time = 0; time < 4; time++) {
        await using copy = await copyOf(name, "encode");
        digests.add(sha256(await readFile(copy.made.path)));
      }
      expect(digests.size).toBe(1);
    },
  );

  test("can be made again from nothing but what was written down", async () => {
    await using copy = await copyOf("avi-mpeg4-mp3", "encode");
    const { made } = copy;
    await using again = await media.folders.open();
    await copyFile(await clip("avi-mpeg4-mp3"), `${again.folder}/in/src`);
    await promisify(execFile)("ffmpeg", [...made.madeBy.arguments], { cwd: again.folder });
    expect(sha256(await readFile(`${again.folder}/out/viewing`))).toBe(
      sha256(await readFile(made.path)),
    );
    expect(made.madeBy).toMatchObject({ tool: "ffmpeg", method: "encode" });
    expect(made.madeBy.version).toMatch(/^ffmpeg version \S+/);
  });
});

test("a poster is one small picture", async () => {
  for (const name of ["h264-aac", "one-frame", "interlaced", "png", "jpeg"] as const) {
    const bytes = await clipBytes(name);
    await using job = await media.filled(bytes);
    const plan = posterPlans(await media.probe(job), bytes.byteLength).at(-1);
    if (plan === undefined) throw new Error("no plan");
    const made = await media.tools.make(job, plan, () => undefined, never);
    const { streams } = (await ffprobe(made.path, "-f", "jpeg_pipe", "-show_streams")) as {
      streams: Stream[];
    };
    expect(inShort(streams)).toEqual(["mjpeg"]);
    expect(Math.max(streams[0]?.width ?? 0, streams[0]?.height ?? 0)).toBeLessThanOrEqual(480);
  }
});

test("a plan that gave nothing leaves nothing in the way of the next: one picture has its poster", async () => {
  const bytes = await clipBytes("one-frame");
  await using job = await media.filled(bytes);
  const plans = posterPlans(await media.probe(job), bytes.byteLength);
  const made = plans.map((plan) => () => media.tools.make(job, plan, () => undefined, never));
  const [ahead, first] = made;
  await expect(ahead?.()).rejects.toMatchObject({ code: "media/unreadable" });
  expect(await first?.()).toMatchObject({ madeBy: { method: "still" } });
});

test("a film that cannot be taken over whole is coded anew in the same job", async () => {
  const bytes = await clipBytes("h264-aac");
  await using job = await media.filled(bytes);
  // One packet fewer than the source, where packets are taken over.
  const losing: FfmpegEngine = async (run) => {
    const { output, outputFile } = run.recipe;
    const isCopy = output[output.indexOf("-c:v") + 1] === "copy";
    if (!isCopy) return await runFfmpeg(run);
    const lost = ["-c", "copy", "-frames:v", "49", "-f", "mp4"];
    await ffmpeg(["-i", await clip("h264-aac"), ...lost], `${job.folder}/${outputFile}`);
    return null;
  };
  const tools = new FfmpegMediaTools(media.sandbox, losing);
  const plans = viewingPlans(await media.probe(job), bytes.byteLength);
  const [copied, coded] = plans.map((plan) => () => tools.make(job, plan, () => undefined, never));
  await expect(copied?.()).rejects.toMatchObject({ code: "media/unreadable" });
  expect(await coded?.()).toMatchObject({ madeBy: { method: "encode" } });
});

test("what a file says about people and places is not in its copies", async () => {
  await using job = await media.folders.open();
  const mark = "GPS-18.2530N-109.5120E";
  const tags = [
    "-metadata",
    `title=${mark}`,
    "-metadata",
    `location=${mark}`,
    "-metadata:s:v",
    `handler_name=${mark}`,
  ];
  await ffmpeg(
    ["-i", await clip("h264-aac"), "-c", "copy", ...tags, "-f", "mp4"],
    `${job.folder}/in/src`,
  );
  expect((await readFile(`${job.folder}/in/src`)).includes(mark)).toBe(true);
  const info = await media.probe(job);
  expect(JSON.stringify(info)).not.toContain(mark);
  const [plan] = viewingPlans(info, 1_000_000);
  if (plan === undefined) throw new Error("no plan");
  const made = await media.tools.make(job, plan, () => undefined, never);
  expect((await readFile(made.path)).includes(mark)).toBe(false);
});
