/** `holdfast backup restore`: puts a backup back into a folder that holds no house, and takes up what the ledger tells beyond it. */
import { mkdir, readFile, readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { lockFolder } from "../../../infra/host/folder-lock.ts";
import { freePort } from "../../../infra/host/free-port.ts";
import { startCluster } from "../../../infra/host/postgres-cluster.ts";
import { restoreDatabase } from "../../../infra/host/postgres-dump.ts";
import { openArchive, unpackArchive } from "../../../infra/host/sealed-archive.ts";
import { openCheckpointSigner } from "../../../infra/keys/checkpoint-signer.ts";
import {
  keepHeads,
  newestHeads,
  readHeads,
  readHeadsIn,
} from "../../../infra/keys/signed-heads.ts";
import { createBackupStore } from "../../../infra/postgres/backup-store.ts";
import { connect } from "../../../infra/postgres/connection.ts";
import { createLedgerStore } from "../../../infra/postgres/ledger-store.ts";
import { migrate } from "../../../infra/postgres/migrate.ts";
import { addressOf, countAll, createReader } from "../../../infra/postgres/snapshot.ts";
import { createStoreIdentity } from "../../../infra/postgres/store-identity.ts";
import { syncPath } from "../../../infra/process/sync-path.ts";
import type { Trial } from "../../backup/backup-store.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { catchUpAll } from "../../ledger/catch-up.ts";
import { lookAtStore } from "../../objects/recognise-store.ts";
import { interruption } from "../backup/interruption.ts";
import { recordIn } from "../backup/record.ts";
import { tellStep } from "../backup/tell-step.ts";
import { trialTools } from "../backup/trial-tools.ts";
import { type TrialFound, readStatement } from "../backup/try.ts";
import { type DataFolder, dataFolder } from "../data-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readInstallation } from "../installation.ts";
import { runVerb } from "../run-verb.ts";
import { type Terminal, VerbFailure } from "../terminal.ts";
import { RESTORE } from "../texts/restore.ts";
import { type RestoreTools, restoreBackup } from "./restore-backup.ts";
import { type RestoredHouse, takeUpBeyond } from "./take-up-beyond.ts";

const { env } = process;
const clock = () => utcInstant(new Date());
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const string = { type: "string" } as const;

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        ...{ data: { ...string, default: "" }, lang: { ...string, default: spoken } },
        ...{ key: string, root: string, "ledger-key": string, "signer-memory": string },
        json: { type: "boolean", default: false },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const { data, json, key, root, "ledger-key": ledgerKey, "signer-memory": memory } = values;
    const [folder, ...more] = positionals;
    const isWhole = [key, root, ledgerKey, folder].every((each) => each !== undefined);
    if (language === undefined || more.length > 0 || data === "" || !isWhole) return null;
    return {
      ...{ data, json, language, backup: resolve(folder ?? ""), key: resolve(key ?? "") },
      ...{ root: resolve(root ?? ""), ledgerKey: resolve(ledgerKey ?? "") },
      memory: memory === undefined ? null : resolve(memory),
    };
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

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

/** The house's database in its place, and what works on it; it ends when it is disposed of. */
async function openHouse(
  folder: DataFolder,
  trial: Omit<Trial, "triedAt">,
): Promise<RestoredHouse & AsyncDisposable> {
  const cluster = await startCluster({ folder: folder.postgres, port: await freePort() });
  const { db, pool } = connect({ HOLDFAST_DATABASE_URL: cluster.url, HOLDFAST_DATABASE_POOL: 2 });
  return {
    migrate: async () => void (await migrate(pool)),
    remember: () => createBackupStore(db).tried({ ...trial, triedAt: clock() }),
    async catchUp(entry) {
      const agency = (await readInstallation(folder))?.agency ?? "";
      const { objects } = createFilesystemStores(
        { HOLDFAST_FILESYSTEM_DIR: folder.objects, HOLDFAST_FILESYSTEM_IMMUTABLE: "off" },
        clock,
      );
      await lookAtStore({ objects, identity: createStoreIdentity(db) });
      // As the signer takes it: two over one memory could sign two histories.
      await using _lock = await lockedBy(join(folder.keys, "signer.lock"));
      const signer = await openCheckpointSigner(folder.keys);
      const deps = { ledger: createLedgerStore(db), objects, signer, clock };
      return await catchUpAll(deps, agency, { isDry: false, entry });
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await cluster.stop();
    },
  };
}

async function lockedBy(path: string): Promise<AsyncDisposable> {
  const lock = await lockFolder(path);
  if (!lock.held) throw new VerbFailure(EXIT.attention, RESTORE.runs, { pid: lock.by.pid });
  return { [Symbol.asyncDispose]: () => lock.release() };
}

async function work(term: Terminal, given: Options): Promise<ExitCode> {
  const { data, backup, key, root, ledgerKey, memory } = given;
  const { statement, statementSha256 } = await readStatement(backup);
  const { madeAt } = statement;
  const folder = dataFolder(data);
  await mkdir(folder.run, { recursive: true, mode: 0o700 });
  await using _lock = await lockedBy(folder.lock);
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
  if (!isSound) {
    term.result({ restored: false, madeAt, statementSha256, steps });
    term.say(RESTORE.isBroken, { madeAt });
    return EXIT.negative;
  }
  term.say(RESTORE.inPlace, { madeAt, data });
  await using house = await openHouse(folder, { statementSha256, madeAt, isSound });
  return await takeUpBeyond(term, house, { statement, statementSha256, steps });
}

process.exitCode = await runVerb(options(), RESTORE.usage[spoken], work);
