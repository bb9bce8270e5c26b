/** The main job, end to end, on both stores: a clip goes in and comes out as evidence that openssl and sha256sum verify. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { z } from "zod";
import { run } from "../../infra/host/run-command.ts";
import { connect } from "../../infra/postgres/connection.ts";
import { deleteVersion } from "../../infra/s3/versions.ts";
import { openBucket } from "../../infra/s3/bucket.ts";
import { probeChecksums } from "../../infra/s3/checksums.ts";
import { Item, ItemPage, Package, Verification } from "../../services/review/api-schema.ts";
import { type Ceph, startCeph } from "../fixtures/ceph.ts";
import { clip } from "../fixtures/make-media.ts";
import { type System, startSystem } from "./start-system.ts";

const WAIT = { timeout: 120_000, interval: 500 };

/** Two people make the keys that the house begins with. */
async function holdCeremony(folder: string): Promise<Readonly<Record<string, string>>> {
  const made = join(folder, "ceremony");
  const files = ["one person's words", "another person's words"].map((words, at) => {
    writeFileSync(join(folder, `passphrase-${at}`), words);
    return ["--passphrase-file", join(folder, `passphrase-${at}`)];
  });
  const main = new URL("../../services/command/main.ts", import.meta.url).pathname;
  const people = ["--person", "Li", "--person", "Wang", "--place", "Room 3"];
  const args = ["keys", "ceremony", made, "--agency", "haikou", ...people, ...files.flat()];
  expect(await run(process.execPath, [main, ...args])).toMatchObject({ code: 0 });
  return { HOLDFAST_KEYS_FROM: made, HOLDFAST_AGENCY: "haikou" };
}

describe.each(["filesystem", "s3"] as const)("on the %s store", (store) => {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-first-byte-"));
  const zip = join(folder, "package.zip");
  let ceph: Ceph | null = null;
  let system: System;
  let item: z.infer<typeof Item>;
  let pins: string[];

  const read = async <T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>> =>
    schema.parse(await (await system.fetch(path)).json());

  beforeAll(async () => {
    chmodSync(folder, 0o711);
    if (store === "s3") ceph = await startCeph();
    const s3 = Object.entries(ceph?.config ?? {}).map(([name, value]) => [name, String(value)]);
    const env = { HOLDFAST_STORE: store, ...(Object.fromEntries(s3) as Record<string, string>) };
    const keys = store === "filesystem" ? await holdCeremony(folder) : {};
    system = await startSystem({ demo: false, env: { ...env, ...keys } });
    const vkey = await (await system.fetch("/ledger/key")).text();
    // Under the root of the ceremony, not under what the house says its root is.
    const root = keys.HOLDFAST_KEYS_FROM ?? join(system.dataDir, "public");
    const rootFile = keys.HOLDFAST_KEYS_FROM === undefined ? "root.pem" : "keys/root.pem";
    pins = ["--root", join(root, rootFile), "--ledger-key", vkey.trim()];
  }, 600_000);

  afterAll(async () => {
    await system.stop();
    await ceph?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  test("a pushed clip gets a receipt, and is sealed with a viewing copy", async () => {
    const pushed = await system.holdfast(
      ...["push", await clip("h264-aac"), "--device-token", system.deviceToken],
      ...["--case", "2026-0417", "--recorded-at", "2026-11-24T08:00:00+08:00", "--json"],
    );
    expect(pushed).toMatchObject({ code: 0 });
    item = await vi.waitFor(async () => {
      const { entries } = await read("/api/v1/items", ItemPage);
      expect(entries).toHaveLength(1);
      const found = await read(`/api/v1/items/${entries[0]!.id}`, Item);
      expect(found).toMatchObject({ stage: "sealed", viewingStage: "ready" });
      return found;
    }, WAIT);
    expect(item).toMatchObject({
      declaredCase: "2026-0417",
      recordedAt: "2026-11-24T00:00:00.000Z",
      declaredSha256: item.sha256,
    });
    expect(Date.parse(item.lockedUntil!)).toBeGreaterThan(Date.now() + 170 * 86_400_000);
  });

  test("the continuous audit reads all of it again once its time has come", async () => {
    const url = readFileSync(join(system.dataDir, "secrets", "database-url"), "utf8");
    const { pool } = connect({ HOLDFAST_DATABASE_URL: url, HOLDFAST_DATABASE_POOL: 2 });
    const age = "UPDATE fixity_targets SET last_read_at = last_read_at - interval '80 days'";
    await vi.waitFor(async () => {
      await pool.query(`${age} WHERE audited_at IS NULL`);
      const { checks } = await read(`/api/v1/items/${item.id}/verification`, Verification);
      const fixity = checks.find(({ name }) => name === "fixity");
      expect(fixity).toMatchObject({ verdict: "PASSED", facts: { objects: 9, audited: 9 } });
    }, WAIT);
    await pool.end();
  });

  test("fsck finds that everything holds, with every byte read", async () => {
    const checked = await system.holdfast("fsck", "--deep", "--json");
    expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, deep: true, items: 1 });
    expect(checked.code).toBe(0);
    const shown = await system.holdfast("fsck", "--lang", "zh-CN");
    expect(shown.stdout).toContain("成立  每张回执有效，并在账本中");
  });

  test("every check of the verification panel passes on the stored bytes", async () => {
    const { checks } = await read(`/api/v1/items/${item.id}/verification?bytes=read`, Verification);
    const source = checks.find(({ name }) => name === "source");
    expect(source).toMatchObject({ reason: "verification/source-unsigned" });
    // No authority for time stamps is configured here.
    const stamp = checks.find(({ name }) => name === "stamp");
    expect(stamp).toMatchObject({ reason: "verification/not-stamped-yet" });
    const others = checks.filter(({ name }) => name !== "source" && name !== "stamp");
    expect(others.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(
      ["bytes", "fixity", "declared", "signature", "ledger", "lock", "custody", "copies"].map(
        (name) => `${name} PASSED`,
      ),
    );
  });

  // The folder's own refusal is in its contract suite.
  if (store === "s3") {
    test("no version of the evidence can be deleted, whoever asks the store", async () => {
      const { client, config } = ceph!;
      const bucket = openBucket(config, probeChecksums);
      const { Versions = [] } = await client.send(
        new ListObjectVersionsCommand({ Bucket: bucket.name, Prefix: "house/evidence/" }),
      );
      expect(Versions.length).toBeGreaterThan(5);
      for (const { Key = "", VersionId = "" } of Versions) {
        await expect(deleteVersion(bucket, Key, VersionId)).rejects.toThrow();
      }
      bucket.client.destroy();
    });
  }

  test("its package is downloaded and passes the verifier and the recipe", async () => {
    const asked = await system.fetch("/api/v1/packages", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ itemIds: [item.id], purpose: "hearing of 2026-12-01" }),
    });
    expect(asked.status).toBe(202);
    const { id } = Package.parse(await asked.json());
    await vi.waitFor(async () => {
      expect(await read(`/api/v1/packages/${id}`, Package)).toMatchObject({ state: "ready" });
    }, WAIT);
    const content = await system.fetch(`/api/v1/packages/${id}/content?purpose=hearing`);
    const bytes = Buffer.from(await content.arrayBuffer());
    expect(content.status).toBe(200);
    expect(content.headers.get("content-length")).toBe(String(bytes.length));
    writeFileSync(zip, bytes);
    expect(await system.holdfast("verify", zip, ...pins)).toMatchObject({ code: 0 });
    // Without pinned keys it is whole, and says that nothing outside vouches for it.
    expect(await system.holdfast("verify", zip)).toMatchObject({ code: 4 });
  });

  test("coreutils and openssl alone say the same", async () => {
    await run("unzip", ["-q", zip, "-d", folder]);
    const script = `cd ${folder}/holdfast-*/ && sh verify/verify.sh`;
    const recipe = await run("sh", ["-c", script], { env: { PATH: "/usr/bin:/bin" } });
    expect(recipe.code, recipe.stdout).toBe(0);
    expect(recipe.stdout).not.toContain("FAILED");
  });

  test("its copies come out the same when they are made again, by its package and by the service", async () => {
    for (const from of [[zip, ...pins.slice(0, 2)], [item.id]]) {
      const again = await system.holdfast("rederive", ...from, "--json");
      const { copies = [] } = JSON.parse(again.stdout) as { copies?: Record<string, unknown>[] };
      const found = copies.map(({ item: of, kind, verdict }) => [of, kind, verdict]);
      expect([again.code, found, again.stderr]).toEqual([
        0,
        expect.arrayContaining([
          [item.id, "viewing", "same"],
          [item.id, "poster", "same"],
        ]),
        expect.any(String),
      ]);
    }
  });

  test("a support bundle of it has all parts, and no password, name of a file or address", async () => {
    const out = join(folder, "support.zip");
    const { code, stdout } = await system.holdfast("support", "--out", out, "--json");
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { missing: [] }]);
    const { stdout: text } = await run("unzip", ["-p", out]);
    for (const known of ["postgresFine", "holdfast_oldest_unsealed_seconds", '"step":"probe"'])
      expect(text).toContain(known);
    const secrets = [...system.users.map(({ password }) => password), new URL(system.url).host];
    for (const hidden of [item.filename, folder, ...secrets]) expect(text).not.toContain(hidden);
  });

  test("one flipped bit of the recording makes both refuse", async () => {
    const bytes = readFileSync(zip);
    const at = bytes.indexOf("ftyp") + 2000;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(join(folder, "flipped.zip"), bytes);
    const refused = await system.holdfast("verify", join(folder, "flipped.zip"), ...pins);
    expect(refused.code).toBe(1);
    const original = await run("sh", ["-c", `ls ${folder}/holdfast-*/data/original/*/*`]);
    const path = original.stdout.trim();
    const ofRoot = pins.slice(0, 2);
    const excerpt = await system.holdfast("excerpt", zip, path, ...ofRoot, "--json");
    expect([excerpt.code, excerpt.stdout.includes(item.id)]).toEqual([0, true]);
    const media = readFileSync(path);
    media.writeUInt8(media.readUInt8(2000) ^ 1, 2000);
    chmodSync(path, 0o600);
    writeFileSync(path, media);
    const altered = await system.holdfast("excerpt", zip, path, ...ofRoot, "--lang", "zh-CN");
    expect([altered.code, altered.stdout.includes("不能证明")]).toEqual([1, true]);
    const script = `cd ${folder}/holdfast-*/ && sh verify/verify.sh`;
    const recipe = await run("sh", ["-c", script], { env: { PATH: "/usr/bin:/bin" } });
    expect(recipe.code).toBeGreaterThan(0);
    expect(recipe.stdout).toContain("FAILED");
  });
});
