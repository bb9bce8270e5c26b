/** How far a running step is, saved at most once a second beside what is known of its tries. */
import type { Clock } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { EvidenceStore, StepRun } from "../evidence/evidence-store.ts";
import type { Step } from "../evidence/pipeline.ts";
import { TimeLeft } from "./time-left.ts";

const EVERY_MS = 1_000;

export interface ProgressDeps {
  readonly items: Pick<EvidenceStore, "stepRuns" | "saveStepRun">;
  readonly clock: Clock;
}

/** Dispose it before the step ends: a later save would bring back the run of a step that is over. */
export class StepProgress implements AsyncDisposable {
  readonly #deps: ProgressDeps;
  readonly #itemId: ItemId;
  readonly #run: StepRun;
  #savedAtMs = Number.NEGATIVE_INFINITY;
  #best = 0;
  readonly #left = new TimeLeft();
  #saving: Promise<void> = Promise.resolve();
  #busy = false;

  private constructor(deps: ProgressDeps, itemId: ItemId, run: StepRun) {
    this.#deps = deps;
    this.#itemId = itemId;
    this.#run = run;
  }

  static async start(deps: ProgressDeps, itemId: ItemId, step: Step): Promise<StepProgress> {
    const runs = await deps.items.stepRuns(itemId);
    const fresh: StepRun = { step, attempts: 0, notBefore: null, lastError: null, progress: 0 };
    return new StepProgress(deps, itemId, runs.find((run) => run.step === step) ?? fresh);
  }

  /** Never falls and never throws. What comes too soon, or while a save is under way, is left out. */
  report(part: number): void {
    const nowMs = Date.parse(this.#deps.clock());
    const progress = Math.min(1, part);
    const secondsLeft = this.#left.after(progress, nowMs);
    if (this.#busy || progress <= this.#best || nowMs - this.#savedAtMs < EVERY_MS) return;
    this.#best = progress;
    this.#savedAtMs = nowMs;
    this.#busy = true;
    const left = secondsLeft === null ? {} : { secondsLeft };
    this.#saving = this.#save({ ...this.#run, progress, ...left });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#saving;
  }

  async #save(run: StepRun): Promise<void> {
    try {
      await this.#deps.items.saveStepRun(this.#itemId, run);
    } catch {
      // For people only. A record that does not answer stops the step where the step itself is saved.
    } finally {
      this.#busy = false;
    }
  }
}
