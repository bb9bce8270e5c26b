/** JobQueue on BullMQ. A Redis that is down costs a log line and no time. */
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { JobQueue, Place } from "../../services/evidence/job-queue.ts";
import type { Step } from "../../services/evidence/pipeline.ts";
import type { Logger } from "../process/logger.ts";
import { type RedisConfig, PATIENCE_MS, connectRedis, whenReady } from "./redis.ts";

/** Before every key of ours in Redis. */
export const PREFIX = "holdfast";

export class BullJobQueue implements JobQueue {
  readonly #redis: Redis;
  readonly #logger: Logger;
  readonly #queues = new Map<Step, Queue>();
  #silent = false;

  /** Waits a moment for Redis, so that the first wake-ups are heard; goes on without it. */
  static async open(config: RedisConfig, logger: Logger): Promise<BullJobQueue> {
    const queue = new BullJobQueue(config, logger);
    await whenReady(queue.#redis);
    return queue;
  }

  private constructor(config: RedisConfig, logger: Logger) {
    this.#logger = logger;
    // Nothing is kept for later: the sweep wakes again, and a backlog would be told all at once.
    this.#redis = connectRedis(config, () => undefined, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: PATIENCE_MS,
    });
    this.#redis.on("ready", () => {
      this.#silent = false;
    });
  }

  async wake(step: Step, itemId: ItemId, place: Place = "last"): Promise<void> {
    try {
      if (this.#redis.status !== "ready") throw new Error("Redis is not connected");
      await within(PATIENCE_MS, this.#add(step, itemId, place));
    } catch (error) {
      // One line an outage, not one a wake-up.
      if (!this.#silent) this.#logger.warn({ step, err: error }, "wake-ups are lost for now");
      this.#silent = true;
    }
  }

  /** Rejects unless Redis answers in time. */
  async check(): Promise<void> {
    if (this.#redis.status !== "ready") throw new Error("Redis is not connected");
    await within(PATIENCE_MS, this.#redis.ping());
  }

  async #add(step: Step, itemId: ItemId, place: Place): Promise<void> {
    let queue = this.#queues.get(step);
    if (queue === undefined) {
      queue = new Queue(step, { connection: this.#redis, prefix: PREFIX });
      queue.on("error", () => undefined);
      this.#queues.set(step, queue);
    }
    // A job that is kept when it ends would make the next one of that id be ignored, without an error.
    const jobId = `${step}.${itemId}`;
    const lifo = place === "first";
    await queue.add(
      step,
      { itemId },
      { jobId, lifo, attempts: 1, removeOnComplete: true, removeOnFail: true },
    );
    // One that waited already was not added again, and stands where it stood. One that runs, or ended meanwhile, is not moved.
    if (lifo) await (await queue.getJob(jobId))?.changePriority({ lifo }).catch(notThere);
  }

  async close(): Promise<void> {
    for (const queue of this.#queues.values()) {
      await within(PATIENCE_MS, queue.close()).catch(() => undefined);
    }
    this.#redis.disconnect();
  }
}

/** @throws what is no word of BullMQ that the job is gone. */
function notThere(error: unknown): void {
  if (!(error instanceof Error) || !/^Missing key for job/.test(error.message)) throw error;
}

/** `work`, or a rejection after `limitMs`; a rejection that comes later is heard by no one. */
async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error("Redis does not answer in time"));
    }, limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
