/** What a verb that works on the database itself is told of it. */
import { access } from "node:fs/promises";
import { dataFolder } from "./data-folder.ts";
import { boxFiles } from "./process-environment.ts";

type Settings = Readonly<Record<string, string | undefined>>;

/** What `up` wrote down of its database; the operator's own variables win. `data`: as it was given; "": as it stands in `env`. */
export async function databaseSettings(data: string, env: Settings): Promise<Settings> {
  const { databaseUrl } = boxFiles(dataFolder(data));
  const isThere = await access(databaseUrl).then(
    () => true,
    () => false,
  );
  return isThere ? { HOLDFAST_DATABASE_URL_FILE: databaseUrl, ...env } : env;
}
