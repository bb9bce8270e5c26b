/** One attempt at a step: whether it may run now, and whether it is tried again after a failure. The only place that decides this. */
import { type Clock, type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { Refusal, isRefusal } from "../../services/kernel/refusal.ts";
import type { EvidenceStore, StepRun } from "../../services/evidence/evidence-store.ts";
import type { Job } from "../../services/evidence/job.ts";
import { stepsDue } from "../../services/evidence/pipeline.ts";
import type { Logger } from "../process/logger.ts";
import { spanned } from "../process/spans.ts";

export interface AttemptDeps {
  readonly items: EvidenceStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Why a run is cut short without being to blame: the process ends, or another worker has the job. */
export class Interruption extends Error {
  override readonly name = "Interruption";
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
/** After an outage of something every item needs: soon again, and not counted against the item. */
const OUTAGE_PAUSE_MS = 5_000;
/** How long a run that was told to stop may take to do so before its place is given away. */
const GRACE_MS = 10_000;

/** Never throws: what went wrong is in the log and on the item. */
export async function attempt(
  deps: AttemptDeps,
  job: Job,
  itemId: ItemId,
  signal: AbortSignal,
): Promise<void> {
  const line = { step: job.name, itemId };
  try {
    const run = await begin(deps, job, itemId);
    if (run !== null) await tryOnce(deps, job, itemId, run, signal);
  } catch (error) {
    // The database does not answer, or there is no such item: the sweep comes again where there is.
    deps.logger.warn({ ...line, err: error }, "step could not be begun or its end not be noted");
  }
}

/** Notes that the step runs, or answers null if it is not due, not yet allowed, or was given up. */
async function begin(
  { items, clock, logger }: AttemptDeps,
  job: Job,
  itemId: ItemId,
): Promise<StepRun | null> {
  const [item, runs] = await Promise.all([items.get(itemId), items.stepRuns(itemId)]);
  if (!stepsDue(item).includes(job.name)) return null;
  const before = runs.find(({ step }) => step === job.name);
  const attempts = before?.attempts ?? 0;
  if (before?.notBefore != null && before.notBefore > clock()) return null;
  if (job.attempts !== null && attempts >= job.attempts && job.giveUp !== undefined) {
    // The process died in every attempt: no failure was ever caught.
    logger.error({ step: job.name, itemId, attempts }, "step given up after its process died");
    await job.giveUp(itemId, before?.lastError ?? "internal");
    return null;
  }
  const run: StepRun = {
    step: job.name,
    attempts: attempts + 1,
    notBefore: null,
    lastError: before?.lastError ?? null,
    progress: null,
  };
  await items.saveStepRun(itemId, run);
  return run;
}

async function tryOnce(
  deps: AttemptDeps,
  job: Job,
  itemId: ItemId,
  run: StepRun,
  signal: AbortSignal,
): Promise<void> {
  const { items, clock, logger } = deps;
  const line = { step: job.name, itemId, attempt: run.attempts };
  const begunAt = performance.now();
  const timeout = AbortSignal.timeout(job.timeoutMs);
  const limit = AbortSignal.any([signal, timeout]);
  try {
    const facts = { "holdfast.item_id": itemId, "holdfast.attempt": run.attempts };
    const work = spanned(`step ${job.name}`, facts, () => job.run(itemId, limit));
    await orAbandoned(work, limit);
    logger.info({ ...line, ms: Math.round(performance.now() - begunAt) }, "step done");
  } catch (thrown) {
    const error = signal.aborted
      ? new Interruption("told to stop", { cause: thrown })
      : timeout.aborted
        ? timedOut(thrown)
        : thrown;
    const decision = afterFailure(job, run, error, clock());
    logger.warn({ ...line, code: decision.code, err: error, next: decision.next }, "step failed");
    if (decision.next === "give-up" && job.giveUp !== undefined) {
      await job.giveUp(itemId, decision.code);
    } else {
      await items.saveStepRun(itemId, decision.run);
    }
  }
}

export interface Decision {
  readonly next: "again" | "give-up";
  readonly code: string;
  /** How the step stands if it is tried again. */
  readonly run: StepRun;
}

/** What follows from `error`, the failure of the attempt that `run` counts. */
export function afterFailure(job: Job, run: StepRun, error: unknown, now: UtcInstant): Decision {
  const code = isRefusal(error) ? error.code : "internal";
  const again = (attempts: number, pauseMs: number): StepRun => ({
    ...run,
    attempts,
    notBefore: pauseMs === 0 ? null : plusMs(now, pauseMs),
    lastError: error instanceof Interruption ? run.lastError : code,
    progress: null,
  });
  if (error instanceof Interruption) {
    return { next: "again", code, run: again(run.attempts - 1, 0) };
  }
  if (isOutage(error)) {
    return { next: "again", code, run: again(run.attempts - 1, OUTAGE_PAUSE_MS) };
  }
  const hopeless = isRefusal(error) && (error.kind === "invalid" || error.kind === "tampered");
  const usedUp = job.attempts !== null && run.attempts >= job.attempts;
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (run.attempts - 1), LONGEST_PAUSE_MS);
  return {
    next: job.giveUp !== undefined && (hopeless || usedUp) ? "give-up" : "again",
    code,
    run: again(run.attempts, pauseMs),
  };
}

/** A database, a store, a signer or its key that does not answer, or a full scratch disk, says nothing about the item. */
const isOutage = (error: unknown): boolean =>
  isRefusal(error) &&
  error.kind === "unavailable" &&
  /^(postgres\/|objects\/|keys\/|media\/scratch-full$|sealing\/signer-unavailable$)/.test(
    error.code,
  );

const timedOut = (cause: unknown): Refusal =>
  new Refusal("unavailable", "evidence/step-timed-out", "the step took too long", { cause });

/** `work`; or a rejection if it goes on for GRACE_MS after `signal`, for its place is needed. */
async function orAbandoned(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let start: () => void = () => undefined;
  const abandoned = new Promise<never>((_, reject) => {
    start = () => {
      timer = setTimeout(() => {
        reject(new Error("the run does not end though it was told to"));
      }, GRACE_MS);
    };
  });
  if (signal.aborted) start();
  // A listener that stayed would keep this signal, and all it knows, until the process ends.
  else signal.addEventListener("abort", start, { once: true });
  try {
    await Promise.race([work, abandoned]);
  } finally {
    signal.removeEventListener("abort", start);
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
