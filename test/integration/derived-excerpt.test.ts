/** A part of a recording as its own file: exactly what of it, whatever the container, and when there is none; on real ffmpeg in a box. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ExcerptBench, decodedIn, openExcerptBench, timesIn } from "../fixtures/excerpts.ts";

let bench: ExcerptBench;
/** 6 s at 25 pictures a second, key frames each second, pictures that rest on later ones, and a sound. */
let film: string;

const picture = ["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=6"];
const sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=6"];
const h264 = [
  "-c:v",
  "libx264",
  "-preset",
  "veryfast",
  "-g",
  "25",
  "-sc_threshold",
  "0",
  "-bf",
  "2",
];

beforeAll(async () => {
  bench = await openExcerptBench();
  film = await bench.record("film.mp4", ...picture, ...sound, ...h264, "-c:a", "aac");
}, 120_000);
afterAll(() => bench.close());

it.each([
  ["mp4", "whole"],
  ["ts", "content"],
  ["mkv", "whole"],
] as const)(
  "takes the packets of a %s from the key frame before on, each as it was",
  async (container, form) => {
    const source = await bench.record(`source.${container}`, "-i", film, "-c", "copy");
    const { madeBy, taken, path, told } = await bench.excerpt(source, 2_500, 4_300);
    expect(taken).toMatchObject({ how: "packets", fromMs: 2_500, toMs: 4_300 });
    const { video, audio, beginsUs, zeroUs } = taken;
    // From the key frame at 2 s to 4.3 s, and not beyond what a picture of the range rests on.
    expect(video?.firstPacket).toBe(50);
    expect(video?.firstUs).toBe(beginsUs);
    expect((beginsUs + zeroUs) / 1_000 - (await timesIn(source))[0]!).toBeCloseTo(2_000, 0);
    expect(video?.packets).toBeGreaterThanOrEqual(57);
    expect(video?.packets).toBeLessThanOrEqual(61);
    expect(madeBy).toMatchObject({
      method: "remux",
      packets: { video: { form }, audio: { form } },
    });
    // Each picture is the one that the recording shows at its time.
    const [whole, some] = [await decodedIn(source), await decodedIn(path)];
    const [before, after] = [await timesIn(source), await timesIn(path)];
    const places = after.map((at) => before.indexOf(before[50]! + at - after[0]!));
    expect(some).toEqual(places.map((place) => whole[place]));
    expect(places.slice(0, 57)).toEqual(Array.from({ length: 57 }, (_, place) => 50 + place));
    expect(some.length).toBe(video?.packets);
    expect((await timesIn(path, "a")).length).toBe(audio?.packets);
    // Picture and sound stand to each other as before.
    const [heard, sounds] = [await timesIn(path, "a"), await timesIn(source, "a")];
    const apart = sounds[audio?.firstPacket ?? 0]! - before[50]!;
    expect(heard[0]! - after[0]!).toBeCloseTo(apart, -1);
    expect(told.at(-1)).toBeLessThanOrEqual(1);
  },
  120_000,
);

it("takes up to the very end, and nothing of what ends before the range", async () => {
  const { taken, path } = await bench.excerpt(film, 5_900, 9_000);
  expect(taken.video).toMatchObject({ firstPacket: 125, packets: 25 });
  expect(await timesIn(path)).toHaveLength(25);
  // Sound goes on for 6 s more than the picture.
  const long = await bench.record(
    "long.mkv",
    ...["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=2", ...sound, ...h264],
    ...["-c:a", "aac"],
  );
  const heard = await bench.excerpt(long, 3_000, 4_000);
  expect(heard.taken.video).toBeUndefined();
  expect(heard.taken.audio?.packets).toBeGreaterThan(40);
  expect(await timesIn(heard.path)).toEqual([]);
  expect((await bench.excerpt(long, 3_000, 4_000, "exact")).taken.video).toBeUndefined();
}, 120_000);

it("takes a part of a sound alone, also of one that is not coded", async () => {
  const aac = await bench.record("sound.m4a", ...sound, "-c:a", "aac", "-f", "mp4");
  const part = await bench.excerpt(aac, 1_000, 2_000);
  expect(part.taken.video).toBeUndefined();
  expect((await timesIn(part.path, "a")).length).toBe(part.taken.audio?.packets);
  const wav = await bench.record("sound.wav", ...sound);
  await expect(bench.excerpt(wav, 1_000, 2_000)).rejects.toMatchObject({
    code: "derived/not-as-it-is",
  });
  const { path, madeBy } = await bench.excerpt(wav, 1_000, 2_000, "exact");
  expect(madeBy.method).toBe("encode");
  const heard = await timesIn(path, "a");
  expect(heard.at(-1)! - heard[0]!).toBeGreaterThan(900);
  expect(heard.at(-1)! - heard[0]!).toBeLessThan(1_100);
}, 120_000);

it("codes just the pictures of the range anew, each at its own time, also where they come unevenly", async () => {
  const uneven = await bench.record(
    "uneven.mkv",
    ...[...picture, ...sound, "-vf", "select='not(mod(n,7))+not(mod(n,11))'", "-fps_mode", "vfr"],
    ...[...h264, "-c:a", "aac"],
  );
  for (const source of [film, uneven]) {
    const { taken, path, madeBy } = await bench.excerpt(source, 2_500, 4_300, "exact");
    const zero = taken.zeroUs / 1_000;
    const wanted = (await timesIn(source))
      .map((at) => at - zero)
      .filter((at) => at >= 2_500 && at < 4_300);
    expect(taken).toMatchObject({ how: "exact", beginsUs: 2_500_000 });
    expect(taken.video?.packets).toBe(wanted.length);
    const times = await timesIn(path);
    expect(times.map((at) => at - times[0]!)).toEqual(wanted.map((at) => at - wanted[0]!));
    expect(madeBy.method).toBe("encode");
    // The same comes out once more.
    const again = await bench.excerpt(source, 2_500, 4_300, "exact");
    expect(await decodedIn(again.path)).toEqual(await decodedIn(path));
  }
}, 120_000);

it("comes out the same when it is made again of what was written down, as a picture does", async () => {
  const stream = await bench.record("again.ts", "-i", film, "-c", "copy");
  for (const source of [film, stream]) {
    const parts = [
      await bench.excerpt(source, 2_500, 4_300),
      await bench.excerpt(source, 2_500, 4_300, "exact"),
      await bench.still(source, 2_500),
    ];
    for (const part of parts) expect(await bench.again(source, part)).toBe("same");
  }
}, 120_000);

it("jumps to late parts of a transport stream without missing one of their pictures", async () => {
  const stream = await bench.record(
    "late.ts",
    ...["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=40", ...h264],
  );
  const { taken, madeBy } = await bench.excerpt(stream, 30_000, 31_000, "exact");
  expect(madeBy.arguments).toContain("-ss");
  expect(taken.video?.packets).toBe(25);
}, 120_000);

it("is none of an empty range, of one behind the end, of one longer than all, and of a photograph", async () => {
  const codeOf = (source: string, from: number, to: number) =>
    bench.excerpt(source, from, to).then(
      () => "made",
      (error: unknown) => (error as { code: string }).code,
    );
  expect(await codeOf(film, 2_000, 2_000)).toBe("derived/empty-range");
  expect(await codeOf(film, 6_500, 7_000)).toBe("derived/beyond-recording");
  expect(await codeOf(film, 0, 9_000)).toBe("derived/longer-than-recording");
  const photograph = await bench.record("photo.png", ...picture, "-frames:v", "1");
  expect(await codeOf(photograph, 0, 1_000)).toBe("derived/nothing-in-range");
  // A hole in the middle, as a recorder leaves one.
  const holed = await bench.record(
    "holed.mkv",
    ...[...sound, "-af", "aselect='lt(t,1)+gt(t,4)'", "-c:a", "aac"],
  );
  expect(["made", "derived/nothing-in-range"]).toContain(await codeOf(holed, 2_000, 3_000));
}, 120_000);
