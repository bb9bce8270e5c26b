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
import { PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
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
import { fsck } from "../../fixity/fsck.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { isRefusal } from "../../kernel/refusal.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { LedgerKeyConfig } from "../../ledger/agency.ts";
import { verifierKey } from "../../ledger/note.ts";
import type { ObjectStore } from "../../objects/object-store.ts";
import { isOtherStore, lookAtStore } from "../../objects/recognise-store.ts";
import { dataFolder } from "../data-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { boxFiles } from "../process-environment.ts";
import { VerbFailure, explainFailure, terminal } from "../terminal.ts";
import { FSCK } from "../texts/fsck.ts";
import { OTHER_STORE } from "../texts/store.ts";
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
        json: { type: "boolean", default: false },
        lang: { type: "string", default: spoken },
        late: { type: "string", default: String(LATE_SECONDS) },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    return language === undefined || !/^\d{1,7}$/.test(values.late)
      ? null
      : { ...values, language };
  } catch {
    return null;
  }
}

/** What `up` wrote down for the processes of this box; the operator's own variables win. */
async function settings(data: string): Promise<Readonly<Record<string, string | undefined>>> {
  const folder = dataFolder(data);
  const files = boxFiles(folder);
  const isThere = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  if (!(await isThere(files.databaseUrl))) return env;
  const hasSecondRoot = await isThere(files.gmRoot);
  return {
    HOLDFAST_DATABASE_URL_FILE: files.databaseUrl,
    HOLDFAST_FILESYSTEM_DIR: folder.objects,
    HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
    HOLDFAST_ROOT_CERTIFICATE_FILE: files.rootCertificate,
    HOLDFAST_LEDGER_PUBLIC_KEY_FILE: files.ledgerPublicKey,
    ...(hasSecondRoot ? { HOLDFAST_GM_ROOT_CERTIFICATE_FILE: files.gmRoot } : {}),
    ...env,
  };
}

function openObjects(around: Readonly<Record<string, string | undefined>>): ObjectStore {
  return readConfig(around, StoreConfig).HOLDFAST_STORE === "s3"
    ? createS3Stores(readConfig(around, S3Config)).objects
    : createFilesystemStores(readConfig(around, FilesystemConfig), clock).objects;
}

async function run(given: NonNullable<ReturnType<typeof options>>): Promise<ExitCode> {
  const { deep, json, language } = given;
  const interactive = process.stderr.isTTY;
  const term = terminal(
    { out: process.stdout, err: process.stderr },
    { language, json, interactive },
  );
  try {
    const around = await settings(given.data);
    const config = readConfig(
      around,
      ...([PostgresConfig, TrustConfig, LedgerKeyConfig, SecondRootConfig] as const),
    );
    const key = createPublicKey(config.HOLDFAST_LEDGER_PUBLIC_KEY);
    const connection = connect({ ...config, HOLDFAST_DATABASE_POOL: 2 });
    const { db, pool } = connection;
    const evidence = new PostgresEvidenceStore(db);
    const objects = openObjects(around);
    const report = new FsckReport();
    let toldAt = Date.now();
    try {
      // In another store everything would be missing.
      await lookAtStore({ objects, identity: createStoreIdentity(db) }).catch((error: unknown) => {
        const isOther = isRefusal(error) && isOtherStore(error);
        throw isOther
          ? new VerbFailure(EXIT.attention, OTHER_STORE.told, { code: error.code })
          : error;
      });
      const seen = await fsck(
        {
          ...{ items: evidence, derivatives: evidence, seals: new PostgresSealStore(db), clock },
          ...createStores(connection),
          ...{ house: createHouseStore(db), fixity: new PostgresFixityStore(db), objects },
          ...{ timestamps: timestampVerifier, isListOf },
          verifierKey: (origin) => verifierKey(origin, key),
          signatures: cmsVerifier,
          rootCertificatePem: config.HOLDFAST_ROOT_CERTIFICATE,
          secondRootPem: config.HOLDFAST_GM_ROOT_CERTIFICATE ?? null,
        },
        { deep, lateMs: Number(given.late) * 1_000, viewingLateMs: DAY_MS },
        {
          violation: (violation) => report.add(violation),
          progress: (done, all) => {
            if (Date.now() - toldAt < PROGRESS_MS) return;
            toldAt = Date.now();
            term.tell(FSCK.progress, { done, all });
          },
        },
      );
      return report.show(term, seen, deep);
    } finally {
      await pool.end();
    }
  } catch (error) {
    return explainFailure(term, error);
  }
}

const given = options();
if (given === null) process.stderr.write(`${FSCK.usage[spoken]}\n`);
process.exit(given === null ? EXIT.usage : await run(given));
