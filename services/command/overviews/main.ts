/** `holdfast overviews`: has storyboards and wave forms made of what was received when none were. */
import { PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
import { PostgresEvidenceStore } from "../../../infra/postgres/evidence-store.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { languageOf } from "../../kernel/language.ts";
import { databaseSettings } from "../database-settings.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type LimitedOptions, limitedOptions } from "../limited-options.ts";
import { runVerb } from "../run-verb.ts";
import type { Terminal } from "../terminal.ts";
import { OVERVIEWS } from "../texts/overviews.ts";

const { env } = process;
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);

async function ask(term: Terminal, { data, limit }: LimitedOptions): Promise<ExitCode> {
  const config = readConfig(await databaseSettings(data, env), PostgresConfig);
  const { db, pool } = connect({ ...config, HOLDFAST_DATABASE_POOL: 1 });
  try {
    const told = await new PostgresEvidenceStore(db).askOverviews(limit, utcInstant(new Date()));
    term.say(OVERVIEWS.asked, told);
    term.result(told);
    return EXIT.ok;
  } finally {
    await pool.end();
  }
}

process.exitCode = await runVerb(limitedOptions(spoken), OVERVIEWS.usage[spoken], ask);
