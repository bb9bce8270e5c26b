/** `holdfast reindex`: has the words of every item made anew, by which it is found. */
import { parseArgs } from "node:util";
import { PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
import { createSearchIndex } from "../../../infra/postgres/search-index.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { databaseSettings } from "../database-settings.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { runVerb } from "../run-verb.ts";
import type { Terminal } from "../terminal.ts";
import { REINDEX } from "../texts/reindex.ts";

const { env } = process;
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const string = { type: "string" } as const;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        ...{ data: { ...string, default: "" }, lang: { ...string, default: spoken } },
        json: { type: "boolean", default: false },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    return language === undefined ? null : { ...values, language };
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

async function ask(term: Terminal, { data }: Options): Promise<ExitCode> {
  const config = readConfig(await databaseSettings(data, env), PostgresConfig);
  const { db, pool } = connect({ ...config, HOLDFAST_DATABASE_POOL: 1 });
  try {
    const told = { marked: await createSearchIndex(db).markAll() };
    term.say(REINDEX.marked, told);
    term.result(told);
    return EXIT.ok;
  } finally {
    await pool.end();
  }
}

process.exitCode = await runVerb(options(), REINDEX.usage[spoken], ask);
