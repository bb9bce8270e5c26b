/** `holdfast backup`: makes a backup of a house's database and keys, and tries one by putting it back on a server of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../../../infra/host/free-port.ts";
import { startCluster } from "../../../infra/host/postgres-cluster.ts";
import { dumpDatabase, restoreDatabase } from "../../../infra/host/postgres-dump.ts";
import { certificateDigest, openArchive, sealArchive } from "../../../infra/host/sealed-archive.ts";
import { createBackupStore } from "../../../infra/postgres/backup-store.ts";
import { PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
import {
  addressOf,
  countAll,
  createReader,
  withSnapshot,
} from "../../../infra/postgres/snapshot.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { syncPath } from "../../../infra/process/sync-path.ts";
import type { BackupStore } from "../../backup/backup-store.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { languageOf } from "../../kernel/language.ts";
import { dataFolder } from "../data-folder.ts";
import { databaseSettings } from "../database-settings.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readInstallation } from "../installation.ts";
import { runVerb } from "../run-verb.ts";
import type { Terminal } from "../terminal.ts";
import { BACKUP, TRIAL } from "../texts/backup.ts";
import { createBackup } from "./create.ts";
import { recordIn, trustFiles } from "./record.ts";
import { given } from "./given.ts";
import { interruption } from "./interruption.ts";
import { tellStep } from "./tell-step.ts";
import { type TrialPrograms, trialTools } from "./trial-tools.ts";
import { type TrialFound, readStatement, tryBackup } from "./try.ts";

const { env } = process;
const clock = () => utcInstant(new Date());
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);

type Options = NonNullable<ReturnType<typeof given>>;

async function databaseUrl(data: string): Promise<string> {
  const settings = await databaseSettings(data, env);
  return readConfig(settings, PostgresConfig).HOLDFAST_DATABASE_URL;
}

/** What was done stands whether the house can write it down or not; that it could not is said. */
async function remember(
  term: Terminal,
  data: string,
  write: (store: BackupStore) => Promise<void>,
): Promise<void> {
  try {
    const url = await databaseUrl(data);
    const { db, pool } = connect({ HOLDFAST_DATABASE_URL: url, HOLDFAST_DATABASE_POOL: 2 });
    try {
      await write(createBackupStore(db));
    } finally {
      await pool.end();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    term.tell(BACKUP.notRemembered, { message });
  }
}

async function create(
  term: Terminal,
  { data, out, to }: Options & { readonly verb: "create" },
): Promise<ExitCode> {
  const url = await databaseUrl(data);
  const tools = {
    withSnapshot: <T>(work: Parameters<typeof withSnapshot<T>>[1]) => withSnapshot(url, work),
    dump: (snapshot: string, file: string) => dumpDatabase(addressOf(url), snapshot, file),
    ...{ certificateDigest, seal: sealArchive },
  };
  const agency = (await readInstallation(dataFolder(data)))?.agency ?? null;
  const houseFolder = to.length === 0 ? null : data;
  const { statement, statementSha256 } = await createBackup(
    { tools, clock, synced: syncPath },
    { out, houseFolder, certificates: to, agency },
    (step, file) => term.tell(BACKUP[step], { file }),
  );
  const { madeAt, files } = statement;
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  term.result({ out, statementSha256, madeAt, files, withKeys: houseFolder !== null });
  term.say(BACKUP.made, { out, mib: (bytes / 2 ** 20).toFixed(1), sha256: statementSha256 });
  if (houseFolder === null) term.say(BACKUP.withoutKeys);
  term.say(BACKUP.tryIt, { out });
  await remember(term, data, (store) => store.made({ statementSha256, madeAt }));
  return EXIT.ok;
}

const PROGRAMS: TrialPrograms = {
  startCluster: async (folder) => startCluster({ folder, port: await freePort() }),
  restoreDatabase: (url, file) => restoreDatabase(addressOf(url), file),
  ...{ createReader, countAll, openArchive },
};

async function verify(
  term: Terminal,
  { data, backup, key, work: beside }: Options & { readonly verb: "verify" },
): Promise<ExitCode> {
  const { statement, statementSha256 } = await readStatement(backup);
  const trust = await trustFiles(data, env);
  const work = await mkdtemp(join(beside, ".holdfast-backup-trial-"));
  const signal = interruption(TRIAL.interrupted);
  term.tell(TRIAL.begun, { madeAt: statement.madeAt, work });
  const steps: TrialFound[] = [];
  try {
    const isSound = await tryBackup(
      trialTools(PROGRAMS, signal),
      statement,
      { backup, key, work },
      {
        record: recordIn(work, trust, statement.madeAt),
        signal,
        told: (found) => {
          steps.push(found);
          tellStep(term, found);
        },
      },
    );
    term.result({ sound: isSound, madeAt: statement.madeAt, statementSha256, steps });
    term.say(isSound ? TRIAL.allSound : TRIAL.isBroken, { madeAt: statement.madeAt });
    const trial = { statementSha256, madeAt: statement.madeAt, triedAt: clock(), isSound };
    await remember(term, data, (store) => store.tried(trial));
    return isSound ? EXIT.ok : EXIT.negative;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const work = (term: Terminal, asked: Options): Promise<ExitCode> =>
  asked.verb === "create" ? create(term, asked) : verify(term, asked);

process.exitCode = await runVerb(given(spoken), BACKUP.usage[spoken], work);
