/** Has `fsck` look at what a database says of itself, as it stood when it was saved. */
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { z } from "zod";
import type { Invariant } from "../../fixity/invariants.ts";
import type { UtcInstant } from "../../kernel/clock.ts";
import { EXIT } from "../exit-code.ts";
import { VerbFailure } from "../terminal.ts";
import { TRIAL } from "../texts/backup.ts";
import { trustSettings } from "../trust-settings.ts";

type Settings = Readonly<Record<string, string | undefined>>;

const FSCK = new URL("../fsck/main.ts", import.meta.url).pathname;
/** Of the house and not of its backup: work that waited, and what the audit had found. */
const NOT_OURS: readonly Invariant[] = ["in-time", "audit"];

const Report = z.object({
  rules: z.array(z.object({ name: z.string(), violations: z.number() })),
});

/**
 * What the house's signatures are judged by: from its folder, or from the operator's variables.
 * @throws VerbFailure usage where neither is there: a backup must not vouch for itself.
 */
export async function trustFiles(data: string, env: Settings): Promise<Settings> {
  const { HOLDFAST_DATABASE_URL: _house, ...rest } = env;
  const all: Settings = { ...(await trustSettings(data)), ...rest };
  const isKnown = (name: string): boolean =>
    all[name] !== undefined || all[`${name}_FILE`] !== undefined;
  if (["HOLDFAST_ROOT_CERTIFICATE", "HOLDFAST_LEDGER_PUBLIC_KEY"].every(isKnown)) return all;
  throw new VerbFailure(EXIT.usage, TRIAL.noTrust);
}

/** The same of the database at `url`; the address lies in `work` meanwhile. */
export const recordIn =
  (work: string, settings: Settings, at: UtcInstant) =>
  async (url: string): Promise<readonly string[]> => {
    const file = join(work, "database-url");
    await writeFile(file, url, { mode: 0o600 });
    return recordFaults({ ...settings, HOLDFAST_DATABASE_URL_FILE: file }, at);
  };

/** Rules that do not hold, with how often. @throws Error where fsck could not look. */
async function recordFaults(settings: Settings, at: UtcInstant): Promise<readonly string[]> {
  const child = spawn(process.execPath, [FSCK, "--record", `--at=${at}`, "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: settings,
  });
  const ended = new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  });
  const [text, code] = await Promise.all([buffer(child.stdout), ended]);
  if (code !== EXIT.ok && code !== EXIT.negative) throw new Error(`fsck ended with ${code}`);
  return Report.parse(JSON.parse(text.toString("utf8")))
    .rules.filter(({ name, violations }) => violations > 0 && !NOT_OURS.some((own) => own === name))
    .map(({ name, violations }) => `${name}: ${violations}`);
}
