/**
 * `holdfast ledger renew`: how the renewals of each log stand, and with --log NAME asks for one now. It asks only: custody
 * makes it, has it stamped and entered, and goes on where it was cut off.
 */
import { parseArgs } from "node:util";
import { createAnchorStore } from "../../../infra/postgres/anchor-store.ts";
import { PostgresConfig, connect } from "../../../infra/postgres/connection.ts";
import { createRenewalStore } from "../../../infra/postgres/renewal-store.ts";
import { createTokenStore } from "../../../infra/postgres/token-store.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { utcInstant } from "../../kernel/clock.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { databaseSettings } from "../database-settings.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { runVerb } from "../run-verb.ts";
import { type Terminal, VerbFailure } from "../terminal.ts";
import { RENEW } from "../texts/renew.ts";

const { env } = process;
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);

function options() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: "string", default: "" },
        log: { type: "string", multiple: true, default: [] },
        json: { type: "boolean", default: false },
        lang: { type: "string", default: spoken },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    return language === undefined ? null : { ...values, language };
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

async function renew(term: Terminal, { data, log }: Options): Promise<ExitCode> {
  const config = readConfig(await databaseSettings(data, env), PostgresConfig);
  const { db, pool } = connect({ ...config, HOLDFAST_DATABASE_POOL: 2 });
  try {
    const renewals = createRenewalStore(db);
    const tokens = createTokenStore(db);
    const logs = (await createAnchorStore(db).logs()).map(({ origin }) => origin);
    for (const origin of log) {
      if ((await tokens.stampedAfter(origin, 0, 1)).length === 0) {
        throw new VerbFailure(EXIT.attention, RENEW.noStamps, { origin, logs: logs.join(" ") });
      }
    }
    for (const origin of log) await renewals.ask(origin, utcInstant(new Date()));
    const asked = await renewals.asked();
    const all = [];
    for (const origin of logs) {
      const made = await renewals.of(origin);
      const newest = made.at(-1);
      const stamps = newest === undefined ? 0 : (await renewals.tokens(newest)).length;
      const facts = { origin, count: made.length, madeAt: newest?.madeAt ?? "", stamps };
      all.push({ ...facts, asked: asked.includes(origin) });
      term.say(newest === undefined ? RENEW.none : RENEW.log, facts);
      if (asked.includes(origin)) term.say(RENEW.asked, { origin });
    }
    term.result({ logs: all });
    return EXIT.ok;
  } finally {
    await pool.end();
  }
}

process.exitCode = await runVerb(options(), RENEW.usage[spoken], renew);
