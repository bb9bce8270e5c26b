/** `holdfast backup`: makes a backup of a house's database and keys, tries one by putting it back on a server of its own, and puts one back in earnest. */
import { mkdtemp, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { dumpDatabase } from "../../../infra/host/postgres-dump.ts";
import { certificateDigest, sealArchive } from "../../../infra/host/sealed-archive.ts";
import { createBackupStore } from "../../../infra/postgres/backup-store.ts";
import { PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
import { addressOf, withSnapshot } from "../../../infra/postgres/snapshot.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { syncPath } from "../../../infra/process/sync-path.ts";
import type { BackupStore } from "../../backup/backup-store.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { dataFolder } from "../data-folder.ts";
import { databaseSettings } from "../database-settings.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readInstallation } from "../installation.ts";
import { runVerb } from "../run-verb.ts";
import type { Terminal } from "../terminal.ts";
import { BACKUP, TRIAL } from "../texts/backup.ts";
import { createBackup } from "./create.ts";
import { recordIn, trustFiles } from "./record.ts";
import { interruption } from "./interruption.ts";
import { restore } from "./restore-verb.ts";
import { tellStep } from "./tell-step.ts";
import { trialTools } from "./trial-tools.ts";
import { type TrialFound, readStatement, tryBackup } from "./try.ts";

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
        ...{ out: string, key: string, work: string, to: { ...string, multiple: true } },
        ...{ root: string, "ledger-key": string, "signer-memory": string },
        "without-keys": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const [verb, folder, ...more] = positionals;
    if (language === undefined || more.length > 0) return null;
    const { data, out, to = [], key = null, json } = values;
    const spokenTo = { data, json, language };
    if (verb === "create" && out !== undefined && folder === undefined) {
      if (values["without-keys"] !== (to.length === 0)) return null;
      return { verb, out: resolve(out), to: to.map((each) => resolve(each)), ...spokenTo } as const;
    }
    if (folder === undefined) return null;
    const backup = resolve(folder);
    const { root, "ledger-key": ledgerKey, "signer-memory": memory = null } = values;
    if (verb === "restore" && root !== undefined && ledgerKey !== undefined && key !== null) {
      const files = { root: resolve(root), ledgerKey: resolve(ledgerKey), key: resolve(key) };
      const newest = memory === null ? null : resolve(memory);
      return { verb, backup, ...files, memory: newest, ...spokenTo } as const;
    }
    if (verb !== "verify") return null;
    const place = { backup, work: values.work ?? dirname(backup) };
    return { verb, ...place, key: key === null ? null : resolve(key), ...spokenTo } as const;
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

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
      trialTools(signal),
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

function work(term: Terminal, given: Options): Promise<ExitCode> {
  if (given.verb === "create") return create(term, given);
  return given.verb === "verify" ? verify(term, given) : restore(term, given);
}

process.exitCode = await runVerb(options(), BACKUP.usage[spoken], work);
