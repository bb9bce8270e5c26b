/**
 * Processes that share stores in memory and take turns as a seed draws: before each call of a port whoever calls waits until it is
 * chosen, and then the call is done, fails, fails though it was done, or is the last that its process made.
 */
import { FailingCalls } from "../fakes/failing-calls.ts";
import type { Draw } from "../fixtures/seeded.ts";

/** Answered in the place of a result by a process that died over the work. */
export const DIED = Symbol("died");

/** The real one: who sets timers to fake ones leaves it alone. */
const tick = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
/** So many turns of the event loop without a call or a timer, and nothing will come any more. */
const MOST_IDLE = 1_000;
/** Of turns, so many let a timer end while somebody could go on. */
const TIMERS = 0.05;
/** Answers at once, or are no promises. */
const NO_CALLS: ReadonlySet<string> = new Set(["verifierKey", "join", "list"]);

export class Scheduler {
  calls = 0;
  readonly #draw: Draw;
  readonly #waiting: (() => void)[] = [];
  readonly #nextTimer: () => void;
  readonly #onTurn: () => void;

  /** `nextTimer` makes time pass to where a timer ends. */
  constructor(draw: Draw, nextTimer: () => void, onTurn: () => void) {
    this.#draw = draw;
    this.#nextTimer = nextTimer;
    this.#onTurn = onTurn;
  }

  turn(): Promise<void> {
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }

  /** Lets one that waits go on after the other, until `work` has ended; rejects as it does, or after `mostCalls`. */
  async until(work: Promise<unknown>, mostCalls: number): Promise<void> {
    let isOver = false;
    const end = work.finally(() => (isOver = true));
    end.catch(() => undefined);
    for (let idle = 0; !isOver; idle += 1) {
      await tick();
      const next = this.#waiting.splice(this.#draw.below(this.#waiting.length), 1)[0];
      if (next === undefined) {
        if (idle > MOST_IDLE) throw new Error("nothing happens any more, and the work is not over");
        this.#nextTimer();
        continue;
      }
      idle = 0;
      if (this.#draw.chance(TIMERS)) this.#nextTimer();
      this.calls += 1;
      if (this.calls > mostCalls) throw new Error(`not over after ${mostCalls} calls`);
      this.#onTurn();
      next();
    }
    await end;
  }
}

export type Fate = "done" | "fail" | "fail-but-persist" | "crash" | "crash-but-persist";

/** One life of one process: whatever ports it has are wrapped here, and all it does ends with it. */
export class Life extends FailingCalls {
  readonly #scheduler: Scheduler;
  readonly #fate: (name: string) => Fate;
  readonly #ended = Promise.withResolvers<typeof DIED>();
  #isDead = false;

  constructor(scheduler: Scheduler, fate: (name: string) => Fate) {
    super(new Map());
    this.#scheduler = scheduler;
    this.#fate = fate;
  }

  isDead(): boolean {
    return this.#isDead;
  }

  /** What `work` comes to, or that it was abandoned. */
  run<T>(work: () => Promise<T>): Promise<T | typeof DIED> {
    return Promise.race([work(), this.#ended.promise]);
  }

  override wrap<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...given: unknown[]): unknown => {
          const call = (): unknown => Reflect.apply(member, target, given);
          return NO_CALLS.has(String(name)) ? call() : this.#call(String(name), call);
        };
      },
    });
  }

  async #call(name: string, call: () => unknown): Promise<unknown> {
    await this.#scheduler.turn();
    if (this.isDead()) return never();
    const fate = this.#fate(name);
    if (fate === "crash") return this.#die();
    if (fate === "fail") throw new Error(`injected: ${name} did nothing`);
    const result = await call();
    if (this.isDead()) return never();
    if (fate === "crash-but-persist") return this.#die();
    if (fate === "fail-but-persist") throw new Error(`injected: ${name} did it and was not heard`);
    // What writes the bytes of an upload is a port, too.
    return name === "open" ? this.wrap(result as object) : result;
  }

  #die(): Promise<never> {
    this.#isDead = true;
    this.#ended.resolve(DIED);
    return never();
  }
}

const never = (): Promise<never> => new Promise(() => undefined);
