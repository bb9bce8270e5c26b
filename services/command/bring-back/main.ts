/** `holdfast backup bring-back`: brings back from the store what was sealed after a backup, on the database as it is. Needs no private key. */
import { parseArgs } from "node:util";
import { FilesystemConfig } from "../../../infra/filesystem/config.ts";
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { TrustConfig } from "../../../infra/keys/keys-config.ts";
import { PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
import { createLedgerStore } from "../../../infra/postgres/ledger-store.ts";
import { createLostItems } from "../../../infra/postgres/lost-items.ts";
import { PostgresSecrecyStore } from "../../../infra/postgres/secrecy-store.ts";
import { createStoreIdentity } from "../../../infra/postgres/store-identity.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { StoreConfig } from "../../../infra/process/store-config.ts";
import { S3Config } from "../../../infra/s3/config.ts";
import { createS3Stores } from "../../../infra/s3/stores.ts";
import { zoneDays } from "../../calendar/zone-days.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { ZoneConfig } from "../../kernel/zone-time.ts";
import { lookAtStore } from "../../objects/recognise-store.ts";
import { bringBackItems } from "../../recovery/bring-back.ts";
import { setApartWalled } from "../../recovery/set-apart.ts";
import { dataFolder } from "../data-folder.ts";
import { databaseSettings } from "../database-settings.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readInstallation } from "../installation.ts";
import { runVerb } from "../run-verb.ts";
import type { Terminal } from "../terminal.ts";
import { BRING_BACK } from "../texts/bring-back.ts";
import { trustSettings } from "../trust-settings.ts";
import { CameBack } from "./tell-outcomes.ts";

const { env } = process;
const clock = () => utcInstant(new Date());
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);

function options() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: "string", default: "" },
        "dry-run": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        lang: { type: "string", default: spoken },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const { data, json, "dry-run": isDry } = values;
    return language === undefined ? null : { data, json, isDry, language };
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

/** What `up` wrote down for the processes of this box; the operator's own variables win. */
async function settings(data: string): Promise<Readonly<Record<string, string | undefined>>> {
  const folder = dataFolder(data);
  if ((await readInstallation(folder)) === null) return env;
  const store = { HOLDFAST_FILESYSTEM_DIR: folder.objects, HOLDFAST_FILESYSTEM_IMMUTABLE: "off" };
  return { ...store, ...(await trustSettings(data)), ...(await databaseSettings(data, env)) };
}

async function work(term: Terminal, { data, isDry }: Options): Promise<ExitCode> {
  const around = await settings(data);
  const config = readConfig(around, PostgresConfig, TrustConfig, ZoneConfig);
  const { objects } =
    readConfig(around, StoreConfig).HOLDFAST_STORE === "s3"
      ? createS3Stores(readConfig(around, S3Config))
      : createFilesystemStores(readConfig(around, FilesystemConfig), clock);
  const { db, pool } = connect({ ...config, HOLDFAST_DATABASE_POOL: 2 });
  try {
    await lookAtStore({ objects, identity: createStoreIdentity(db) });
    const cameBack = new CameBack();
    const deps = {
      ...{ lost: createLostItems(db), ledger: createLedgerStore(db), objects, clock },
      secrecy: new PostgresSecrecyStore(db),
      ...{ signatures: cmsVerifier, rootCertificatePem: config.HOLDFAST_ROOT_CERTIFICATE },
      today: () => zoneDays(config.HOLDFAST_TIME_ZONE).dayOf(clock()),
    };
    const { signal } = new AbortController();
    await bringBackItems(deps, isDry, {
      told: (lost, outcome) => cameBack.add(lost, outcome),
      signal,
    });
    cameBack.walled(await setApartWalled(deps, isDry, signal));
    term.result({ isDry, ...cameBack.result });
    cameBack.show(term, isDry);
    return cameBack.isWhole ? EXIT.ok : EXIT.negative;
  } finally {
    await pool.end();
  }
}

process.exitCode = await runVerb(options(), BRING_BACK.usage[spoken], work);
