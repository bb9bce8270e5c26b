/** Queue and runner on a real Redis: lost, emptied, doubled and forged wake-ups, crashed and paused workers. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import type { Job } from "../../services/evidence/job.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { BullJobQueue } from "../../infra/bullmq/job-queue.ts";
import { JobRunner } from "../../infra/bullmq/job-runner.ts";
import { redisFault } from "../../infra/bullmq/redis.ts";
import { freePort } from "../../infra/host/free-port.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { rememberingLogger, silentLogger } from "../fakes/logger.ts";
import { receivedItem } from "../fixtures/evidence.ts";
import { freshRedis } from "../fixtures/private-servers.ts";

let server: Awaited<ReturnType<typeof freshRedis>>;
let redis: Redis;
beforeAll(async () => {
  server = await freshRedis();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.close();
});

async function until(what: () => boolean | Promise<boolean>, limitMs = 15_000): Promise<void> {
  const limit = Date.now() + limitMs;
  while (!(await what())) {
    if (Date.now() > limit) throw new Error(`did not happen: ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("queue and runner", () => {
  let items: MemoryEvidenceStore;
  let queue: BullJobQueue;
  const runners: JobRunner[] = [];
  const config = () => ({ HOLDFAST_REDIS_URL: server.url });
  beforeEach(async () => {
    await redis.flushall();
    items = new MemoryEvidenceStore();
    queue = await BullJobQueue.open(config(), silentLogger);
  });
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.close()));
    await queue.close();
  });

  function start(run: Job["run"], extra: Partial<Job> = {}, lockMs = 1_000): JobRunner {
    const deps = { items, clock: () => utcInstant(new Date()), logger: silentLogger };
    const runner = new JobRunner(deps, config(), lockMs);
    runner.start({
      name: "verify-original",
      concurrency: 2,
      timeoutMs: 60_000,
      attempts: null,
      run,
      ...extra,
    });
    runners.push(runner);
    return runner;
  }
  function newItem(): ItemId {
    const item = receivedItem();
    items.add(item);
    return item.id;
  }

  it("runs a woken step, and runs it again when woken again after it ended", async () => {
    const ran: ItemId[] = [];
    start(async (itemId) => void ran.push(itemId));
    const itemId = newItem();
    for (let times = 1; times <= 3; times += 1) {
      await queue.wake("verify-original", itemId);
      await until(() => ran.length === times);
      await until(
        async () =>
          (await redis.exists(`holdfast:verify-original:verify-original.${itemId}`)) === 0,
      );
    }
    expect(ran).toEqual([itemId, itemId, itemId]);
  });

  it("runs once what was woken many times before a worker came", async () => {
    const itemId = newItem();
    await Promise.all(Array.from({ length: 20 }, () => queue.wake("verify-original", itemId)));
    let ran = 0;
    start(async () => void (ran += 1));
    await until(() => ran > 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ran).toBe(1);
  });

  it("runs at once, without Redis, what its own process makes due while there is room, and nothing beside itself", async () => {
    const ran: ItemId[] = [];
    const releases: (() => void)[] = [];
    const runner = start(async (itemId) => {
      ran.push(itemId);
      await new Promise<void>((resolve) => releases.push(resolve));
    });
    const far: string[] = [];
    const near = runner.near({ wake: async (step, itemId) => void far.push(`${step} ${itemId}`) });
    const [first, second, third] = [newItem(), newItem(), newItem()];
    for (const itemId of [first, second]) await near.wake("verify-original", itemId);
    await queue.wake("verify-original", first); // the sweep, meanwhile
    await until(() => ran.length === 2);
    await near.wake("verify-original", third); // no room
    await near.wake("seal", first); // nobody here does that
    expect(far).toEqual([`verify-original ${third}`, `seal ${first}`]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ran).toEqual([first, second]);
    const closed = runner.close();
    for (const release of releases) release();
    await closed;
    await near.wake("verify-original", second);
    expect(far).toHaveLength(3);
  });

  it("goes on after every key was deleted in the middle of a step", async () => {
    let ran = 0;
    let release: () => void = () => undefined;
    start(async () => {
      ran += 1;
      if (ran === 1) await new Promise<void>((resolve) => (release = resolve));
    });
    const [first, second] = [newItem(), newItem()];
    await queue.wake("verify-original", first);
    await until(() => ran === 1);
    await redis.flushall();
    release();
    await queue.wake("verify-original", second);
    await until(() => ran === 2);
    await queue.wake("verify-original", first);
    await until(() => ran === 3);
  });

  it("runs first what somebody waits for, once, whether it waited already or not, and leaves what runs alone", async () => {
    const ran: ItemId[] = [];
    const [running, early, late, fresh] = [newItem(), newItem(), newItem(), newItem()];
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const run = async (itemId: ItemId): Promise<void> => {
      ran.push(itemId);
      await gate;
    };
    start(run, { concurrency: 1 });
    await queue.wake("verify-original", running);
    await until(() => ran.length === 1);
    for (const itemId of [early, late]) await queue.wake("verify-original", itemId);
    for (const itemId of [running, late, fresh, late]) {
      await queue.wake("verify-original", itemId, "first");
    }
    await queue.wake("verify-original", late); // an ordinary wake-up puts nothing back
    goOn();
    await until(() => ran.length === 4);
    await until(async () => (await redis.llen("holdfast:verify-original:wait")) === 0);
    expect(ran).toEqual([running, late, fresh, early]);
  });

  it("takes up again what a failed attempt left, also when the failure is repeated", async () => {
    let ran = 0;
    start(async () => {
      ran += 1;
      throw new Error("bug");
    });
    const itemId = newItem();
    await queue.wake("verify-original", itemId);
    await until(async () => (await items.stepRuns(itemId))[0]?.lastError === "internal");
    await until(async () => {
      await queue.wake("verify-original", itemId);
      return ran >= 2;
    });
    await until(async () => (await items.stepRuns(itemId))[0]?.attempts === 2);
  });

  it("drops forged jobs: paths, commands, other shapes, ids of no item", async () => {
    const ran: string[] = [];
    start(async (itemId) => void ran.push(itemId));
    const forger = new Queue("verify-original", {
      connection: redis.duplicate(),
      prefix: "holdfast",
    });
    for (const data of [
      { itemId: "../../etc/passwd" },
      { itemId: "'; DROP TABLE items; --" },
      { itemId: { $gt: "" } },
      { itemId: "x".repeat(1 << 20) },
      { itemId: newId<ItemId>() },
      { command: "rm" },
      null,
      [1, 2],
    ]) {
      await forger.add("anything", data, { attempts: 5 });
    }
    const itemId = newItem();
    await queue.wake("verify-original", itemId);
    await until(() => ran.length > 0);
    await until(async () => (await forger.getJobCountByTypes("active", "waiting")) === 0);
    expect(ran).toEqual([itemId]);
    expect(await forger.getJobCountByTypes("failed", "completed")).toBe(0);
    await forger.close();
  });

  it("takes up the job of a worker that died, however many died before", async () => {
    const itemId = newItem();
    await queue.wake("verify-original", itemId);
    // What killed workers leave behind: an active job without a lock, with its count of stalls.
    const keys = "holdfast:verify-original";
    await redis.lrem(`${keys}:wait`, 0, `verify-original.${itemId}`);
    await redis.lpush(`${keys}:active`, `verify-original.${itemId}`);
    await redis.hset(`${keys}:verify-original.${itemId}`, "stc", 50);
    let ran = 0;
    start(async () => void (ran += 1), {}, 500);
    await until(() => ran === 1);
  });

  it("stops running steps when it closes, and does not count that against them", async () => {
    const itemId = newItem();
    let started = false;
    const runner = start(
      (_, signal) =>
        new Promise((_resolve, reject) => {
          started = true;
          signal.addEventListener("abort", () => {
            reject(new Error("told to stop"));
          });
        }),
    );
    await queue.wake("verify-original", itemId);
    await until(() => started);
    await runner.close();
    expect(await items.stepRuns(itemId)).toMatchObject([{ attempts: 0, lastError: null }]);
  });
});

describe("a Redis that is down", () => {
  it("costs a wake-up no time, and a hundred of them one log line", async () => {
    const { logger, lines } = rememberingLogger();
    const config = { HOLDFAST_REDIS_URL: `redis://:x@127.0.0.1:${await freePort()}` };
    const queue = await BullJobQueue.open(config, logger);
    const begun = performance.now();
    for (let times = 0; times < 100; times += 1) await queue.wake("seal", newId<ItemId>());
    expect(performance.now() - begun).toBeLessThan(500);
    expect(lines).toHaveLength(1);
    await queue.close();
  });

  it("does not hold a wake-up for long when it is connected and says nothing", async () => {
    const paused = await freshRedis();
    const queue = await BullJobQueue.open({ HOLDFAST_REDIS_URL: paused.url }, silentLogger);
    process.kill(paused.pid, "SIGSTOP");
    const begun = performance.now();
    await queue.wake("seal", newId<ItemId>());
    expect(performance.now() - begun).toBeLessThan(4_500);
    process.kill(paused.pid, "SIGCONT");
    await queue.close();
    await paused.close();
  });
});

describe("redisFault", () => {
  it("finds nothing wrong with a Redis as we start it, or with one that is down", async () => {
    expect(await redisFault({ HOLDFAST_REDIS_URL: server.url })).toBeNull();
    const nobody = `redis://:x@127.0.0.1:${await freePort()}`;
    expect(await redisFault({ HOLDFAST_REDIS_URL: nobody })).toBeNull();
  });

  it("refuses one that evicts keys, and one that lets everyone in", async () => {
    await redis.config("SET", "maxmemory-policy", "allkeys-lru");
    expect(await redisFault({ HOLDFAST_REDIS_URL: server.url })).toMatch(/evicts/);
    await redis.config("SET", "maxmemory-policy", "noeviction");
    const password = new URL(server.url).password;
    await redis.config("SET", "requirepass", "");
    expect(await redisFault({ HOLDFAST_REDIS_URL: server.url })).toMatch(/without a password/);
    await redis.config("SET", "requirepass", password);
  });
});
