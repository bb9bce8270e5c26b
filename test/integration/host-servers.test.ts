/** The private PostgreSQL and Redis of one box: safe settings, no open door, also below a closed folder. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import pg from "pg";
import { Redis } from "ioredis";
import { freePort } from "../../infra/host/free-port.ts";
import { startCluster } from "../../infra/host/postgres-cluster.ts";
import { startRedis } from "../../infra/host/redis-server.ts";

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** A folder below one that only its owner may pass, as a clone in root's home is. */
function closedFolder(): string {
  const top = mkdtempSync(join(tmpdir(), "holdfast-closed-"));
  const folder = join(top, "deep", "data");
  mkdirSync(folder, { recursive: true });
  cleanUp.push(() => rmSync(top, { recursive: true, force: true }));
  return folder;
}

async function ask(url: string, sql: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, string>>(sql);
    return rows[0] ?? {};
  } finally {
    await client.end();
  }
}

const userOf = (pid: number) =>
  /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];

describe("the private PostgreSQL", () => {
  it("runs below a folder its user may not pass, not as root, with checksums and fsync", async () => {
    const folder = join(closedFolder(), "postgres");
    const cluster = await startCluster({ folder, port: await freePort() });
    cleanUp.push(() => cluster.stop());
    if (process.getuid?.() === 0) expect(userOf(cluster.pid)).not.toBe("0");
    const settings = await ask(
      cluster.url,
      `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
         current_setting('data_checksums') AS checksums, current_setting('listen_addresses') AS door,
         current_setting('unix_socket_directories') AS sockets, current_setting('server_encoding') AS encoding,
         (SELECT datctype FROM pg_database WHERE datname = current_database()) AS letters`,
    );
    expect(settings).toEqual({
      fsync: "on",
      pages: "on",
      checksums: "on",
      door: "127.0.0.1",
      sockets: "",
      encoding: "UTF8",
      letters: "C.UTF-8",
    });
    expect(statSync(join(folder, "password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "data")).mode & 0o777).toBe(0o700);
  });

  it("lets nobody in without the password", async () => {
    const cluster = await startCluster({
      folder: join(closedFolder(), "pg"),
      port: await freePort(),
    });
    cleanUp.push(() => cluster.stop());
    const url = new URL(cluster.url);
    url.password = "guess";
    await expect(ask(url.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
  });

  it("starts again after kill -9, though another process has the old pid by now", async () => {
    const options = { folder: join(closedFolder(), "pg"), port: await freePort() };
    const first = await startCluster(options);
    await ask(first.url, "CREATE TABLE kept AS SELECT 7 AS seven");
    process.kill(first.pid, "SIGKILL");
    await first.stop();
    const lock = join(options.folder, "data", "postmaster.pid");
    const [, ...rest] = readFileSync(lock, "utf8").split("\n");
    writeFileSync(lock, [String(process.pid), ...rest].join("\n"));
    const second = await startCluster(options);
    cleanUp.push(() => second.stop());
    expect(await ask(second.url, "SELECT seven FROM kept")).toEqual({ seven: 7 });
  });

  it("refuses a data folder in which another server works", async () => {
    const options = { folder: join(closedFolder(), "pg"), port: await freePort() };
    const first = await startCluster(options);
    cleanUp.push(() => first.stop());
    await expect(startCluster({ ...options, port: await freePort() })).rejects.toThrow(
      /another PostgreSQL runs in this data folder/,
    );
  });

  it("builds the cluster anew when a power cut left half of one", async () => {
    const folder = join(closedFolder(), "pg");
    mkdirSync(join(folder, "making", "base"), { recursive: true });
    writeFileSync(join(folder, "making", "PG_VERSION"), "15\n");
    const cluster = await startCluster({ folder, port: await freePort() });
    cleanUp.push(() => cluster.stop());
    expect(await ask(cluster.url, "SELECT 1 AS one")).toEqual({ one: 1 });
  });
});

describe("the private Redis", () => {
  it("asks for a password, syncs every write, evicts nothing, and does not run as root", async () => {
    const folder = join(closedFolder(), "redis");
    const server = await startRedis(folder, await freePort());
    cleanUp.push(() => server.stop());
    if (process.getuid?.() === 0) expect(userOf(server.pid)).not.toBe("0");
    const redis = new Redis(server.url);
    cleanUp.push(() => redis.disconnect());
    const settings = [];
    for (const name of ["appendonly", "appendfsync", "maxmemory-policy", "bind"]) {
      settings.push(await redis.config("GET", name));
    }
    expect(settings).toEqual([
      ["appendonly", "yes"],
      ["appendfsync", "always"],
      ["maxmemory-policy", "noeviction"],
      ["bind", "127.0.0.1"],
    ]);
    const stranger = new Redis(server.url.replace(/:[^:@]+@/, ":guess@"), {
      retryStrategy: () => null,
      lazyConnect: true,
    });
    stranger.on("error", () => undefined);
    await expect(stranger.connect().then(() => stranger.ping())).rejects.toThrow();
    stranger.disconnect();
    expect(statSync(join(folder, "password")).mode & 0o777).toBe(0o600);
  });

  it("keeps what was written over kill -9", async () => {
    const folder = join(closedFolder(), "redis");
    const first = await startRedis(folder, await freePort());
    const before = new Redis(first.url);
    await before.set("kept", "yes");
    before.disconnect();
    process.kill(first.pid, "SIGKILL");
    await first.stop();
    const second = await startRedis(folder, await freePort());
    cleanUp.push(() => second.stop());
    const after = new Redis(second.url);
    cleanUp.push(() => after.disconnect());
    expect(await after.get("kept")).toBe("yes");
  });

  it("shows its password in no process list", async () => {
    const server = await startRedis(join(closedFolder(), "redis"), await freePort());
    cleanUp.push(() => server.stop());
    const password = new URL(server.url).password;
    expect(execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })).not.toContain(password);
  });
});
