/** Connections to Redis, and the check that this Redis may be used at all. */
import { Redis, type RedisOptions } from "ioredis";
import { z } from "zod";
import type { Logger } from "../process/logger.ts";

export const RedisConfig = z.object({
  HOLDFAST_REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .describe("Redis of the job queue, with its password: redis://:PASSWORD@127.0.0.1:6379"),
});
export type RedisConfig = z.infer<typeof RedisConfig>;

/** Longest anyone waits for Redis to say yes; the sweep repeats what was not said. */
export const PATIENCE_MS = 2_000;

/** Of a process that cannot run as it is configured (sysexits.h). */
const EXIT_CONFIG = 78;

type Behaviour = Pick<
  RedisOptions,
  "retryStrategy" | "enableOfflineQueue" | "maxRetriesPerRequest" | "commandTimeout" | "lazyConnect"
>;

/** A connection that comes back by itself for ever. Its errors are told to `onError`. */
export function connectRedis(
  config: RedisConfig,
  onError: (error: Error) => void,
  options: Behaviour = {},
): Redis {
  const redis = new Redis(config.HOLDFAST_REDIS_URL, {
    connectTimeout: PATIENCE_MS,
    retryStrategy: (times) => Math.min(times * 100, PATIENCE_MS),
    ...options,
  });
  redis.on("error", onError);
  return redis;
}

/** Waits until `redis` is ready, at most PATIENCE_MS. False: it is not. */
export async function whenReady(redis: Redis): Promise<boolean> {
  const limit = Date.now() + PATIENCE_MS;
  while (redis.status !== "ready" && Date.now() < limit) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return redis.status === "ready";
}

/**
 * What is wrong with this Redis, or null. A queue whose keys are evicted forgets wake-ups silently; one
 * without a password takes jobs from everyone on the machine. A Redis that is down is not wrong.
 */
export async function redisFault(config: RedisConfig): Promise<string | null> {
  const options = { retryStrategy: () => null, commandTimeout: PATIENCE_MS, lazyConnect: true };
  const stranger = new URL(config.HOLDFAST_REDIS_URL);
  stranger.username = "";
  stranger.password = "";
  const anyone = connectRedis({ HOLDFAST_REDIS_URL: stranger.href }, () => undefined, options);
  const own = connectRedis(config, () => undefined, options);
  try {
    if ((await anyone.ping().catch(() => "refused")) === "PONG") {
      return "Redis answers without a password: set requirepass and put it into HOLDFAST_REDIS_URL";
    }
    const answer: unknown = await own.config("GET", "maxmemory-policy").catch(() => null);
    if (answer === null || JSON.stringify(answer).includes("noeviction")) return null;
    return "Redis evicts keys when it is full: set maxmemory-policy noeviction";
  } finally {
    anyone.disconnect();
    own.disconnect();
  }
}

/** Ends a process that takes jobs if the queue forgets or obeys strangers; one that is down is not refused: the sweep works without it. */
export async function requireSafeQueue(
  config: RedisConfig,
  logger: Logger,
  end: (code: number) => Promise<void>,
): Promise<void> {
  const fault = await redisFault(config);
  if (fault === null) return;
  logger.error({ fault }, "this Redis may not be used");
  await end(EXIT_CONFIG);
}
