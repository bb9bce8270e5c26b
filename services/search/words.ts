/** Words as they are kept to be found and as they are looked for, by one rule: Chinese by pairs of characters, the rest by beginnings. Pure. */

import type { Scope } from "./narrowing.ts";

/** A word counts by its first characters; what is longer is compared as text. */
const WORD_CHARS = 16;
/** Of one text; what comes after is not found. */
const MOST_CHARS = 100_000;
/** A file name may be one word of hundreds of letters and digits by turns. */
const MOST_PARTS = 8;
const MOST_ASKED = 8;
const MOST_PAIRS = 24;

/** Scripts that put no space between words. */
const PAIRED = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}";
const RUNS = new RegExp(`[${PAIRED}]+|(?:(?![${PAIRED}])[\\p{L}\\p{N}])+`, "gu");
const IS_PAIRED = new RegExp(`^[${PAIRED}]`, "u");
const PARTS = /\p{N}+|\p{L}+/gu;
/**
 * A year begins dates and numbers of half a house, and all these would be read through for each question with one. So it is a word of
 * its own in each of them.
 */
const YEAR = /^(19|20)\d\d/;
const IS_YEAR = /^(19|20)\d\d$/;
/** An id or a digest, as far as it was typed. */
const HEX = /^[0-9a-f]{8,64}$/;

export interface Words {
  readonly lexemes: readonly string[];
  /** The same without what stands between words, a line a field: long words and phrases are compared with it. */
  readonly text: string;
}

/** Before words that are told of one thing alone, beside the same words without it: no question can hold this sign. */
const SIGNS: Readonly<Record<Scope, string>> = { officer: "=o", place: "=p" };
export const scoped = (scope: Scope, { lexemes }: Words): readonly string[] =>
  lexemes.map((each) => SIGNS[scope] + each);

/** One way in which a word may stand: all of these. */
type Way = readonly { readonly lexeme: string; readonly isBeginning: boolean }[];

/** One word of a question: one of its ways, and `phrase` in the text where lexemes alone say too little. */
export interface Asked {
  /** Absent: it may stand anywhere. */
  readonly scope?: Scope;
  readonly ways: readonly Way[];
  readonly phrase: string | null;
}

const normal = (text: string): string => text.slice(0, MOST_CHARS).normalize("NFKC").toLowerCase();
const runsOf = (text: string): readonly string[] => text.match(RUNS) ?? [];
const cut = (word: string): string => Array.from(word).slice(0, WORD_CHARS).join("");

/** Each of `fields` stands for itself: no phrase goes from one into the next. `exact`: ids and digests, as one word each. */
export function wordsOf(fields: readonly string[], exact: readonly string[] = []): Words {
  const lexemes = new Set<string>();
  const lines: string[] = [];
  for (const field of fields) {
    const runs = runsOf(normal(field));
    for (const run of runs) for (const lexeme of lexemesOf(run)) lexemes.add(lexeme);
    lines.push(runs.join(""));
  }
  for (const one of exact) {
    const whole = runsOf(normal(one)).join("");
    lexemes.add(cut(whole));
    lines.push(whole);
  }
  return { lexemes: [...lexemes].filter((each) => each !== ""), text: lines.join("\n") };
}

function lexemesOf(run: string): readonly string[] {
  if (IS_PAIRED.test(run)) {
    const characters = Array.from(run);
    // The last one begins no pair, and a single character is looked for by how pairs begin.
    return characters.map((each, at) => each + (characters[at + 1] ?? ""));
  }
  return partsOf(run).flatMap((part) => {
    const plain = part.replace(/^0+(?=\p{N})/u, "");
    const year = YEAR.exec(part)?.[0];
    return [
      cut(part),
      ...(plain === part ? [] : [cut(plain)]),
      ...(year === undefined ? [] : [year]),
    ];
  });
}

/** Letters and digits apart: "BWC4417" is found by its number too. */
function partsOf(run: string): readonly string[] {
  const parts = run.match(PARTS) ?? [];
  if (parts.length <= MOST_PARTS) return parts;
  return [...parts.slice(0, MOST_PARTS - 1), parts.slice(MOST_PARTS - 1).join("")];
}

/** The words of a question, all of which must stand somewhere, or in what tells of `scope`; whatever is typed, there are few. */
export function askedOf(question: string, scope?: Scope): readonly Asked[] {
  const words = normal(question)
    .split(/[\s\p{Z}]+/u)
    .map(runsOf)
    .filter((runs) => runs.length > 0);
  const asked = words.slice(0, MOST_ASKED).map(askedWord);
  return scope === undefined ? asked : asked.map((word) => within(word, scope));
}

const within = ({ ways, phrase }: Asked, scope: Scope): Asked => ({
  ...{ scope, phrase },
  ways: ways.map((way) => way.map((each) => ({ ...each, lexeme: SIGNS[scope] + each.lexeme }))),
});

function askedWord(runs: readonly string[]): Asked {
  const whole = runs.join("");
  const ways = [runs.flatMap((run, at) => wayOf(run, at === runs.length - 1)).slice(0, MOST_PAIRS)];
  if (HEX.test(whole)) ways.push([{ lexeme: cut(whole), isBeginning: true }]);
  const [only = ""] = runs;
  const length = Array.from(only).length;
  const isPlain =
    runs.length === 1 &&
    (IS_PAIRED.test(only) ? length <= 2 : partsOf(only).length === 1 && length < WORD_CHARS);
  return { ways, phrase: isPlain ? null : whole };
}

/** Only the end may be unfinished: what stands before it is there in full. */
function wayOf(run: string, isLast: boolean): Way {
  if (!IS_PAIRED.test(run)) {
    const parts = partsOf(run);
    return parts.map((part, at) => ({
      lexeme: cut(part),
      isBeginning: isLast && at === parts.length - 1 && !IS_YEAR.test(part),
    }));
  }
  const characters = Array.from(run);
  if (characters.length === 1) return [{ lexeme: run, isBeginning: isLast }];
  return characters
    .slice(0, -1)
    .map((each, at) => ({ lexeme: each + (characters[at + 1] ?? ""), isBeginning: false }));
}

/** Whether `words` hold it: what the database decides, for those that have none. */
export const holds = ({ lexemes, text }: Words, { ways, phrase }: Asked): boolean =>
  ways.some((way) =>
    way.every(({ lexeme, isBeginning }) =>
      lexemes.some((each) => (isBeginning ? each.startsWith(lexeme) : each === lexeme)),
    ),
  ) &&
  (phrase === null || text.includes(phrase));
