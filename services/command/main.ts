/** The `holdfast` command: wires its verbs to this machine. The launcher `./holdfast` starts it. */
import { access, copyFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import {
  installLine,
  installPackages,
  missingPackages,
  rootAccess,
} from "../../infra/host/debian-packages.ts";
import { keptSecret, writeDurably } from "../../infra/host/durable-file.ts";
import { lockFolder, lockHolder } from "../../infra/host/folder-lock.ts";
import { freePort } from "../../infra/host/free-port.ts";
import { prepareCluster } from "../../infra/host/postgres-cluster.ts";
import { prepareRedis } from "../../infra/host/redis-server.ts";
import { endProcess } from "../../infra/host/running-process.ts";
import { endRecorded, recordedProcesses, Supervisor } from "../../infra/host/supervisor.ts";
import { createAuthority, readRootCertificate } from "../../infra/keys/certificate-authority.ts";
import { createLedgerKey } from "../../infra/keys/checkpoint-signer.ts";
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { connect } from "../../infra/postgres/connection.ts";
import { migrate } from "../../infra/postgres/migrate.ts";
import { createToken } from "../access/create-token.ts";
import { createUser } from "../access/create-user.ts";
import { utcInstant } from "../kernel/clock.ts";
import { languageOf } from "../kernel/language.ts";
import { runCommandLine } from "./command-line.ts";
import type { DataFolder } from "./data-folder.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import type { Login } from "./logins.ts";
import { boxFiles } from "./process-environment.ts";
import { type Report, supervise, type SuperviseDeps } from "./supervise.ts";
import { terminal } from "./terminal.ts";
import { makeVerbs } from "./verbs.ts";

const { env } = process;
const home = resolve(import.meta.dirname, "../..");
const path = env["PATH"] ?? "/usr/bin:/bin";
const clock = () => utcInstant(new Date());
const interrupted = Promise.withResolvers<null>();

const host: Host = {
  files: { writeDurably, keptSecret },
  freePort,
  lockFolder,
  lockHolder,
  endHolder: async (lock, limitMs) => {
    const holder = await lockHolder(lock);
    if (holder !== null) await endProcess(holder, "SIGTERM", limitMs);
    return holder !== null;
  },
  endedInOrder: (lock) =>
    access(lock).then(
      () => false,
      () => true,
    ),
  recordedProcesses,
  endRecorded,
  missingPackages: (programs) => missingPackages("run", programs),
  installLine,
  rootAccess,
  installPackages,
};

const superviseDeps: SuperviseDeps = {
  host,
  supervision: (folder) =>
    new Supervisor({
      runFolder: folder.run,
      logFolder: folder.logs,
      onEvent: (event) => process.stdout.write(`${JSON.stringify({ time: clock(), ...event })}\n`),
    }),
  preparePostgres: (folder, port) => prepareCluster({ folder, port }),
  prepareRedis,
  migrate: async (databaseUrl) => {
    const { pool } = connect(databaseConfig(databaseUrl));
    try {
      await migrate(pool);
    } finally {
      await pool.end();
    }
  },
  makeKeys,
  ensureAdmin,
  report: (report: Report) => {
    process.stdout.write(`${JSON.stringify({ time: clock(), ...report })}\n`);
    if (process.connected) process.send?.(report);
  },
};

const databaseConfig = (url: string) => ({
  HOLDFAST_DATABASE_URL: url,
  HOLDFAST_DATABASE_POOL: 2,
});

async function makeKeys({ keys, ...folder }: DataFolder, agency: string): Promise<void> {
  await createAuthority(keys, agency, new Date());
  await createLedgerKey(keys);
  const files = boxFiles({ keys, ...folder });
  await writeDurably(files.rootCertificate, await readRootCertificate(keys), 0o644);
  await copyFile(join(keys, "ledger-key.pub.pem"), files.ledgerPublicKey);
}

async function ensureAdmin(
  databaseUrl: string,
  login: Login,
  wantToken: boolean,
): Promise<string | null> {
  const { pool, db } = connect(databaseConfig(databaseUrl));
  try {
    const deps = { access: new PostgresAccessStore(db), clock };
    const there = await deps.access.accountByName(login.name);
    const account = there ?? (await createUser(deps, login));
    return wantToken ? await createToken(deps, account.id, "holdfast up") : null;
  } finally {
    await pool.end();
  }
}

/** The process behind `up`; ends with its starter unless it was told to stay. */
async function runSupervisor(data: string, port: number): Promise<ExitCode> {
  let stays = false;
  const ending = Promise.withResolvers<null>();
  process.on("message", (message) => (stays ||= message === "detach"));
  process.on("disconnect", () => {
    if (!stays) ending.resolve(null);
  });
  void interrupted.promise.then(() => ending.resolve(null));
  const operator = Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[0].startsWith("HOLDFAST_")),
  );
  const options = { data, port, home, node: process.execPath, path, operator };
  const end = await supervise(superviseDeps, options);
  if (end === null) return EXIT.attention;
  await ending.promise;
  await end();
  return EXIT.ok;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => interrupted.resolve(null));
}
const language = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const verbs = makeVerbs({
  host,
  around: {
    home,
    script: import.meta.filename,
    path,
    data: env["HOLDFAST_DATA"] ?? join(home, ".holdfast"),
    stateHome: join(env["XDG_STATE_HOME"] ?? join(homedir(), ".local/state"), "holdfast"),
    agency: env["HOLDFAST_AGENCY"],
    deviceToken: env["HOLDFAST_DEVICE_TOKEN"],
  },
  term: (json) =>
    terminal(
      { out: process.stdout, err: process.stderr },
      { language, json, interactive: process.stderr.isTTY && process.stdin.isTTY },
    ),
  interrupted: interrupted.promise.then(() => undefined),
  supervise: runSupervisor,
  doctor: () => Promise.resolve(EXIT.attention),
  trust: async () => Promise.resolve({ rootPem: "", ledgerKey: "", fetched: true }),
  checkReceipt: async () => Promise.resolve({ valid: false, reason: "not wired" }),
});
const exitCode = await runCommandLine(verbs, language, process.argv.slice(2));
// Promises that wait for a signal hold nothing open; a bar or a socket might.
process.exit(exitCode);
