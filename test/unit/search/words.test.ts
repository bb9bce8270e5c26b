/** Words: whatever stands in a text is found by any part of it that a person would type, and whatever is typed is harmless. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { askedOf, holds, wordsOf } from "../../../services/search/words.ts";

const finds = (text: string, question: string): boolean => {
  const words = wordsOf([text]);
  return askedOf(question).every((asked) => holds(words, asked));
};

const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));
const run = fc.array(han, { minLength: 1, maxLength: 30 }).map((each) => each.join(""));

test("every part of Chinese text is found, however short and wherever it begins", () => {
  fc.assert(
    fc.property(run, fc.nat(), fc.nat(), fc.string(), (text, a, b, before) => {
      const characters = Array.from(text);
      const from = a % characters.length;
      const to = from + 1 + (b % (characters.length - from));
      expect(finds(`${before} ${text}。`, characters.slice(from, to).join(""))).toBe(true);
    }),
  );
});

test("three characters are found together only, two in a row only", () => {
  expect(finds("执法人员张伟到场", "张伟")).toBe(true);
  expect(finds("张三与李伟", "张伟")).toBe(false);
  // Each pair stands there, the three together do not.
  expect(finds("张伟明，王张伟与伟大", "张伟大")).toBe(false);
  expect(finds("张伟大", "张伟大")).toBe(true);
  expect(wordsOf(["张伟", "大海"]).text).toBe("张伟\n大海");
});

test("a word that was kept is found by its beginning, in any case and width", () => {
  const word = fc.stringMatching(/^[a-z]{1,30}$/);
  fc.assert(
    fc.property(word, fc.nat(), (text, at) => {
      expect(finds(`x ${text.toUpperCase()}-7`, text.slice(0, 1 + (at % text.length)))).toBe(true);
    }),
  );
  expect(finds("ＢＷＣ４４１７", "bwc4417")).toBe(true);
});

test.each([
  ["琼综执罚〔2026〕000123号", "琼综执罚2026"],
  ["琼综执罚〔2026〕000123号", "000123"],
  ["琼综执罚〔2026〕000123号", "123"],
  ["琼综执罚〔2026〕000123号", "2026-000123"],
  ["20261124_153000_BWC4417.mp4", "bwc-4417"],
  ["20261124_153000_BWC4417.mp4", "4417"],
  ["20261124_153000_BWC4417.mp4", "20261124"],
  ["20261124_153000_BWC4417.mp4", "202611"],
  ["20261124_153000_BWC4417.mp4", "2026"],
  ["粤A·12345", "粤A12345"],
])("%s is found by %s", (text, question) => expect(finds(text, question)).toBe(true));

test("ids and digests are found from their first eight characters on, as far as they are typed", () => {
  const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const sha256 = "3f9a1c0d".repeat(8);
  const words = wordsOf(["a.mp4"], [id, sha256]);
  const has = (question: string) => askedOf(question).every((asked) => holds(words, asked));
  for (const typed of [
    id,
    id.slice(0, 8),
    id.slice(0, 20),
    sha256,
    sha256.slice(0, 9),
    sha256.slice(0, 40),
  ]) {
    expect(has(typed), typed).toBe(true);
  }
  expect(has(`${sha256.slice(0, 40)}0`)).toBe(false);
});

test("whatever is typed, a question is small and throws nothing, and no lexeme is long", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 500 }), (typed) => {
      const asked = askedOf(typed);
      expect(asked.length).toBeLessThanOrEqual(8);
      const ways = asked.map((each) => each.ways);
      expect(Math.max(0, ...ways.map((each) => each.length))).toBeLessThanOrEqual(2);
      expect(Math.max(0, ...ways.flat().map((way) => way.length))).toBeLessThanOrEqual(24);
      const { lexemes } = wordsOf([typed], [typed]);
      expect(Math.max(0, ...lexemes.map((each) => Buffer.byteLength(each)))).toBeLessThanOrEqual(
        64,
      );
      expect(lexemes.join("")).not.toMatch(/[=:&|!'\\\s]/);
    }),
  );
  expect(askedOf("' | ! & :* <-> =")).toEqual([]);
  expect(wordsOf(["a1".repeat(500_000)]).lexemes.length).toBeLessThan(20);
});
