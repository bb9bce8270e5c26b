/** Upload-Metadata from a stranger is bounded, decoded strictly, and never more than data. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METADATA_BOUNDS, parseMetadata } from "../../../services/ingest/upload-metadata.ts";

const base64 = (text: string | Uint8Array) => Buffer.from(text as string).toString("base64");
const header = (pairs: Record<string, string>) =>
  Object.entries(pairs)
    .map(([name, value]) => `${name} ${base64(value)}`)
    .join(",");
const codeOf = (raw: string): unknown => {
  try {
    parseMetadata(raw);
    return null;
  } catch (error) {
    return (error as { code: unknown }).code;
  }
};

describe("parseMetadata", () => {
  it("takes the names it knows and keeps every other as it is", () => {
    const digest = "AB".repeat(32);
    expect(
      parseMetadata(
        header({
          filename: "现场.mp4",
          filetype: "video/mp4",
          sha256: digest,
          recordedAt: "2026-11-24T14:32:39+08:00",
          case: "琼综执〔2026〕17号",
          activity: "inspection",
          recording: "巡查 17",
          belongsTo: "cafe\u0301",
          device: "cam-7",
          officer: "A-17",
        }),
      ),
    ).toEqual({
      filename: "现场.mp4",
      mediaType: "video/mp4",
      sha256: digest.toLowerCase(),
      recordedAt: "2026-11-24T06:32:39.000Z",
      caseNumber: "琼综执〔2026〕17号",
      activity: "inspection",
      recording: "巡查 17",
      belongsTo: "caf\u00e9",
      clock: null,
      cameraClock: null,
      other: { device: "cam-7", officer: "A-17" },
    });
  });

  it.each(["", "   "])("takes a header of nothing (%j)", (raw) => {
    expect(parseMetadata(raw)).toMatchObject({ filename: "", sha256: null, other: {} });
  });

  it("takes a name without a value, with or without the space", () => {
    expect(parseMetadata("a,b ,c YQ==").other).toEqual({ a: "", b: "", c: "a" });
  });

  it.each([
    "../../x",
    "C:\\x",
    "CON",
    "\u202Egpj.exe",
    "a\nb",
    "<script>",
    "-rf",
    "; rm",
    "'\"",
    "/etc/passwd",
  ])("keeps the file name %j as data", (filename) => {
    expect(parseMetadata(header({ filename })).filename).toBe(filename);
  });

  it("keeps a NUL as a mark that it was there: the database takes none", () => {
    expect(parseMetadata(header({ filename: "a\0b", note: "\0" }))).toMatchObject({
      filename: "a\uFFFDb",
      other: { note: "\uFFFD" },
    });
  });

  it.each([
    ["1970", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"],
    ["the future", "2099-01-01T00:00:00Z", "2099-01-01T00:00:00.000Z"],
  ])("keeps a time in %s: the camera's clock is wrong, the recording is not", (_case, text, at) => {
    expect(parseMetadata(header({ recordedAt: text })).recordedAt).toBe(at);
  });

  it.each([
    "yesterday",
    "2026-13-01T00:00:00Z",
    "2026-11-24",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
  ])("keeps a time it cannot use (%j) among the other facts", (recordedAt) => {
    expect(parseMetadata(header({ recordedAt }))).toMatchObject({
      recordedAt: null,
      other: { recordedAt },
    });
  });

  it.each(["", "00", "z".repeat(64), "a".repeat(63), "a".repeat(65), "A ".repeat(32)])(
    "refuses %j as a declared digest, unless it is empty",
    (sha256) => {
      const code = codeOf(header({ sha256 }));
      expect(code).toBe(sha256 === "" ? null : "ingest/bad-metadata");
    },
  );

  it.each([
    ["not base64", "a b!"],
    ["base64 without its padding", "a YQ"],
    ["base64url", "a _-_-"],
    ["base64 with stray bits", "a YR=="],
    ["hex", "a 616"],
    ["bytes that are no UTF-8", `a ${base64(Buffer.from([0xff, 0xfe]))}`],
    ["overlong UTF-8", `a ${base64(Buffer.from([0xc0, 0xaf]))}`],
    ["an encoded surrogate", `a ${base64(Buffer.from([0xed, 0xa0, 0x80]))}`],
    ["two values", "a YQ== YQ=="],
    ["a name twice", "a YQ==,a YQ=="],
    ["no name", ",a YQ=="],
    ["a name beyond ASCII", "ä YQ=="],
    ["a name of 65 letters", `${"n".repeat(65)} YQ==`],
    ["__proto__", "__proto__ YQ=="],
    ["constructor", "constructor YQ=="],
    ["prototype", "prototype YQ=="],
  ])("refuses %s", (_case, raw) => {
    expect(codeOf(raw)).toBe("ingest/bad-metadata");
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  });

  it("refuses more than its bounds, by length and by number, and takes what just fits", () => {
    const named = (count: number) => Array.from({ length: count }, (_, at) => `n${at} YQ==`);
    expect(codeOf(named(METADATA_BOUNDS.pairs).join(","))).toBeNull();
    expect(codeOf(named(METADATA_BOUNDS.pairs + 1).join(","))).toBe("ingest/metadata-too-long");
    const value = "YWFh".repeat((METADATA_BOUNDS.rawBytes - 4) / 4);
    expect(codeOf(`abc ${value}`)).toBeNull();
    expect(codeOf(`abc ${value}YWFh`)).toBe("ingest/metadata-too-long");
  });

  it.each(["recording", "belongsTo"])(
    "keeps %s whole or refuses it: a cut link leads elsewhere",
    (name) => {
      for (const value of ["x".repeat(201), "a\nb", "a\0b", "\u007f", "\u0085"]) {
        expect(codeOf(header({ [name]: value }))).toBe("ingest/bad-metadata");
      }
      for (const value of ["x".repeat(200), "../..", "'; --", "😀", "a/b"]) {
        expect(parseMetadata(header({ [name]: value }))).toMatchObject({
          [name]: value,
          other: {},
        });
      }
      expect(parseMetadata(header({ [name]: "" }))).toMatchObject({ [name]: null, other: {} });
    },
  );

  it("gives back every text that UTF-8 can carry", () => {
    const text = fc.string({ unit: "binary", maxLength: 200 }).filter((t) => !t.includes("\0"));
    fc.assert(
      fc.property(text, (value) => {
        expect(parseMetadata(header({ note: value })).other["note"]).toBe(value);
      }),
    );
  });

  it("never throws anything but a refusal, and never changes what all objects inherit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => {
        const code = codeOf(raw);
        if (code !== null) expect(code).toMatch(/^ingest\//);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});
