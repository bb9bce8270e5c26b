/** Times answers about what is hidden and about what is missing, by turns, so that a load that comes and goes falls on both. */
import { randomUUID } from "node:crypto";

/** One way to ask about an id, below /api/v1. */
export interface Way {
  readonly name: string;
  readonly path: (id: string) => string;
}

export const WAYS: readonly Way[] = [
  { name: "item", path: (id) => `/items/${id}` },
  { name: "custody", path: (id) => `/items/${id}/custody` },
  { name: "poster", path: (id) => `/items/${id}/derivatives/poster?purpose=timing` },
  { name: "viewing copy", path: (id) => `/items/${id}/derivatives/viewing?purpose=timing` },
  { name: "search", path: (id) => `/cases?limit=10&search=${id}` },
];

export interface Asked {
  readonly url: string;
  /** Of somebody who may not know of the items. */
  readonly token: string;
  readonly hidden: readonly string[];
  readonly rounds: number;
}

export interface Timing {
  readonly medianMs: number;
  readonly p90Ms: number;
}

export interface Outcome {
  readonly hidden: Timing;
  readonly missing: Timing;
  /** Median of the differences of neighbours: one asked about what is missing, then about what is hidden. */
  readonly differenceMs: number;
  /** The same of two asked about what is missing: what differs without a reason. */
  readonly noiseMs: number;
  /** Answers that differ in status or length, the id apart. */
  readonly unlike: number;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const sorted = (all: readonly number[]): number[] => all.toSorted((one, other) => one - other);
const timing = (all: readonly number[]): Timing => ({
  medianMs: at(sorted(all), 0.5),
  p90Ms: at(sorted(all), 0.9),
});
const apart = (one: readonly number[], other: readonly number[]): number =>
  at(sorted(one.map((ms, index) => ms - (other[index] ?? ms))), 0.5);

export async function measure(asked: Asked, way: Way): Promise<Outcome> {
  const ask = async (id: string): Promise<{ readonly ms: number; readonly look: string }> => {
    const headers = { authorization: `Bearer ${asked.token}` };
    const began = performance.now();
    const answer = await fetch(`${asked.url}/api/v1${way.path(id)}`, { headers });
    const body = await answer.text();
    return { ms: performance.now() - began, look: `${answer.status} ${body.length}` };
  };
  const hidden: number[] = [];
  const missing: [number[], number[]] = [[], []];
  let unlike = 0;
  for (let round = 0; round < asked.rounds; round += 1) {
    const id = asked.hidden[round % asked.hidden.length] ?? "";
    const before = await ask(randomUUID());
    const between = await ask(id);
    const after = await ask(randomUUID());
    hidden.push(between.ms);
    missing[0].push(before.ms);
    missing[1].push(after.ms);
    if (between.look !== before.look || between.look !== after.look) unlike += 1;
  }
  return {
    ...{ hidden: timing(hidden), missing: timing(missing.flat()) },
    ...{
      differenceMs: apart(hidden, missing[0]),
      noiseMs: Math.abs(apart(missing[0], missing[1])),
      unlike,
    },
  };
}

/** As a line: milliseconds. */
export const lineOf = ({ name }: Way, outcome: Outcome): string => {
  const { hidden, missing, differenceMs, noiseMs, unlike } = outcome;
  const ms = (value: number): string => value.toFixed(2);
  return `${name}: hidden ${ms(hidden.medianMs)} (p90 ${ms(hidden.p90Ms)}), missing ${ms(missing.medianMs)} (p90 ${ms(missing.p90Ms)}), difference ${ms(differenceMs)}, noise ${ms(noiseMs)}, unlike ${unlike}`;
};
