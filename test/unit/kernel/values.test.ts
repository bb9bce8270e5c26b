/** Digests, ids, instants and languages: parsed once, strictly. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseInstant, plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import { parseSha256, sha256, sha256OfStream } from "../../../services/kernel/digest.ts";
import { type ItemId, newId, parseId } from "../../../services/kernel/ids.ts";
import { languageOf } from "../../../services/kernel/language.ts";

test("SHA-256 gives the answers of FIPS 180-4", () => {
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("the digest of parts is the digest of the whole, however it is cut and streamed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 64 })), async (parts) => {
      const whole = createHash("sha256").update(Buffer.concat(parts)).digest("hex");
      async function* stream() {
        yield* parts;
      }
      expect(sha256(...parts)).toBe(whole);
      expect(await sha256OfStream(stream())).toEqual({
        sha256: whole,
        sizeBytes: Buffer.concat(parts).length,
      });
    }),
  );
});

test.each(["", "ab", "g".repeat(64), "0".repeat(63), "0".repeat(65), `${"0".repeat(64)}\n`])(
  "%j is no digest",
  (text) => {
    expect(parseSha256(text)).toBeNull();
  },
);

test("a digest in upper case is taken and lowered", () => {
  expect(parseSha256("A".repeat(64))).toBe("a".repeat(64));
});

test.each([
  "../../etc/passwd",
  "%00",
  "",
  "00000000-0000-1000-8000-000000000000",
  "x".repeat(4096),
])("%j is no id", (text) => {
  expect(parseId(text)).toBeNull();
});

test("an id is taken as it was made, and not in upper case", () => {
  const id = newId<ItemId>();
  expect(parseId(id)).toBe(id);
  expect(parseId(`${id}\n`)).toBeNull();
  expect(parseId(id.toUpperCase())).toBe(/[a-f]/.test(id) ? null : id);
});

test.each([
  ["2026-11-24T14:00:00+08:00", "2026-11-24T06:00:00.000Z"],
  ["2026-11-24T06:00:00Z", "2026-11-24T06:00:00.000Z"],
  ["2026-11-24T06:00:00", null],
  ["2026-13-24T06:00:00Z", null],
  ["0000-01-01T00:00:00Z", null],
  ["0999-12-31T23:59:59Z", null],
  ["9999-12-31T23:59:59-00:01", null],
  ["1000-01-01T00:00:00Z", "1000-01-01T00:00:00.000Z"],
  ["yesterday", null],
])("the instant %s is %s", (text, expected) => {
  expect(parseInstant(text)).toBe(expected);
});

test("instants move by milliseconds and sort as text", () => {
  const now = utcInstant(new Date(0));
  expect(plusMs(now, 1500)).toBe("1970-01-01T00:00:01.500Z");
  expect(plusMs(now, 1) > now).toBe(true);
});

test.each([
  ["zh_CN.UTF-8", "zh-CN"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
  ["en_GB.UTF-8", "en"],
  ["C", "en"],
  [undefined, "en"],
])("for the preference %s the language is %s", (preference, language) => {
  expect(languageOf(preference)).toBe(language);
});
