/** `holdfast backup restore`: puts a backup back into a folder that holds no house, or makes a lost database anew from the store; then takes up what ledger and store tell beyond it. */
import { mkdir, readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { lockFolder } from "../../../infra/host/folder-lock.ts";
import { freePort } from "../../../infra/host/free-port.ts";
import { startCluster } from "../../../infra/host/postgres-cluster.ts";
import { restoreDatabase } from "../../../infra/host/postgres-dump.ts";
import { openArchive, unpackArchive } from "../../../infra/host/sealed-archive.ts";
import { openCheckpointSigner } from "../../../infra/keys/checkpoint-signer.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import {
  keepHeads,
  newestHeads,
  readHeads,
  readHeadsIn,
} from "../../../infra/keys/signed-heads.ts";
import { createBackupStore } from "../../../infra/postgres/backup-store.ts";
import { type Connection, connect } from "../../../infra/postgres/connection.ts";
import { createLedgerStore } from "../../../infra/postgres/ledger-store.ts";
import { createLostItems } from "../../../infra/postgres/lost-items.ts";
import { migrate } from "../../../infra/postgres/migrate.ts";
import { PostgresSecrecyStore } from "../../../infra/postgres/secrecy-store.ts";
import { addressOf, countAll, createReader } from "../../../infra/postgres/snapshot.ts";
import { createStoreIdentity } from "../../../infra/postgres/store-identity.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { syncPath } from "../../../infra/process/sync-path.ts";
import { zoneDays } from "../../calendar/zone-days.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { languageOf } from "../../kernel/language.ts";
import { catchUpAll } from "../../ledger/catch-up.ts";
import { ZoneConfig } from "../../kernel/zone-time.ts";
import { lookAtStore, takeOverStore } from "../../objects/recognise-store.ts";
import { bringBackItems } from "../../recovery/bring-back.ts";
import { setApartWalled } from "../../recovery/set-apart.ts";
import { interruption } from "../backup/interruption.ts";
import { recordIn } from "../backup/record.ts";
import { tellStep } from "../backup/tell-step.ts";
import { trialTools } from "../backup/trial-tools.ts";
import { type TrialFound, readStatement } from "../backup/try.ts";
import { type DataFolder, dataFolder } from "../data-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readInstallation } from "../installation.ts";
import { boxFiles } from "../process-environment.ts";
import { runVerb } from "../run-verb.ts";
import { type Terminal, VerbFailure } from "../terminal.ts";
import { FROM_STORE } from "../texts/from-store.ts";
import { RESTORE } from "../texts/restore.ts";
import { remakeDatabase } from "./from-store.ts";
import { given } from "./given.ts";
import { type RestoreTools, restoreBackup } from "./restore-backup.ts";
import { type RestoredHouse, takeUpBeyond } from "./take-up-beyond.ts";

const { env } = process;
const clock = () => utcInstant(new Date());
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);

type Options = NonNullable<ReturnType<typeof given>>;

const restoreTools = (signal: AbortSignal): RestoreTools => ({
  ...trialTools(
    {
      startCluster: async (folder) => startCluster({ folder, port: await freePort() }),
      restoreDatabase: (url, file) => restoreDatabase(addressOf(url), file),
      ...{ createReader, countAll, openArchive },
    },
    signal,
  ),
  async unseal(file, key, work, into) {
    const plain = join(work, "keys.tar");
    try {
      await openArchive(file, key, plain);
      await unpackArchive(plain, into);
    } finally {
      await rm(plain, { force: true });
    }
  },
  rememberMore: async (keys, memory) =>
    keepHeads(keys, newestHeads(await readHeads(keys), await readHeadsIn(memory))),
  synced: syncPath,
  syncedWhole,
});

async function syncedWhole(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncedWhole(path);
    else if (entry.isFile()) await syncPath(path);
  }
  await syncPath(folder);
}

const connectTo = (url: string): Connection =>
  connect({ HOLDFAST_DATABASE_URL: url, HOLDFAST_DATABASE_POOL: 2 });

const objectsIn = ({ objects }: DataFolder) =>
  createFilesystemStores(
    { HOLDFAST_FILESYSTEM_DIR: objects, HOLDFAST_FILESYSTEM_IMMUTABLE: "off" },
    clock,
  ).objects;

/** The house's database in its place, and what works on it; it ends when it is disposed of. */
async function openHouse(
  folder: DataFolder,
  rootCertificatePem: string,
  begin: (database: Connection) => Promise<void>,
): Promise<RestoredHouse & AsyncDisposable> {
  const cluster = await startCluster({ folder: folder.postgres, port: await freePort() });
  const connection = connectTo(cluster.url);
  const { db, pool } = connection;
  const end = async () => {
    await pool.end();
    await cluster.stop();
  };
  await migrate(pool)
    .then(() => begin(connection))
    .catch(async (error: unknown) => {
      await end();
      throw error;
    });
  const ledger = createLedgerStore(db);
  const objects = objectsIn(folder);
  const lost = {
    ...{ lost: createLostItems(db), ledger, objects, clock, rootCertificatePem },
    ...{ signatures: cmsVerifier, secrecy: new PostgresSecrecyStore(db) },
    today: () => zoneDays(readConfig(env, ZoneConfig).HOLDFAST_TIME_ZONE).dayOf(clock()),
  };
  const { signal } = new AbortController();
  return {
    async catchUp(entry) {
      const agency = (await readInstallation(folder))?.agency ?? "";
      await lookAtStore({ objects, identity: createStoreIdentity(db) });
      // As the signer takes it: two over one memory could sign two histories.
      await using _lock = await lockedBy(join(folder.keys, "signer.lock"));
      const signer = await openCheckpointSigner(folder.keys);
      const deps = { ledger, objects, signer, clock };
      return await catchUpAll(deps, agency, { isDry: false, entry });
    },
    bringBack: (told) => bringBackItems(lost, false, { told, signal }),
    setApart: () => setApartWalled(lost, false, signal),
    [Symbol.asyncDispose]: end,
  };
}

async function lockedBy(path: string): Promise<AsyncDisposable> {
  const lock = await lockFolder(path);
  if (!lock.held) throw new VerbFailure(EXIT.attention, RESTORE.runs, { pid: lock.by.pid });
  return { [Symbol.asyncDispose]: () => lock.release() };
}

async function work(term: Terminal, asked: Options): Promise<ExitCode> {
  const folder = dataFolder(asked.data);
  await mkdir(folder.run, { recursive: true, mode: 0o700 });
  await using _lock = await lockedBy(folder.lock);
  return asked.from === "store"
    ? await fromStore(term, folder)
    : await fromBackup(term, folder, asked);
}

async function fromStore(term: Terminal, folder: DataFolder): Promise<ExitCode> {
  term.tell(FROM_STORE.begun);
  const makeDatabase = async (place: string): Promise<void> => {
    await using _made = await openHouse({ ...folder, postgres: place }, "", ({ db }) =>
      takeOverStore({ objects: objectsIn(folder), identity: createStoreIdentity(db) }),
    );
  };
  await remakeDatabase({ makeDatabase, synced: syncPath }, folder);
  const rootPem = await readFile(boxFiles(folder).rootCertificate, "utf8");
  await using house = await openHouse(folder, rootPem, () => Promise.resolve());
  const code = await takeUpBeyond(term, house, { restored: true, from: "store" });
  term.say(FROM_STORE.lost);
  return code;
}

async function fromBackup(
  term: Terminal,
  folder: DataFolder,
  { backup, key, root, ledgerKey, memory }: Extract<Options, { from: "backup" }>,
): Promise<ExitCode> {
  const { statement, statementSha256 } = await readStatement(backup);
  const { madeAt } = statement;
  const data = folder.root;
  term.tell(RESTORE.begun, { madeAt, data });
  const trust = {
    ...{ HOLDFAST_ROOT_CERTIFICATE_FILE: root, HOLDFAST_LEDGER_PUBLIC_KEY_FILE: ledgerKey },
    PATH: env["PATH"],
  };
  const pins = {
    rootPem: await readFile(root, "utf8"),
    ledgerKeyPem: await readFile(ledgerKey, "utf8"),
  };
  const signal = interruption(RESTORE.interrupted);
  const steps: TrialFound[] = [];
  const isSound = await restoreBackup(
    restoreTools(signal),
    { backup, statement, folder, key, memory, ...pins },
    {
      record: (url, place) => recordIn(place, trust, madeAt)(url),
      told: (found) => {
        steps.push(found);
        tellStep(term, found);
      },
      signal,
    },
  );
  const said = { restored: isSound, madeAt, statementSha256, steps };
  if (!isSound) {
    term.result(said);
    term.say(RESTORE.isBroken, { madeAt });
    return EXIT.negative;
  }
  term.say(RESTORE.inPlace, { madeAt, data });
  // For who asks when one was last put back.
  const trial = { statementSha256, madeAt, triedAt: clock(), isSound };
  await using house = await openHouse(folder, pins.rootPem, ({ db }) =>
    createBackupStore(db).tried(trial),
  );
  return await takeUpBeyond(term, house, said);
}

process.exitCode = await runVerb(given(spoken), RESTORE.usage[spoken], work);
