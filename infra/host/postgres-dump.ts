/** A whole database into one file, and back, by PostgreSQL's own programs. */
import { join } from "node:path";
import { serverPrograms } from "./postgres-cluster.ts";
import { runOrThrow } from "./run-command.ts";

/** PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE, as libpq reads them. */
export type DatabaseAddress = Readonly<Record<string, string>>;

const AROUND = { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8", PGCONNECT_TIMEOUT: "5" };

/** As the exported `snapshot` saw it. @throws Error with the program's last lines; what lies in `file` then is no dump. */
export async function dumpDatabase(
  address: DatabaseAddress,
  snapshot: string,
  file: string,
): Promise<void> {
  // PostgreSQL 15 knows gzip alone.
  const form = ["--format=custom", "--compress=1", "--no-owner"];
  await runOrThrow(
    join(await serverPrograms(), "pg_dump"),
    [...form, `--snapshot=${snapshot}`, `--file=${file}`],
    { env: { ...AROUND, ...address } },
  );
}

/** Into an empty database. @throws Error at the first statement that fails. */
export async function restoreDatabase(address: DatabaseAddress, file: string): Promise<void> {
  const { PGDATABASE = "" } = address;
  await runOrThrow(
    join(await serverPrograms(), "pg_restore"),
    ["--exit-on-error", "--no-owner", "--jobs=2", `--dbname=${PGDATABASE}`, file],
    { env: { ...AROUND, ...address } },
  );
}
