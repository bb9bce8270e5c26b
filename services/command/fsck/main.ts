/** `holdfast fsck`: whether everything that must hold holds, on database, store and ledger. Reads only, and needs no private key. */
import { createPublicKey } from "node:crypto";
import { access } from "node:fs/promises";
import { parseArgs } from "node:util";
import { FilesystemConfig } from "../../../infra/filesystem/config.ts";
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { SecondRootConfig, TrustConfig } from "../../../infra/keys/keys-config.ts";
import { isListOf } from "../../../infra/keys/stamp-revocation.ts";
import { timestampVerifier } from "../../../infra/keys/timestamp-verifier.ts";
import { type Connection, PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
import { PostgresEvidenceStore } from "../../../infra/postgres/evidence-store.ts";
import { PostgresFixityStore } from "../../../infra/postgres/fixity-store.ts";
import { createHouseStore } from "../../../infra/postgres/house-store.ts";
import { PostgresSealStore } from "../../../infra/postgres/seal-store.ts";
import { createStores } from "../../../infra/postgres/stores.ts";
import { createStoreIdentity } from "../../../infra/postgres/store-identity.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { StoreConfig } from "../../../infra/process/store-config.ts";
import { S3Config } from "../../../infra/s3/config.ts";
import { createS3Stores } from "../../../infra/s3/stores.ts";
import { type FsckListener, type FsckRecordDeps, fsck, fsckRecord } from "../../fixity/fsck.ts";
import { type UtcInstant, parseInstant, utcInstant } from "../../kernel/clock.ts";
import { isRefusal } from "../../kernel/refusal.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { LedgerKeyConfig } from "../../ledger/agency.ts";
import { verifierKey } from "../../ledger/note.ts";
import type { ObjectStore } from "../../objects/object-store.ts";
import { isOtherStore, lookAtStore } from "../../objects/recognise-store.ts";
import { dataFolder } from "../data-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { boxFiles } from "../process-environment.ts";
import { runVerb } from "../run-verb.ts";
import { type Terminal, VerbFailure } from "../terminal.ts";
import { FSCK } from "../texts/fsck.ts";
import { OTHER_STORE } from "../texts/store.ts";
import { trustSettings } from "../trust-settings.ts";
import { FsckReport } from "./report.ts";

/** An original of a day's length is read back within it. */
const LATE_SECONDS = 3_600;
const DAY_MS = 86_400_000;
const PROGRESS_MS = 1_000;

const { env } = process;
const clock = () => utcInstant(new Date());
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);

function options() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: "string", default: "" },
        deep: { type: "boolean", default: false },
        record: { type: "boolean", default: false },
        at: { type: "string", default: "" },
        json: { type: "boolean", default: false },
        lang: { type: "string", default: spoken },
        late: { type: "string", default: String(LATE_SECONDS) },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const at = parseInstant(values.at);
    const isWrong =
      !/^\d{1,7}$/.test(values.late) ||
      (values.record && values.deep) ||
      // What the store holds it holds now.
      (values.at !== "" && (at === null || !values.record));
    return language === undefined || isWrong ? null : { ...values, at, language };
  } catch {
    return null;
  }
}

type Options = NonNullable<ReturnType<typeof options>>;
type Settings = Readonly<Record<string, string | undefined>>;
const FRAGMENTS = [PostgresConfig, TrustConfig, LedgerKeyConfig, SecondRootConfig] as const;
type Config = ReturnType<typeof readConfig<typeof FRAGMENTS>>;

/** What `up` wrote down for the processes of this box; the operator's own variables win. */
async function settings(data: string): Promise<Settings> {
  const folder = dataFolder(data);
  const { databaseUrl } = boxFiles(folder);
  const isThere = await access(databaseUrl).then(
    () => true,
    () => false,
  );
  if (!isThere) return env;
  return {
    HOLDFAST_DATABASE_URL_FILE: databaseUrl,
    HOLDFAST_FILESYSTEM_DIR: folder.objects,
    HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
    ...(await trustSettings(data)),
    ...env,
  };
}

function openObjects(around: Settings): ObjectStore {
  return readConfig(around, StoreConfig).HOLDFAST_STORE === "s3"
    ? createS3Stores(readConfig(around, S3Config)).objects
    : createFilesystemStores(readConfig(around, FilesystemConfig), clock).objects;
}

/** Everything that is on record, and what judges it. `at`: as it stood then. */
function recordDeps(connection: Connection, config: Config, at: UtcInstant | null) {
  const { db } = connection;
  const key = createPublicKey(config.HOLDFAST_LEDGER_PUBLIC_KEY);
  const evidence = new PostgresEvidenceStore(db);
  return {
    ...{ items: evidence, derivatives: evidence, seals: new PostgresSealStore(db) },
    ...createStores(connection),
    ...{ house: createHouseStore(db), fixity: new PostgresFixityStore(db) },
    ...{ timestamps: timestampVerifier, isListOf, signatures: cmsVerifier },
    clock: () => at ?? clock(),
    verifierKey: (origin) => verifierKey(origin, key),
    rootCertificatePem: config.HOLDFAST_ROOT_CERTIFICATE,
    secondRootPem: config.HOLDFAST_GM_ROOT_CERTIFICATE ?? null,
  } satisfies FsckRecordDeps;
}

/** @throws VerbFailure attention where it is another store: in that one everything would be missing. */
async function sameStore(around: Settings, { db }: Connection): Promise<ObjectStore> {
  const objects = openObjects(around);
  await lookAtStore({ objects, identity: createStoreIdentity(db) }).catch((error: unknown) => {
    const isOther = isRefusal(error) && isOtherStore(error);
    throw isOther ? new VerbFailure(EXIT.attention, OTHER_STORE.told, { code: error.code }) : error;
  });
  return objects;
}

async function work(term: Terminal, given: Options): Promise<ExitCode> {
  const { deep, record } = given;
  const around = await settings(given.data);
  const config = readConfig(around, ...FRAGMENTS);
  const connection = connect({ ...config, HOLDFAST_DATABASE_POOL: 2 });
  const report = new FsckReport();
  let toldAt = Date.now();
  const listener: FsckListener = {
    violation: (violation) => report.add(violation),
    progress: (done, all) => {
      if (Date.now() - toldAt < PROGRESS_MS) return;
      toldAt = Date.now();
      term.tell(FSCK.progress, { done, all });
    },
  };
  const patience = { lateMs: Number(given.late) * 1_000, viewingLateMs: DAY_MS };
  try {
    const deps = recordDeps(connection, config, given.at);
    const seen = record
      ? await fsckRecord(deps, patience, listener)
      : await fsck(
          { ...deps, objects: await sameStore(around, connection) },
          { deep, ...patience },
          listener,
        );
    return report.show(term, seen, record ? "record" : deep ? "deep" : "sizes");
  } finally {
    await connection.pool.end();
  }
}

process.exit(await runVerb(options(), FSCK.usage[spoken], work));
