/** `holdfast doctor`: opens every adapter by what `up` wrote down for the processes, and runs the checks. */
import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { MediaConfig } from "../../../infra/ffmpeg/config.ts";
import { PROGRAM_SETTINGS, programsFound } from "../../../infra/ffmpeg/programs-found.ts";
import { openSandbox } from "../../../infra/ffmpeg/sandbox.ts";
import { FilesystemConfig } from "../../../infra/filesystem/config.ts";
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { clockSynchronised } from "../../../infra/host/clock-sync.ts";
import { installLine, missingPackages } from "../../../infra/host/debian-packages.ts";
import { lockHolder } from "../../../infra/host/folder-lock.ts";
import { redisSettings } from "../../../infra/host/redis-server.ts";
import { run } from "../../../infra/host/run-command.ts";
import { requireValidator } from "../../../infra/host/runnable-program.ts";
import { recordedProcesses } from "../../../infra/host/supervisor.ts";
import { readHeads } from "../../../infra/keys/signed-heads.ts";
import { houseKeys } from "../../../infra/keys/house-keys.ts";
import { EncryptionConfig } from "../../../infra/keys/encryption-config.ts";
import { openWrapper } from "../../../infra/keys/open-item-keys.ts";
import { createBackupStore } from "../../../infra/postgres/backup-store.ts";
import { createPolicyStore } from "../../../infra/postgres/policy-store.ts";
import { createWebhookStore } from "../../../infra/postgres/webhook-store.ts";
import { createCaseMessageStore } from "../../../infra/postgres/case-message-store.ts";
import { type Connection, connect } from "../../../infra/postgres/connection.ts";
import { deadlineCounts } from "../../../infra/postgres/deadline-counts.ts";
import * as health from "../../../infra/postgres/health.ts";
import { createLedgerStore } from "../../../infra/postgres/ledger-store.ts";
import { createSearchIndex } from "../../../infra/postgres/search-index.ts";
import { createSharingStore } from "../../../infra/postgres/sharing-store.ts";
import { missingMigrations } from "../../../infra/postgres/migrate.ts";
import { familiesNow } from "../../review/secrecy-families.ts";
import { reviewPeriods } from "../../secrecy/family.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { StoreConfig } from "../../../infra/process/store-config.ts";
import { S3Config } from "../../../infra/s3/config.ts";
import { createS3Stores } from "../../../infra/s3/stores.ts";
import { addDays } from "../../calendar/calendar-date.ts";
import { type ZoneDays, zoneDays } from "../../calendar/zone-days.ts";
import { DeviceSilenceConfig, deviceSilence, silentBefore } from "../../access/device-silence.ts";
import { CaseSystemConfig, caseSilence } from "../../cases/silence.ts";
import { FixityConfig, periodMs } from "../../fixity/fixity-config.ts";
import { plusMs, utcInstant } from "../../kernel/clock.ts";
import { languageOf } from "../../kernel/language.ts";
import { ZoneConfig } from "../../kernel/zone-time.ts";
import { stuck } from "../../disposal/stall.ts";
import { openCheckpoint } from "../../ledger/checkpoint.ts";
import { currentLog } from "../../ledger/current-log.ts";
import { parseVerifierKey } from "../../ledger/note.ts";
import { proveLock } from "../../objects/prove-lock.ts";
import { SourceConfig } from "../../source/source-config.ts";
import { localLedgerKey } from "../box-keys.ts";
import { type DataFolder, dataFolder } from "../data-folder.ts";
import { doctor } from "../doctor.ts";
import { doctorChecks, type Probes } from "../doctor-checks.ts";
import type { LedgerFound } from "../doctor-ledger.ts";
import { SOON_DAYS, UNOPENED_DAYS } from "../doctor-sharing.ts";
import { roomFound } from "../doctor-room.ts";
import type { StoreProbes } from "../doctor-store.ts";
import { readInstallation } from "../installation.ts";
import { hasOwnRoom, hasRoomToken } from "../own-room.ts";
import { boxFiles } from "../process-environment.ts";
import { explainFailure, terminal } from "../terminal.ts";

const { env } = process;
const clock = () => utcInstant(new Date());
const lockMode = env["HOLDFAST_LOCK_MODE"] === "governance" ? "governance" : "compliance";

async function withDatabase<T>(
  folder: DataFolder,
  look: (connection: Connection) => Promise<T>,
): Promise<T> {
  const url = await readFile(boxFiles(folder).databaseUrl, "utf8");
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
  const { agency } = installation;
  const { origin, head } = await database(async ({ db }) => {
    const ledger = createLedgerStore(db);
    const newest = await currentLog({ ledger, agency, clock });
    return { origin: newest, head: await ledger.head(newest) };
  });
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
  const remembered = await readHeads(folder.keys).catch(() => null);
  const rememberedSize = remembered === null ? null : (remembered[origin]?.size ?? 0);
  return { origin, size, signedAt, verifies: verifies(), rememberedSize };
}

const storeProbes = (folder: DataFolder, database: AskDatabase): StoreProbes => ({
  damagedId: async () => {
    const { objects } = await openStores(folder);
    return database(({ db }) => health.damagedStoreId(db, objects));
  },
  lockFindings: async () => proveLock({ ...(await openStores(folder)), clock }, lockMode),
  immutability: async () => {
    const { objects } = await openStores(folder);
    return "immutability" in objects ? objects.immutability() : null;
  },
});

const agencyDays = (): ZoneDays => zoneDays(readConfig(env, ZoneConfig).HOLDFAST_TIME_ZONE);

/** What `doctor` looks at through adapters, with what `up` wrote down for the processes. */
function probes(folder: DataFolder): Probes {
  const database = askedOnce(folder);
  return {
    postgresSettings: () => database(({ pool }) => health.databaseSettings(pool)),
    missingMigrations: () => database(async ({ pool }) => (await missingMigrations(pool)).length),
    redisSettings: async () => redisSettings(await readFile(boxFiles(folder).redisUrl, "utf8")),
    ...storeProbes(folder, database),
    ledgerHead: () => ledgerHead(folder, database),
    ledgerStop: () => database(({ pool }) => health.ledgerStop(pool)),
    authorities: () => database(({ db }) => health.authorityStates(db)),
    renewalSince: () => database(({ db }) => health.renewalSince(db)),
    witnesses: () => database(({ db }) => health.witnessStandings(db)),
    houseKeys: () => houseKeys(folder.keys),
    machinePort: async () => {
      const files = boxFiles(folder);
      const authority = await readFile(files.deviceAuthority).catch(() => null);
      if (authority === null) return null;
      const endingSoon = await database(async ({ pool }) => health.devicesNotRenewing(pool));
      const endOf = (pem: Buffer): Date => new X509Certificate(pem).validToDate;
      const serverValidTo = endOf(await readFile(files.machineCertificate));
      return { authorityValidTo: endOf(authority), serverValidTo, endingSoon };
    },
    sandbox: async () => (await openSandbox({ HOLDFAST_MEDIA_SANDBOX: "required" })).version,
    validator: validatorKind,
    programs: () => programsFound(readConfig(env, MediaConfig.pick(PROGRAM_SETTINGS))),
    oldestUnsealedSeconds: () => database(({ pool }) => health.oldestUnsealedSeconds(pool)),
    fixity: async () => {
      const { HOLDFAST_FIXITY_PERIOD: period } = readConfig(env, FixityConfig);
      const summary = await database(({ db }) => health.fixitySummary(db));
      return { ...summary, periodMs: periodMs(clock(), period) };
    },
    policy: () => database(({ db }) => health.policyState(db, clock(), agencyDays())),
    disposalStuck: async () =>
      stuck(await database(({ db }) => health.disposalStalls(db)), clock()),
    holds: () => database(({ db }) => health.holdCounts(db, clock(), agencyDays())),
    caseSystem: async () => ({
      sources: await database(({ db }) => createCaseMessageStore(db).sources()),
      silence: caseSilence(readConfig(env, CaseSystemConfig)),
    }),
    silentDevices: () => silentFound(database),
    webhooks: () => database(({ db }) => createWebhookStore(db).standing(clock())),
    sharing: () => sharingFound(database),
    exportsOverdue: () =>
      database(({ db }) => health.exportsOverdue(db, agencyDays().dayOf(clock()))),
    overdueReviews: () => reviewsFound(database),
    workDue: () => workFound(database),
    searchBacklog: () => database(({ db }) => createSearchIndex(db).backlog()),
    liveStanding: () => database(({ db }) => health.liveStanding(db, clock())),
    ownRoom: () => ownRoom(folder),
    encryption: () => encryptionFound(folder, database),
    backups: () => database(({ db }) => createBackupStore(db).standing()),
    silentWorkers: () => database(({ pool }) => health.silentWorkers(pool)),
    clockSynchronised,
  };
}

const CAPTURE = new URL("../../../workers/capture/main.ts", import.meta.url).pathname;

async function ownRoom(folder: DataFolder) {
  if (!(await hasOwnRoom(folder))) return null;
  const asked = [CAPTURE, "status", "--json", "--state", folder.room];
  const { stdout } = await run(process.execPath, asked);
  return roomFound(await hasRoomToken(folder), stdout);
}

async function validatorKind() {
  const config = readConfig(env, SourceConfig);
  const [path] = config.HOLDFAST_SOURCE_VALIDATOR;
  if (path === undefined) return null;
  await requireValidator(path);
  return config.HOLDFAST_SOURCE_VALIDATOR_KIND;
}

async function silentFound(database: AskDatabase) {
  const silence = deviceSilence(readConfig(env, DeviceSilenceConfig));
  const before = silentBefore(silence, clock());
  return { ...silence, ...(await database(({ db }) => health.silentDevices(db, before))) };
}

const sharingFound = (database: AskDatabase) =>
  database(({ db }) => {
    const today = agencyDays().dayOf(clock());
    const longAgo = plusMs(clock(), -UNOPENED_DAYS * 86_400_000);
    return createSharingStore(db).counts(today, addDays(today, SOON_DAYS), longAgo);
  });

const reviewsFound = (database: AskDatabase) =>
  database(async ({ db }) => {
    const packs = { policies: createPolicyStore(db), days: agencyDays(), clock };
    const periods = reviewPeriods(await familiesNow(packs)());
    return health.countOverdueReviews(db, agencyDays().dayOf(clock()), periods);
  });

const workFound = (database: AskDatabase) =>
  database(async ({ db }) => ({
    ...(await health.workDue(db, agencyDays().dayOf(clock()))),
    terms: await deadlineCounts(db, clock, agencyDays()),
  }));

async function encryptionFound(folder: DataFolder, database: AskDatabase) {
  const around = { HOLDFAST_WRAPPING_KEYS: folder.wrapping, ...env };
  const place = openWrapper(readConfig(around, EncryptionConfig));
  try {
    return await database(({ db }) => health.encryptionState(db, place));
  } finally {
    await place.close();
  }
}

const { values: given } = parseArgs({
  options: { data: { type: "string" }, json: { type: "boolean", default: false } },
});
const term = terminal(
  { out: process.stdout, err: process.stderr },
  {
    language: languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]),
    json: given.json,
    interactive: process.stderr.isTTY,
  },
);
const folder = dataFolder(given.data ?? "");
const host = {
  lockHolder,
  recordedProcesses,
  installLine,
  missingPackages: (path: string) => missingPackages("run", path),
};
const checks = doctorChecks({
  host,
  folder,
  path: env["PATH"] ?? "/usr/bin:/bin",
  nodeVersion: process.versions.node,
  now: () => new Date(),
  probes: probes(folder),
});
const exitCode = await checks
  .then((all) => doctor(term, all))
  .catch((error: unknown) => explainFailure(term, error));
// A check that was given up holds a socket open.
process.exit(exitCode);
