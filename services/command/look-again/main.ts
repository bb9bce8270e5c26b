/** `holdfast look-again`: has recordings looked at once more that could not be opened, as after a program of their maker was installed. */
import { access } from "node:fs/promises";
import { parseArgs } from "node:util";
import { PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
import { PostgresEvidenceStore } from "../../../infra/postgres/evidence-store.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { UNOPENED } from "../../media/open-recording.ts";
import { dataFolder } from "../data-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { boxFiles } from "../process-environment.ts";
import { runVerb } from "../run-verb.ts";
import type { Terminal } from "../terminal.ts";
import { LOOK_AGAIN } from "../texts/look-again.ts";

const MOST = 100_000;

const { env } = process;
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const string = { type: "string" } as const;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        ...{ data: { ...string, default: "" }, limit: { ...string, default: "1000" } },
        ...{ json: { type: "boolean", default: false }, lang: { ...string, default: spoken } },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const limit = /^[1-9]\d{0,5}$/.test(values.limit) ? Number(values.limit) : MOST + 1;
    return language === undefined || limit > MOST ? null : { ...values, language, limit };
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

/** What `up` wrote down of its database; the operator's own variables win. */
async function settings(data: string): Promise<Readonly<Record<string, string | undefined>>> {
  const { databaseUrl } = boxFiles(dataFolder(data));
  const isThere = await access(databaseUrl).then(
    () => true,
    () => false,
  );
  return isThere ? { HOLDFAST_DATABASE_URL_FILE: databaseUrl, ...env } : env;
}

async function ask(term: Terminal, { data, limit }: Options): Promise<ExitCode> {
  const config = readConfig(await settings(data), PostgresConfig);
  const { db, pool } = connect({ ...config, HOLDFAST_DATABASE_POOL: 1 });
  try {
    const told = await new PostgresEvidenceStore(db).lookAgain(UNOPENED, limit);
    term.say(LOOK_AGAIN.asked, told);
    term.result(told);
    return EXIT.ok;
  } finally {
    await pool.end();
  }
}

process.exitCode = await runVerb(options(), LOOK_AGAIN.usage[spoken], ask);
