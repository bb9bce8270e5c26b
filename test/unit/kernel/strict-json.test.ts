/** Strict JSON: whatever two readers could take two ways is refused. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import {
  type Json,
  parseStrictJson,
  strictJsonLine,
} from "../../../services/kernel/strict-json.ts";

const parse = (text: string) => parseStrictJson(Buffer.from(text));

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(null, true, false),
    fc.maxSafeInteger().map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.string({ unit: "grapheme" }).filter((text) => text.isWellFormed()),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: "grapheme" }), tie("value"), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value;

test("what JSON.stringify writes is read back the same", () => {
  fc.assert(
    fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
      expect(parse(JSON.stringify(value, null, indent))).toEqual(value);
    }),
  );
});

test("a line that is written is one line, and is read back the same, whatever its texts", () => {
  fc.assert(
    fc.property(fc.oneof(json, fc.string({ unit: "binary" })), (value) => {
      fc.pre(JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/i.test(JSON.stringify(value)));
      const line = strictJsonLine(value);
      expect(line.indexOf("\n")).toBe(line.length - 1);
      expect(parse(line)).toEqual(value);
    }),
  );
  expect(parse(strictJsonLine("\u0000\u007f\u0085\u009f\u2028\\ud800"))).toBe(
    "\u0000\u007f\u0085\u009f\u2028\\ud800",
  );
  expect(() => strictJsonLine({ name: "\ud800" })).toThrow(/well-formed/);
});

test("it accepts nothing that JSON.parse refuses, and reads the same value", () => {
  fc.assert(
    fc.property(json, fc.nat(), fc.integer({ min: 32, max: 126 }), (value, at, code) => {
      const text = JSON.stringify(value);
      const place = at % (text.length + 1);
      const mutated = text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1);
      const bytes = Buffer.from(mutated); // a cut surrogate pair becomes U+FFFD here
      let read: Json;
      try {
        read = parseStrictJson(bytes);
      } catch (error) {
        expect(isRefusal(error, "kernel/not-strict-json")).toBe(true);
        return;
      }
      expect(read).toEqual(JSON.parse(bytes.toString()));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['{"a":1,"a":2}', "a name stands twice"],
  ['{"a":1,"\\u0061":2}', "the same name written two ways"],
  ["1.0", "a float"],
  ["1e3", "an exponent"],
  ["9007199254740993", "beyond 2^53 - 1"],
  ["-0", "minus zero"],
  ["01", "a leading zero"],
  ['"\\ud800"', "a lone surrogate"],
  ['"a\u0000b"', "a control character"],
  ["[1,]", "a trailing comma"],
  ["{} {}", "something behind the value"],
  ["", "nothing"],
  ["\ufeff{}", "a byte order mark"],
  ["NaN", "no number"],
  ["[".repeat(10_000), "nested too deeply"],
])("%j is refused (%s)", (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: "kernel/not-strict-json" }));
});

test("bytes that are not UTF-8 are refused", () => {
  expect(() => parseStrictJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(/UTF-8/);
});

test("a member named __proto__ stays data", () => {
  const value = parse('{"__proto__":{"polluted":true}}') as object;
  expect(Object.keys(value)).toEqual(["__proto__"]);
  expect("polluted" in {}).toBe(false);
});

test("its bounds are its caller's", () => {
  expect(() => parseStrictJson(Buffer.from('"abcdef"'), { maxBytes: 7, maxDepth: 1 })).toThrow(
    /longer/,
  );
  expect(() => parseStrictJson(Buffer.from("[[1]]"), { maxBytes: 99, maxDepth: 1 })).toThrow(
    /deeply/,
  );
  expect(parseStrictJson(Buffer.from("[1]"), { maxBytes: 99, maxDepth: 1 })).toEqual([1]);
});
