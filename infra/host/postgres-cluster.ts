/**
 * A private PostgreSQL cluster in a folder of ours: made once, on a port of 127.0.0.1 with a password,
 * never as root. fsync and full_page_writes stay on: it is the record.
 */
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { keptSecret, writeDurably } from "./durable-file.ts";
import { run, runOrThrow, type SystemUser } from "./run-command.ts";
import { type ServerProgram, startProgram } from "./server-program.ts";
import { serverUser } from "./system-user.ts";

export interface ClusterOptions {
  /** Folder of the cluster; made if it is not there. */
  readonly folder: string;
  readonly port: number;
}

export interface PostgresServer {
  /** Connection string of the database "holdfast", password included. */
  readonly url: string;
  readonly program: ServerProgram;
  /** Resolves once it answers and the database "holdfast" is there. */
  readonly ready: () => Promise<void>;
}

export interface Cluster {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const DATABASE = "holdfast";
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 30_000;
/** The data folder as descriptor 3: its own user need not be able to walk down to it. */
const HANDED_OVER = "/proc/self/fd/3";

/** Makes the cluster where there is none, and answers how to start it. Nothing runs yet. */
export async function prepareCluster({ folder, port }: ClusterOptions): Promise<PostgresServer> {
  const bin = await serverPrograms();
  const as = await serverUser("postgres", "postgresql");
  const password = await keptSecret(join(folder, "password"));
  const data = join(folder, "data");
  if (!(await exists(data))) await create(bin, folder, password, as);
  await clearStaleLock(data);
  const settings = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    max_connections: "120",
  };
  return {
    url: `postgresql://holdfast:${password}@127.0.0.1:${port}/${DATABASE}`,
    program: {
      name: "postgres",
      program: join(bin, "postgres"),
      args: [
        "-D",
        HANDED_OVER,
        ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`]),
      ],
      env: { LC_ALL: "C.UTF-8", PATH: "/usr/bin:/bin" },
      folder: "/",
      as,
      handedOver: [data],
      stopSignal: "SIGINT", // "fast": ends sessions, writes everything, stops
      stopLimitMs: STOP_LIMIT_MS,
    },
    ready: () => createDatabase(bin, port, password),
  };
}

/** Starts a cluster that belongs to the caller alone (tests). */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { url, program, ready } = await prepareCluster(options);
  const { promise: ended, resolve } = Promise.withResolvers<null>();
  const child = await startProgram(program, join(options.folder, "postgres.log"), () =>
    resolve(null),
  );
  child.unref();
  await ready();
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      // Else a process that has nothing else to do would end before it.
      child.ref();
      child.kill(program.stopSignal);
      await ended;
    },
  };
}

/** Builds the cluster beside its place and renames it in: a power cut leaves none or a whole one. */
async function create(
  bin: string,
  folder: string,
  password: string,
  as: SystemUser | null,
): Promise<void> {
  const making = join(folder, "making");
  const passwordFile = join(folder, "making.password");
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  await writeDurably(passwordFile, password);
  if (as !== null) for (const path of [making, passwordFile]) await chown(path, as.uid, as.gid);
  await initialise(bin, making, passwordFile, as);
  await rm(passwordFile);
  await chmod(making, 0o700);
  await rename(making, join(folder, "data"));
}

async function initialise(
  bin: string,
  making: string,
  passwordFile: string,
  as: SystemUser | null,
): Promise<void> {
  const handles = [await open(making, "r"), await open(passwordFile, "r")];
  try {
    const child = spawn(
      join(bin, "initdb"),
      [
        ...["-D", HANDED_OVER, "-U", "holdfast", "--pwfile", "/proc/self/fd/4"],
        ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8"],
        "--data-checksums",
      ],
      {
        cwd: "/",
        env: { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8" },
        stdio: ["ignore", "ignore", "pipe", ...handles.map((handle) => handle.fd)],
        ...(as ?? {}),
      },
    );
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (code !== 0) throw new Error(`initdb ended with ${code}:\n${said.trim()}`);
  } finally {
    await Promise.all(handles.map((handle) => handle.close()));
  }
}

/**
 * Removes a postmaster.pid that a power cut left when its pid belongs to somebody else by now: PostgreSQL
 * itself would take any living process of its user for the old server. One that works in this folder stays.
 */
async function clearStaleLock(data: string): Promise<void> {
  const file = join(data, "postmaster.pid");
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return;
  const ours = await stat(data);
  const at = await stat(`/proc/${Number.parseInt(text, 10)}/cwd/.`).catch(() => null);
  if (at !== null && at.dev === ours.dev && at.ino === ours.ino) {
    throw new Error("another PostgreSQL runs in this data folder: end it, then try again");
  }
  await rm(file);
}

async function createDatabase(bin: string, port: number, password: string): Promise<void> {
  const where = ["-h", "127.0.0.1", "-p", String(port), "-U", "holdfast", "-d", "postgres"];
  const env = { PATH: "/usr/bin:/bin", PGPASSWORD: password, PGCONNECT_TIMEOUT: "5" };
  const ask = (sql: string) => ["-XAtq", ...where, "-c", sql];
  const known = `SELECT 1 FROM pg_database WHERE datname = '${DATABASE}'`;
  const limit = Date.now() + START_LIMIT_MS;
  for (;;) {
    const found = await run(join(bin, "psql"), ask(known), { env });
    if (found.code === 0 && found.stdout.trim() === "1") return;
    if (found.code === 0) break;
    if (Date.now() > limit) throw new Error(`PostgreSQL does not answer: ${found.stderr.trim()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const make = `CREATE DATABASE ${DATABASE} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'`;
  await runOrThrow(join(bin, "psql"), ask(make), { env });
}

/** The newest server programs: Debian keeps them per version, outside PATH. */
export async function serverPrograms(): Promise<string> {
  const root = "/usr/lib/postgresql";
  const versions = (await readdir(root).catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const bin = join(root, version, "bin");
    if (await exists(join(bin, "postgres"))) return bin; // the client's package alone brings a folder too
  }
  throw new Error("PostgreSQL's server is not installed: apt-get install postgresql");
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
