/** A private Redis in a folder of ours: password, 127.0.0.1, append-only file synced always, no eviction. */
import { chmod, chown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Redis } from "ioredis";
import { keptSecret, writeDurably } from "./durable-file.ts";
import { type ServerProgram, startProgram } from "./server-program.ts";
import { serverUser } from "./system-user.ts";

export interface PreparedRedis {
  /** redis://:password@127.0.0.1:port */
  readonly url: string;
  readonly program: ServerProgram;
  /** Resolves once it answers. */
  readonly ready: () => Promise<void>;
}

export interface RedisServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 10_000;

/** Writes its configuration and answers how to start it. Nothing runs yet. */
export async function prepareRedis(folder: string, port: number): Promise<PreparedRedis> {
  const as = await serverUser("redis", "redis-server");
  const password = await keptSecret(join(folder, "password"));
  const data = join(folder, "data");
  const configFile = join(folder, "redis.conf");
  await mkdir(data, { recursive: true, mode: 0o700 });
  await chmod(data, 0o700);
  await writeDurably(configFile, configuration(port, password));
  if (as !== null) for (const path of [data, configFile]) await chown(path, as.uid, as.gid);
  const url = `redis://:${password}@127.0.0.1:${port}`;
  return {
    url,
    program: {
      name: "redis",
      program: "redis-server",
      args: ["/proc/self/fd/3"],
      env: { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8" },
      folder: data,
      as,
      handedOver: [configFile],
      stopSignal: "SIGTERM",
      stopLimitMs: STOP_LIMIT_MS,
    },
    ready: () => untilAnswers(url),
  };
}

/** Starts a Redis that belongs to the caller alone (tests). */
export async function startRedis(folder: string, port: number): Promise<RedisServer> {
  const { url, program, ready } = await prepareRedis(folder, port);
  const { promise: ended, resolve } = Promise.withResolvers<null>();
  const child = await startProgram(program, join(folder, "redis.log"), () => resolve(null));
  child.unref();
  await ready();
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill(program.stopSignal);
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** "dir ." is the folder it is started in: its user need not be able to walk down to it. */
const configuration = (port: number, password: string): string =>
  [
    "bind 127.0.0.1",
    `port ${port}`,
    `requirepass ${password}`,
    "dir .",
    "daemonize no",
    "appendonly yes",
    "appendfsync always",
    "maxmemory-policy noeviction",
    'save ""',
    "",
  ].join("\n");

/** What `doctor` looks at: settings that decide whether a wake-up can be lost or forged. */
export async function redisSettings(url: string): Promise<Readonly<Record<string, string>>> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
  });
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    const settings: Record<string, string> = {};
    for (const name of ["maxmemory-policy", "appendonly", "appendfsync", "requirepass"]) {
      const answer: unknown = await redis.config("GET", name);
      const value: unknown = Array.isArray(answer) ? answer[1] : null;
      settings[name] = typeof value === "string" ? value : "";
    }
    const { requirepass = "", ...shown } = settings;
    return { ...shown, password: requirepass === "" ? "missing" : "set" };
  } finally {
    redis.disconnect();
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
