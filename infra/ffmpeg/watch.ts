/** Ends a run that takes too long, or that shows no progress for too long. */
import type { RunLimits } from "../../services/media/viewing-plan.ts";

export class Watch implements Disposable {
  readonly #controller = new AbortController();
  readonly #wall: NodeJS.Timeout;
  readonly #stall: NodeJS.Timeout;
  readonly signal = this.#controller.signal;

  constructor({ wallMs, stallMs }: RunLimits) {
    const end = (): void => this.#controller.abort();
    this.#wall = setTimeout(end, wallMs);
    this.#stall = setTimeout(end, stallMs);
  }

  moved(): void {
    this.#stall.refresh();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#wall);
    clearTimeout(this.#stall);
  }
}
