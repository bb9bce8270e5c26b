/** fsck and the audit on a real database and store: a sound house is sound, and each kind of damage breaks the rule that is about it. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, unlinkSync, chmodSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { createS3Stores } from "../../infra/s3/stores.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { startCeph } from "../fixtures/ceph.ts";
import { StoredHouse } from "../fixtures/stored-house.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../unit/keys/authority.ts";

const clock = () => utcInstant(new Date());
let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority(new Date());
});
afterAll(() => authority.remove());

describe("on a folder", () => {
  const dir = mkdtempSync(join(tmpdir(), "holdfast-fsck-"));
  let house: StoredHouse;
  let item: EvidenceItem;
  let path: string;
  beforeAll(async () => {
    const settings = {
      HOLDFAST_FILESYSTEM_DIR: dir,
      HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
    } as const;
    const { objects } = createFilesystemStores(settings, clock);
    const signer = await openManifestSigner(authority.folder, clock);
    house = await StoredHouse.open(authority, signer, objects);
    await house.sealed(Buffer.from("the first of this device"));
    item = await house.sealed(Buffer.from("the second of this device"));
    await house.sealed(Buffer.from("the third of this device"));
    path = join(dir, "objects", ...item.original!.object.key.split("/"));
  });
  afterAll(async () => {
    await house.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it("finds a sound house sound, with and without reading all of it", async () => {
    expect(await house.fsck(false)).toEqual([]);
    expect(await house.fsck(true)).toEqual([]);
    expect(await house.audit()).toEqual([]);
  });

  it("finds one bit that rotted on the disk, and that it is right again", async () => {
    const kept = join(dir, "kept");
    execFileSync("cp", ["-a", path, kept]);
    const bytes = readFileSync(path);
    bytes[3] = bytes[3]! ^ 1;
    chmodSync(path, 0o600);
    writeFileSync(path, bytes);
    execFileSync("touch", ["-r", kept, path]);
    expect((await house.fsck(false)).map(({ invariant }) => invariant)).toEqual([]);
    expect(await house.fsck(true)).toMatchObject([
      { invariant: "bytes", what: "fixity/digest-differs", facts: { differingBlocks: "0" } },
    ]);
    expect(await house.audit()).toEqual(["fixity/digest-differs"]);
    expect((await house.fsck(false)).map(({ invariant }) => invariant)).toEqual(["audit"]);
    execFileSync("cp", ["-a", kept, path]);
    expect(await house.audit()).toEqual([]);
    const kinds = (await house.deps.items.custody(item.id)).map(({ kind }) => kind);
    expect(kinds.slice(3)).toEqual(["fixity-failed", "fixity-restored"]);
    expect(await house.fsck(true)).toEqual([]);
  });

  it("tells a file that is gone from one that was replaced", async () => {
    const kept = join(dir, "kept");
    execFileSync("cp", ["-a", path, kept]);
    unlinkSync(path);
    for (const deep of [false, true]) {
      expect(await house.fsck(deep)).toMatchObject([{ what: "fixity/object-missing" }]);
    }
    execFileSync("cp", [kept, path]);
    const { versionId } = item.original!.object;
    for (const deep of [false, true]) {
      const [found, ...more] = await house.fsck(deep);
      expect(more).toEqual([]);
      expect(found).toMatchObject({
        ...{ what: "fixity/object-replaced", facts: { recordedVersion: versionId } },
      });
      expect(found!.facts["foundVersion"]).not.toBe(versionId);
    }
    execFileSync("cp", ["-a", kept, path]);
    expect(await house.fsck(true)).toEqual([]);
  });

  /** What somebody with the database in his hands does, how it is undone, and which rules must break. */
  const forgeries: readonly (readonly [string, string, string, readonly string[]])[] = [
    [
      "a digest on record",
      "UPDATE items SET original = jsonb_set(original, '{sha256}', to_jsonb(repeat('0', 64)))",
      "items",
      ["record", "receipt"],
    ],
    [
      "an event of custody",
      "UPDATE custody_events SET body = body || ' ' WHERE index = 1",
      "custody_events",
      ["custody"],
    ],
    [
      "who did something, beside what was hashed",
      "UPDATE custody_events SET actor = 'process:nobody' WHERE index = 1",
      "custody_events",
      ["custody"],
    ],
    [
      "when something was recorded",
      "UPDATE items SET recorded_at = recorded_at + interval '1 hour'",
      "items",
      ["record"],
    ],
    [
      "an event that is gone",
      "DELETE FROM custody_events WHERE index = 2",
      "custody_events",
      ["custody"],
    ],
    ["a receipt that is gone", "DELETE FROM receipts", "receipts", ["one-of-each"]],
    [
      "a receipt of other bytes",
      "UPDATE receipts SET statement = replace(statement, 'sealed', 'sealad')",
      "receipts",
      ["receipt"],
    ],
    [
      "a signature that is gone",
      "UPDATE seals SET signature = NULL",
      "seals",
      ["one-of-each", "record"],
    ],
    ["a manifest", "UPDATE seals SET manifest = manifest || ' '::bytea", "seals", ["record"]],
    [
      "an entry",
      "UPDATE ledger_entries SET leaf = leaf || ' ' WHERE index = 0",
      "ledger_entries",
      ["ledger-history", "ledger-store", "receipt"],
    ],
    [
      "an entry that is gone",
      "DELETE FROM ledger_entries WHERE index = 0",
      "ledger_entries",
      ["ledger-history", "receipt"],
    ],
    [
      "a head",
      "UPDATE ledger_heads SET root_sha256 = repeat('0', 64) WHERE size = 1",
      "ledger_heads",
      ["ledger-history"],
    ],
    [
      "a head that is gone, though a receipt was given under it",
      "DELETE FROM ledger_heads WHERE size = 2",
      "ledger_heads",
      ["receipt"],
    ],
    [
      "the newest head that is gone, long after its entries came",
      "UPDATE ledger_heads SET signed_at = signed_at - interval '1 day'; DELETE FROM ledger_heads WHERE size = 3",
      "ledger_heads",
      ["in-time", "receipt"],
    ],
    ["all heads that are gone", "DELETE FROM ledger_heads", "ledger_heads", ["receipt"]],
    [
      "the time of a head",
      "UPDATE ledger_heads SET signed_at = signed_at + interval '1 day' WHERE size = 1",
      "ledger_heads",
      ["ledger-time"],
    ],
    [
      "a stage",
      "UPDATE items SET stage = 'received', received_at = received_at - interval '1 day'",
      "items",
      ["custody", "in-time", "one-of-each"],
    ],
  ];
  it.each(forgeries)("finds a change of %s", async (_, forgery, table, rules) => {
    const { pool } = house.database.connection;
    await pool.query(`CREATE TABLE kept AS TABLE ${table}`);
    await pool.query(forgery);
    try {
      const found = new Set((await house.fsck(true)).map(({ invariant }) => invariant));
      for (const rule of rules) expect([...found], rule).toContain(rule);
    } finally {
      await restore(house, table);
    }
    expect(await house.fsck(true)).toEqual([]);
  });
});

async function restore({ database }: StoredHouse, table: string): Promise<void> {
  const { pool } = database.connection;
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = ''`,
    [table],
  );
  const columns = rows.map(({ name }) => name);
  const keys: Readonly<Record<string, readonly string[]>> = {
    items: ["id"],
    custody_events: ["item_id", "index"],
    receipts: ["item_id"],
    seals: ["item_id", "subject"],
    ledger_entries: ["origin", "index"],
    ledger_heads: ["origin", "size"],
  };
  const set = columns.map((name) => `${name} = excluded.${name}`).join(", ");
  const key = keys[table]!.map((name) => `"${name}"`).join(", ");
  await pool.query(
    table === "items"
      ? `UPDATE items SET (${columns.join(", ")}) = (SELECT ${columns.map((name) => `k.${name}`).join(", ")} FROM kept k WHERE k.id = items.id)`
      : `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${columns.join(", ")} FROM kept ON CONFLICT (${key}) DO UPDATE SET ${set}`,
  );
  await pool.query("DROP TABLE kept");
}

describe("on S3 (Ceph)", () => {
  it("finds what a stranger put on top of the evidence, and the evidence itself still sound", async () => {
    const ceph = await startCeph();
    const own = await makeAuthority(new Date()); // its ledger key remembers what it signed
    const stores = createS3Stores(ceph.config);
    const signer = await openManifestSigner(own.folder, clock);
    const house = await StoredHouse.open(own, signer, stores.objects);
    try {
      const item = await house.sealed(Buffer.from("kept in a bucket"));
      expect(await house.fsck(true)).toEqual([]);
      const target = { Bucket: "evidence", Key: `house/${item.original!.object.key}` };
      const put = new PutObjectCommand({ ...target, Body: Buffer.from("other") });
      const { VersionId: other } = await ceph.client.send(put);
      expect(await house.audit()).toEqual(["fixity/version-on-top"]);
      const { VersionId: mark } = await ceph.client.send(new DeleteObjectCommand(target));
      expect(await house.audit()).toEqual(["fixity/hidden-by-deletion"]);
      expect((await house.fsck(true)).map(({ invariant }) => invariant).sort()).toEqual([
        ...["audit", "locks"],
      ]);
      // Behind it lies what was received, for everybody who is given it; and nothing more is found once the mark is taken back.
      const kept = await buffer(await stores.objects.read(item.original!.object));
      expect(kept.toString()).toBe("kept in a bucket");
      await ceph.client.send(new DeleteObjectCommand({ ...target, VersionId: mark }));
      expect(await house.audit()).toEqual(["fixity/version-on-top"]);
      await ceph.client.send(new DeleteObjectCommand({ ...target, VersionId: other }));
      expect(await house.audit()).toEqual([]);
      expect(await house.fsck(true)).toEqual([]);
    } finally {
      await house.close();
      stores.close();
      await ceph.close();
      await own.remove();
    }
  }, 300_000);
});
