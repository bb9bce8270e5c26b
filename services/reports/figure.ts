/**
 * A figure of a report: what was counted, of how many, what was left out and why. What cannot be known says so:
 * nothing of nothing is not known, and never 100 %. Pure.
 */
import type { FigureCode, UnknownCode, WhyCode } from "./figure-words.ts";

export interface LeftOut {
  readonly why: WhyCode;
  readonly count: number;
}

export interface Figure {
  /** Its texts stand in figure-words.ts. */
  readonly code: FigureCode;
  readonly numerator: number;
  /** Null: a count, and no part of anything. */
  readonly denominator: number | null;
  /** In neither of both. */
  readonly leftOut: readonly LeftOut[];
  /** Null: the figure is known. Otherwise both numbers say nothing. */
  readonly unknown: UnknownCode | null;
}

type Left = Partial<Readonly<Record<WhyCode, number>>>;

/** A part of a whole, or what there is of what there must be. */
export const share = (
  code: FigureCode,
  numerator: number,
  denominator: number,
  left: Left = {},
): Figure => ({
  ...{ code, numerator, denominator, leftOut: leftOutOf(left) },
  unknown: denominator === 0 ? "nothing-to-count" : null,
});

export const count = (code: FigureCode, numerator: number, left: Left = {}): Figure => ({
  ...{ code, numerator, denominator: null, leftOut: leftOutOf(left), unknown: null },
});

export const notKnown = (code: FigureCode, unknown: UnknownCode, left: Left = {}): Figure => ({
  ...{ code, numerator: 0, denominator: null, leftOut: leftOutOf(left), unknown },
});

const leftOutOf = (left: Left): LeftOut[] =>
  Object.entries(left)
    .filter(([, many]) => many > 0)
    .map(([why, many]) => ({ why: why as WhyCode, count: many }));

/** In tenths of a per cent, rounded down: what is not whole never reads as 100 %. Null where there is none. */
export function permille({ numerator, denominator, unknown }: Figure): number | null {
  if (unknown !== null || denominator === null || denominator === 0) return null;
  return Math.floor((numerator * 1000) / denominator);
}

/** "66.6 %", "not known" being null. */
export function shownShare(figure: Figure): string | null {
  const found = permille(figure);
  return found === null ? null : `${(found / 10).toFixed(1)} %`;
}
