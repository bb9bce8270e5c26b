/** `holdfast look-again`: has recordings looked at once more that could not be opened, as after a program of their maker was installed. */
import { PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
import { PostgresEvidenceStore } from "../../../infra/postgres/evidence-store.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { languageOf } from "../../kernel/language.ts";
import { UNOPENED } from "../../media/open-recording.ts";
import { databaseSettings } from "../database-settings.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type LimitedOptions, limitedOptions } from "../limited-options.ts";
import { runVerb } from "../run-verb.ts";
import type { Terminal } from "../terminal.ts";
import { LOOK_AGAIN } from "../texts/look-again.ts";

const { env } = process;
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);

async function ask(term: Terminal, { data, limit }: LimitedOptions): Promise<ExitCode> {
  const config = readConfig(await databaseSettings(data, env), PostgresConfig);
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

process.exitCode = await runVerb(limitedOptions(spoken), LOOK_AGAIN.usage[spoken], ask);
