/** Words as PostgreSQL takes them: a tsvector of them, and a tsquery of what is asked for. */
import type { SearchFilter } from "../../services/search/search-store.ts";
import { mark } from "../../services/search/search-entry.ts";
import type { Asked } from "../../services/search/words.ts";

/** A tsvector takes a megabyte, with eight bytes beside each lexeme. */
const MOST_BYTES = 700_000;
const BESIDE_BYTES = 8;
const MOST_MONTHS = 24;
/** Clocks of cameras begin in 1970 or 1980, and run ahead by no more. */
const [FIRST_YEAR, LAST_YEAR] = [1970, 2099];

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
  const times = timesOf(filter);
  return times.length === 0 ? marks : [...marks, anyOf(times)];
}

export const anyOf = (lexemes: readonly string[]): string => `(${lexemes.map(quoted).join(" | ")})`;

/** Months where they are few, or else years; what is too much of either is compared. */
function timesOf({ from, to }: SearchFilter): readonly string[] {
  if (from === undefined && to === undefined) return [];
  const [first, last] = [
    from === undefined ? null : monthOf(from),
    to === undefined ? null : monthOf(to),
  ];
  if (first !== null && last !== null && last >= first && last - first < MOST_MONTHS) {
    return range(first, last).map((month) =>
      mark.month(`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`),
    );
  }
  const yearOf = (month: number): number => Math.floor(month / 12);
  const begins = first === null ? FIRST_YEAR : Math.max(FIRST_YEAR, yearOf(first));
  const ends = last === null ? LAST_YEAR : Math.min(LAST_YEAR, yearOf(last));
  return range(begins, Math.max(begins, ends)).map(mark.year);
}

/** Counted from the year 0. */
const monthOf = (at: string): number => 12 * Number(at.slice(0, 4)) + Number(at.slice(5, 7)) - 1;

const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);
