/** What is sealed long after the original, in PostgreSQL: locked for as long, held as well, and read by the audit once it is through. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Database } from "../../infra/postgres/connection.ts";
import { dueItem } from "../../infra/postgres/hold-objects.ts";
import { enrolSeals } from "../../infra/postgres/fixity-enrol.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresSealStore } from "../../infra/postgres/seal-store.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { OverviewStage } from "../../services/evidence/pipeline.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { derivativeKey } from "../../services/objects/object-key.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

async function sealedItem(db: Database) {
  const bare = receivedItem({ stage: "sealed", viewingStage: "ready", overviewStage: "waiting" });
  const item = { ...bare, original: verifiedOriginal(bare.id, Buffer.from("bytes")) };
  await addDevice(db, { id: item.deviceId });
  await addItem(db, item);
  await sql`INSERT INTO retention (item_id, number, floor_until, is_open, conflict, unknown_activity, decision,
              decision_sha256, outcome_sha256, decided_at, locked_until)
            VALUES (${item.id}, 1, '2027-01-01', false, false, false, '{}', 'a', 'a', now(), '2027-01-02')`.execute(
    db,
  );
  await sql`INSERT INTO hold_marks (item_id, is_held, due_at) VALUES (${item.id}, true, NULL)`.execute(
    db,
  );
  return item;
}

async function move(db: Database, itemId: ItemId, overviewStage: OverviewStage): Promise<void> {
  const store = new PostgresEvidenceStore(db);
  const item = await store.get(itemId);
  const happening = { kind: "overview-sealed", data: {} } as const;
  const event = { at: item.receivedAt, actor: "process:custody", happening } as const;
  await store.save(item, { ...item, overviewStage }, event);
}

async function dues(db: Database, itemId: ItemId) {
  const { rows } = await sql<{ locks: boolean; hold: boolean }>`
    SELECT r.lock_at IS NOT NULL AS locks, m.due_at IS NOT NULL AS hold
      FROM retention r JOIN hold_marks m USING (item_id) WHERE item_id = ${itemId}`.execute(db);
  return rows[0];
}

test("its locks and its hold are due once it is sealed, and not before", async () => {
  const { db } = await emptiedDatabase();
  const { id } = await sealedItem(db);
  await move(db, id, "made");
  expect(await dues(db, id)).toEqual({ locks: false, hold: false });
  await move(db, id, "ready");
  expect(await dues(db, id)).toEqual({ locks: true, hold: true });
});

test("what is still being sealed is neither audited nor held, and the item is not all there yet", async () => {
  const { db } = await emptiedDatabase();
  const { id, deviceId } = await sealedItem(db);
  const evidence = new PostgresEvidenceStore(db);
  const digest = sha256("pictures");
  await evidence.keepOnce({
    ...{ itemId: id, kind: "storyboard", mediaType: "image/jpeg", sizeBytes: 8, sha256: digest },
    object: { key: derivativeKey(id, "storyboard", digest), versionId: "1" },
    madeBy: { tool: "ffmpeg", version: "5", arguments: [], method: "still" },
  });
  await move(db, id, "made");
  const seals = new PostgresSealStore(db);
  await seals.manifestOnce(id, "storyboard", deviceId, () => Buffer.from("{}"));
  const held = () => db.transaction().execute((transaction) => dueItem(transaction, id));
  expect(await enrolSeals(db, 10)).toBe(0);
  const { isComplete, objects } = await held();
  await move(db, id, "ready");
  expect(await enrolSeals(db, 10)).toBe(1);
  const after = await held();
  expect([isComplete, after.isComplete]).toEqual([false, true]);
  expect(after.objects.length).toBeGreaterThan(objects.length);
});
