/**
 * Kills custody over one piece of work after the other, each at a point of its own: at a round trip in one of two ways, or when
 * so many files are left of an item. Custody that is begun again first ends what it was killed over, and comes to the next.
 */
import { readdirSync, watch } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { CrashMode, CrashProxy } from "../fixtures/crash-proxy.ts";
import { type Work, WorkNames, recorder } from "./kill-points.ts";

export type KillPoint =
  | { readonly mode: CrashMode; readonly name: string }
  | { readonly filesLeft: number };

/** What is killed over. */
export interface KilledWork {
  readonly work: Work;
  /** Files are taken out of it; null: none is. */
  readonly folder: string | null;
}

export interface KillWorld<Batch extends KilledWork> {
  /** One more, which custody comes to once it is begun. */
  readonly next: () => Promise<Batch>;
  readonly proxy: CrashProxy;
  readonly kill: () => void;
  readonly start: () => Promise<void>;
  /** Custody is gone then. */
  readonly end: () => Promise<void>;
  readonly isOver: (batch: Batch) => Promise<boolean>;
  /** What must be true of one that is over. */
  readonly check: (batch: Batch) => Promise<void>;
}

/** Another round may keep a work from its point once; a point that is there is met by the second. */
const TRIES = 3;
const OVER_MS = 60_000;
/** What custody does after a batch is over is seen as well. */
const AFTER_MS = 1_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
export const described = (point: KillPoint): string =>
  "name" in point ? `${point.mode}: ${point.name}` : `files left: ${point.filesLeft}`;

const filesIn = (folder: string): number => readdirSync(folder).length;

export class KillRun<Batch extends KilledWork> {
  readonly #world: KillWorld<Batch>;
  readonly #label: string;
  /** Custody was killed over them, or they were not looked at yet. */
  #open: readonly Batch[] = [];
  readonly violations: string[] = [];
  met = 0;

  constructor(world: KillWorld<Batch>, label: string) {
    this.#world = world;
    this.#label = label;
  }

  /** Two works that nothing disturbs, each alone, as one that is killed over is: the points that both of them have. */
  async points(): Promise<{ trips: readonly string[]; files: readonly number[] }> {
    const first = await this.#watch();
    const second = await this.#watch();
    const trips = [...first.names].filter((name) => second.names.has(name));
    const { files } = first;
    say(`${this.#label}: ${trips.length} round trips, ${files} files`);
    return { trips, files: Array.from({ length: files }, (_, at) => files - 1 - at) };
  }

  async #watch(): Promise<{ names: ReadonlySet<string>; files: number }> {
    const { next, proxy, start, end } = this.#world;
    const batch = await next();
    this.#open = [batch];
    const files = batch.folder === null ? 0 : filesIn(batch.folder);
    const { trap, names } = recorder(batch.work);
    proxy.lay(trap);
    await start();
    await this.#untilOver();
    await sleep(AFTER_MS);
    proxy.lay(null);
    await end();
    await this.#look();
    return { names, files };
  }

  /** Each of them, whatever it takes; what is right is looked at all along. */
  async meet(points: readonly KillPoint[]): Promise<void> {
    for (const point of points) {
      let isMet = false;
      for (let left = TRIES; left > 0 && !isMet; left -= 1) isMet = await this.#dieAt(point);
      if (!isMet) this.#violated(`never met: ${described(point)}`);
      this.met += isMet ? 1 : 0;
      if (points.length < 5) say(`${this.#label}: killed at ${described(point)}`);
      else if (this.met % 10 === 0)
        say(`${this.#label}: ${this.met} of ${points.length} points met`);
    }
    expect(this.violations).toEqual([]);
  }

  /** Custody that nobody kills ends what is left. */
  async finish(): Promise<void> {
    await this.#world.start();
    await this.#untilOver();
    await this.#world.end();
    await this.#look();
    say(`${this.#label}: ${this.met} points met, ${this.violations.length} violations`);
    expect(this.violations).toEqual([]);
  }

  async #dieAt(point: KillPoint): Promise<boolean> {
    const { next, start, end, kill } = this.#world;
    const batch = await next();
    const { promise: died, resolve } = Promise.withResolvers<boolean>();
    const disarm = this.#arm(batch, point, () => {
      kill();
      resolve(true);
    });
    this.#open = [...this.#open, batch];
    let isDead = false;
    // Dead before it said that it is ready is dead all the same.
    const started = start().catch(() => undefined);
    const over = this.#untilOver(() => isDead).then(() => sleep(AFTER_MS, false));
    isDead = await Promise.race([died, over]);
    disarm();
    await end();
    await Promise.all([started, over]);
    await this.#look();
    return isDead;
  }

  #arm({ work, folder }: Batch, point: KillPoint, crash: () => void): () => void {
    const { proxy } = this.#world;
    if ("name" in point) {
      const names = new WorkNames(work);
      const { mode, name } = point;
      proxy.lay((trip) => (names.of(trip) === name ? { mode, crash } : null));
      return () => proxy.lay(null);
    }
    let isMet = false;
    const watcher = watch(folder!, () => {
      if (isMet || filesIn(folder!) > point.filesLeft) return;
      isMet = true;
      crash();
    });
    return () => watcher.close();
  }

  /** Or until nobody works at it any more. */
  async #untilOver(isDead = (): boolean => false): Promise<void> {
    for (const limit = Date.now() + OVER_MS; !isDead();) {
      const over = await Promise.all(this.#open.map((batch) => this.#world.isOver(batch)));
      if (over.every(Boolean)) return;
      if (Date.now() > limit) {
        this.#violated("a batch is never over");
        return;
      }
      await sleep(50);
    }
  }

  /** Told at once: a long run may be ended before it is over. */
  #violated(what: string): void {
    this.violations.push(what);
    say(`${this.#label}: VIOLATION ${what}`);
  }

  async #look(): Promise<void> {
    const left: Batch[] = [];
    for (const batch of this.#open) {
      if (!(await this.#world.isOver(batch))) left.push(batch);
      else {
        await this.#world.check(batch).catch((error: unknown) => this.#violated(String(error)));
      }
    }
    this.#open = left;
  }
}

/** `HOLDFAST_TORTURE=N`: every Nth point, 1 all of them; otherwise one of each kind, by a seed that is printed. */
export function chosen(all: readonly (readonly KillPoint[])[]): readonly KillPoint[] {
  const stride = Number(process.env["HOLDFAST_TORTURE"] ?? 0);
  if (stride > 0) return all.flat().filter((_, at) => at % stride === 0);
  const seed = Number(process.env["HOLDFAST_SEED"] ?? Date.now() % 10_000);
  say(`seed ${seed}: HOLDFAST_SEED gives the same points again`);
  return all.map((kind, at) => kind[((seed + at) * 7_919 + 104_729) % kind.length]!);
}

export const isTorture = Number(process.env["HOLDFAST_TORTURE"] ?? 0) > 0;

/** What only reads changes nothing that a crash before it or after it could leave behind: one way is enough. */
const READS = /^select (?!.*(?:for (?:no key )?update|ledger_place|ledger_publish))/i;

/** Cut before the database heard of it, and after it was done and before custody hears. */
export const inTwoWays = (trips: readonly string[]): readonly (readonly KillPoint[])[] => [
  trips.map((name) => ({ mode: "failed", name })),
  trips.flatMap((name) =>
    READS.test(name.split(" after ", 1)[0]!)
      ? []
      : [{ mode: "failed-but-persisted" as const, name }],
  ),
];
