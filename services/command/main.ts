/** The `holdfast` command: wires its verbs to this machine. The launcher `./holdfast` starts it. */
import { X509Certificate, createPublicKey } from "node:crypto";
import { access, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { FilesystemConfig } from "../../infra/filesystem/config.ts";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { clockSynchronised } from "../../infra/host/clock-sync.ts";
import {
  installLine,
  installPackages,
  missingPackages,
  rootAccess,
} from "../../infra/host/debian-packages.ts";
import { keptSecret, writeDurably } from "../../infra/host/durable-file.ts";
import { lockFolder, lockHolder } from "../../infra/host/folder-lock.ts";
import { freePort } from "../../infra/host/free-port.ts";
import { privateFolder } from "../../infra/host/private-folder.ts";
import { endProcess } from "../../infra/host/running-process.ts";
import { identityTools } from "../../infra/keys/identity-tools.ts";
import { endRecorded, recordedProcesses } from "../../infra/host/supervisor.ts";
import type { Connection } from "../../infra/postgres/connection.ts";
import { readConfig } from "../../infra/process/read-config.ts";
import { StoreConfig } from "../../infra/process/store-config.ts";
import { exchange } from "../../infra/tus/exchange.ts";
import { FixityConfig, periodMs } from "../fixity/fixity-config.ts";
import { utcInstant } from "../kernel/clock.ts";
import { languageOf } from "../kernel/language.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { openCheckpoint, originOf } from "../ledger/checkpoint.ts";
import { parseVerifierKey, verifierKey } from "../ledger/note.ts";
import { proveLock } from "../objects/prove-lock.ts";
import { parseReceiptStatement, verifyReceipt } from "../sealing/receipt.ts";
import { type ReceiptFile, receiptIn } from "../sealing/receipt-file.ts";
import { apiClient } from "./api-client.ts";
import { runCommandLine } from "./command-line.ts";
import type { DataFolder } from "./data-folder.ts";
import { doctor } from "./doctor.ts";
import { doctorChecks, type LedgerFound, type Probes } from "./doctor-checks.ts";
import type { StoreProbes } from "./doctor-store.ts";
import type { Host } from "./host.ts";
import { readInstallation } from "./installation.ts";
import { boxFiles } from "./process-environment.ts";
import type { ReceiptVerdict, Trust } from "./push.ts";
import { terminal } from "./terminal.ts";
import { type GivenTrust, makeVerbs } from "./verbs.ts";

// Adapters with a heavy vendor are imported where a verb needs them: `help` and `status` start at once.
const postgres = () => import("../../infra/postgres/connection.ts");
const health = () => import("../../infra/postgres/health.ts");
const { env } = process;
const home = resolve(import.meta.dirname, "../..");
const path = env["PATH"] ?? "/usr/bin:/bin";
const clock = () => utcInstant(new Date());
const lockMode = env["HOLDFAST_LOCK_MODE"] === "governance" ? "governance" : "compliance";

const host: Host = {
  files: { writeDurably, keptSecret },
  privateFolder,
  exchange,
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

async function withDatabase<T>(
  folder: DataFolder,
  look: (connection: Connection) => Promise<T>,
): Promise<T> {
  const url = await readFile(boxFiles(folder).databaseUrl, "utf8");
  const { connect } = await postgres();
  const connection = connect({ HOLDFAST_DATABASE_URL: url, HOLDFAST_DATABASE_POOL: 2 });
  try {
    return await look(connection);
  } finally {
    await connection.pool.end();
  }
}

type AskDatabase = <T>(look: (connection: Connection) => Promise<T>) => Promise<T>;

/** A database that could not be reached once is not waited for again by every other check. */
function askedOnce(folder: DataFolder): AskDatabase {
  let unreachable: Error | null = null;
  return (look) =>
    withDatabase(folder, async (connection) => {
      if (unreachable !== null) throw unreachable;
      try {
        (await connection.pool.connect()).release();
      } catch (error) {
        unreachable = error instanceof Error ? error : new Error(String(error));
        throw unreachable;
      }
      return look(connection);
    });
}

/** The stores as the custody process opens them. */
async function openStores(folder: DataFolder) {
  if (readConfig(env, StoreConfig).HOLDFAST_STORE === "s3") {
    const { S3Config } = await import("../../infra/s3/config.ts");
    const { createS3Stores } = await import("../../infra/s3/stores.ts");
    return createS3Stores(readConfig(env, S3Config));
  }
  const demo = (await readInstallation(folder))?.demo === true;
  const settings = {
    HOLDFAST_FILESYSTEM_DIR: folder.objects,
    HOLDFAST_FILESYSTEM_IMMUTABLE: demo ? "off" : "auto",
  };
  return createFilesystemStores(readConfig({ ...settings, ...env }, FilesystemConfig));
}

async function ledgerHead(folder: DataFolder, database: AskDatabase): Promise<LedgerFound | null> {
  const installation = await readInstallation(folder);
  if (installation === null) return null;
  const origin = originOf(installation.agency, clock());
  const { createLedgerStore } = await import("../../infra/postgres/ledger-store.ts");
  const head = await database(({ db }) => createLedgerStore(db).head(origin));
  if (head === null) return null;
  const { size, signedAt, note, rootSha256 } = head;
  const verifier = parseVerifierKey(await localLedgerKey(folder, origin));
  const verifies = (): boolean => {
    try {
      const signed = verifier === null ? null : openCheckpoint(note, verifier);
      return signed?.size === size && signed.rootSha256 === rootSha256;
    } catch {
      return false;
    }
  };
  return { origin, size, signedAt, verifies: verifies() };
}

const localLedgerKey = async (folder: DataFolder, origin: string): Promise<string> =>
  verifierKey(origin, createPublicKey(await readFile(boxFiles(folder).ledgerPublicKey)));

const storeProbes = (folder: DataFolder, database: AskDatabase): StoreProbes => ({
  sameStore: async () => {
    const { objects } = await openStores(folder);
    await database(async ({ db }) => (await health()).sameStore(db, objects));
  },
  lockFindings: async () => proveLock({ ...(await openStores(folder)), clock }, lockMode),
  immutability: async () => {
    const { objects } = await openStores(folder);
    return "immutability" in objects ? objects.immutability() : null;
  },
});

/** What `doctor` looks at through adapters, with what `up` wrote down for the processes. */
function probes(folder: DataFolder): Probes {
  const database = askedOnce(folder);
  return {
    postgresSettings: () => database(async ({ pool }) => (await health()).databaseSettings(pool)),
    missingMigrations: () =>
      database(async ({ pool }) => {
        const { missingMigrations } = await import("../../infra/postgres/migrate.ts");
        return (await missingMigrations(pool)).length;
      }),
    redisSettings: async () => {
      const { redisSettings } = await import("../../infra/host/redis-server.ts");
      return redisSettings(await readFile(boxFiles(folder).redisUrl, "utf8"));
    },
    ...storeProbes(folder, database),
    ledgerHead: () => ledgerHead(folder, database),
    authorities: () => database(async ({ db }) => (await health()).authorityStates(db)),
    witnesses: () => database(async ({ db }) => (await health()).witnessStandings(db)),
    houseKeys: async () => {
      const { houseKeys } = await import("../../infra/keys/house-keys.ts");
      return await houseKeys(folder.keys);
    },
    machinePort: async () => {
      const files = boxFiles(folder);
      const authority = await readFile(files.deviceAuthority).catch(() => null);
      if (authority === null) return null;
      const endingSoon = await database(async ({ pool }) =>
        (await health()).devicesNotRenewing(pool),
      );
      const endOf = (pem: Buffer): Date => new X509Certificate(pem).validToDate;
      const serverValidTo = endOf(await readFile(files.machineCertificate));
      return { authorityValidTo: endOf(authority), serverValidTo, endingSoon };
    },
    sandbox: async () => {
      const { openSandbox } = await import("../../infra/ffmpeg/sandbox.ts");
      return (await openSandbox({ HOLDFAST_MEDIA_SANDBOX: "required" })).version;
    },
    oldestUnsealedSeconds: () =>
      database(async ({ pool }) => (await health()).oldestUnsealedSeconds(pool)),
    fixity: async () => {
      const { HOLDFAST_FIXITY_PERIOD: period } = readConfig(env, FixityConfig);
      const summary = await database(async ({ db }) => (await health()).fixitySummary(db));
      return { ...summary, periodMs: periodMs(clock(), period) };
    },
    silentWorkers: () => database(async ({ pool }) => (await health()).silentWorkers(pool)),
    clockSynchronised,
  };
}

/** What is named wins; then this box's own files; then, and it is said, what the service itself shows. */
async function trust(folder: DataFolder, url: string, given: GivenTrust): Promise<Trust> {
  const isLocal = await access(boxFiles(folder).rootCertificate).then(
    () => true,
    () => false,
  );
  const service = apiClient(url, null);
  const rootPem =
    given.root !== undefined
      ? await readFile(given.root, "utf8")
      : isLocal
        ? await readFile(boxFiles(folder).rootCertificate, "utf8")
        : await service.text("/api/v1/root.pem");
  const fetched = !isLocal && (given.root === undefined || given.ledgerKey === undefined);
  const ledgerKey = async (origin: string): Promise<string> => {
    if (given.ledgerKey !== undefined) return given.ledgerKey;
    return isLocal ? localLedgerKey(folder, origin) : (await service.text("/ledger/key")).trim();
  };
  return { rootPem, ledgerKey, fetched };
}

async function checkReceipt(
  file: ReceiptFile,
  { rootPem, ledgerKey }: Trust,
): Promise<ReceiptVerdict> {
  let origin: string;
  try {
    origin = parseReceiptStatement(file.statement).ledger.origin;
  } catch (error) {
    return { valid: false, reason: isRefusal(error) ? error.code : "sealing/bad-receipt" };
  }
  const { cmsVerifier } = await import("../../infra/keys/cms-verifier.ts");
  const deps = { signatures: cmsVerifier };
  const verdict = await verifyReceipt(deps, receiptIn(file), rootPem, await ledgerKey(origin));
  if (!verdict.valid) return verdict;
  const { itemId, serverSha256, sizeBytes, mayDeleteOnDevice, ledger } = verdict.statement;
  return {
    valid: true,
    itemId,
    serverSha256,
    sizeBytes: Number(sizeBytes),
    mayDeleteOnDevice,
    ledger,
  };
}

// Whoever reads has seen enough (`holdfast logs | head`): no reason to fall over.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
const interrupted = Promise.withResolvers<null>();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => interrupted.resolve(null));
}
const language = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const verbs = makeVerbs({
  host,
  around: {
    home,
    path,
    data: env["HOLDFAST_DATA"] ?? join(home, ".holdfast"),
    stateHome: join(env["XDG_STATE_HOME"] ?? join(homedir(), ".local/state"), "holdfast"),
    agency: env["HOLDFAST_AGENCY"],
    deviceToken: env["HOLDFAST_DEVICE_TOKEN"],
    environment: env,
  },
  term: (json) =>
    terminal(
      { out: process.stdout, err: process.stderr },
      { language, json, interactive: process.stderr.isTTY && process.stdin.isTTY },
    ),
  interrupted: interrupted.promise.then(() => undefined),
  doctor: async (term, folder) => {
    const nodeVersion = process.versions.node;
    const deps = { host, folder, path, nodeVersion, now: () => new Date(), probes: probes(folder) };
    return doctor(term, await doctorChecks(deps));
  },
  trust,
  ledgerKey: (folder, agency) => localLedgerKey(folder, originOf(agency, clock())),
  checkReceipt,
  ...{ tools: identityTools, clock },
  enrolsDevices: async ({ keys }) => {
    const { enrolsDevices } = await import("../../infra/keys/certificate-authority.ts");
    return enrolsDevices(keys);
  },
});
const exitCode = await runCommandLine(verbs, language, process.argv.slice(2));
// Promises that wait for a signal hold nothing open; a bar or a socket might.
process.exit(exitCode);
