/** Turns of bodies in this process: how many come at once, that they are kept in the order in which they came, and that a newer one that lasts ends the older. */
import type { LiveBody } from "./live-body.ts";

/** A body that stands still, or waits for one of the places, keeps those behind it waiting for so long and no longer. */
const WAIT_MS = 2_000;

/** In the order of one name. */
export interface Place {
  /** Resolves when those that came before are kept, were refused, or stood still. */
  readonly before: () => Promise<void>;
  /** Its body is being read from now on. */
  readonly reads: () => void;
  /** Its body is here: those behind it wait until it is kept, however long that takes this house. */
  readonly came: () => void;
  readonly leave: () => void;
}

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
  enter(name: string): Place {
    const before = this.#newest.get(name) ?? Promise.resolve();
    const { promise: passed, resolve: pass } = Promise.withResolvers<undefined>();
    let timer = setTimeout(pass, WAIT_MS, undefined);
    const mine = Promise.all([before, passed]).then(() => {
      if (this.#newest.get(name) === mine) this.#newest.delete(name);
    });
    this.#newest.set(name, mine);
    return {
      before: () => before,
      reads: () => {
        clearTimeout(timer);
        timer = setTimeout(pass, WAIT_MS, undefined);
      },
      came: () => clearTimeout(timer),
      leave: () => {
        clearTimeout(timer);
        pass(undefined);
      },
    };
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
