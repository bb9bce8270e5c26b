/** One picture of a recording: the one that stands at the moment, found again by its time stamp with anybody's ffmpeg; on real ffmpeg in a box. */
import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pictureCommand } from "../../services/evidence/still-taken.ts";
import {
  type ExcerptBench,
  decodedIn,
  openExcerptBench,
  saidBy,
  timesIn,
} from "../fixtures/excerpts.ts";

let bench: ExcerptBench;
let film: string;

const picture = ["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=6"];
const sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=6"];
const h264 = ["-c:v", "libx264", "-preset", "veryfast", "-g", "25", "-bf", "2"];

beforeAll(async () => {
  bench = await openExcerptBench();
  film = await bench.record("film.mp4", ...picture, ...sound, ...h264, "-c:a", "aac");
}, 120_000);
afterAll(() => bench.close());

/** By the line that a package says. */
async function hashBy(source: string, pts: number): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)("bash", ["-c", pictureCommand(pts, source)]);
  return /, ([0-9a-f]{64})$/m.exec(stdout)?.[1];
}

it.each(["mp4", "ts", "mkv"])(
  "is the last picture of a %s at or before the moment, at full size",
  async (container) => {
    const source = await bench.record(`still.${container}`, "-i", film, "-c", "copy");
    const times = await timesIn(source);
    const { taken, madeBy, path } = await bench.still(source, 2_530);
    const at = times[taken.frame ?? -1]!;
    expect(at - taken.zeroUs / 1_000).toBeLessThanOrEqual(2_530);
    expect(times[taken.frame! + 1]! - taken.zeroUs / 1_000).toBeGreaterThan(2_530);
    expect(taken.atUs / 1_000).toBeCloseTo(at - taken.zeroUs / 1_000, 0);
    const [up, down] = taken.timeBase.split("/").map(Number);
    expect((taken.pts * up!) / down!).toBeCloseTo(at / 1_000, 2);
    expect(taken.frameSha256).toBe(await hashBy(source, taken.pts));
    expect(madeBy).toMatchObject({ tool: "ffmpeg", method: "still" });
    const same = await bench.record(
      "same.png",
      ...[
        "-i",
        source,
        "-vf",
        `select=eq(n\\,${taken.frame})`,
        "-frames:v",
        "1",
        "-pix_fmt",
        "rgb24",
      ],
      ...["-sws_flags", "bicubic+accurate_rnd+full_chroma_int+bitexact"],
    );
    expect(await decodedIn(path)).toEqual(await decodedIn(same));
  },
  120_000,
);

it("stands through a long pause, is the last one at the very end, and is jumped to late in a stream", async () => {
  const uneven = await bench.record(
    "uneven.mkv",
    ...[...picture, ...sound, "-vf", "select='lt(n,10)+gt(n,140)'", "-fps_mode", "vfr", ...h264],
    ...["-c:a", "aac"],
  );
  expect((await bench.still(uneven, 4_000)).taken).toMatchObject({ askedMs: 4_000, frame: 9 });
  expect((await bench.still(film, 6_020)).taken).toMatchObject({ frame: 149 });
  const late = await bench.record(
    "late.ts",
    ...["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=20", ...h264],
  );
  const { taken, madeBy } = await bench.still(late, 15_010);
  expect(madeBy.arguments).toContain("-ss");
  expect(taken).toMatchObject({ frame: 375 });
  expect(taken.frameSha256).toBe(await hashBy(late, taken.pts));
}, 120_000);

it("stands upright where the recording is turned, and says so; its digest is of the picture as decoded", async () => {
  const turned = await bench
    .record("turned.mp4", ...["-display_rotation", "90", "-i", film, "-c", "copy", "-t", "2"])
    .catch(() => null);
  const source =
    turned ??
    (await bench.record("turned.mov", "-i", film, "-c", "copy", "-metadata:s:v", "rotate=90"));
  const { taken, path } = await bench.still(source, 1_000);
  expect(Math.abs(taken.rotation)).toBe(90);
  const size = await saidBy(
    ["-v", "error", "-i", path, "-f", "framehash", "-hash", "md5", "-"],
    dirname(path),
  );
  expect(size).toContain("#dimensions 0: 120x160");
  expect(taken.frameSha256).toBe(await hashBy(source, taken.pts));
}, 120_000);

it("is none before the first picture, behind the end, of a sound, and of a photograph", async () => {
  const codeOf = (source: string, ptsMs: number) =>
    bench.still(source, ptsMs).then(
      () => "made",
      (error: unknown) => (error as { code: string }).code,
    );
  expect(await codeOf(film, 8_000)).toBe("derived/beyond-recording");
  const heard = await bench.record("heard.m4a", ...sound, "-c:a", "aac", "-f", "mp4");
  expect(await codeOf(heard, 1_000)).toBe("derived/nothing-in-range");
  const photograph = await bench.record("photo.png", ...picture, "-frames:v", "1");
  expect(await codeOf(photograph, 0)).toBe("derived/nothing-in-range");
  const later = await bench.record(
    "later.mkv",
    ...[...sound, "-itsoffset", "2", ...picture, "-map", "0:a", "-map", "1:v", ...h264],
    ...["-c:a", "aac", "-t", "6"],
  );
  expect(await codeOf(later, 1_000)).toBe("derived/nothing-in-range");
  expect(await codeOf(later, 3_000)).toBe("made");
}, 120_000);
