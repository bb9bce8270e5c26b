/** Names are found as they are typed in Latin letters. */
import { expect, test } from "vitest";
import { spokenName } from "../../../services/search/spoken-name.ts";

test("a name is known by its pinyin, its syllables and its initials", () => {
  expect(spokenName("张伟")).toEqual(["zhangwei", "zhang", "wei", "zw"]);
  expect(spokenName("欧阳娜娜")).toEqual(expect.arrayContaining(["ouyangnana", "oynn"]));
});

test("a family name is read as one, and the other way too", () => {
  expect(spokenName("单立")).toEqual(expect.arrayContaining(["shanli", "sl", "danli", "dl"]));
  expect(spokenName("曾吕")).toEqual(expect.arrayContaining(["zenglv", "zl"]));
});

test("what is no Chinese name is left as it is", () => {
  expect(spokenName("John Smith")).toEqual([]);
  expect(spokenName("")).toEqual([]);
  expect(spokenName("张".repeat(13))).toEqual([]);
});
