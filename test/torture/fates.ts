/** What becomes of each call of a port while a house is simulated, and how many died or failed. */
import type { Draw } from "../fixtures/seeded.ts";
import type { Fate, Scheduler } from "./scheduler.ts";

export class Fates {
  readonly #draw: Draw;
  readonly #scheduler: Scheduler;
  readonly #share: number;
  readonly #faultyCalls: number;
  #crashes = 0;
  #failed = 0;

  /** So large a share of the first `faultyCalls` calls goes wrong; then all is well, so that the house comes to rest. */
  constructor(draw: Draw, scheduler: Scheduler, share: number, faultyCalls: number) {
    this.#draw = draw;
    this.#scheduler = scheduler;
    this.#share = share;
    this.#faultyCalls = faultyCalls;
  }

  readonly next = (): Fate => {
    if (this.#scheduler.calls > this.#faultyCalls || !this.#draw.chance(this.#share)) return "done";
    const fate = this.#draw.of(["fail", "fail-but-persist", "crash", "crash-but-persist"] as const);
    if (fate.startsWith("crash")) this.#crashes += 1;
    else this.#failed += 1;
    return fate;
  };

  counted(): { readonly calls: number; readonly crashes: number; readonly failed: number } {
    return { calls: this.#scheduler.calls, crashes: this.#crashes, failed: this.#failed };
  }
}
