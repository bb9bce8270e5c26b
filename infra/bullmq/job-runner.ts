/** Runs job descriptions on BullMQ workers: what wakes up is looked at by `attempt`; a job itself always ends well. */
import { type Job as QueuedJob, type JobJson, Worker } from "bullmq";
import { z } from "zod";
import { type ItemId, parseId } from "../../services/kernel/ids.ts";
import type { Job } from "../../services/evidence/job.ts";
import type { JobQueue } from "../../services/evidence/job-queue.ts";
import type { Step } from "../../services/evidence/pipeline.ts";
import { type AttemptDeps, attempt } from "./attempt.ts";
import { PREFIX } from "./job-queue.ts";
import { type RedisConfig, PATIENCE_MS, connectRedis } from "./redis.ts";

/** What is in a job: an id, and nothing that could be acted on without asking the database. */
const Payload = z.object({ itemId: z.string().max(36) });

/**
 * A worker to whom a job is its id and its data. Whatever else is kept with one (options, a rhythm, a
 * parent) decides nothing, and data that is no JSON is a job that is none of ours. BullMQ itself would
 * take such a job again for ever; while one lies under the id of a wake-up, no wake-up of that id counts.
 */
class WakeUps extends Worker {
  protected override createJob({ id, name, data, ...kept }: JobJson, jobId: string): QueuedJob {
    const { timestamp, attemptsMade, attemptsStarted, stalledCounter } = kept;
    const counts = { timestamp, attemptsMade, attemptsStarted, stalledCounter };
    const bare = { id, name, ...counts, opts: {}, progress: 0, delay: 0, priority: 0 };
    return super.createJob({ ...bare, data: isJson(data) ? data : "null" } as JobJson, jobId);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A crashed worker's job is taken up after this time, checked twice as often. */
const LOCK_MS = 10_000;

export class JobRunner {
  readonly #deps: AttemptDeps;
  readonly #workers: Worker[] = [];
  readonly #ending = new AbortController();
  readonly #config: RedisConfig;
  readonly #lockMs: number;
  readonly #jobs = new Map<Step, Job>();
  /** What runs here now, by step and item. */
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(deps: AttemptDeps, config: RedisConfig, lockMs: number = LOCK_MS) {
    this.#deps = deps;
    this.#config = config;
    this.#lockMs = lockMs;
  }

  /** Begins to run `job` whenever one of its items is woken. */
  start(job: Job): void {
    const { logger } = this.#deps;
    this.#jobs.set(job.name, job);
    const redis = connectRedis(this.#config, () => undefined, { maxRetriesPerRequest: null });
    const worker = new WakeUps(
      job.name,
      async ({ data }: { data: unknown }, _token, signal) => {
        const itemId = itemIdOf(data);
        if (itemId === null) {
          logger.warn({ step: job.name }, "a job that is none of ours was dropped");
          return;
        }
        const ends = [this.#ending.signal, ...(signal === undefined ? [] : [signal])];
        await this.#once(job, itemId, AbortSignal.any(ends));
      },
      {
        connection: redis,
        prefix: PREFIX,
        concurrency: job.concurrency,
        lockDuration: this.#lockMs,
        stalledInterval: this.#lockMs / 2,
        // BullMQ would fail a job for good when its workers crashed often; how often is counted on the item.
        maxStalledCount: Number.MAX_SAFE_INTEGER,
        runRetryDelay: PATIENCE_MS,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
      },
    );
    worker.on("error", (error) => {
      // A parser's message quotes what it read, and that is no word of ours.
      const told = error instanceof SyntaxError ? { name: error.name } : { err: error };
      logger.debug({ step: job.name, ...told }, "queue");
    });
    worker.on("lockRenewalFailed", (jobIds) => {
      // Another worker may have it now. What this one still writes is refused by version and write-once.
      for (const jobId of jobIds) worker.cancelJob(jobId);
    });
    worker.once("closed", () => {
      redis.disconnect();
    });
    this.#workers.push(worker);
  }

  /**
   * The queue for steps that this process makes due itself: what may run here runs at once, and spares the way
   * over Redis. It is woken through `far` where its job is not started here or all its places are taken.
   */
  near(far: JobQueue): JobQueue {
    return {
      wake: async (step, itemId, place) => {
        const job = this.#jobs.get(step);
        const isFull = job === undefined || this.#count(step) >= job.concurrency;
        if (isFull || this.#ending.signal.aborted) await far.wake(step, itemId, place);
        else void this.#once(job, itemId, this.#ending.signal);
      },
    };
  }

  /** A step of an item that runs here already is not run beside itself. Never rejects. */
  #once(job: Job, itemId: ItemId, signal: AbortSignal): Promise<void> {
    const name = `${job.name}.${itemId}`;
    const running =
      this.#underWay.get(name) ??
      attempt(this.#deps, job, itemId, signal).finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, running);
    return running;
  }

  #count(step: Step): number {
    return [...this.#underWay.keys()].filter((name) => name.startsWith(`${step}.`)).length;
  }

  /** Tells running steps to stop, waits for them, takes no more. They run again after the next start. */
  async close(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#workers.map((worker) => worker.close()));
    await Promise.all(this.#underWay.values());
  }
}

function itemIdOf(data: unknown): ItemId | null {
  const payload = Payload.safeParse(data);
  return payload.success ? parseId<ItemId>(payload.data.itemId) : null;
}
