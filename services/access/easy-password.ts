/** Passwords that are tried first: common words, names at hand, runs along a keyboard, the same again and again. */

/** What has to be left when all of that is taken away: more than anybody goes through by hand or from a list. */
const LEFT_MIN_CHARACTERS = 8;

/** As they begin the passwords that leaked most often, in China too; then what stands on this house's own screens. */
const STEMS = [
  ...["password", "passw", "qwert", "iloveyou", "welcome", "letmein", "dragon", "monkey"],
  ...["sunshine", "princess", "football", "baseball", "superman", "master", "shadow", "michael"],
  ...[
    "secret",
    "login",
    "woaini",
    "aini",
    "mima",
    "wangyi",
    "taobao",
    "5201314",
    "1314520",
    "密码",
    "我爱你",
  ],
  ...["holdfast", "tiezheng", "铁证", "administrator", "admin", "reviewer", "officer", "auditor"],
  ...["records", "legal", "police", "evidence", "zhifa", "执法", "管理员"],
].sort((a, b) => b.length - a.length);

const ROWS = [
  ...["01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"],
  ...["1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "!@#$%^&*()"],
];
const RUNS = ROWS.flatMap((row) => [row, Array.from(row).reverse().join("")]);
const RUN_LENGTH = 4;

/** Letters by which signs stand, one for one, so that places stay the same. */
const MEANT: Readonly<Record<string, string>> = {
  ...{ "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t" },
  ...{ "@": "a", $: "s", "!": "i", "|": "l" },
};

/** `names`: of the person and whatever else is known of whoever will use it. */
export function isEasy(password: string, names: readonly string[]): boolean {
  const plain = (text: string): string => text.normalize("NFKC").toLowerCase();
  const known = names.flatMap((name) => plain(name).split(/[^\p{L}\p{N}]+/u));
  const words = [...known.filter((word) => Array.from(word).length > 1), ...STEMS];
  let text = once(plain(password));
  for (const word of words) text = without(text, word);
  text = text.replaceAll(/(?:19|20)\d\d/g, " ");
  const left = withoutRuns(text).replaceAll(/(.)\1+/gu, "$1");
  return Array.from(left.replaceAll(/[^\p{L}\p{N}]/gu, "")).length < LEFT_MIN_CHARACTERS;
}

/** "abcabcabc" is "abc". */
const once = (text: string): string => /^(.{1,8}?)\1+$/u.exec(text)?.[1] ?? text;

function without(text: string, word: string): string {
  const meant = Array.from(text, (sign) => MEANT[sign] ?? sign).join("");
  if (meant.length !== text.length) return text.replaceAll(word, " ");
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!meant.startsWith(word, at) && !text.startsWith(word, at)) continue;
    parts.push(text.slice(from, at));
    at += word.length - 1;
    from = at + 1;
  }
  return [...parts, text.slice(from)].join(" ");
}

function withoutRuns(text: string): string {
  let left = text;
  for (let at = 0; at + RUN_LENGTH <= left.length; at += 1) {
    let end = at + RUN_LENGTH;
    if (!isRun(left.slice(at, end))) continue;
    while (end < left.length && isRun(left.slice(at, end + 1))) end += 1;
    left = `${left.slice(0, at)} ${left.slice(end)}`;
  }
  return left;
}

const isRun = (text: string): boolean => RUNS.some((row) => row.includes(text));
