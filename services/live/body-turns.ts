/** Turns of bodies in this process: how many come at once, that they are kept in the order in which they came, and that a newer one that lasts ends the older. */
import type { LiveBody } from "./live-body.ts";

/** A body that stands still keeps those behind it waiting for so long and no longer. */
const WAIT_MS = 2_000;

export class BodyTurns {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  readonly #lasting = new Map<string, LiveBody>();
  readonly #newest = new Map<string, Promise<void>>();
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Takes a place behind all that came before under this name, at once. Encoders open a connection a segment and wait for no
   * answer, so that the next one may overtake this one at every step from here on.
   */
  enter(name: string): { readonly before: () => Promise<void>; readonly leave: () => void } {
    const before = this.#newest.get(name) ?? Promise.resolve();
    let leave = (): void => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    const mine = Promise.all([before, left]).then(() => {
      if (this.#newest.get(name) === mine) this.#newest.delete(name);
    });
    this.#newest.set(name, mine);
    return { before: () => orAfter(before, WAIT_MS), leave };
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken >= this.#most) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#taken += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#taken -= 1;
      else next();
    }
  }

  /** "already live" never keeps anybody out: who came last goes on, and what the other sent is kept. */
  async last<T>(name: string, body: LiveBody, work: () => Promise<T>): Promise<T> {
    this.#lasting.get(name)?.stop("stopped");
    this.#lasting.set(name, body);
    try {
      return await work();
    } finally {
      if (this.#lasting.get(name) === body) this.#lasting.delete(name);
    }
  }

  /** This process ends: what came is kept. */
  drain(): void {
    for (const body of this.#lasting.values()) body.stop("stopped");
  }
}

async function orAfter(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([promise, late]);
  clearTimeout(timer);
}
