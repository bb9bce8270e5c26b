/** Ways of positions: what files of receivers say, in WGS-84 with times and gaps, and nothing that they do not say. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_POSITIONS } from "../../../services/media/track/positions.ts";
import { positionsIn, trackOf } from "../../../services/media/track/track.ts";
import { gpx, nmea } from "../../fixtures/positions.ts";

const trackIn = (text: string) => {
  const found = positionsIn(text);
  return found === null ? null : trackOf(found, "side-file");
};

describe("GPX", () => {
  test("becomes lines with heights, times and gaps, longitude first", () => {
    const text = gpx([
      ["20.0444", "110.1999", "12.5", "2026-03-01T08:00:00Z"],
      ["20.0445", "110.2000", "13", "2026-03-01T16:00:10.5+08:00"],
      ["20.0500", "110.2100", "13", "2026-03-01T08:02:00Z"],
      ["20.0501", "110.2101", "13", "2026-03-01T08:02:01Z"],
    ]);
    expect(trackIn(text)).toEqual({
      type: "Feature",
      geometry: {
        type: "MultiLineString",
        coordinates: [
          [
            [110.1999, 20.0444, 12.5],
            [110.2, 20.0445, 13],
          ],
          [
            [110.21, 20.05, 13],
            [110.2101, 20.0501, 13],
          ],
        ],
      },
      properties: {
        ...{ source: "side-file", format: "gpx", positions: 4, leftOut: 0 },
        coordTimes: [
          ["2026-03-01T08:00:00.000Z", "2026-03-01T08:00:10.500Z"],
          ["2026-03-01T08:02:00.000Z", "2026-03-01T08:02:01.000Z"],
        ],
        gaps: [{ from: "2026-03-01T08:00:10.500Z", to: "2026-03-01T08:02:00.000Z" }],
      },
    });
  });

  test("without times is a way all the same, and what is no position is counted", () => {
    const text = gpx([
      ["1", "2"],
      ["91", "2"],
      ["", ""],
      ["1e1", "2"],
      ["1.5", "2.5"],
    ]);
    expect(trackIn(text)).toMatchObject({
      geometry: {
        coordinates: [
          [
            [2, 1],
            [2.5, 1.5],
          ],
        ],
      },
      properties: { positions: 2, leftOut: 3, coordTimes: [[null, null]], gaps: [] },
    });
  });

  test("a time without its zone is none of an instant", () => {
    const text = gpx([["1", "2", "0", "2026-03-01T08:00:00"]]);
    expect(trackIn(text)).toBeNull();
  });

  test("what stands in a comment or in an entity is not read", () => {
    const point = '<trkpt lat="1" lon="2"></trkpt>';
    expect(trackIn(`<gpx><trk><trkseg><!-- ${point} --></trkseg></trk></gpx>`)).toBeNull();
    const entity = `<!DOCTYPE gpx [<!ENTITY p '${point}'>]>`;
    expect(trackIn(`<?xml version="1.0"?>${entity}<gpx>&p;</gpx>`)).toBeNull();
  });

  test("a way without end is refused", () => {
    const text = gpx(Array.from({ length: MAX_POSITIONS + 1 }, () => ["1", "2"] as const));
    expect(() => trackIn(text)).toThrow("a way without end");
  });
});

describe("NMEA", () => {
  test("is read in degrees of its minutes, with the day of each sentence", () => {
    const text = nmea([
      "GPRMC,080000.00,A,2002.6640,N,11011.9940,E,0.1,90.0,010326,,,A",
      "GNRMC,080001.50,A,3352.1280,S,05812.0000,W,0.1,90.0,010326,,,A",
    ]);
    const track = trackIn(`20260301 start\r\n${text}`);
    expect(track?.properties).toMatchObject({
      ...{ format: "nmea", positions: 2, leftOut: 0 },
      coordTimes: [["2026-03-01T08:00:00.000Z", "2026-03-01T08:00:01.500Z"]],
    });
    const [first, second] = (track?.geometry.coordinates ?? []).flat() as number[][];
    expect(first?.map((each) => each.toFixed(6))).toEqual(["110.199900", "20.044400"]);
    expect(second?.map((each) => each.toFixed(6))).toEqual(["-58.200000", "-33.868800"]);
  });

  test("a sentence without a fix, with a sum that does not hold, or of no day is left out", () => {
    const right = nmea(["GPRMC,080000,A,2002.6640,N,11011.9940,E,0,0,010326,,"]);
    const text = [
      right,
      nmea(["GPRMC,080001,V,2002.6640,N,11011.9940,E,0,0,010326,,"]),
      right.replace("2002", "2003"),
      nmea(["GPRMC,080002,A,2002.6640,N,11011.9940,E,0,0,,,"]),
      nmea(["GPRMC,080003,A,2060.0000,N,11011.9940,E,0,0,010326,,"]),
      nmea(["GPGGA,080004,2002.6640,N,11011.9940,E,1,8,1,12,M,0,M,,"]),
    ].join("");
    expect(trackIn(text)).toMatchObject({
      geometry: { type: "MultiPoint" },
      properties: { positions: 1, leftOut: 4, coordTimes: [["2026-03-01T08:00:00.000Z"]] },
    });
  });
});

test("other files are no ways, and whatever is in one, reading it ends", () => {
  for (const text of ["", "a log", "<html><gpx></html>", "\0\0\0\x18ftypmp42", "<gpx></gpx>"])
    expect(trackIn(text)).toBeNull();
  const pieces = fc.constantFrom(
    ...["<gpx>", "<trkpt", ' lat="1"', ' lon="2"', ">", "</trkpt>", "<time>", "<!--", "-->"],
    ...["$GPRMC,", "080000,A,", "*00", "\r\n", "<", "/", '"', "\0"],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const track = trackIn(`<gpx>${parts.join("")}`);
      expect(track === null || track.properties.positions > 0).toBe(true);
    }),
  );
});

test("hostile text takes no time that grows with its square", () => {
  const many = 400_000;
  for (const piece of ["<!--", "<trkpt ", "<trkpt lat='", "$GPRMC,", "<a b", "+123", "+12+123"]) {
    expect(trackIn(`<gpx>${piece.repeat(many)}`)).toBeNull();
    expect(trackIn(`$GPRMC,\n${piece.repeat(many)}`)).toBeNull();
  }
}, 20_000);
