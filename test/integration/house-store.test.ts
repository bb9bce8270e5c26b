/** The HouseStore on PostgreSQL keeps the contract. */
import { createHouseStore } from "../../infra/postgres/house-store.ts";
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { PostgresSealStore } from "../../infra/postgres/seal-store.ts";
import type { TextKind } from "../../services/fixity/house-store.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type BatchId, newId } from "../../services/kernel/ids.ts";
import { houseStoreContract } from "../contract/house-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

houseStoreContract("PostgreSQL", async () => {
  const { db, pool } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  const [seals, ledger] = [new PostgresSealStore(db), createLedgerStore(db)];
  const newItem = async () => {
    const item = receivedItem({ deviceId });
    await addItem(db, item);
    return item;
  };
  const add: Readonly<Record<TextKind, (text: string, entered: boolean) => Promise<unknown>>> = {
    source: async (text, entered) =>
      pool.query(
        `INSERT INTO source_verdicts (item_id, device_id, verdict, statement, statement_sha256, logged)
         VALUES ($1, $2, 'none', $3, $4, $5)`,
        [(await newItem()).id, deviceId, text, sha256(text), entered],
      ),
    batch: (text, entered) =>
      pool.query(
        `INSERT INTO batches (id, device_id, camera_name, opened_at, state, statement, statement_sha256, receipted_at)
         VALUES ($1, $2, 'a camera', $3, 'closed', $4, $5, $6)`,
        [newId<BatchId>(), deviceId, NOON, text, sha256(text), entered ? NOON : null],
      ),
    fixity: (text, entered) =>
      pool.query(
        `INSERT INTO fixity_lists (day, part, text, sha256, objects, bytes, failures, entered_at)
         SELECT '2026-11-25', count(*), $1, $2, 1, 1, 0, $3 FROM fixity_lists`,
        [text, sha256(text), entered ? NOON : null],
      ),
  };
  return {
    house: createHouseStore(db),
    ledger,
    addItem: async () => {
      const { id } = await newItem();
      const build = () => Buffer.from(id);
      const { manifestSha256 } = await seals.manifestOnce(id, "original", deviceId, build);
      return { id, manifestSha256 };
    },
    addText: (kind, text, entered) => add[kind](text, entered),
    addRecords: async (digests, leaf) => {
      const chained = digests.with(1, sha256("another"));
      await pool.query(
        `INSERT INTO actions (index, at, actor, kind, body, previous_sha256, sha256)
         SELECT place - 1, now(), 'x', 'x', 'x', 'x', digest FROM unnest($1::text[]) WITH ORDINALITY AS n (digest, place)`,
        [chained],
      );
      await pool.query(
        `WITH batch AS (INSERT INTO ledger_batches (kind, leaf) VALUES ('admin', $2) RETURNING id)
         INSERT INTO ledger_records (kind, index, at, sha256, batch_id, place)
         SELECT 'admin', place - 1, now(), digest, batch.id, place - 1
           FROM batch, unnest($1::text[]) WITH ORDINALITY AS n (digest, place)`,
        [digests, leaf],
      );
    },
    close: async () => undefined,
  };
});
