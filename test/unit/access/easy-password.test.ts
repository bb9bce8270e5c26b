/** Passwords that anybody would try, and others that only look like them. */
import { expect, test } from "vitest";
import { isEasy } from "../../../services/access/easy-password.ts";
import { hashPassword } from "../../../services/access/password.ts";

/** Twelve characters and more: from lists of what leaked, and what people make of the rule. */
const EASY = [
  ...["passwordpassword", "Password1234", "P@ssw0rd2026!", "password12345", "passw0rd!!!!"],
  ...["123456789012", "1234567890123456", "0987654321098", "111111111111", "aaaaaaaaaaaa"],
  ...["qwertyuiop123", "qwerty123456", "1qaz2wsx3edc", "asdfghjkl123", "zxcvbnm12345"],
  ...["abcdefghijkl", "abc123abc123", "abcabcabcabc", "asdfasdfasdf", "iloveyou1234"],
  ...["woaini1314520", "admin123456789", "administrator1", "Holdfast-2026", "铁证2026密码abc12"],
  ...["letmein123456", "welcome12345!", "1234qwer1234", "!@#$%^&*()12", "密码密码密码密码密码密码"],
];
const HARD = [
  ...["correct horse battery staple", "a password for tests", "一句只有我知道的话，不短。"],
  ...["x4kq9-mtn2c-7hbvw-p8rsd", "k7m2nq9wxb4t", "Café au lait 东风", "we admin our own boats"],
];

test("refuses what is made of common stems, of runs and repetitions, and of the names at hand", async () => {
  expect(EASY.filter((password) => !isEasy(password, []))).toEqual([]);
  expect(HARD.filter((password) => isEasy(password, []))).toEqual([]);
  const names = ["wang.xiaoming", "王小明 Wang Xiaoming"];
  for (const password of [
    "wangxiaoming2026",
    "Xiaoming.Wang!!",
    "WANG-x1aom1ng-99",
    "王小明王小明王小明王小明",
  ]) {
    expect(isEasy(password, names), password).toBe(true);
  }
  expect(isEasy("wangxiaoming2026", [])).toBe(false);
  await expect(hashPassword("Password1234")).rejects.toMatchObject({
    code: "access/password-too-easy",
  });
});
