/** Ranges, cursors and file names: properties over everything a stranger may send. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { newId } from "../../../services/kernel/ids.ts";
import { parseRange } from "../../../services/review/byte-range.ts";
import {
  parsePlace,
  parsePosition,
  placeCursor,
  positionCursor,
} from "../../../services/review/cursor.ts";
import {
  contentDisposition,
  safeFileName,
  safeMediaType,
} from "../../../services/review/media-headers.ts";

describe("parseRange", () => {
  test("answers a stretch within the file, or refuses, for any header", () => {
    const header = fc.oneof(
      fc.string(),
      fc.string().map((text) => `bytes=${text}`),
      fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => `bytes=${a}-${b}`),
      fc.nat(40).map((a) => `bytes=-${a}`),
    );
    fc.assert(
      fc.property(header, fc.nat(30), (text, sizeBytes) => {
        let range;
        try {
          range = parseRange(text, sizeBytes);
        } catch (error) {
          expect(error).toMatchObject({
            code: "review/range-not-satisfiable",
            facts: { sizeBytes },
          });
          return;
        }
        if (range === null) expect(text).not.toMatch(/^bytes=/i);
        else {
          expect(range.firstByte).toBeGreaterThanOrEqual(0);
          expect(range.lastByte).toBeGreaterThanOrEqual(range.firstByte);
          expect(range.lastByte).toBeLessThan(sizeBytes);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("refuses what is backwards, beyond the end, or more than one", () => {
    const many = Array.from({ length: 1_000 }, (_, at) => `${at}-${at}`).join(",");
    for (const stretch of ["5-1", "100-", "100-200", "-0", "-", many, "0-99,0-99", "0-,0-,0-"]) {
      expect(() => parseRange(`bytes=${stretch}`, 100), stretch).toThrow(
        expect.objectContaining({ code: "review/range-not-satisfiable" }) as Error,
      );
    }
  });
});

describe("cursors", () => {
  const at = "2026-11-24T12:00:00.123Z" as UtcInstant;

  test("come back as they went out, within the 100 characters a query may have", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (position) => {
        expect(parsePosition(positionCursor(position))).toBe(position);
      }),
    );
    const place = { at, id: newId() };
    expect(parsePlace(placeCursor(place))).toEqual(place);
    expect(placeCursor(place).length).toBeLessThanOrEqual(100);
  });

  test("of any other text are refused", () => {
    const bad = { code: "review/bad-cursor" };
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parsePosition(text)).toThrow(expect.objectContaining(bad) as Error);
        expect(() => parsePlace(text)).toThrow(expect.objectContaining(bad) as Error);
      }),
    );
    const position = positionCursor(7);
    for (const forged of [
      `${position}=`,
      ` ${position}`,
      Buffer.from("p1 0").toString("base64url"),
      Buffer.from("p1 -1").toString("base64url"),
      Buffer.from("p1 1;DROP TABLE items").toString("base64url"),
      Buffer.from("p1 9999999999999999").toString("base64url"),
      placeCursor({ at, id: newId() }),
    ]) {
      expect(() => parsePosition(forged)).toThrow(expect.objectContaining(bad) as Error);
    }
  });
});

describe("file names on their way out", () => {
  test("break out of no header, name no path, and turn no reading direction", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 150 }), (name) => {
        const safe = safeFileName(name, "fallback");
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\\/:*?"<>|]/u);
        expect(safe).not.toMatch(/^[.\s]|[.\s]$/);
        expect(safe.length).toBeGreaterThan(0);
        const header = contentDisposition("attachment", safe);
        expect(header).toMatch(
          /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.~!#$&+^`|%-]+$/,
        );
        expect(header.split('"')).toHaveLength(3);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ["../../etc/passwd", "_.._etc_passwd"],
    ["C:\\x\\CON", "C_x_CON"],
    ["a\u202egpj.exe", "a_gpj.exe"],
    ["x\r\nSet-Cookie: a=b", "x_Set-Cookie_ a=b"],
    ["...", "fallback"],
    ["", "fallback"],
    ["现场.mp4", "现场.mp4"],
  ])("%j becomes %j", (name, expected) => {
    expect(safeFileName(name, "fallback")).toBe(expected);
  });

  test("carry no type that a browser runs", () => {
    for (const type of [
      "text/html",
      "image/svg+xml",
      "application/xhtml+xml",
      "x",
      "",
      "text/xml",
    ]) {
      expect(safeMediaType(type)).toBe("application/octet-stream");
    }
    expect(safeMediaType("Video/MP4")).toBe("video/mp4");
  });
});
