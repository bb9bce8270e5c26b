/** `holdfast backup` on a real house: what is saved can be put back, and what cannot is told, by the command as its user calls it. */
import { execFileSync, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { freePort } from "../../infra/host/free-port.ts";
import { startCluster } from "../../infra/host/postgres-cluster.ts";
import { dumpDatabase, restoreDatabase } from "../../infra/host/postgres-dump.ts";
import { run } from "../../infra/host/run-command.ts";
import { createBackupStore } from "../../infra/postgres/backup-store.ts";
import { addressOf, countAll, createReader, withSnapshot } from "../../infra/postgres/snapshot.ts";
import { BackupStatement } from "../../services/backup/statement.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { addDevice } from "../fixtures/rows.ts";
import { StoredHouse } from "../fixtures/stored-house.ts";
import { makeAuthority, openManifestSigner } from "../unit/keys/authority.ts";

const MAIN = new URL("../../services/command/main.ts", import.meta.url).pathname;
const clock = () => utcInstant(new Date());
const undo: (() => Promise<unknown>)[] = [];
let house: StoredHouse;
let root: string;
/** The house's folder, as `up` leaves it. */
let data: string;

const at = (...names: readonly string[]): string => join(root, ...names);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-backup-"));
  undo.push(() => rm(root, { recursive: true, force: true }));
  const authority = await makeAuthority(new Date());
  undo.push(() => authority.remove());
  const settings = { HOLDFAST_FILESYSTEM_DIR: at("objects") };
  const { objects } = createFilesystemStores(
    { ...settings, HOLDFAST_FILESYSTEM_IMMUTABLE: "off" },
    clock,
  );
  const signer = await openManifestSigner(authority.folder, clock);
  house = await StoredHouse.open(authority, signer, objects);
  undo.push(() => house.close());
  for (const text of ["the first", "the second", "the third"])
    await house.sealed(Buffer.from(text));
  data = at("house");
  for (const name of ["keys", "public", "secrets", "wrapping-keys"])
    await mkdir(join(data, name), { recursive: true });
  await cp(authority.folder, join(data, "keys"), { recursive: true });
  await writeFile(join(data, "public", "root.pem"), authority.rootPem);
  const ledgerKey = join(authority.folder, "ledger-key.pub.pem");
  await cp(ledgerKey, join(data, "public", "ledger-key.pub.pem"));
  await writeFile(join(data, "secrets", "database-url"), house.database.url);
  await writeFile(join(data, "installation.json"), '{"agency":"test","demo":false}\n');
  for (const name of ["one", "other"]) {
    const curve = name === "one" ? ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"] : ["rsa:3072"];
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-nodes", "-subj", `/CN=${name}`, "-newkey", ...curve],
        ...["-keyout", at(`${name}.key`), "-out", at(`${name}.pem`)],
      ],
      { stdio: "ignore" },
    );
  }
});
afterAll(async () => {
  for (const each of undo.toReversed()) await each();
});

async function holdfast(...args: readonly string[]) {
  const env = { PATH: process.env["PATH"], HOME: root, LANG: "en" };
  const said = [MAIN, "backup", ...args, "--json", "--data", data];
  const { code, stdout, stderr } = await run(process.execPath, said, { env });
  expect(stdout + stderr).not.toContain(new URL(house.database.url).password);
  return { code, found: stdout === "" ? null : (JSON.parse(stdout) as unknown), stderr };
}

const Trial = z.object({
  sound: z.boolean(),
  steps: z.array(z.object({ step: z.string(), state: z.string(), what: z.array(z.string()) })),
});

/** State of each step of a trial, and what is wrong with it. */
async function trial(backup: string, ...more: readonly string[]) {
  const { code, found } = await holdfast("verify", at(backup), ...more);
  const { sound, steps } = Trial.parse(found);
  expect(code).toBe(sound ? 0 : 1);
  expect((await readdir(root)).filter((name) => name.startsWith("."))).toEqual([]);
  return Object.fromEntries(
    steps.map(({ step, state, what }) => [step, state === "broken" ? what : state]),
  );
}

const create = (name: string, ...more: readonly string[]) =>
  holdfast("create", "--out", at(name), ...more);
const toBoth = () => ["--to", at("one.pem"), "--to", at("other.pem")];
const standing = () => createBackupStore(house.database.connection.db).standing();

const SOUND = {
  ...{ files: "sound", keys: "sound", database: "sound" },
  ...{ counts: "sound", record: "sound" },
};

it("is put back whole, opens for each key that it was made for, and is told of", async () => {
  expect(await standing()).toEqual({ madeAt: null, sound: null, isBroken: false });
  expect((await create("whole", ...toBoth())).code).toBe(0);
  expect(await standing()).toMatchObject({ sound: null, isBroken: false });
  for (const key of ["one.key", "other.key"])
    expect(await trial("whole", "--key", at(key))).toEqual(SOUND);
  const { madeAt, sound } = await standing();
  expect(sound?.madeAt).toBe(madeAt);
  for (const name of await readdir(at("whole")))
    expect((await stat(at("whole", name))).mode & 0o777, name).toBe(0o600);
  const text = await readFile(at("whole", "backup.json"), "utf8");
  const { counted, agency } = BackupStatement.parse(JSON.parse(text));
  expect(agency).toBe("test");
  expect(counted.tables).toMatchObject({ items: 3, receipts: 3, ledger_entries: 3, backups: 0 });
});

it("holds what was there when it was begun, and nothing of what came meanwhile", async () => {
  const { url, connection } = house.database;
  const file = at("meanwhile.dump");
  const counted = await withSnapshot(url, async (seen, snapshot) => {
    await addDevice(connection.db);
    await dumpDatabase(addressOf(url), snapshot, file);
    return seen;
  });
  expect((await countAll(url)).tables["devices"]).toBe((counted.tables["devices"] ?? 0) + 1);
  const cluster = await startCluster({ folder: at("meanwhile"), port: await freePort() });
  try {
    await createReader(cluster.url);
    await restoreDatabase(addressOf(cluster.url), file);
    expect(await countAll(cluster.url)).toEqual(counted);
  } finally {
    await cluster.stop();
  }
});

describe("one that cannot be relied on", () => {
  beforeAll(async () => {
    await create("sound", ...toBoth());
  });
  const copy = async (name: string): Promise<void> => {
    await cp(at("sound"), at(name), { recursive: true });
  };

  it("has a bit that rotted", async () => {
    await copy("rotten");
    const bytes = await readFile(at("rotten", "database.dump"));
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(at("rotten", "database.dump"), bytes);
    expect(await trial("rotten")).toEqual({
      ...{ files: ["database.dump"], keys: "not-tried" },
      ...{ database: "not-tried", counts: "not-tried", record: "not-tried" },
    });
    expect(await standing()).toMatchObject({ isBroken: true });
    // The same statement: what is sound lies elsewhere, and was tried after it.
    expect(await trial("sound")).toMatchObject({ database: "sound" });
    expect(await standing()).toMatchObject({ isBroken: false });
  });

  it("does not open by another key, or lacks its keys", async () => {
    execFileSync("openssl", ["genrsa", "-out", at("stranger.key"), "3072"], { stdio: "ignore" });
    const { keys } = await trial("sound", "--key", at("stranger.key"));
    expect(keys).toHaveLength(1);
    await copy("keyless");
    await rm(at("keyless", "keys.cms"));
    const found = await trial("keyless", "--key", at("one.key"));
    expect(found).toMatchObject({ files: ["keys.cms"], database: "sound", record: "sound" });
    expect(found["keys"]).toHaveLength(1);
  });

  it("says other figures than the database that it holds", async () => {
    await copy("forged");
    const path = at("forged", "backup.json");
    const said = BackupStatement.parse(JSON.parse(await readFile(path, "utf8")));
    said.counted.tables["items"] = 4;
    said.counted.heads[0]!.size += 1;
    await writeFile(path, JSON.stringify(said));
    const counts = ["items", said.counted.heads[0]!.origin].toSorted();
    expect(await trial("forged")).toMatchObject({ counts });
  });

  it("holds a record that was falsified before it was saved", async () => {
    const { pool } = house.database.connection;
    await pool.query("UPDATE custody_events SET body = body || ' ' WHERE index = 1");
    await create("false", "--without-keys");
    // Of three items: what stands there is neither what was hashed nor what its columns say.
    expect(await trial("false")).toMatchObject({ counts: "sound", record: ["custody: 6"] });
    await pool.query("UPDATE custody_events SET body = rtrim(body) WHERE index = 1");
  });
});

it("was saved but nobody heard: the trial tells of it, and of a later trial of the same", async () => {
  await create("unheard", "--without-keys");
  await house.database.connection.pool.query("DELETE FROM backups");
  expect(await standing()).toMatchObject({ madeAt: null });
  expect(await trial("unheard")).toEqual({ ...SOUND, keys: "not-tried" });
  expect((await standing()).sound).not.toBeNull();
});

it("leaves neither a server nor a folder where a trial is interrupted", async () => {
  await create("interrupted", "--without-keys");
  const said = [MAIN, "backup", "verify", at("interrupted"), "--data", data];
  const child = spawn(process.execPath, said, { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const trials = () => readdir(root).then((names) => names.filter((name) => name.startsWith(".")));
  const pidFile = async (): Promise<string | null> => {
    const [trialFolder] = await trials();
    if (trialFolder === undefined) return null;
    const file = at(trialFolder, "cluster", "data", "postmaster.pid");
    return readFile(file, "utf8").catch(() => null);
  };
  let pid: number | null = null;
  while (pid === null) {
    const [, found] = /^(\d+)\n/.exec((await pidFile()) ?? "") ?? [];
    pid = found === undefined ? null : Number(found);
    expect(child.exitCode).toBeNull();
    await setImmediate();
  }
  child.kill("SIGTERM");
  await ended;
  expect(child.exitCode).toBe(4);
  expect(await trials()).toEqual([]);
  // It says nothing of the backup.
  expect(await standing()).toMatchObject({ isBroken: false });
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

it("begins anew after a cut, writes over nothing, and takes half a one for none", async () => {
  await mkdir(at("cut.making"));
  await writeFile(at("cut.making", "database.dump"), "half of it");
  expect((await holdfast("verify", at("cut.making"))).found).toMatchObject({
    error: { code: "backup/no-backup" },
  });
  expect((await create("cut", ...toBoth())).code).toBe(0);
  expect((await readdir(root)).filter((name) => name.endsWith(".making"))).toEqual([]);
  expect(await create("cut", ...toBoth())).toMatchObject({
    ...{ code: 4, found: { error: { code: "backup/exists" } } },
  });
});

it("is refused where it is asked for wrongly, and nothing is left", async () => {
  const before = await readdir(root);
  expect((await create("neither")).code).toBe(2);
  expect((await create("both", "--without-keys", ...toBoth())).code).toBe(2);
  expect((await create("no-certificate", "--to", at("one.key"))).code).toBe(4);
  await rm(join(data, "keys"), { recursive: true });
  expect(await create("no-keys", ...toBoth())).toMatchObject({
    ...{ code: 4, found: { error: { code: "backup/no-keys" } } },
  });
  expect(await readdir(root)).toEqual(before);
});
