/**
 * The process behind `up`: starts the private servers and the four processes, and the recorder of a room that is
 * recorded from here; keeps them running, and ends them, last first. It outlives the terminal when told to, and ends with it when not.
 */
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type DataFolder, dataFolder } from "./data-folder.ts";
import { NotReady, type StartFailure, failureOf, toldBy } from "./start-failure.ts";
import type { BoxProgram, Host, PrivateServer, Supervision } from "./host.ts";
import { readInstallation } from "./installation.ts";
import { newPassword, readLogins, saveLogins, type Login } from "./logins.ts";
import { captureProgram, hasOwnRoom, hasRoomToken, livePortOf, toldByCapture } from "./own-room.ts";
import { type LogPlace, logOf, since } from "./program-log.ts";
import {
  CAPTURE,
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
  | { readonly kind: "room-no-token"; readonly path: string }
  | { readonly kind: "room-not-recorded"; readonly why: string }
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
  /** What people here read, as LC_ALL names it. */
  readonly locale: string;
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
    // Before the house, which it does not need: after a power cut people may be speaking already.
    const room = await startOwnRoom(folder, options, supervision);
    await startServers(deps, folder, supervision);
    await startProcesses(deps, folder, options, supervision);
    const url = `http://127.0.0.1:${options.port}`;
    await untilReady(url, options.signal);
    if (room !== null) await tellOfRoom(deps, folder, room);
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
  const livePort = await livePortOf(folder);
  const ports = { port, machinePort, livePort };
  const settings = { installation, ...ports, pageFolder, path, operator, signsTwice };
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

/** Null: no room is recorded from here. */
async function startOwnRoom(
  folder: DataFolder,
  options: SuperviseOptions,
  supervision: Supervision,
): Promise<LogPlace | null> {
  if (!(await hasOwnRoom(folder))) return null;
  const log = await logOf(folder, CAPTURE);
  await supervision.start(captureProgram(folder, options));
  return log;
}

/** It is begun again and again: what keeps it from recording can be mended while the house runs. */
async function tellOfRoom(
  { report }: SuperviseDeps,
  folder: DataFolder,
  log: LogPlace,
): Promise<void> {
  if (!(await hasRoomToken(folder))) {
    report({ kind: "room-no-token", path: boxFiles(folder).roomToken });
    return;
  }
  const limit = Date.now() + PROCESS_LIMIT_MS;
  let why: string | null = null;
  while (why === null && Date.now() < limit) {
    why = toldByCapture(await since(log));
    if (why === null) await pause();
  }
  if (why !== "") report({ kind: "room-not-recorded", why: why ?? "" });
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
