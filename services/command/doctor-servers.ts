/** The checks of `doctor` on PostgreSQL and Redis: settings that decide whether the record survives a power cut. */
import { type Finding, failed, fine, reason } from "./doctor.ts";

export interface ServerProbes {
  postgresSettings(): Promise<Readonly<Record<string, string>>>;
  missingMigrations(): Promise<number>;
  redisSettings(): Promise<Readonly<Record<string, string>>>;
}

interface Deps {
  readonly probes: ServerProbes;
}

const POSTGRES_MUST: Readonly<Record<string, RegExp>> = {
  fsync: /^on$/,
  full_page_writes: /^on$/,
  synchronous_commit: /^(on|remote_apply)$/,
  server_encoding: /^UTF8$/,
  // With lc_ctype C no letter outside ASCII is a letter.
  lc_ctype: /utf-?8$/i,
};
const REDIS_MUST: Readonly<Record<string, RegExp>> = {
  "maxmemory-policy": /^noeviction$/,
  appendonly: /^yes$/,
  password: /^set$/,
};

function unfit(
  settings: Readonly<Record<string, string>>,
  must: Readonly<Record<string, RegExp>>,
): string {
  return Object.entries(must)
    .filter(([name, pattern]) => !pattern.test(settings[name] ?? ""))
    .map(([name]) => `${name}=${settings[name] ?? "?"}`)
    .join(", ");
}

export async function postgres({ probes }: Deps): Promise<Finding> {
  try {
    const settings = unfit(await probes.postgresSettings(), POSTGRES_MUST);
    if (settings !== "") return failed("postgresSettings", { settings });
    const count = await probes.missingMigrations();
    return count === 0 ? fine("postgresFine") : failed("postgresBehind", { count });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}

export async function redis({ probes }: Deps): Promise<Finding> {
  try {
    const settings = unfit(await probes.redisSettings(), REDIS_MUST);
    return settings === "" ? fine("redisFine") : failed("redisSettings", { settings });
  } catch (error) {
    return failed("redisDown", { message: reason(error) });
  }
}
