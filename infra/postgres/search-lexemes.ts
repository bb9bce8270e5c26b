/** Words as PostgreSQL takes them: a tsvector of them, and a tsquery of what is asked for. */
import type { SearchFilter } from "../../services/search/search-store.ts";
import { mark } from "../../services/search/search-entry.ts";
import type { Asked } from "../../services/search/words.ts";

/** A tsvector takes a megabyte, with eight bytes beside each lexeme. */
const MOST_BYTES = 700_000;
const BESIDE_BYTES = 8;
const MOST_MONTHS = 24;

const quoted = (lexeme: string): string =>
  `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/** The first that there is room for. */
export function vectorText(lexemes: readonly string[]): string {
  let bytes = 0;
  const kept = lexemes.filter((lexeme) => {
    bytes += Buffer.byteLength(lexeme) + BESIDE_BYTES;
    return bytes <= MOST_BYTES;
  });
  return kept.map(quoted).join(" ");
}

export function askedText({ ways }: Asked): string {
  const each = ways.map((way) => {
    const all = way.map(({ lexeme, isBeginning }) => quoted(lexeme) + (isBeginning ? ":*" : ""));
    return `(${all.join(" & ")})`;
  });
  return `(${each.join(" | ")})`;
}

/** A year begins the words of half a house: of each it would be read through, for each look. */
const isYear = (lexeme: string): boolean => /^(19|20)\d\d$/.test(lexeme);

/** What the index is asked for: without years, wherever something else narrows. Whatever it finds is held against all words. */
export function narrowing(words: readonly Asked[]): readonly Asked[] {
  const without = words.map((word) => ({
    ...word,
    ways: word.ways.map((way) => way.filter(({ lexeme }) => !isYear(lexeme))),
  }));
  const narrow = without.filter(({ ways }) => ways.every((way) => way.length > 0));
  return narrow.length > 0 ? narrow : words;
}

/** What of a filter is a mark: the rest is compared. */
export function filterTexts(filter: SearchFilter): readonly string[] {
  const { stage, deviceId, caseId, activity, verdict, keeping } = filter;
  const marks = [
    ...(stage === undefined ? [] : [mark.stage(stage)]),
    ...(deviceId === undefined ? [] : [mark.device(deviceId)]),
    ...(caseId === undefined ? [] : [mark.case(caseId)]),
    ...(activity === undefined ? [] : [mark.activity(activity)]),
    ...(verdict === undefined ? [] : [mark.verdict(verdict)]),
    ...(keeping === undefined ? [] : [keeping === "held" ? mark.held : mark.keeping(keeping)]),
  ].map(quoted);
  const months = monthsOf(filter);
  return months === null ? marks : [...marks, anyOf(months.map(mark.month))];
}

export const anyOf = (lexemes: readonly string[]): string => `(${lexemes.map(quoted).join(" | ")})`;

/** Null where the times are open, or so far apart that they narrow nothing. */
function monthsOf({ from, to }: SearchFilter): readonly string[] | null {
  if (from === undefined || to === undefined || to <= from) return null;
  const numberOf = (at: string): number => 12 * Number(at.slice(0, 4)) + Number(at.slice(5, 7)) - 1;
  const [first, last] = [numberOf(from), numberOf(to)];
  if (last - first >= MOST_MONTHS) return null;
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const month = first + at;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}
