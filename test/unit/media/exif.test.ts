/** The place of a photograph by its own word: what is read of JPEG and HEIC, and what is none. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exifThreads } from "../../../infra/exif/exif-threads.ts";
import { exifPositions, isPhotograph } from "../../../services/media/track/exif.ts";
import { latin1 } from "../../../services/source/container.ts";
import {
  type ExifTags,
  GPS,
  HAIKOU,
  SMALL_JPEG,
  exif,
  sixtieths,
  withExif,
} from "../../fixtures/photographs.ts";

const read = exifThreads();
const placeIn = async (photograph: Buffer) => exifPositions(await read(photograph));
const told = async (gps: ExifTags, own: ExifTags = {}) =>
  (await placeIn(withExif(SMALL_JPEG, exif({ ...HAIKOU, ...gps }, own))))?.stretches[0]?.[0];
const without = (...tags: readonly number[]): ExifTags =>
  Object.fromEntries(Object.entries(HAIKOU).filter(([tag]) => !tags.includes(Number(tag))));

const PLACE = {
  latitude: 20 + 2 / 60 + 40.5 / 3_600,
  longitude: 110 + 11 / 60 + 59.25 / 3_600,
  metres: 12.5,
  atMs: Date.parse("2026-03-01T08:00:10.5Z"),
};

test("is what its receiver told, with its height and its time, in every quarter of the world", async () => {
  const found = await placeIn(withExif(SMALL_JPEG, exif(HAIKOU)));
  expect(found).toEqual({ format: "exif", stretches: [[PLACE]], leftOut: 0 });
  expect(await told({ [GPS.latRef]: "S", [GPS.lonRef]: "W", 5: 1 })).toEqual({
    ...{ latitude: -PLACE.latitude, longitude: -PLACE.longitude, metres: -12.5, atMs: PLACE.atMs },
  });
  expect(await told({ [GPS.status]: "A", [GPS.datum]: "WGS-84" })).toEqual(PLACE);
});

test("has the time of the camera's own clock only where that tells its zone", async () => {
  const of = async (own: ExifTags) => {
    const photograph = withExif(SMALL_JPEG, exif(without(7, 29), own));
    return (await placeIn(photograph))?.stretches[0]?.[0]?.atMs;
  };
  const taken = { 0x9003: "2026:03:01 16:00:10" };
  expect(await of({ ...taken, 0x9011: "+08:00" })).toBe(Date.parse("2026-03-01T08:00:10Z"));
  expect(await of(taken)).toBeNull();
  expect(await of({ 0x9003: "0000:00:00 00:00:00", 0x9011: "+08:00" })).toBeNull();
});

test.each([
  ["without a side of the equator", without(GPS.latRef)],
  ["without a length", without(GPS.lon)],
  ["by a receiver that lost its way", { ...HAIKOU, [GPS.status]: "V" }],
  ["in another system", { ...HAIKOU, [GPS.datum]: "GCJ-02" }],
  ["beyond the poles", { ...HAIKOU, [GPS.lat]: sixtieths(91, 0, 0) }],
  ["with sixty minutes", { ...HAIKOU, [GPS.lat]: sixtieths(20, 60, 0) }],
  [
    "of nothing in nothing",
    {
      ...HAIKOU,
      [GPS.lat]: [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    },
  ],
] as const)("is none %s", async (_, gps) => {
  expect(await placeIn(withExif(SMALL_JPEG, exif(gps as ExifTags)))).toBeNull();
});
test("is found in a HEIC photograph as in the JPEG that it was made of", async () => {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-heic-"));
  const [jpeg, heic] = [join(folder, "a.jpg"), join(folder, "a.heic")];
  try {
    const run = promisify(execFile);
    const picture = ["-f", "lavfi", "-i", "testsrc2=size=128x96", "-frames:v", "1"];
    await run("ffmpeg", ["-v", "error", ...picture, jpeg]);
    await writeFile(jpeg, withExif(await readFile(jpeg), exif(HAIKOU)));
    await run("heif-enc", ["-o", heic, jpeg]);
    for (const path of [jpeg, heic]) {
      const photograph = await readFile(path);
      expect(isPhotograph(latin1(photograph.subarray(0, 16)))).toBe(true);
      expect((await placeIn(photograph))?.stretches).toEqual([[PLACE]]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("of bytes that lie, is a place on earth or none; the reader lives", async () => {
  const whole = withExif(SMALL_JPEG, exif(HAIKOU));
  const changes = fc.array(fc.tuple(fc.nat(whole.byteLength - 1), fc.nat(255)), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(changes, fc.nat(whole.byteLength), async (bytes, length) => {
      const photograph = Buffer.from(whole.subarray(0, length));
      for (const [at, value] of bytes) if (at < length) photograph.writeUInt8(value, at);
      const [place] = (await placeIn(photograph))?.stretches[0] ?? [];
      expect(Math.abs(place?.latitude ?? 0)).toBeLessThanOrEqual(90);
      expect(Math.abs(place?.longitude ?? 0)).toBeLessThanOrEqual(180);
    }),
    { numRuns: 300 },
  );
  expect(await placeIn(whole)).not.toBeNull();
});

test("is none where reading takes more time or memory than any photograph, and the next is read all the same", async () => {
  // Two million boxes of nothing.
  const meta = Buffer.alloc(16 << 20, "\0\0\0\x08free", "latin1");
  meta.write("\0\0\0\x18ftypheic", 0, "latin1");
  meta.writeUInt32BE(meta.byteLength - 24, 24);
  meta.write("meta", 28, "latin1");
  expect(await read(meta)).toBeNull();
  const impatient = exifThreads({ mostMs: 0 });
  expect(await impatient(withExif(SMALL_JPEG, exif(HAIKOU)))).toBeNull();
  expect(await placeIn(withExif(SMALL_JPEG, exif(HAIKOU)))).not.toBeNull();
  for (const tags of [null, undefined, 7, "x", [], { GPSLatitude: { value: "<faulty value>" } }])
    expect(exifPositions(tags)).toBeNull();
});
