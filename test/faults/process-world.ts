/** The real processes on private servers, each with its own way to the database that can crash it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../infra/host/free-port.ts";
import { ROOT_CERTIFICATE, createAuthority } from "../../infra/keys/certificate-authority.ts";
import { createLedgerKey } from "../../infra/keys/checkpoint-signer.ts";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { S3Config } from "../../infra/s3/config.ts";
import { createS3Stores } from "../../infra/s3/stores.ts";
import { createDevice } from "../../services/access/create-device.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { IncomingStore } from "../../services/objects/incoming-store.ts";
import type { ObjectStore } from "../../services/objects/object-store.ts";
import { sharedCompileCache } from "../fixtures/compile-cache.ts";
import { CrashProxy } from "../fixtures/crash-proxy.ts";
import {
  type FreshDatabase,
  type FreshRedis,
  freshDatabase,
  freshRedis,
} from "../fixtures/private-servers.ts";

/** Those with a way to the database. */
export const PROCESSES = ["api", "custody", "media"] as const;
export type Served = (typeof PROCESSES)[number];
export type ProcessName = Served | "signer";

const MAINS: Readonly<Record<ProcessName, string>> = {
  signer: "workers/signer/main.ts",
  api: "services/api/main.ts",
  custody: "workers/custody/main.ts",
  media: "workers/media/main.ts",
};
const ROOT = new URL("../../", import.meta.url).pathname;
const READY_LIMIT_MS = 40_000;
/** Its name where numbers are told. */
export const SECOND_API = "second api";

interface Running {
  readonly child: ChildProcess;
  readonly log: () => string;
  readonly exited: Promise<unknown>;
}

/** 0 where the process is gone. */
async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
}

function begin(name: ProcessName, env: Record<string, string>): Running {
  const child = spawn(process.execPath, [join(ROOT, MAINS[name])], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  }
  return { child, log: () => text, exited: once(child, "exit") };
}

async function untilReady(name: ProcessName, { child, log }: Running): Promise<void> {
  const limit = Date.now() + READY_LIMIT_MS;
  while (!log().includes('"msg":"ready"')) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > limit) {
      child.kill("SIGKILL");
      throw new Error(`${name} did not become ready:\n${log().slice(-3000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export class ProcessWorld {
  readonly database: FreshDatabase;
  readonly keysFolder: string;
  readonly objectsFolder: string;
  readonly proxies: Readonly<Record<Served, CrashProxy>>;
  readonly deviceToken: string;
  readonly url: string;
  readonly #folder: string;
  readonly redis: FreshRedis;
  readonly #env: Readonly<Record<string, string>>;
  readonly #running = new Map<ProcessName, Running>();
  #secondApi: Running | null = null;

  private constructor(parts: {
    folder: string;
    database: FreshDatabase;
    redis: FreshRedis;
    proxies: Readonly<Record<Served, CrashProxy>>;
    deviceToken: string;
    port: number;
    env: Readonly<Record<string, string>>;
  }) {
    this.#folder = parts.folder;
    this.database = parts.database;
    this.redis = parts.redis;
    this.proxies = parts.proxies;
    this.deviceToken = parts.deviceToken;
    this.url = `http://127.0.0.1:${parts.port}`;
    this.keysFolder = join(parts.folder, "keys");
    this.objectsFolder = join(parts.folder, "objects");
    this.#env = { ...parts.env, HOLDFAST_PORT: String(parts.port) };
  }

  /** A world with every process of it at work. */
  static async running(): Promise<ProcessWorld> {
    const world = await ProcessWorld.build();
    try {
      await world.start(...PROCESSES);
      return world;
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  /** Processes that are not alive. */
  get ended(): readonly ProcessName[] {
    return (["signer", ...PROCESSES] as const).filter((name) => !this.isAlive(name));
  }

  /** Servers, keys made at `madeAt`, and a device; no process runs yet. `env` goes to every process. */
  static async build(
    env: Readonly<Record<string, string>> = {},
    madeAt = new Date(),
  ): Promise<ProcessWorld> {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-world-"));
    const database = await freshDatabase();
    const redis = await freshRedis();
    const keys = join(folder, "keys");
    await createAuthority(keys, "demo", madeAt);
    await createLedgerKey(keys);
    const proxyOf = () => CrashProxy.start(database.url);
    const proxies = { api: await proxyOf(), custody: await proxyOf(), media: await proxyOf() };
    const access = new PostgresAccessStore(database.connection.db);
    const clock = () => utcInstant(new Date());
    const { token } = await createDevice(
      { access, clock },
      "DC-0012",
      "body_camera",
      "process:test",
    );
    return new ProcessWorld({
      ...{ folder, database, redis, proxies, env, deviceToken: token },
      port: await freePort(),
    });
  }

  /** The signer comes up with custody, unless it is there. */
  async start(...names: readonly ProcessName[]): Promise<void> {
    if (names.includes("custody") && !this.isAlive("signer")) await this.#start("signer");
    await Promise.all(names.map((name) => this.#start(name)));
  }

  /** Without whatever it needs. */
  startAlone(name: ProcessName): Promise<void> {
    return this.#start(name);
  }

  /** Another API process over the same database and store; answers its address. It ends with the world. */
  async startSecondApi(): Promise<string> {
    const port = await freePort();
    this.#secondApi = begin("api", {
      ...(await this.#environment("api")),
      HOLDFAST_DATABASE_URL: this.database.url,
      HOLDFAST_PORT: String(port),
    });
    await untilReady("api", this.#secondApi);
    return `http://127.0.0.1:${port}`;
  }

  /** The objects as an onlooker reads them. */
  openObjects(): ObjectStore {
    return this.openStores().objects;
  }

  /** The stores as another process of the house would open them. */
  openStores(): { objects: ObjectStore; incoming: IncomingStore } {
    if (this.#env["HOLDFAST_STORE"] === "s3")
      return createS3Stores(readConfig(this.#env, S3Config));
    const settings = {
      HOLDFAST_FILESYSTEM_DIR: this.objectsFolder,
      HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
    } as const;
    return createFilesystemStores(settings, () => utcInstant(new Date()));
  }

  /** What each process that runs holds of this machine's memory, in MiB. */
  async residentMiB(): Promise<Readonly<Record<string, number>>> {
    const running = new Map<string, Running>(this.#running);
    if (this.#secondApi !== null) running.set(SECOND_API, this.#secondApi);
    const held: Record<string, number> = {};
    for (const [name, { child }] of running) held[name] = await residentMiB(child.pid ?? 0);
    return held;
  }

  /** kill -9. */
  kill(name: ProcessName): void {
    this.#running.get(name)?.child.kill("SIGKILL");
  }

  /** Whether it is the process that `start` began: none died and was begun again. */
  isAlive(name: ProcessName): boolean {
    const child = this.#running.get(name)?.child;
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  signal(name: ProcessName, signal: NodeJS.Signals): void {
    this.#running.get(name)?.child.kill(signal);
  }

  pid(name: ProcessName): number | null {
    return this.#running.get(name)?.child.pid ?? null;
  }

  /** It stands still beside the one that is begun in its place; whoever asks lets it go on, and ends it. */
  setAside(name: ProcessName): { goOn: () => void; end: () => Promise<void> } | null {
    const running = this.#running.get(name);
    if (running === undefined || !running.child.kill("SIGSTOP")) return null;
    this.#running.delete(name);
    return {
      goOn: () => void running.child.kill("SIGCONT"),
      end: async () => {
        running.child.kill("SIGKILL");
        await running.exited;
      },
    };
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
    const all = ["signer", ...PROCESSES] as const;
    for (const name of all) this.kill(name);
    this.#secondApi?.child.kill("SIGKILL");
    await this.#secondApi?.exited;
    await Promise.all(all.map((name) => this.gone(name)));
    await Promise.all(Object.values(this.proxies).map((proxy) => proxy.close()));
    await this.redis.close();
    await this.database.drop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #start(name: ProcessName): Promise<void> {
    const running = begin(name, await this.#environment(name));
    // Before it is ready: it may be killed on its way there.
    this.#running.set(name, running);
    await untilReady(name, running);
  }

  async #environment(name: ProcessName): Promise<Record<string, string>> {
    const base = { PATH: process.env["PATH"] ?? "", ...sharedCompileCache() };
    const socket = { HOLDFAST_SIGNER_SOCKET: join(this.#folder, "signer", "socket") };
    if (name === "signer") {
      return { ...base, ...this.#env, ...socket, HOLDFAST_KEYS_DIR: this.keysFolder };
    }
    const publicKeys = {
      HOLDFAST_ROOT_CERTIFICATE: await this.rootCertificate(),
      HOLDFAST_LEDGER_PUBLIC_KEY_FILE: join(this.keysFolder, "ledger-key.pub.pem"),
    };
    const own: Readonly<Record<Served, Record<string, string>>> = {
      api: publicKeys,
      custody: { ...publicKeys, ...socket, HOLDFAST_SWEEP_EVERY_MS: "300" },
      media: { HOLDFAST_SCRATCH_DIR: join(this.#folder, "scratch") },
    };
    return {
      ...base,
      HOLDFAST_AGENCY: "demo",
      HOLDFAST_DATABASE_URL: this.proxies[name].url,
      HOLDFAST_REDIS_URL: this.redis.url,
      HOLDFAST_FILESYSTEM_DIR: this.objectsFolder,
      HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
      // Records end with the copies: what follows comes at a time of its own.
      HOLDFAST_MEDIA_CHECK: "off",
      HOLDFAST_MEDIA_OVERVIEW: "off",
      ...this.#env,
      ...own[name],
    };
  }
}
