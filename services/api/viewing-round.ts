/** Tells viewings that are over, again and again, and at the end those that are not. */
import { type ViewingDeps, Viewings, tellViewings } from "../review/viewings.ts";

const EVERY_MS = 15_000;

export class ViewingRound {
  readonly viewings = new Viewings();
  readonly #deps: ViewingDeps;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();

  constructor(deps: Omit<ViewingDeps, "viewings">, onFailure: (error: unknown) => void) {
    this.#deps = { ...deps, viewings: this.viewings };
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => tellViewings(this.#deps, false)).catch(onFailure);
    }, EVERY_MS);
  }

  /** Resolves when the last viewing is told. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    await tellViewings(this.#deps, true);
  }
}
