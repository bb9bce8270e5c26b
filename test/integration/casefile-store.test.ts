/** The CasefileStore on PostgreSQL keeps the port's promises. */
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { createCasefileStore } from "../../infra/postgres/casefile-store.ts";
import { sql } from "kysely";
import { type CaseId, type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { casefileStoreContract } from "../contract/casefile-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

casefileStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  const [caseId, by] = [newId<CaseId>(), newId<UserId>()];
  await sql`INSERT INTO users (id, name, display_name, role, password_hash, created_at)
    VALUES (${by}, ${by}, 'x', 'records', '-', ${NOON})`.execute(db);
  await sql`INSERT INTO cases (id, number, title, created_at, created_by)
    VALUES (${caseId}, '1', 't', ${NOON}, 'process:test')`.execute(db);
  const [sealedId, openId] = [newId<ItemId>(), newId<ItemId>()];
  const original = verifiedOriginal(sealedId, Buffer.from("x"), "v");
  await addItem(db, receivedItem({ id: sealedId, deviceId, stage: "sealed", original }));
  await addItem(db, receivedItem({ id: openId, deviceId }));
  await sql`UPDATE items SET original_sha256 = ${original.sha256} WHERE id = ${sealedId}`.execute(
    db,
  );
  await sql`INSERT INTO seals (item_id, subject, manifest, manifest_sha256)
    VALUES (${sealedId}, 'original', '\\x00', ${sha256("m")})`.execute(db);
  for (const item of [sealedId, openId]) {
    await sql`INSERT INTO case_links (case_id, item_id, linked_at, linked_by)
      VALUES (${caseId}, ${item}, ${NOON}, 'process:test')`.execute(db);
  }
  const store = createCasefileStore(db);
  return { store, actions: createActionStore(db), caseId, by, itemIds: [sealedId, openId] };
});
