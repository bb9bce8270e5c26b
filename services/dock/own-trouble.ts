/** Trouble of the dock's own disk or of its server: while it lasts, what needs them waits. */
import type { Clock } from "../kernel/clock.ts";
import type { ClipEvent } from "./clip.ts";
import { backoffMs, isTooEarly } from "./pace.ts";
import { type DockProblem, isOfDock } from "./problem.ts";

interface Trouble {
  readonly problem: DockProblem;
  readonly failures: number;
  readonly notBefore: number;
}

export class OwnTrouble {
  readonly #deps: { readonly clock: Clock; readonly random: () => number };
  #trouble: Trouble | null = null;

  constructor(deps: { readonly clock: Clock; readonly random: () => number }) {
    this.#deps = deps;
  }

  get problem(): DockProblem | null {
    return this.#trouble?.problem ?? null;
  }

  /** It is not yet time to try again. */
  isHeld(): boolean {
    const nowMs = Date.parse(this.#deps.clock());
    return this.#trouble !== null && isTooEarly(this.#trouble.notBefore, nowMs);
  }

  /** Without its disk nothing moves on at all. */
  holdsAll(): boolean {
    return this.isHeld() && this.#trouble?.problem.startsWith("state-") === true;
  }

  /** What one clip meets at the server holds for all. */
  learn(event: ClipEvent): void {
    if (event.kind === "failed" && isOfDock(event.problem)) {
      this.#trouble = this.#worse(event.problem, event.notBefore);
    } else if (["announced", "sent", "sealed", "waits"].includes(event.kind)) {
      this.#trouble = null;
    }
  }

  /** The dock's own disk: nothing moves on that could not be written down. @throws what is no failure of a disk. */
  ownFailure(error: unknown): null {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === undefined) throw error;
    const isFull = code === "ENOSPC" || code === "EDQUOT";
    this.#trouble = this.#worse(isFull ? "state-disk-full" : "state-not-written", 0);
    return null;
  }

  #worse(problem: DockProblem, notBefore: number): Trouble {
    const before = this.#trouble;
    const failures = before?.problem === problem ? before.failures + 1 : 1;
    const own = Date.parse(this.#deps.clock()) + backoffMs(failures, 0, this.#deps.random());
    return { problem, failures, notBefore: Math.max(own, notBefore) };
  }
}
