/** The supervising process behind `up`: wires the start of the private servers and processes to this machine. */
import { copyFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { endRecorded, recordedProcesses, Supervisor } from "../../../infra/host/supervisor.ts";
import { keptSecret, writeDurably } from "../../../infra/host/durable-file.ts";
import { lockFolder } from "../../../infra/host/folder-lock.ts";
import { freePort } from "../../../infra/host/free-port.ts";
import { prepareCluster } from "../../../infra/host/postgres-cluster.ts";
import { prepareRedis } from "../../../infra/host/redis-server.ts";
import {
  createAuthority,
  hasSignerFile,
  readRootCertificate,
  readSigner,
  renewSigner,
  requireKeysOfHouse,
} from "../../../infra/keys/certificate-authority.ts";
import { takeUpKeys } from "../../../infra/keys/ceremony.ts";
import { ensureWrappingKeys } from "../../../infra/keys/wrapping-files.ts";
import { prepareMachinePort, serverHosts } from "../../../infra/keys/device-authority.ts";
import { gmRootIfWanted } from "../../../infra/keys/gm-authority.ts";
import { createLedgerKey } from "../../../infra/keys/checkpoint-signer.ts";
import { PostgresAccessStore } from "../../../infra/postgres/access-store.ts";
import { connect } from "../../../infra/postgres/connection.ts";
import { migrate } from "../../../infra/postgres/migrate.ts";
import { utcInstant } from "../../kernel/clock.ts";
import type { DataFolder } from "../data-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { ensureAdmin } from "../first-admin.ts";
import { boxFiles } from "../process-environment.ts";
import { type Report, supervise, type SuperviseDeps } from "../supervise.ts";

const home = resolve(import.meta.dirname, "../../..");
const clock = () => utcInstant(new Date());
/** A certificate that ends sooner is renewed when the system starts. */
const RENEW_WITHIN_MS = 60 * 86_400_000;

const logLine = (fields: object): void =>
  void process.stdout.write(`${JSON.stringify({ time: clock(), ...fields })}\n`);

const deps: SuperviseDeps = {
  host: {
    files: { writeDurably, keptSecret },
    freePort,
    lockFolder,
    recordedProcesses,
    endRecorded,
  },
  supervision: ({ run, logs }) =>
    new Supervisor({ runFolder: run, logFolder: logs, onEvent: logLine }),
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
  ensureAdmin: async (databaseUrl, login, wantToken) => {
    const { pool, db } = connect(databaseConfig(databaseUrl));
    try {
      return await ensureAdmin({ access: new PostgresAccessStore(db), clock }, login, wantToken);
    } finally {
      await pool.end();
    }
  },
  report: (report: Report) => {
    logLine(report);
    if (process.connected) process.send?.(report);
  },
};

const databaseConfig = (url: string) => ({
  HOLDFAST_DATABASE_URL: url,
  HOLDFAST_DATABASE_POOL: 2,
});

async function makeKeys(folder: DataFolder, agency: string): Promise<void> {
  const { keys } = folder;
  const isInToken = (process.env["HOLDFAST_SIGNER_KEY"] ?? "file") !== "file";
  const files = boxFiles(folder);
  await requireKeysOfHouse(keys, files.rootCertificate);
  const from = process.env["HOLDFAST_KEYS_FROM"];
  if (from !== undefined) await takeUpKeys(from, keys, agency);
  await createAuthority(keys, agency, new Date(), isInToken);
  if (!isInToken && (await hasSignerFile(keys))) {
    const { certificate } = await readSigner(keys);
    const restMs = certificate.validToDate.getTime() - Date.now();
    if (restMs < RENEW_WITHIN_MS) await renewSigner(keys, new Date());
  }
  await createLedgerKey(keys);
  // Where the operator named keys of his own, none are made.
  if (process.env["HOLDFAST_WRAPPING_KEYS"] === undefined)
    await ensureWrappingKeys(folder.wrapping);
  const gmRoot = await gmRootIfWanted(
    keys,
    agency,
    process.env["HOLDFAST_GM"] === "true",
    new Date(),
  );
  await writeDurably(files.rootCertificate, await readRootCertificate(keys), 0o644);
  await copyFile(join(keys, "ledger-key.pub.pem"), files.ledgerPublicKey);
  if (gmRoot !== null) await writeDurably(files.gmRoot, gmRoot, 0o644);
  await prepareMachinePort(
    keys,
    { authority: files.deviceAuthority, certificate: files.machineCertificate },
    serverHosts(process.env["HOLDFAST_MACHINE_PUBLIC_URL"], process.env["HOLDFAST_MACHINE_HOST"]),
    new Date(),
  );
}

/** Ours, and the standard ones of OpenTelemetry. */
const OF_OPERATOR = /^(?:HOLDFAST|OTEL)_/;

/** Ends when told to, and with its starter unless it was told to stay. */
async function main(): Promise<ExitCode> {
  const { values } = parseArgs({ options: { data: { type: "string" }, port: { type: "string" } } });
  const ending = new AbortController();
  let stays = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => ending.abort());
  }
  process.on("message", (message) => (stays ||= message === "detach"));
  process.on("disconnect", () => {
    if (!stays) ending.abort();
  });
  const operator = Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] =>
      OF_OPERATOR.test(pair[0]),
    ),
  );
  const end = await supervise(deps, {
    data: resolve(values.data ?? ""),
    port: Number(values.port),
    home,
    node: process.execPath,
    path: process.env["PATH"] ?? "/usr/bin:/bin",
    locale: process.env["LC_ALL"] ?? process.env["LC_MESSAGES"] ?? process.env["LANG"] ?? "C.UTF-8",
    operator,
    signal: ending.signal,
  });
  if (end === null) return EXIT.attention;
  if (!ending.signal.aborted) {
    await new Promise((done) => ending.signal.addEventListener("abort", done, { once: true }));
  }
  await end();
  return EXIT.ok;
}

process.exit(await main());
