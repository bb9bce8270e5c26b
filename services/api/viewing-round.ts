/** Keeps viewings every few seconds, tells those that are over, and at the end those that are not. */
import {
  type ViewingDeps,
  keepViewings,
  tellLeftViewings,
  tellViewings,
} from "../review/tell-viewings.ts";
import { Viewings } from "../review/viewings.ts";

/** So much of a viewing a process that is killed may lose. */
const EVERY_MS = 10_000;

export class ViewingRound {
  readonly viewings = new Viewings();
  readonly #deps: ViewingDeps;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void>;

  constructor(deps: Omit<ViewingDeps, "viewings">, onFailure: (error: unknown) => void) {
    this.#deps = { ...deps, viewings: this.viewings };
    this.#running = this.#round().catch(onFailure);
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => this.#round()).catch(onFailure);
    }, EVERY_MS);
  }

  async #round(): Promise<void> {
    await keepViewings(this.#deps);
    await tellViewings(this.#deps, false);
    await tellLeftViewings(this.#deps);
  }

  /** Resolves when the last viewing is told. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    await tellViewings(this.#deps, true);
  }
}
