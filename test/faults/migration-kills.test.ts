/** Whoever migrates is killed at a round trip by chance, before and after it was done: begun again, the schema is the one that nobody disturbed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { serverPrograms } from "../../infra/host/postgres-cluster.ts";
import { runOrThrow } from "../../infra/host/run-command.ts";
import { connect } from "../../infra/postgres/connection.ts";
import { type CrashMode, CrashProxy } from "../fixtures/crash-proxy.ts";
import { TEMPLATE, databaseAt } from "../fixtures/migrated-cluster.ts";
import { privateCluster } from "../fixtures/private-servers.ts";
import { Draw } from "../fixtures/seeded.ts";

const CHILD = new URL("../fixtures/migrate-child.ts", import.meta.url).pathname;
const seed = Number(process.env["HOLDFAST_SEED"] ?? Date.now() % 10_000);
/** A migration makes four. */
const MOST_TRIPS = 200;
const KILLS = 6;

/** As pg_dump tells it; the words that it guards its dumps with are other ones each time. */
async function schemaOf(url: string): Promise<string> {
  const program = `${await serverPrograms()}/pg_dump`;
  const text = await runOrThrow(program, ["--schema-only", `--dbname=${url}`]);
  return text.replaceAll(/^\\(?:un)?restrict .*$/gm, "");
}

test(`a migration may die at any line (seed ${seed})`, async () => {
  const draw = new Draw(seed);
  const { url } = await privateCluster();
  const name = `m_${randomBytes(6).toString("hex")}`;
  const { pool } = connect({ HOLDFAST_DATABASE_URL: url, HOLDFAST_DATABASE_POOL: 1 });
  await pool.query(`CREATE DATABASE ${name}`);
  const proxy = await CrashProxy.start(databaseAt(url, name));
  /** Answers whether it was killed. */
  const run = async (at: number, mode: CrashMode): Promise<boolean> => {
    const child = spawn(process.execPath, [CHILD], {
      env: { ...process.env, HOLDFAST_DATABASE_URL: proxy.url },
      stdio: "inherit",
    });
    proxy.arm({ at, mode, crash: () => void child.kill("SIGKILL") });
    const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
    expect([0, null]).toContain(code);
    return signal === "SIGKILL";
  };
  let kills = 0;
  for (let left = KILLS; left > 0; left -= 1) {
    const mode = left % 2 === 0 ? "failed" : "failed-but-persisted";
    if (await run(draw.between(2, MOST_TRIPS), mode)) kills += 1;
  }
  expect(kills).toBeGreaterThan(0);
  expect(await run(0, "failed")).toBe(false);
  expect(await schemaOf(databaseAt(url, name))).toBe(await schemaOf(databaseAt(url, TEMPLATE)));
  await proxy.close();
  await pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await pool.end();
});
