/**
 * Sequence numbers that cameras write into file names: which are missing, and whether the end is lower than
 * it was. Pure. What is not known is said and never guessed, and nothing here is a reason to refuse a file.
 */
import { z } from "zod";

/**
 * How names carry a number, as data: tried on the name without folder and ending. More digits than these
 * would be dates and times of day, which leave gaps of their own. `series` tells counters apart; it has at
 * most as many characters as a report holds.
 */
const LAYOUTS = {
  /** CLIP0001, DSC_0042. */
  "letters-number": /^(?<series>[A-Za-z][A-Za-z_-]{0,99})(?<number>\d{3,5})$/,
  /** DC0012_20261124_101112_0007, 20261124101112-0007. */
  "time-number": /^(?<series>)\S*?(?<!\d)\d{8}[_-]?\d{6}[_-](?<number>\d{3,5})$/,
  /** 00042. */
  number: /^(?<series>)(?<number>\d{3,5})$/,
} as const satisfies Readonly<Record<string, RegExp>>;
export const LAYOUT_NAMES = ["letters-number", "time-number", "number"] as const;
export type LayoutName = (typeof LAYOUT_NAMES)[number];

/** Stretches that are named; beyond them only the count tells. */
const MAX_STRETCHES = 100;
/** No layout reads more than five digits. */
export const sequenceNumber = z.int().min(0).max(99_999);
const whole = z.int().nonnegative();

/** What the names of one visit say, held against the visit before. */
export const SequenceReport = z.strictObject({
  /** Null: `unread` says why no number is compared. */
  layout: z.enum(LAYOUT_NAMES).nullable(),
  series: z.string().max(100).nullable(),
  unread: z.enum(["no-files", "unknown-layout", "several-series"]).nullable(),
  first: sequenceNumber.nullable(),
  last: sequenceNumber.nullable(),
  /** Different numbers. */
  count: whole,
  missing: z.array(z.strictObject({ from: sequenceNumber, to: sequenceNumber })).max(MAX_STRETCHES),
  missingCount: whole,
  tail: z.enum(["first-visit", "continues", "nothing-new", "ends-lower", "not-comparable"]),
  /** Last number of the visit before, if it can be compared. */
  previousLast: sequenceNumber.nullable(),
});
export type SequenceReport = z.infer<typeof SequenceReport>;

/** Where the visit before ended. */
export interface LastSeen {
  readonly layout: LayoutName;
  readonly series: string;
  readonly last: number;
}

export interface Numbering {
  readonly layout: LayoutName | null;
  readonly series: string | null;
  readonly unread: SequenceReport["unread"];
  /** Of each name, in its order; null where the layout is not known. */
  readonly numbers: readonly (number | null)[];
}

/** The first layout that every name fits, with one series; else why not. */
export function numberNames(paths: readonly string[]): Numbering {
  const none = { layout: null, series: null, numbers: paths.map(() => null) };
  if (paths.length === 0) return { ...none, unread: "no-files" };
  const stems = paths.map((path) => (path.split("/").at(-1) ?? path).replace(/\.[^.]*$/, ""));
  for (const layout of LAYOUT_NAMES) {
    const found = stems.map((stem) => LAYOUTS[layout].exec(stem)?.groups);
    if (found.some((groups) => groups === undefined)) continue;
    const series = new Set(found.map((groups) => (groups?.["series"] ?? "").toUpperCase()));
    const [only = "", ...more] = series;
    if (more.length > 0) return { ...none, unread: "several-series" };
    const numbers = found.map((groups) => Number(groups?.["number"]));
    return { layout, series: only, unread: null, numbers };
  }
  return { ...none, unread: "unknown-layout" };
}

/**
 * The report of a visit. Missing is what lies between the numbers found; after a visit before, what lies
 * between its last number and the last one now: what was there earlier may have been released since.
 */
export function reportSequence(numbering: Numbering, previous: LastSeen | null): SequenceReport {
  const { layout, series, unread } = numbering;
  const found = numbering.numbers.filter((number) => number !== null);
  const numbers = [...new Set(found)].sort((one, other) => one - other);
  const [first = null] = numbers;
  const last = numbers.at(-1) ?? null;
  const isSame = previous !== null && previous.layout === layout && previous.series === series;
  const previousLast = isSame ? previous.last : null;
  const tail = tailOf(last, previous, previousLast);
  const after = tail === "continues" && previousLast !== null ? previousLast : (first ?? 0) - 1;
  const missing = tail === "nothing-new" ? [] : stretchesMissing(numbers, after);
  return {
    ...{ layout, series, unread, first, last, count: numbers.length },
    missing: missing.slice(0, MAX_STRETCHES),
    missingCount: missing.reduce((sum, { from, to }) => sum + to - from + 1, 0),
    ...{ tail, previousLast },
  };
}

function tailOf(
  last: number | null,
  previous: LastSeen | null,
  previousLast: number | null,
): SequenceReport["tail"] {
  if (previous === null) return "first-visit";
  if (previousLast === null || last === null) return "not-comparable";
  if (last > previousLast) return "continues";
  return last === previousLast ? "nothing-new" : "ends-lower";
}

/** `numbers` rise; what stands at or below `after` does not count. */
function stretchesMissing(
  numbers: readonly number[],
  after: number,
): { from: number; to: number }[] {
  const missing: { from: number; to: number }[] = [];
  let before = after;
  for (const number of numbers) {
    if (number > before + 1) missing.push({ from: before + 1, to: number - 1 });
    before = Math.max(before, number);
  }
  return missing;
}

/** Whether somebody should look: numbers are missing, or the end is lower than it was. */
export const isGap = ({ missingCount, tail }: SequenceReport): boolean =>
  missingCount > 0 || tail === "ends-lower";

/** Where the next visit goes on; null where no number was read. */
export const lastSeenIn = ({ layout, series, last }: SequenceReport): LastSeen | null =>
  layout === null || series === null || last === null ? null : { layout, series, last };
