/**
 * The process behind `up`: starts the private servers and the four processes, keeps them running, and ends
 * them, last first. It outlives the terminal when told to, and ends with it when not.
 */
import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type DataFolder, dataFolder } from "./data-folder.ts";
import { NotReady, type StartFailure, failureOf, toldBy } from "./start-failure.ts";
import type { BoxProgram, Host, PrivateServer, Supervision } from "./host.ts";
import { readInstallation } from "./installation.ts";
import { newPassword, readLogins, saveLogins, type Login } from "./logins.ts";
import {
  boxFiles,
  machinePortOf,
  type BoxProcess,
  processEnvironment,
} from "./process-environment.ts";

/** What the supervising process tells `up` while it starts. */
export type Report =
  | { readonly kind: "phase"; readonly phase: Phase }
  | { readonly kind: "left-behind"; readonly names: readonly string[] }
  | { readonly kind: "not-ready"; readonly name: string }
  | { readonly kind: "held"; readonly pid: number }
  | { readonly kind: "ready"; readonly running: Running }
  | ({ readonly kind: "failed" } & StartFailure);

export type Phase = "Postgres" | "Redis" | "Schema" | "Keys" | "Processes";

/** What `run/ready.json` holds while the system runs. */
export interface Running {
  readonly url: string;
  readonly pids: Readonly<Record<string, number>>;
}

export interface SuperviseDeps {
  readonly host: Pick<
    Host,
    "files" | "freePort" | "lockFolder" | "recordedProcesses" | "endRecorded"
  >;
  readonly supervision: (folder: DataFolder) => Supervision;
  readonly preparePostgres: (folder: string, port: number) => Promise<PrivateServer>;
  readonly prepareRedis: (folder: string, port: number) => Promise<PrivateServer>;
  readonly migrate: (databaseUrl: string) => Promise<void>;
  /** Makes what is missing of the agency's keys, and writes their public halves. */
  readonly makeKeys: (folder: DataFolder, agency: string) => Promise<void>;
  /** Makes the account unless its name is taken, and a new token for it if asked. */
  readonly ensureAdmin: (
    databaseUrl: string,
    login: Login,
    wantToken: boolean,
  ) => Promise<string | null>;
  readonly report: (report: Report) => void;
}

export interface SuperviseOptions {
  readonly data: string;
  readonly port: number;
  /** Folder of the program's sources. */
  readonly home: string;
  readonly node: string;
  readonly path: string;
  readonly operator: Readonly<Record<string, string>>;
  /** Ends the start too. */
  readonly signal: AbortSignal;
}

const PROCESSES: Readonly<Record<BoxProcess, string>> = {
  signer: "workers/signer/main.ts",
  custody: "workers/custody/main.ts",
  media: "workers/media/main.ts",
  api: "services/api/main.ts",
};
/** Longer than a process takes to end in order (infra/process/shutdown.ts). */
const STOP_LIMIT_MS = 25_000;
const READY_LIMIT_MS = 90_000;
const PROCESS_LIMIT_MS = 30_000;
const POLL_MS = 50;

/** Starts everything and answers how to end it; null if another process has the folder. */
export async function supervise(
  deps: SuperviseDeps,
  options: SuperviseOptions,
): Promise<(() => Promise<void>) | null> {
  const { host, report } = deps;
  const folder = dataFolder(options.data);
  for (const path of [folder.root, folder.run, folder.logs, folder.secrets, folder.public]) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  }
  const lock = await host.lockFolder(folder.lock);
  if (!lock.held) {
    report({ kind: "held", pid: lock.by.pid });
    return null;
  }
  const supervision = deps.supervision(folder);
  const readyFile = join(folder.run, "ready.json");
  const end = async (): Promise<void> => {
    await rm(readyFile, { force: true });
    await supervision.stopAll();
    await lock.release();
  };
  try {
    await rm(readyFile, { force: true });
    const left = await host.endRecorded(folder.run);
    if (left.length > 0) report({ kind: "left-behind", names: left });
    await startServers(deps, folder, supervision);
    await startProcesses(deps, folder, options, supervision);
    const url = `http://127.0.0.1:${options.port}`;
    await untilReady(url, options.signal);
    const running = { url, pids: { supervisor: process.pid, ...supervision.pids() } };
    await host.files.writeDurably(readyFile, JSON.stringify(running));
    report({ kind: "ready", running });
    return end;
  } catch (error) {
    report({ kind: "failed", ...failureOf(error) });
    await end();
    return null;
  }
}

/** PostgreSQL and Redis, schema, keys and the first administrator. */
async function startServers(
  { host, preparePostgres, prepareRedis, migrate, makeKeys, ensureAdmin, report }: SuperviseDeps,
  folder: DataFolder,
  supervision: Supervision,
): Promise<void> {
  const { files } = host;
  report({ kind: "phase", phase: "Postgres" });
  const postgres = await preparePostgres(folder.postgres, await host.freePort());
  await supervision.start(postgres.program);
  await postgres.ready();
  report({ kind: "phase", phase: "Redis" });
  const redis = await prepareRedis(folder.redis, await host.freePort());
  await supervision.start(redis.program);
  await redis.ready();
  await files.writeDurably(boxFiles(folder).databaseUrl, postgres.url);
  await files.writeDurably(boxFiles(folder).redisUrl, redis.url);
  report({ kind: "phase", phase: "Schema" });
  await migrate(postgres.url);
  report({ kind: "phase", phase: "Keys" });
  const installation = await readInstallation(folder);
  if (installation === null) throw new Error("broken invariant: up wrote the installation");
  await makeKeys(folder, installation.agency);
  const admin = await adminLogin(files, folder);
  const { adminToken } = await readLogins(folder);
  const token = await ensureAdmin(postgres.url, admin, adminToken === null);
  if (token !== null) await saveLogins(files, folder, { adminToken: token });
}

/** The password is kept before the account is made: a cut in between loses neither. */
async function adminLogin(files: Host["files"], folder: DataFolder): Promise<Login> {
  const { users } = await readLogins(folder);
  const there = users.find(({ role }) => role === "admin");
  if (there !== undefined) return there;
  const made: Login = {
    name: "admin",
    displayName: "系统管理员",
    role: "admin",
    password: newPassword(),
  };
  await saveLogins(files, folder, { users: [made, ...users] });
  return made;
}

async function startProcesses(
  { report }: SuperviseDeps,
  folder: DataFolder,
  { home, node, path, port, operator, signal }: SuperviseOptions,
  supervision: Supervision,
): Promise<void> {
  report({ kind: "phase", phase: "Processes" });
  await mkdir(folder.objects, { recursive: true, mode: 0o700 });
  for (const place of [folder.scratch, folder.cache]) {
    await mkdir(place, { recursive: true, mode: 0o700 });
  }
  const installation = await readInstallation(folder);
  if (installation === null) throw new Error("broken invariant: up wrote the installation");
  const pageFolder = join(home, "services/web/dist");
  const hasDevices = (await stat(boxFiles(folder).deviceAuthority).catch(() => null)) !== null;
  const machinePort = hasDevices ? machinePortOf(port) : null;
  const signsTwice = (await stat(boxFiles(folder).gmRoot).catch(() => null)) !== null;
  const settings = { installation, port, machinePort, pageFolder, path, operator, signsTwice };
  const logs: [BoxProcess, LogPlace][] = [];
  for (const [name, script] of Object.entries(PROCESSES) as [BoxProcess, string][]) {
    const program: BoxProgram = {
      name,
      program: node,
      args: [join(home, script)],
      env: processEnvironment(name, folder, settings),
      folder: folder.root,
      as: null,
      handedOver: [],
      stopSignal: "SIGTERM",
      stopLimitMs: STOP_LIMIT_MS,
    };
    const log = await logOf(folder, name);
    logs.push([name, log]);
    await supervision.start(program);
    // Custody looks for it at once, and would say for some seconds that it is down.
    if (name === "signer") await saysReady(log, signal);
  }
  for (const [name, log] of logs) {
    if (await saysReady(log, signal)) continue;
    // Without a decoder's box recordings are sealed all the same; without the others nothing works.
    if (name !== "media") throw new NotReady(toldBy(name, await since(log)));
    report({ kind: "not-ready", name });
  }
}

interface LogPlace {
  readonly path: string;
  readonly sizeBytes: number;
}

async function logOf(folder: DataFolder, name: string): Promise<LogPlace> {
  const path = join(folder.logs, `${name}.log`);
  const found = await stat(path).catch(() => null);
  return { path, sizeBytes: found?.size ?? 0 };
}

const since = async ({ path, sizeBytes }: LogPlace): Promise<string> =>
  (await readFile(path)).subarray(sizeBytes).toString("utf8");

/** Every process writes a line "ready" when it is; false if it has not in time. */
async function saysReady(log: LogPlace, signal: AbortSignal): Promise<boolean> {
  const limit = Date.now() + PROCESS_LIMIT_MS;
  while (Date.now() < limit) {
    signal.throwIfAborted();
    if (/"msg":"ready"/.test(await since(log))) return true;
    await pause();
  }
  return false;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, POLL_MS));

async function untilReady(url: string, signal: AbortSignal): Promise<void> {
  const limit = Date.now() + READY_LIMIT_MS;
  let last = "it does not answer";
  while (Date.now() < limit) {
    signal.throwIfAborted();
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => null,
    );
    if (answer?.status === 200) return;
    if (answer !== null) last = (await answer.text()).slice(0, 300);
    await pause();
  }
  throw new Error(`not ready within ${READY_LIMIT_MS / 1000} s: ${last}`);
}
