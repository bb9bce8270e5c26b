/** What must hold after any fault; every fault test of whole processes ends with this. */
import { createPublicKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { isListOf } from "../../infra/keys/stamp-revocation.ts";
import { timestampVerifier } from "../../infra/keys/timestamp-verifier.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresSealStore } from "../../infra/postgres/seal-store.ts";
import { createHouseStore } from "../../infra/postgres/house-store.ts";
import { createStores } from "../../infra/postgres/stores.ts";
import { PostgresFixityStore } from "../../infra/postgres/fixity-store.ts";
import { fsck } from "../../services/fixity/fsck.ts";
import type { Violation } from "../../services/fixity/invariants.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256OfStream } from "../../services/kernel/digest.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { verifierKey } from "../../services/ledger/note.ts";
import type { ObjectStore } from "../../services/objects/object-store.ts";
import { verifyReceipt } from "../../services/sealing/receipt.ts";
import type { ReceiptAnswer, SentUpload } from "./good-client.ts";
import { PROCESSES, type ProcessWorld } from "./process-world.ts";

const QUIET_LIMIT_MS = 60_000;
/** Longer than any test. */
const NEVER_MS = 86_400_000;

export interface Evidence {
  readonly upload: SentUpload;
  readonly receipt: ReceiptAnswer;
}

/**
 * Waits until nothing is under way, then checks every promise that these uploads rest on. Without the media
 * process nothing becomes watchable, and only the seal is waited for.
 */
export async function checkInvariants(
  world: ProcessWorld,
  evidence: readonly Evidence[],
  isWatchable = true,
): Promise<void> {
  await untilQuiet(world, isWatchable);
  await checkHouse(world, isWatchable);
  const objects = world.openObjects();
  for (const { upload, receipt } of evidence) {
    await checkItem(world, objects, upload, receipt);
  }
}

/**
 * Nothing is stuck: every item ends sealed or in quarantine, with a viewing copy or a reason for none. Many may
 * wait behind each other, so it is stuck that counts: nothing moves for QUIET_LIMIT_MS.
 */
async function untilQuiet(world: ProcessWorld, isWatchable: boolean): Promise<void> {
  const { pool } = world.database.connection;
  let before = "";
  let limit = 0;
  const unfinished = `SELECT id, stage, viewing_stage FROM items
    WHERE stage NOT IN ('sealed', 'quarantined')
       OR ($1 AND stage = 'sealed' AND viewing_stage NOT IN ('ready', 'none')) ORDER BY id`;
  for (;;) {
    const { rows } = await pool.query(unfinished, [isWatchable]);
    if (rows.length === 0) return;
    const now = JSON.stringify(rows);
    if (now !== before) limit = Date.now() + QUIET_LIMIT_MS;
    before = now;
    if (Date.now() > limit) {
      const logs = PROCESSES.map((name) => `--- ${name}\n${world.log(name).slice(-3000)}`);
      expect(rows, `items that are stuck\n${logs.join("\n")}`).toEqual([]);
    }
    await sleep(200);
  }
}

/** Everything that must hold, as an operator's own command looks at it, with every byte read. */
export async function checkHouse(world: ProcessWorld, isWatchable: boolean): Promise<void> {
  const { db } = world.database.connection;
  const evidence = new PostgresEvidenceStore(db);
  const key = createPublicKey(await readFile(join(world.keysFolder, "ledger-key.pub.pem"), "utf8"));
  const found: Violation[] = [];
  await fsck(
    {
      ...{ items: evidence, derivatives: evidence, seals: new PostgresSealStore(db) },
      ...createStores(world.database.connection),
      ...{ house: createHouseStore(db), timestamps: timestampVerifier, isListOf },
      ...{ fixity: new PostgresFixityStore(db), objects: world.openObjects() },
      ...{ signatures: cmsVerifier, rootCertificatePem: await world.rootCertificate() },
      secondRootPem: null,
      verifierKey: (origin) => verifierKey(origin, key),
      clock: () => utcInstant(new Date()),
    },
    { deep: true, lateMs: 0, viewingLateMs: isWatchable ? 0 : NEVER_MS },
    { violation: (each) => found.push(each), progress: () => undefined },
  );
  expect(found).toEqual([]);
}

async function checkItem(
  world: ProcessWorld,
  objects: ObjectStore,
  upload: SentUpload,
  receipt: ReceiptAnswer,
): Promise<void> {
  const { db, pool } = world.database.connection;
  const itemId = upload.id as ItemId;
  const evidence = new PostgresEvidenceStore(db);
  const item = await evidence.get(itemId);

  // Every acknowledged byte is there, and nothing else.
  expect(upload.acknowledgedBytes).toBe(upload.content.sizeBytes);
  expect(item.original).not.toBeNull();
  const object = item.original!.object;
  const stored = await sha256OfStream(await objects.read(object));
  expect(stored).toEqual(upload.content);
  expect(item.original!.sha256).toBe(stored.sha256);
  expect((await objects.head(object)).lock?.mode).toBe("compliance");

  // One manifest, one leaf, one receipt, and all of it verifies.
  const seals = (await new PostgresSealStore(db).seals(itemId)).filter(
    ({ subject }) => subject === "original",
  );
  expect(seals).toHaveLength(1);
  const leaves = await pool.query("SELECT 1 FROM ledger_entries WHERE leaf LIKE $1", [
    `clip/v1\nitem ${itemId}\n%`,
  ]);
  expect(leaves.rows).toHaveLength(1);
  const ledgerKey = createPublicKey(
    await readFile(join(world.keysFolder, "ledger-key.pub.pem"), "utf8"),
  );
  const { rows: places } = await pool.query<{ origin: string }>(
    "SELECT origin FROM ledger_entries LIMIT 1",
  );
  const verdict = await verifyReceipt(
    { signatures: cmsVerifier },
    { ...receipt, signature: Buffer.from(receipt.signature, "base64") },
    await world.rootCertificate(),
    verifierKey(places[0]!.origin, ledgerKey),
  );
  expect(verdict).toMatchObject({
    valid: true,
    statement: { itemId, serverSha256: stored.sha256, manifestSha256: seals[0]!.manifestSha256 },
  });
}
