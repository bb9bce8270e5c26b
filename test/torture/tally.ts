/** What a torture did and met: crashes by process and point, other faults by kind, work by kind, and what broke. */
import type { CrashMode } from "../fixtures/crash-proxy.ts";
import type { ProcessName } from "../faults/process-world.ts";
import { POINTS, type Point } from "./points.ts";

export interface Outcome {
  readonly seed: number;
  readonly store: string;
  readonly seconds: number;
  readonly rounds: number;
  /** Real processes that were killed with -9, and what they were killed over. */
  readonly crashes: number;
  readonly byProcess: Readonly<Record<string, number>>;
  /** By the number of the point; "between" is at another round trip, "a moment" at none. */
  readonly byPoint: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly work: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

/** Where a process died. */
export type Death = { readonly point: Point | null; readonly mode: CrashMode } | "a moment";

const add = (counts: Map<string, number>, name: string, times = 1): void =>
  void counts.set(name, (counts.get(name) ?? 0) + times);
const inOrder = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...counts].toSorted(([a], [b]) => a.localeCompare(b, "en", { numeric: true })),
  );

export class Tally {
  readonly violations: string[] = [];
  rounds = 0;
  crashes = 0;
  readonly #began = Date.now();
  readonly #processes = new Map<string, number>();
  readonly #points = new Map<string, number>();
  readonly #faults = new Map<string, number>();
  readonly #work = new Map<string, number>();

  crash(name: ProcessName, death: Death): void {
    this.crashes += 1;
    add(this.#processes, name);
    if (death === "a moment") add(this.#points, death);
    else add(this.#points, death.point === null ? "between" : String(death.point.number));
  }

  fault(kind: string, times = 1): void {
    if (times > 0) add(this.#faults, kind, times);
  }

  did(kind: string, times = 1): void {
    if (times > 0) add(this.#work, kind, times);
  }

  outcome(seed: number, store: string): Outcome {
    const { crashes, rounds, violations } = this;
    return {
      ...{ seed, store, rounds, crashes, violations },
      seconds: Math.round((Date.now() - this.#began) / 1_000),
      byProcess: inOrder(this.#processes),
      byPoint: inOrder(this.#points),
      faults: inOrder(this.#faults),
      work: inOrder(this.#work),
    };
  }
}

const counts = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .map(([name, times]) => `${name} ${times}`)
    .join(", ");

const named = (of: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(of).map(([key, times]) => {
      const point = POINTS.find(({ number }) => String(number) === key);
      return [point === undefined ? key : `(${key}) ${point.name}`, times];
    }),
  );

/** For a person. */
export const lines = (outcome: Outcome): readonly string[] => [
  `seed ${outcome.seed}, store ${outcome.store}: ${outcome.crashes} crashes of real processes in ${outcome.seconds} s, ${outcome.rounds} rounds, ${outcome.violations.length} violations`,
  `  killed: ${counts(outcome.byProcess)}`,
  `  at: ${counts(named(outcome.byPoint))}`,
  `  other faults: ${counts(outcome.faults)}`,
  `  work: ${counts(outcome.work)}`,
  ...outcome.violations.map((violation) => `  VIOLATION ${violation}`),
];
