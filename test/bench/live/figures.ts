/** What figures are told as: shares of what was measured, and how it changes with time. */
import { loadavg } from "node:os";

export function share(numbers: readonly number[], of: number): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(of * sorted.length))] ?? NaN;
}

/** Of two in the middle what lies between them. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** How much `y` grows for each `x`, by least squares. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (pick: 0 | 1): number =>
    points.reduce((sum, point) => sum + point[pick], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

export const spread = (numbers: readonly number[]) => ({
  ...{ p50: round(median(numbers), 1), p99: round(share(numbers, 0.99), 1) },
  ...{ most: round(Math.max(...numbers), 1), count: numbers.length },
});

/** Whoever else is at work on this machine changes what is measured. */
export const load = (): number => round(loadavg()[0] ?? NaN, 1);
