/** Positions inside recordings: points of ISO 6709 in each of its forms, sentences among other bytes, and nothing where nothing is told. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type InsideStream, linesInside } from "../../../services/media/track/inside.ts";
import { iso6709Positions, pointOf } from "../../../services/media/track/iso6709.ts";
import { MAX_POSITIONS } from "../../../services/media/track/positions.ts";
import { positionsIn, trackOf } from "../../../services/media/track/track.ts";
import { nmea } from "../../fixtures/positions.ts";

const one = (text: string) => {
  const [[position] = []] = iso6709Positions(text)?.stretches ?? [];
  return position ?? null;
};

describe("a point of ISO 6709", () => {
  test.each([
    ["+20.0444+110.1999/", 20.0444, 110.1999, null],
    ["-20.0444-110.1999+012.500/", -20.0444, -110.1999, 12.5],
    ["+2002.664+11011.994-3/", 20.0444, 110.1999, -3],
    ["+200239.84+1101159.64/", 20.0444, 110.1999, null],
    ["+20+110CRSWGS_84/", 20, 110, null],
    ["+00-025/", 0, -25, null],
  ])("%s", (text, latitude, longitude, metres) => {
    const { atMs, ...told } = one(text) ?? { atMs: 0 };
    expect(told).toEqual({
      latitude: expect.closeTo(latitude, 6) as number,
      longitude: expect.closeTo(longitude, 6) as number,
      metres,
    });
    expect(atMs).toBeNull();
  });

  test.each([
    ["no stroke ends it", "+20.0444+110.1999"],
    ["beyond a pole", "+90.1+110.2/"],
    ["beyond the date line", "+20.1+180.1/"],
    ["sixty minutes", "+2060.0+11011.9/"],
    ["sixty seconds", "+200260+1101159/"],
    ["another system of reference", "+20.0444+110.1999CRSepsg4490/"],
    ["no sign", "20.0444+110.1999/"],
    ["three digits of a latitude", "+020.0444+110.1999/"],
  ])("is none: %s", (_, text) => expect(one(text)).toBeNull());

  test("of a tag stands at its begin, and the name of a place may follow", () => {
    expect(pointOf("+37.4219-122.0840/Mountain View")).toBe("+37.4219-122.0840/");
    expect(pointOf("at +37.4219-122.0840/")).toBeNull();
  });
});

const text = (...lines: readonly string[]): InsideStream => ({
  kind: "text",
  text: lines.join(""),
});
const RMC = nmea(["GPRMC,080000,A,2002.6640,N,11011.9940,E,0,0,010326,,"]).trim();
const VOID = nmea(["GPRMC,080001,V,2002.6640,N,11011.9940,E,0,0,010326,,"]).trim();
const GGA = nmea(["GPGGA,080004,2002.6640,N,11011.9940,E,1,8,1,12,M,0,M,,"]).trim();
const POINT = "+20.0444+110.1999/";

describe("inside a recording", () => {
  test("sentences are kept as they stand, and are the way that a side file of them would be", () => {
    const found = linesInside([text(`\0\x45${RMC}\r\n\0\x44${VOID}`, GGA)], ["+01+001/"]);
    expect(found).toEqual({ lines: `${RMC}\n${VOID}\n`, positions: 1, leftOut: 1 });
    expect(trackOf(positionsIn(found?.lines ?? "")!, "recording").properties).toMatchObject({
      ...{ source: "recording", format: "nmea", positions: 1, leftOut: 1 },
      coordTimes: [["2026-03-01T08:00:00.000Z"]],
    });
  });

  test("the first stream that tells a way is the way: sentences before points, points before tags", () => {
    const other = RMC.replace("2002", "2003");
    const points = text("a drive ", POINT, "\0\x12", "+20.0445+110.2000/");
    expect(linesInside([points, text(other, RMC), text(VOID)], [])?.lines).toBe(
      `${other}\n${RMC}\n`,
    );
    const pointLines = `${POINT}\n+20.0445+110.2000/\n`;
    expect(linesInside([text(VOID), points], ["+01+001/"])).toMatchObject({ lines: pointLines });
    expect(positionsIn(pointLines)?.stretches).toMatchObject([[{}, { longitude: 110.2 }]]);
    expect(linesInside([text("no place")], ["", "+01+001/x"])?.lines).toBe("+01+001/\n");
  });

  test("bytes that are no text have no points, and their sentences are held against their sums", () => {
    const data = (bytes: string): InsideStream => ({ kind: "data", text: bytes });
    expect(linesInside([data(`\xff\0${POINT}`)], [])).toBeNull();
    expect(linesInside([data(`\xff\0${RMC}\0`)], [])?.positions).toBe(1);
    expect(linesInside([data(`\xff\0${RMC.replace("2002", "2003")}`)], [])).toBeNull();
  });

  test("a way without end is none", () => {
    expect(linesInside([text(POINT.repeat(MAX_POSITIONS + 1))], [])).toBeNull();
  });

  test("whatever stands there, what is kept is read again with the same count", () => {
    const pieces = fc.constantFrom(
      ...[RMC, VOID, GGA, POINT, "+91+001/", "$GPRMC,", "*00", "+12", "-122.5", "/", "\n", "\0"],
    );
    const streams = fc.array(
      fc.record({
        kind: fc.constantFrom("text" as const, "data" as const),
        text: fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join("")),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(streams, fc.array(pieces, { maxLength: 2 }), (told, tags) => {
        const found = linesInside(told, tags);
        if (found === null) return;
        const again = positionsIn(found.lines);
        expect(again?.leftOut).toBe(found.leftOut);
        expect(again?.stretches.flat()).toHaveLength(found.positions);
      }),
    );
  });
});
