/** The private servers of one box: they start, keep what they promise, and end. */
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { migrate } from "../../infra/postgres/migrate.ts";
import { freshDatabase, freshRedis } from "../fixtures/private-servers.ts";

test("a fresh database has the schema, syncs to disk, and migrating it again does nothing", async () => {
  const database = await freshDatabase();
  const { rows } = await database.connection.pool.query(
    "SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages, (SELECT datctype FROM pg_database WHERE datname = current_database()) AS ctype, current_setting('data_checksums') AS sums",
  );
  expect(rows).toEqual([{ fsync: "on", pages: "on", ctype: "C.UTF-8", sums: "on" }]);
  expect(await migrate(database.connection.pool)).toEqual([]);
  await database.drop();
});

test("two processes that migrate one empty database at once apply every file once", async () => {
  const database = await freshDatabase();
  await database.connection.pool.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  const applied = await Promise.all([
    migrate(database.connection.pool),
    migrate(database.connection.pool),
  ]);
  expect(applied.flat()).toEqual([...new Set(applied.flat())]);
  expect(applied.flat().length).toBeGreaterThan(5);
  await database.drop();
});

test("Redis refuses a client without the password, syncs always, and never evicts", async () => {
  const server = await freshRedis();
  const stranger = new Redis(server.url.replace(/:[^@]*@/, ":wrong@"), {
    retryStrategy: () => null,
    lazyConnect: true,
  });
  stranger.on("error", () => undefined);
  const refused = new Promise<Error>((resolve) => stranger.once("error", resolve));
  await expect(stranger.connect().then(() => stranger.ping())).rejects.toThrow();
  expect((await refused).message).toContain("WRONGPASS");
  stranger.disconnect();
  const redis = new Redis(server.url);
  expect(await redis.config("GET", "appendfsync")).toEqual(["appendfsync", "always"]);
  expect(await redis.config("GET", "maxmemory-policy")).toEqual(["maxmemory-policy", "noeviction"]);
  redis.disconnect();
  await server.close();
});
