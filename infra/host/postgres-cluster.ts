/**
 * A private PostgreSQL cluster in a folder of ours: made once, started and stopped by pid, on a port of
 * 127.0.0.1 with a password, never as root. fsync and full_page_writes stay on: it is the record.
 */
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { createHash, randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { run, runOrThrow, type SystemUser } from "./run-command.ts";

export interface ClusterOptions {
  /** Folder of the cluster; made if it is not there. */
  readonly folder: string;
  readonly port: number;
}

export interface Cluster {
  /** Connection string of the database "holdfast", password included. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const DATABASE = "holdfast";
const START_SECONDS = 60;

/** Starts the cluster, making it first where needed. A cluster that runs already is taken as it is. */
export async function startCluster({ folder: wanted, port }: ClusterOptions): Promise<Cluster> {
  const bin = await programFolder();
  const as = await serverUser();
  const folder = await reachable(wanted, as);
  if (!(await exists(join(folder, "data")))) await create(bin, folder, as);
  const data = join(folder, "data");
  const password = (await readFile(join(folder, "password"), "utf8")).trim();
  const running = await run(join(bin, "pg_ctl"), ["status", "-D", data], { as });
  if (running.code !== 0) await start(bin, folder, port, as);
  const [pid, , , livePort] = (await readFile(join(data, "postmaster.pid"), "utf8")).split("\n");
  const url = (database: string) =>
    `postgresql://holdfast:${password}@127.0.0.1:${livePort ?? port}/${database}`;
  await createDatabase(bin, url("postgres"));
  return {
    url: url(DATABASE),
    pid: Number(pid),
    stop: async () => {
      await run(join(bin, "pg_ctl"), ["stop", "-D", data, "-m", "fast", "-w"], { as });
    },
  };
}

/**
 * `folder`, or, where the server's user may not pass a folder above it (a clone in root's home), a folder
 * under /var/lib that belongs to this one place.
 */
async function reachable(folder: string, as: SystemUser | null): Promise<string> {
  if (as === null) return folder;
  for (let above = dirname(folder); ; above = dirname(above)) {
    await mkdir(above, { recursive: true });
    const { mode, uid, gid } = await stat(above);
    const passes =
      (mode & 0o001) !== 0 || uid === as.uid || (gid === as.gid && (mode & 0o010) !== 0);
    if (!passes) {
      const name = createHash("sha256").update(folder).digest("hex").slice(0, 12);
      return join("/var/lib/holdfast", `postgres-${name}`);
    }
    if (above === dirname(above)) return folder;
  }
}

/** Builds the cluster beside its place and renames it in: a power cut leaves none or a whole one. */
async function create(bin: string, folder: string, as: SystemUser | null): Promise<void> {
  const making = join(folder, `making-${process.pid}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  await mkdir(join(folder, "socket"), { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString("base64url");
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  for (const path of [folder, making, join(folder, "socket"), passwordFile]) await own(path, as);
  await runOrThrow(
    join(bin, "initdb"),
    [
      ...["-D", making, "-U", "holdfast", "--pwfile", passwordFile, "--auth", "scram-sha-256"],
      ...["--encoding", "UTF8", "--locale", "C.UTF-8", "--data-checksums"],
    ],
    { as, cwd: folder },
  );
  await rename(making, join(folder, "data"));
}

async function start(bin: string, folder: string, port: number, as: SystemUser | null) {
  const settings = [
    `-c port=${port}`,
    "-c listen_addresses=127.0.0.1",
    "-c unix_socket_directories=''",
    "-c fsync=on",
    "-c full_page_writes=on",
    "-c synchronous_commit=on",
    "-c max_connections=120",
  ].join(" ");
  const log = join(folder, "postgres.log");
  await runOrThrow(
    join(bin, "pg_ctl"),
    [
      "start",
      "-D",
      join(folder, "data"),
      "-l",
      log,
      "-w",
      "-t",
      String(START_SECONDS),
      "-o",
      settings,
    ],
    // pg_ctl hands its standard output to the server it starts; the log file takes it instead.
    { as, cwd: folder },
  );
}

async function createDatabase(bin: string, url: string): Promise<void> {
  const ask = `SELECT 1 FROM pg_database WHERE datname = '${DATABASE}'`;
  const found = await runOrThrow(join(bin, "psql"), ["-XAtq", "-d", url, "-c", ask]);
  if (found.trim() === "1") return;
  const make = `CREATE DATABASE ${DATABASE} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'`;
  await runOrThrow(join(bin, "psql"), ["-XAtq", "-d", url, "-c", make]);
}

/** The newest server programs: Debian keeps them per version, outside PATH. */
async function programFolder(): Promise<string> {
  const root = "/usr/lib/postgresql";
  const versions = (await readdir(root).catch(() => [])).filter((name) => /^\d+$/.test(name));
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) {
    throw new Error("PostgreSQL's server is not installed: apt-get install postgresql");
  }
  return join(root, newest, "bin");
}

/** PostgreSQL refuses to run as root; then it runs as the "postgres" user of Debian's package. */
async function serverUser(): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const passwd = await readFile("/etc/passwd", "utf8");
  const fields = passwd
    .split("\n")
    .map((line) => line.split(":"))
    .find(([name]) => name === "postgres");
  if (fields?.[2] === undefined || fields[3] === undefined) {
    throw new Error("there is no user postgres: apt-get install postgresql");
  }
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

async function own(path: string, as: SystemUser | null): Promise<void> {
  await chmod(path, (await stat(path)).isDirectory() ? 0o700 : 0o600);
  if (as !== null) await chown(path, as.uid, as.gid);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
