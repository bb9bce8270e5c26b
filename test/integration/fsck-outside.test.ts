/** fsck over what others vouch for, and what is told together: one byte of each changed breaks the rule that is about it. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import { freshNonce, timestampRequest } from "../../infra/keys/timestamp-client.ts";
import { listOf } from "../../infra/keys/revocation-list.ts";
import { judgeTimestamp } from "../../infra/keys/timestamp-verifier.ts";
import { createStores } from "../../infra/postgres/stores.ts";
import { renewLogs } from "../../services/anchors/renew-logs.ts";
import { stampRenewals } from "../../services/anchors/stamp-renewals.ts";
import { receiptBatch } from "../../services/batches/receipt-batch.ts";
import { numberNames, reportSequence } from "../../services/batches/sequence.ts";
import { plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { enterRecords } from "../../services/ledger/enter-records.ts";
import { CAMERA, dockStatement, makeDockKey, signedStatement } from "../fixtures/docking.ts";
import { asked } from "../fixtures/renewals.ts";
import { revocationList } from "../fixtures/revocation-lists.ts";
import { StoredHouse } from "../fixtures/stored-house.ts";
import { type OwnAuthority, ownAuthority } from "../fixtures/timestamps.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../unit/keys/authority.ts";

const HOUR_MS = 3_600_000;
const clock = () => utcInstant(new Date());
const { signal } = new AbortController();
const dir = mkdtempSync(join(tmpdir(), "holdfast-fsck-"));
let authority: Authority;
let court: OwnAuthority;
let house: StoredHouse;

beforeAll(async () => {
  [authority, court] = await Promise.all([makeAuthority(new Date()), ownAuthority(new Date())]);
  const { objects } = createFilesystemStores(
    { HOLDFAST_FILESYSTEM_DIR: dir, HOLDFAST_FILESYSTEM_IMMUTABLE: "off" },
    clock,
  );
  const signer = await openManifestSigner(authority.folder, clock);
  house = await StoredHouse.open(authority, signer, objects);
  const item = await house.sealed(Buffer.from("a recording"));
  const stores = createStores(house.database.connection);
  const viewed = { kind: "accessed", data: { requestId: "1" } } as const;
  await stores.evidence.record(item.id, { at: clock(), actor: "user:x", happening: viewed });
  const later = () => plusMs(clock(), HOUR_MS);
  await enterRecords({ ...stores, ledger: house.sequencer, clock: later, objects }, signal);
  await visit(stores);
  await stamped(stores);
}, 120_000);
afterAll(async () => {
  await house.close();
  rmSync(dir, { recursive: true, force: true });
  await Promise.all([authority.remove(), court.remove()]);
});

type Stores = ReturnType<typeof createStores>;

/** A dock's visit, stated and receipted. */
async function visit(stores: Stores): Promise<void> {
  const key = makeDockKey();
  await stores.statementKeys.register(house.device, key, clock());
  const statement = dockStatement(key, []);
  const signed = signedStatement(key, statement);
  const { batch: id } = statement;
  const opened = { id, deviceId: house.device, camera: CAMERA, openedAt: clock() };
  await stores.batches.open(opened, 1);
  await stores.batches.close(id, {
    ...{ at: clock(), statement: { ...signed, sha256: sha256(signed.text), key }, uploads: [] },
    ...{ fileCount: 0, lastSeen: null, sequence: reportSequence(numberNames([]), null) },
  });
  const { sequencer: ledger, signer } = house;
  await receiptBatch({ ...stores, items: stores.evidence, ledger, signer, clock }, id);
}

/** A stamp over the newest head, a renewal that holds it with a stamp of its own, and a list of revoked certificates. */
async function stamped(stores: Stores): Promise<void> {
  const [origin = ""] = await house.deps.house.logs();
  const { size, note } = (await stores.ledger.head(origin))!;
  const [bytes, one] = [Buffer.from(note), asked("court", court)];
  court.setClock(new Date());
  await stores.anchors.choose(origin, size, null, clock());
  await stores.tokens.configure([one], clock());
  const response = await court.answer(timestampRequest(bytes, freshNonce()));
  const verdict = judgeTimestamp(bytes, response, one.rootsPem);
  if (!verdict.valid) throw new Error(verdict.reason);
  await stores.tokens.keep({ origin, size }, "court", { ...verdict, response }, clock());
  const keyPem = await readFile(join(court.folder, "root-key.pem"), "utf8");
  const der = await revocationList({ rootPem: one.rootsPem, keyPem }, [], new Date());
  await stores.tokens.keepList("court", 0, listOf(der, one.rootsPem)!);
  await stores.renewals.ask(origin, clock());
  const deps = { ...stores, objects: house.deps.objects, clock, authority: one };
  const lock = () => ({ mode: "governance" as const, until: plusMs(clock(), 1_000 * HOUR_MS) });
  await renewLogs({ ...deps, lock, ledger: house.sequencer }, signal);
  await stampRenewals({ ...deps, lock }, signal);
}

const found = async (): Promise<string[]> =>
  (await house.fsck(false)).map(({ invariant, what }) => `${invariant} ${what}`);

const xor = (table: string, column: string, at = 300): [string, string] => {
  const flip = `UPDATE ${table} SET ${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 1)`;
  return [flip, flip];
};
const swap = (table: string, column: string, a: string, b: string): [string, string] => [
  `UPDATE ${table} SET ${column} = replace(${column}, '${a}', '${b}')`,
  `UPDATE ${table} SET ${column} = replace(${column}, '${b}', '${a}')`,
];
const shift = (table: string, column: string): [string, string] => [
  `UPDATE ${table} SET ${column} = ${column} + interval '1 day'`,
  `UPDATE ${table} SET ${column} = ${column} - interval '1 day'`,
];

describe("fsck", () => {
  it("finds everything sound", async () => {
    expect(await found()).toEqual([]);
  });

  it.each<[string, [string, string], RegExp]>([
    ["a stamp", xor("ledger_tokens", "response", 500), /^stamps timestamps\//],
    ["a stamp's time beside it", shift("ledger_tokens", "gen_time"), /^stamps other-time$/],
    ["a stamp's end beside it", shift("ledger_tokens", "valid_until"), /^stamps other-end$/],
    ["a renewal's stamp", xor("ledger_renewal_tokens", "response", 500), /^stamps timestamps\//],
    ["a renewal", swap("ledger_renewals", "body", "size", "sizf"), /^stamps malformed$/],
    [
      "a renewal's own size",
      ["UPDATE ledger_renewals SET size = size + 1", "UPDATE ledger_renewals SET size = size - 1"],
      /^stamps other-row$/,
    ],
    [
      "a file of a renewal",
      swap("ledger_renewal_files", "path", ".part", ".pert"),
      /^stamps file-/,
    ],
    ["a list of revoked certificates", xor("timestamp_lists", "list", 40), /^stamps not-of-/],
    ["a receipt's signature", xor("batch_receipts", "signature"), /^visits /],
    ["a receipt's text", swap("batch_receipts", "statement", "camera", "camerb"), /^visits /],
    ["a receipt's proof", swap("batch_receipts", "proof", "index ", "index 9"), /^visits /],
    ["a dock's signature", xor("batches", "signature", 3), /^visits /],
    ["an hour's entry", swap("ledger_batches", "leaf", "root", "roof"), /^records /],
    ["an access that is told by the hour", xorText("ledger_records"), /^records other-root$/],
    ["an access in its chain", xorText("custody_events"), /^records other-root$/],
  ])("tells of one byte of %s", async (_, [change, undo], wanted) => {
    const { pool } = house.database.connection;
    await pool.query(change);
    try {
      expect(await found()).toContainEqual(expect.stringMatching(wanted));
    } finally {
      await pool.query(undo);
    }
    expect(await found()).toEqual([]);
  });
});

describe("the audit", () => {
  it("finds one byte of anything that a renewal keeps, or of the stamp over it", async () => {
    expect(await house.audit()).toEqual([]);
    const folder = join(dir, "objects/ledger", `haikou/${new Date().getUTCFullYear()}`, "renewals");
    const names = readdirSync(folder);
    const endings = names.map((name) => name.slice(name.lastIndexOf(".") + 1));
    expect(endings.toSorted()).toEqual(["crl", "part", "pem", "tsr", "txt"]);
    for (const name of names) {
      const [path, kept] = [join(folder, name), join(dir, "kept")];
      execFileSync("cp", ["-a", path, kept]);
      const bytes = readFileSync(path);
      bytes[20]! ^= 1;
      chmodSync(path, 0o600);
      writeFileSync(path, bytes);
      execFileSync("touch", ["-r", kept, path]);
      expect([name, await house.audit()]).toEqual([name, ["fixity/digest-differs"]]);
      const deep = (await house.fsck(true)).map(({ invariant, what }) => `${invariant} ${what}`);
      expect(deep).toContain("bytes fixity/digest-differs");
      execFileSync("cp", ["-a", kept, path]);
      expect(await house.audit()).toEqual([]);
    }
    const [name = ""] = names;
    renameSync(join(folder, name), join(dir, "kept"));
    expect(await house.audit()).toEqual(["fixity/object-missing"]);
    renameSync(join(dir, "kept"), join(folder, name));
    expect(await house.audit()).toEqual([]);
  });
});

/** The first digit of a digest, there and back. */
function xorText(table: string): [string, string] {
  const where = table === "custody_events" ? " WHERE kind = 'accessed'" : "";
  const flip = `UPDATE ${table} SET sha256 = translate(left(sha256, 1), '0123456789abcdef', '1032547698badcfe') || substr(sha256, 2)${where}`;
  return [flip, flip];
}
