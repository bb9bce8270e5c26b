/**
 * `holdfast ledger catch-up`: brings the ledger of a database that was restored to an older point up to what was signed since. The house
 * runs meanwhile, its signer first of all; its custody is refused until this is done.
 */
import { createPublicKey } from "node:crypto";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { FilesystemConfig } from "../../../infra/filesystem/config.ts";
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { SignerSocketConfig, TrustConfig } from "../../../infra/keys/keys-config.ts";
import { signerClient } from "../../../infra/keys/signer-client.ts";
import { PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
import { createLedgerStore } from "../../../infra/postgres/ledger-store.ts";
import { createStoreIdentity } from "../../../infra/postgres/store-identity.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { StoreConfig } from "../../../infra/process/store-config.ts";
import { S3Config } from "../../../infra/s3/config.ts";
import { createS3Stores } from "../../../infra/s3/stores.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { AgencyConfig, LedgerKeyConfig } from "../../ledger/agency.ts";
import { catchUp, catchUpAll } from "../../ledger/catch-up.ts";
import { isOrigin } from "../../ledger/checkpoint.ts";
import { lookAtStore } from "../../objects/recognise-store.ts";
import { dataFolder } from "../data-folder.ts";
import { databaseSettings } from "../database-settings.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readInstallation } from "../installation.ts";
import { SIGNER_SOCKET } from "../process-environment.ts";
import { runVerb } from "../run-verb.ts";
import type { Terminal } from "../terminal.ts";
import { CATCH_UP } from "../texts/catch-up.ts";
import { trustSettings } from "../trust-settings.ts";
import { entryCounter, tellLogs } from "./tell-logs.ts";

const { env } = process;
const clock = () => utcInstant(new Date());
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);

const FRAGMENTS = [
  PostgresConfig,
  AgencyConfig,
  LedgerKeyConfig,
  SignerSocketConfig,
  TrustConfig,
] as const;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: "string", default: "" },
        log: { type: "string" },
        to: { type: "string" },
        "dry-run": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        lang: { type: "string", default: spoken },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const { log, to, data, json, "dry-run": isDry } = values;
    if (language === undefined || (to === undefined) !== (log === undefined)) return null;
    if (log === undefined || to === undefined) return { far: null, data, json, isDry, language };
    if (!isOrigin(log) || !/^[1-9]\d{0,14}$/.test(to)) return null;
    return { far: { origin: log, to: Number(to) }, data, json, isDry, language };
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

/** What `up` wrote down for the processes of this box; the operator's own variables win. */
async function settings(data: string): Promise<Readonly<Record<string, string | undefined>>> {
  const folder = dataFolder(data);
  const installation = await readInstallation(folder);
  if (installation === null) return env;
  return {
    HOLDFAST_FILESYSTEM_DIR: folder.objects,
    HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
    HOLDFAST_AGENCY: installation.agency,
    // A socket's path is short, and a data folder may be deep.
    HOLDFAST_SIGNER_SOCKET: relative(process.cwd(), join(data, SIGNER_SOCKET)),
    ...(await trustSettings(data)),
    ...(await databaseSettings(data, env)),
  };
}

async function work(term: Terminal, { data, far, isDry }: Options): Promise<ExitCode> {
  const around = await settings(data);
  const config = readConfig(around, ...FRAGMENTS);
  const stores =
    readConfig(around, StoreConfig).HOLDFAST_STORE === "s3"
      ? createS3Stores(readConfig(around, S3Config))
      : createFilesystemStores(readConfig(around, FilesystemConfig), clock);
  const { db, pool } = connect({ ...config, HOLDFAST_DATABASE_POOL: 2 });
  const signer = signerClient(config.HOLDFAST_SIGNER_SOCKET, {
    rootCertificatePem: config.HOLDFAST_ROOT_CERTIFICATE,
    ledgerPublicKey: createPublicKey(config.HOLDFAST_LEDGER_PUBLIC_KEY),
  });
  const { objects } = stores;
  const deps = { ledger: createLedgerStore(db), objects, signer: signer.checkpoints, clock };
  try {
    await lookAtStore({ objects, identity: createStoreIdentity(db) });
    const { entry, kinds } = entryCounter();
    const asked = { isDry, entry };
    const logs =
      far === null
        ? await catchUpAll(deps, config.HOLDFAST_AGENCY, asked)
        : [await catchUp(deps, far.origin, { ...asked, to: far.to })];
    term.result({ isDry, logs, kinds: Object.fromEntries(kinds) });
    tellLogs(term, logs, kinds, isDry);
    return EXIT.ok;
  } finally {
    await signer.close();
    await pool.end();
  }
}
process.exitCode = await runVerb(options(), CATCH_UP.usage[spoken], work);
