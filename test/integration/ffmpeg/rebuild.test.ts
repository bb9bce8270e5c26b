/** Tests of recordings that lost their index, made by real encoders: what is found again is, packet for packet, what was recorded. */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileBytes } from "../../../infra/process/file-bytes.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { rebuild } from "../../../services/media/rebuild/rebuild.ts";
import { RebuiltStatement } from "../../../services/media/rebuild/statement.ts";
import { ffmpeg } from "../../fixtures/make-media.ts";
import { never } from "./real-media.ts";

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-rebuild-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const X264 = ["-c:v", "libx264", "-preset", "superfast", "-g", "25", "-pix_fmt", "yuv420p"];
const X265 = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"];
const AAC = ["-c:a", "aac", "-b:a", "96k"];

/** A scene, and another of the same device. */
const scene = (seed: number, seconds: number): string[] => [
  ...["-f", "lavfi", "-i", `testsrc2=size=320x240:rate=25:duration=${seconds}`],
  ...[
    "-f",
    "lavfi",
    "-i",
    `anoisesrc=color=pink:sample_rate=48000:duration=${seconds}:seed=${seed}`,
  ],
  ...["-vf", `noise=alls=12:allf=t:all_seed=${seed}`, "-fflags", "+bitexact"],
];

/** `name` says which encoder; what a device writes differs from another's in all of these. */
const DEVICES = {
  "H.264 with pictures out of order, AAC": [...X264, ...AAC],
  "H.264 of four slices, AAC of two channels": [
    ...[...X264, "-bf", "0", "-x264-params", "slices=4", ...AAC, "-ac", "2"],
  ],
  "H.264 interlaced, no sound": [...X264, "-x264-params", "tff=1", "-an"],
  "H.264, PCM": [...X264, "-c:a", "pcm_s16le"],
  "H.264, G.711": [...X264, "-ar", "8000", "-c:a", "pcm_alaw"],
  "H.265, AAC": [...X265, ...AAC],
  "AAC alone": ["-vn", ...AAC],
} as const;

interface Pair {
  readonly whole: string;
  readonly like: string;
}

const made = new Map<string, Promise<Pair>>();

/** The same for each test; none writes to them. */
function recorded(device: keyof typeof DEVICES): Promise<Pair> {
  const pair = made.get(device) ?? record(device);
  made.set(device, pair);
  return pair;
}

async function record(device: keyof typeof DEVICES): Promise<Pair> {
  const name = device.replaceAll(/\W/g, "");
  const paths = { whole: join(folder, `${name}-whole`), like: join(folder, `${name}-like`) };
  await ffmpeg([...scene(7, 3), ...DEVICES[device], "-f", "mov"], paths.whole);
  await ffmpeg([...scene(3, 2), ...DEVICES[device], "-f", "mov"], paths.like);
  return paths;
}

/** Up to the index, and of that a part: a camera whose battery was pulled. Where the media were cut is in the middle of a piece. */
async function cut(whole: string, part: number): Promise<string> {
  const bytes = await readFile(whole);
  const index = bytes.lastIndexOf("moov") - 4;
  const broken = `${whole}-${part}-${randomUUID()}`;
  await writeFile(broken, bytes.subarray(0, Math.floor(index * part)));
  return broken;
}

async function rebuilt(broken: string, like: string) {
  await using brokenBytes = await fileBytes(broken);
  await using likeBytes = await fileBytes(like);
  const inputs = { broken: brokenBytes, like: likeBytes };
  const parts: number[] = [];
  const fresh = await rebuild(inputs, (part) => parts.push(part), never);
  const out = `${broken}-rebuilt`;
  const file = await open(out, "w");
  for await (const bytes of fresh.bytes()) await file.write(bytes);
  await file.close();
  expect(parts).toEqual([...parts].sort((one, other) => one - other));
  expect((await stat(out)).size).toBe(fresh.sizeBytes);
  return { out, statement: RebuiltStatement.parse(await fresh.statement()) };
}

/** Each packet of a stream: when it is decoded and shown, its length and digest; in order. */
async function packets(path: string, stream: "v" | "a"): Promise<string[]> {
  const args = [
    "-v",
    "error",
    "-i",
    path,
    "-map",
    `0:${stream}?`,
    "-c",
    "copy",
    "-f",
    "framehash",
    "-",
  ];
  const { stdout } = await run("ffmpeg", args, { maxBuffer: 1 << 26 });
  return stdout
    .split("\n")
    .filter((line) => /^\d/.test(line))
    .map((line) => line.replaceAll(" ", ""));
}

/** Pictures that whoever plays it sees: what an edit leaves out is none. */
async function shown(path: string): Promise<number> {
  const args = [
    "-v",
    "error",
    "-i",
    path,
    "-map",
    "0:v?",
    "-map",
    "0:a?",
    "-fps_mode",
    "passthrough",
  ];
  const { stdout } = await run("ffmpeg", [...args, "-f", "framehash", "-"], { maxBuffer: 1 << 26 });
  const isVideo = new Set(/^#media_type 0: video$/m.test(stdout) ? ["0"] : []);
  return stdout.split("\n").filter((line) => isVideo.has(line.split(",")[0] ?? "")).length;
}

/** Without the duration: nobody knows how long the last one was to be. */
const timed = (packet: string): string => packet.split(",").toSpliced(3, 1).join();

test.each(Object.keys(DEVICES) as (keyof typeof DEVICES)[])(
  "%s: all that was whole is found again, with its times",
  async (device) => {
    const { whole, like } = await recorded(device);
    for (const part of [1, 0.63]) {
      const broken = await cut(whole, part);
      const before = sha256(await readFile(broken));
      const { out, statement } = await rebuilt(broken, like);
      for (const stream of ["v", "a"] as const) {
        const original = (await packets(whole, stream)).map(timed);
        const found = (await packets(out, stream)).map(timed);
        const isPcm = stream === "a" && /PCM|G.711/.test(device);
        // How stretches of uncompressed sound are cut into packets is the reader's choice.
        if (isPcm) expect(found.length > 0).toBe(true);
        else {
          expect(firstOther(found.map(digestOf), original.map(digestOf))).toBeNull();
          // Of the last pictures, some that were to be shown between them are lost.
          expect(firstOther(found.slice(0, -4), original)).toBeNull();
        }
        if (!isPcm)
          expect(found.length).toBeGreaterThanOrEqual(Math.floor(original.length * part * 0.9));
      }
      if (part === 1 && statement.picture !== null) {
        expect(statement.picture.samples).toBe((await packets(whole, "v")).length);
      }
      expect(await shown(out)).toBe(statement.picture?.samples ?? 0);
      await expectTrue(statement, broken, out, like);
      expect(sha256(await readFile(broken))).toBe(before);
    }
  },
);

/** Behind number, times and size. */
const digestOf = (packet: string): string => packet.split(",").slice(3, 5).join();

/** Where they first part; in short, for hundreds of digests tell nobody anything. */
function firstOther(found: string[], original: string[]): unknown {
  const at = found.findIndex((packet, index) => packet !== original[index]);
  return at < 0
    ? null
    : { at, found: found.slice(at, at + 3), original: original.slice(at, at + 3) };
}

/** What the statement says of bytes is so. */
async function expectTrue(
  said: RebuiltStatement,
  broken: string,
  out: string,
  like: string,
): Promise<void> {
  const [original, made] = [await readFile(broken), await readFile(out)];
  const { firstByte, endByte, outputByte } = said.copied;
  expect(made.subarray(outputByte).equals(original.subarray(firstByte, endByte))).toBe(true);
  expect([said.broken.sha256, said.output.sha256, said.like.sha256]).toEqual([
    ...[sha256(original), sha256(made), sha256(await readFile(like))],
  ]);
  const used = (said.picture?.bytes ?? 0) + (said.sound?.bytes ?? 0);
  expect(used + said.unused.bytes).toBe(original.byteLength - firstByte);
  await expect(run("ffmpeg", ["-v", "error", "-i", out, "-f", "null", "-"])).resolves.toMatchObject(
    {
      stderr: "",
    },
  );
}

test("uncompressed sound is found again byte for byte", async () => {
  const { whole, like } = await recorded("H.264, PCM");
  const { out, statement } = await rebuilt(await cut(whole, 0.63), like);
  const samples = async (path: string): Promise<Buffer> =>
    (
      await run(
        "ffmpeg",
        ["-v", "error", "-i", path, "-map", "0:a", "-c", "copy", "-f", "s16le", "-"],
        {
          ...{ encoding: "buffer", maxBuffer: 1 << 26 },
        },
      )
    ).stdout;
  const found = await samples(out);
  expect(found.byteLength).toBe(statement.sound?.bytes);
  expect(found.equals((await samples(whole)).subarray(0, found.byteLength))).toBe(true);
  expect(found.byteLength).toBeGreaterThan(48_000 * 2 * 3 * 0.5);
});

test("a hole in the middle is left out and said, and what stands behind it is found", async () => {
  const { whole, like } = await recorded("H.264 with pictures out of order, AAC");
  const broken = await cut(whole, 1);
  const bytes = await readFile(broken);
  const [from, to] = [Math.floor(bytes.byteLength / 2), Math.floor(bytes.byteLength / 2) + 20_000];
  await writeFile(broken, bytes.fill(0, from, to));
  const { out, statement } = await rebuilt(broken, like);
  const original = new Set((await packets(whole, "v")).map(digestOf));
  const found = (await packets(out, "v")).map(digestOf);
  expect(found.filter((each) => !original.has(each))).toEqual([]);
  expect(found.length).toBeGreaterThan(original.size * 0.8);
  expect(statement.unused.bytes).toBeGreaterThanOrEqual(20_000);
  const hole = statement.unused.ranges.find(({ endByte }) => endByte >= to);
  expect(hole?.firstByte).toBeLessThanOrEqual(from);
  expect(statement.assumed).toContain("holes-closed");
});

test("a clip of another device finds nothing, or says that its settings are others", async () => {
  const { whole } = await recorded("H.265, AAC");
  const { like } = await recorded("H.264 interlaced, no sound");
  await expect(rebuilt(await cut(whole, 1), like)).rejects.toMatchObject({
    code: "media/nothing-found",
  });
});

test("the verb writes a new file with its statement, never over one that is there, and says what to do where nothing is to be done", async () => {
  const { whole, like } = await recorded("H.264, G.711");
  const broken = await cut(whole, 0.63);
  const out = join(folder, "out.mov");
  const holdfast = async (...args: string[]): Promise<readonly [number, string, string]> => {
    const main = resolve(import.meta.dirname, "../../../services/command/rebuild/main.ts");
    return run(process.execPath, [main, ...args]).then(
      ({ stdout, stderr }) => [0, stdout, stderr] as const,
      (error: unknown) => {
        const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
        return [code, stdout, stderr] as const;
      },
    );
  };
  const [code, told] = await holdfast(broken, "--like", like, "-o", out, "--json");
  expect(code).toBe(0);
  const said = RebuiltStatement.parse(JSON.parse(told));
  expect(RebuiltStatement.parse(JSON.parse(await readFile(`${out}.json`, "utf8")))).toEqual(said);
  expect(said.output.sha256).toBe(sha256(await readFile(out)));
  expect(told + (await readFile(`${out}.json`, "utf8"))).not.toContain(folder);
  expect((await holdfast(broken, "--like", like, "-o", out))[0]).toBe(2);
  expect(sha256(await readFile(out))).toBe(said.output.sha256);
  const [none, , why] = await holdfast(whole, "--like", like, "-o", `${out}2`, "--lang", "zh-CN");
  expect([none, why]).toEqual([4, expect.stringContaining("按原样上传")]);
  await expect(stat(`${out}2`)).rejects.toMatchObject({ code: "ENOENT" });
  expect((await holdfast(join(folder, "none"), "--like", like, "-o", `${out}3`))[0]).toBe(2);
  expect((await holdfast(broken))[0]).toBe(2);
});
