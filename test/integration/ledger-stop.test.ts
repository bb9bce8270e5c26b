/** Why the ledger takes no entries, as PostgreSQL tells it: by steps that wait, by the last look, by neither. */
import { expect, it } from "vitest";
import { keepLedgerLook, ledgerStop } from "../../infra/postgres/ledger-stop.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

it("counts the items of the commonest reason, and tells of a look where none waits, while it is fresh", async () => {
  const { db, pool } = await emptiedDatabase();
  const waiting = async (step: string, error: string, id?: ItemId): Promise<ItemId> => {
    const item = receivedItem();
    if (id === undefined) {
      await addDevice(db, { id: item.deviceId });
      await addItem(db, item);
    }
    await pool.query(
      `INSERT INTO step_runs (item_id, step, attempts, last_error) VALUES ($1, $2, 1, $3)`,
      [id ?? item.id, step, error],
    );
    return id ?? item.id;
  };
  const stop = () => ledgerStop(pool);
  expect(await stop()).toBeNull();
  await waiting("seal", "objects/store-unavailable");
  expect(await stop()).toBeNull();

  await keepLedgerLook(pool, "demo", "ledger/tiles-differ");
  expect(await stop()).toEqual({ code: "ledger/tiles-differ", items: 0 });
  await pool.query("UPDATE ledger_looks SET looked_at = now() - interval '11 minutes'");
  expect(await stop()).toBeNull();
  await keepLedgerLook(pool, "demo", "ledger/tiles-differ");
  await keepLedgerLook(pool, "demo", null);
  expect(await stop()).toBeNull();

  const one = await waiting("seal-original", "ledger/head-behind");
  await waiting("seal-copies", "ledger/head-behind", one);
  expect(await stop()).toEqual({ code: "ledger/head-behind", items: 1 });
  await waiting("seal-original", "ledger/two-roots");
  await waiting("seal-original", "ledger/two-roots");
  expect(await stop()).toEqual({ code: "ledger/two-roots", items: 2 });
  await keepLedgerLook(pool, "demo", "ledger/two-roots");
  await keepLedgerLook(pool, "other", "ledger/entry-differs");
  expect(await stop()).toEqual({ code: "ledger/two-roots", items: 2 });
  await pool.query("DELETE FROM step_runs");
  await keepLedgerLook(pool, "demo", null);
  expect(await stop()).toEqual({ code: "ledger/entry-differs", items: 0 });
});
