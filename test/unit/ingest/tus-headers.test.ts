/** Header fields of tus are taken exactly as the protocol says, or refused. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseChecksum,
  parseDeclaredLength,
  parseWhole,
} from "../../../services/ingest/tus-headers.ts";

const REFUSED = { kind: "invalid", code: "ingest/bad-header" };
const refusal = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe("parseWhole", () => {
  it.each([
    "-1",
    "+1",
    "1e9",
    "0x10",
    " 5",
    "5 ",
    "NaN",
    "",
    "05",
    "00",
    "1.0",
    "0, 0",
    "1,1",
    "٣",
    "9007199254740992",
    "99999999999999999999",
    "Infinity",
    "-0",
    "1\n",
  ])("refuses %j", (text) => {
    expect(refusal(() => parseWhole("Upload-Offset", text))).toMatchObject(REFUSED);
  });

  it("takes every integer up to 2^53 - 1, and nothing for nothing", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(parseWhole("Upload-Offset", String(value))).toBe(value);
      }),
    );
    expect(parseWhole("Upload-Offset", String(Number.MAX_SAFE_INTEGER))).toBe(2 ** 53 - 1);
    expect(parseWhole("Upload-Offset", undefined)).toBeNull();
  });

  it("takes no text that is not the decimal form of the number", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const value = refusal(() => parseWhole("Upload-Offset", text));
        if (typeof value === "number") expect(String(value)).toBe(text);
      }),
    );
  });
});

describe("parseDeclaredLength", () => {
  it("takes a length, or that it comes later, and one of the two only", () => {
    expect(parseDeclaredLength("12", undefined)).toBe(12);
    expect(parseDeclaredLength("0", undefined)).toBe(0);
    expect(parseDeclaredLength(undefined, "1")).toBeNull();
    for (const [length, deferred] of [
      [undefined, undefined],
      ["12", "1"],
      [undefined, "0"],
      [undefined, "true"],
      ["12", "0"],
      ["-1", undefined],
    ] as const) {
      expect(refusal(() => parseDeclaredLength(length, deferred))).toMatchObject(REFUSED);
    }
  });
});

describe("parseChecksum", () => {
  const base64 = (algorithm: string) => createHash(algorithm).update("x").digest("base64");

  it.each(["sha1", "sha256"])("takes %s", (algorithm) => {
    expect(parseChecksum(`${algorithm} ${base64(algorithm)}`)).toEqual({
      algorithm,
      digest: createHash(algorithm).update("x").digest(),
    });
  });

  it.each(["md5", "sha512", "SHA1", "sha-1", "crc32", "__proto__", "constructor", ""])(
    "knows no algorithm called %j",
    (name) => {
      expect(refusal(() => parseChecksum(`${name} ${base64("md5")}`))).toMatchObject({
        kind: "invalid",
        code: "ingest/checksum-unknown",
      });
    },
  );

  it.each([
    "sha1",
    "sha1 ",
    `sha1 ${base64("sha256")}`,
    `sha1  ${base64("sha1")}`,
    `sha1 ${base64("sha1")} `,
    `sha1 ${base64("sha1").replace("=", "")}`,
    `sha1 ${createHash("sha1").update("x").digest("hex")}`,
  ])("refuses %j, which holds no digest of its algorithm", (header) => {
    expect(refusal(() => parseChecksum(header))).toMatchObject(REFUSED);
  });
});
