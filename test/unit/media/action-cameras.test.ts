/** Ways in the forms of action cameras: GPMF and CAMM are kept as GPX, with a position for each second of a fix, and lies are none. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FORMS, linesInside } from "../../../services/media/track/inside.ts";
import { positionsIn } from "../../../services/media/track/track.ts";
import { type Fix, camm, gps5, gps9 } from "../../fixtures/action-cameras.ts";

const inside = (form: keyof typeof FORMS, ...pieces: readonly Buffer[]) =>
  linesInside([{ kind: "data", form, text: Buffer.concat(pieces).toString("latin1") }], []);
const wayOf = (form: keyof typeof FORMS, ...pieces: readonly Buffer[]) =>
  positionsIn(inside(form, ...pieces)?.lines ?? "");
const HERE: Fix = { latitude: 20.0444, longitude: -110.1999 };
const there = { latitude: 20.0444, longitude: -110.1999, metres: 12.5 };

describe("a track gpmd", () => {
  test("tells the first position of each piece, with its time, and nothing where there was no fix", () => {
    const found = inside(
      "gpmd",
      gps5({ ...HERE, fix: 0, at: "150101000000.000" }),
      gps5(HERE),
      gps5({ ...HERE, at: "260301080001.055" }),
      gps5({ ...HERE, fix: 0, at: "260301080002.000" }),
      gps5({ ...HERE, at: "260301080003.000" }),
    );
    expect(found).toMatchObject({ positions: 3, leftOut: 0 });
    const at = (time: string) => ({ ...there, atMs: Date.parse(`2026-03-01T08:00:0${time}Z`) });
    expect(positionsIn(found?.lines ?? "")).toEqual({
      ...{ format: "gpx", leftOut: 0 },
      stretches: [[at("0"), at("1.055")], [at("3")]],
    });
  });

  test("of a newer camera has the time of each position itself", () => {
    const days = (Date.UTC(2026, 2, 1) - Date.UTC(2000, 0, 1)) / 86_400_000;
    const way = wayOf("gpmd", gps9(HERE, days, 28_800_250), gps9({ ...HERE, fix: 0 }, days, 0));
    expect(way?.stretches).toEqual([[{ ...there, atMs: Date.parse("2026-03-01T08:00:00.250Z") }]]);
  });

  test("beyond the poles, without a scale, or cut, tells none there", () => {
    const broken = gps5({ ...HERE, latitude: 91 });
    expect(inside("gpmd", gps5(HERE), broken)).toMatchObject({ positions: 1, leftOut: 1 });
    const unscaled = Buffer.from(gps5(HERE).toString("latin1").replace("SCAL", "XCAL"), "latin1");
    expect(inside("gpmd", unscaled)).toBeNull();
    expect(inside("gpmd", gps5(HERE).subarray(0, -9))).toBeNull();
    expect(inside("gpmd", Buffer.from("not in that form"), gps5(HERE))).toBeNull();
  });
});

describe("a track camm", () => {
  test("tells its positions, those that say that they are one before others, and no time", () => {
    const plain = [camm(2, HERE), camm(5, HERE), camm(5, { ...HERE, latitude: 20.5 })];
    expect(wayOf("camm", ...plain)?.stretches).toEqual([
      [
        { ...there, atMs: null },
        { ...there, latitude: 20.5, atMs: null },
      ],
    ]);
    const fixed = [camm(5, HERE), camm(6, { ...HERE, fix: 0 }), camm(6, HERE), camm(0, HERE)];
    expect(wayOf("camm", ...fixed)?.stretches).toEqual([[{ ...there, atMs: null }]]);
    expect(inside("camm", camm(9, HERE), camm(5, HERE))).toBeNull();
    expect(inside("camm", camm(5, { latitude: Infinity, longitude: NaN }))).toBeNull();
  });
});

test("whatever is in such a track, what is kept of it are positions on earth", () => {
  const track = Buffer.concat([gps5(HERE), camm(6, HERE), gps5(HERE), camm(5, HERE)]);
  const changes = fc.array(fc.tuple(fc.nat(track.byteLength - 1), fc.nat(255)), { maxLength: 9 });
  fc.assert(
    fc.property(changes, fc.constantFrom("gpmd", "camm"), (bytes, form) => {
      const changed = Buffer.from(track);
      for (const [at, value] of bytes) changed.writeUInt8(value, at);
      const found = inside(form, changed);
      const told = positionsIn(found?.lines ?? "");
      expect(told?.stretches.flat().length ?? 0).toBe(found?.positions ?? 0);
    }),
    { numRuns: 1_000 },
  );
});
