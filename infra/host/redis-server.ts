/** A private Redis in a folder of ours: password, 127.0.0.1, append-only file synced always, no eviction. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Redis } from "ioredis";

export interface RedisServer {
  /** redis://:password@127.0.0.1:port */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 10_000;

/** Starts Redis on `port` with its files in `folder`. The caller holds the only handle on the process. */
export async function startRedis(folder: string, port: number): Promise<RedisServer> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const password = await passwordOf(join(folder, "password"));
  const configFile = join(folder, "redis.conf");
  await writeFile(configFile, configuration(folder, port, password), { mode: 0o600 });
  const log = await open(join(folder, "redis.log"), "a", 0o600);
  const child = spawn("redis-server", [configFile], {
    stdio: ["ignore", log.fd, log.fd],
    detached: true,
  });
  await log.close();
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const failed = new Promise<never>((_, reject) => child.once("error", reject));
  child.unref();
  const url = `redis://:${password}@127.0.0.1:${port}`;
  await Promise.race([failed, untilAnswers(url)]);
  const { pid } = child;
  if (pid === undefined) throw new Error("broken invariant: a started process has a pid");
  return {
    url,
    pid,
    stop: async () => {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

const configuration = (folder: string, port: number, password: string): string =>
  [
    "bind 127.0.0.1",
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${folder}`,
    "daemonize no",
    "appendonly yes",
    "appendfsync always",
    "maxmemory-policy noeviction",
    'save ""',
    "",
  ].join("\n");

async function passwordOf(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch {
    const password = randomBytes(24).toString("base64url");
    await writeFile(file, password, { mode: 0o600 });
    return password;
  }
}

async function untilAnswers(url: string): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS;
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on("error", () => undefined);
  try {
    for (;;) {
      try {
        if (redis.status !== "ready") await redis.connect();
        await redis.ping();
        return;
      } catch (cause) {
        if (Date.now() > limit) throw new Error("redis-server does not answer", { cause });
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  } finally {
    redis.disconnect();
  }
}
