/** The real processes on private servers, each with its own way to the database that can crash it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../infra/host/free-port.ts";
import { ROOT_CERTIFICATE, createAuthority } from "../../infra/keys/certificate-authority.ts";
import { createLedgerKey } from "../../infra/keys/checkpoint-signer.ts";
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { createDevice } from "../../services/access/create-device.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { CrashProxy } from "../fixtures/crash-proxy.ts";
import { type FreshDatabase, freshDatabase, freshRedis } from "../fixtures/private-servers.ts";

export const PROCESSES = ["api", "custody", "media"] as const;
export type ProcessName = (typeof PROCESSES)[number];

const MAINS: Readonly<Record<ProcessName, string>> = {
  api: "services/api/main.ts",
  custody: "workers/custody/main.ts",
  media: "workers/media/main.ts",
};
const ROOT = new URL("../../", import.meta.url).pathname;
const READY_LIMIT_MS = 40_000;

interface Running {
  readonly child: ChildProcess;
  readonly log: () => string;
  readonly exited: Promise<unknown>;
}

export class ProcessWorld {
  readonly database: FreshDatabase;
  readonly keysFolder: string;
  readonly objectsFolder: string;
  readonly proxies: Readonly<Record<ProcessName, CrashProxy>>;
  readonly deviceToken: string;
  readonly url: string;
  readonly #folder: string;
  readonly #redis: Awaited<ReturnType<typeof freshRedis>>;
  readonly #env: Readonly<Record<string, string>>;
  readonly #running = new Map<ProcessName, Running>();

  private constructor(parts: {
    folder: string;
    database: FreshDatabase;
    redis: Awaited<ReturnType<typeof freshRedis>>;
    proxies: Readonly<Record<ProcessName, CrashProxy>>;
    deviceToken: string;
    port: number;
    env: Readonly<Record<string, string>>;
  }) {
    this.#folder = parts.folder;
    this.database = parts.database;
    this.#redis = parts.redis;
    this.proxies = parts.proxies;
    this.deviceToken = parts.deviceToken;
    this.url = `http://127.0.0.1:${parts.port}`;
    this.keysFolder = join(parts.folder, "keys");
    this.objectsFolder = join(parts.folder, "objects");
    this.#env = { ...parts.env, HOLDFAST_PORT: String(parts.port) };
  }

  /** Servers, keys and a device; no process runs yet. `env` goes to every process. */
  static async build(env: Readonly<Record<string, string>> = {}): Promise<ProcessWorld> {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-world-"));
    const database = await freshDatabase();
    const redis = await freshRedis();
    const keys = join(folder, "keys");
    await createAuthority(keys, "demo", new Date());
    await createLedgerKey(keys);
    const proxyOf = () => CrashProxy.start(database.url);
    const proxies = { api: await proxyOf(), custody: await proxyOf(), media: await proxyOf() };
    const access = new PostgresAccessStore(database.connection.db);
    const clock = () => utcInstant(new Date());
    const { token } = await createDevice({ access, clock }, "DC-0012", "body_camera");
    return new ProcessWorld({
      ...{ folder, database, redis, proxies, env, deviceToken: token },
      port: await freePort(),
    });
  }

  get redisUrl(): string {
    return this.#redis.url;
  }

  async start(...names: readonly ProcessName[]): Promise<void> {
    await Promise.all(names.map((name) => this.#start(name)));
  }

  /** kill -9. */
  kill(name: ProcessName): void {
    this.#running.get(name)?.child.kill("SIGKILL");
  }

  signal(name: ProcessName, signal: NodeJS.Signals): void {
    this.#running.get(name)?.child.kill(signal);
  }

  /** Resolves once the process is gone. */
  async gone(name: ProcessName): Promise<void> {
    await this.#running.get(name)?.exited;
    this.#running.delete(name);
  }

  log(name: ProcessName): string {
    return this.#running.get(name)?.log() ?? "";
  }

  async rootCertificate(): Promise<string> {
    return readFile(join(this.keysFolder, ROOT_CERTIFICATE), "utf8");
  }

  async close(): Promise<void> {
    for (const name of PROCESSES) this.kill(name);
    await Promise.all(PROCESSES.map((name) => this.gone(name)));
    await Promise.all(Object.values(this.proxies).map((proxy) => proxy.close()));
    await this.#redis.close();
    await this.database.drop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #start(name: ProcessName): Promise<void> {
    const child = spawn(process.execPath, [join(ROOT, MAINS[name])], {
      env: await this.#environment(name),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    }
    this.#running.set(name, { child, log: () => text, exited: once(child, "exit") });
    const limit = Date.now() + READY_LIMIT_MS;
    while (!text.includes('"msg":"ready"')) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > limit) {
        child.kill("SIGKILL");
        throw new Error(`${name} did not become ready:\n${text.slice(-3000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async #environment(name: ProcessName): Promise<Record<string, string>> {
    const own: Readonly<Record<ProcessName, Record<string, string>>> = {
      api: {
        HOLDFAST_ROOT_CERTIFICATE: await this.rootCertificate(),
        HOLDFAST_LEDGER_PUBLIC_KEY_FILE: join(this.keysFolder, "ledger-key.pub.pem"),
      },
      custody: { HOLDFAST_KEYS_DIR: this.keysFolder, HOLDFAST_SWEEP_EVERY_MS: "300" },
      media: { HOLDFAST_SCRATCH_DIR: join(this.#folder, "scratch") },
    };
    return {
      PATH: process.env["PATH"] ?? "",
      HOLDFAST_AGENCY: "demo",
      HOLDFAST_DATABASE_URL: this.proxies[name].url,
      HOLDFAST_REDIS_URL: this.#redis.url,
      HOLDFAST_FILESYSTEM_DIR: this.objectsFolder,
      HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
      ...this.#env,
      ...own[name],
    };
  }
}
