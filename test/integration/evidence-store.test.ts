/** The EvidenceStore on PostgreSQL keeps the contract, and says so when the database is gone. */
import { describe, expect, it } from "vitest";
import { freePort } from "../../infra/host/free-port.ts";
import { connect } from "../../infra/postgres/connection.ts";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { mediaInfo } from "../fixtures/media-info.ts";
import { freshDatabase } from "../fixtures/private-servers.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";
import {
  type EvidenceStoreUnderTest,
  evidenceStoreContract,
} from "../contract/evidence-store.contract.ts";
import { overviewsContract } from "../contract/overviews.contract.ts";
import { wantedCopiesContract } from "../contract/wanted-copies.contract.ts";

async function make(): Promise<EvidenceStoreUnderTest> {
  const connection = await emptiedDatabase();
  return {
    store: new PostgresEvidenceStore(connection.db),
    add: async (item) => {
      await addDevice(connection.db, { id: item.deviceId });
      await addItem(connection.db, item);
    },
    close: async () => undefined,
  };
}

evidenceStoreContract("PostgreSQL", make);
overviewsContract("PostgreSQL", make);
wantedCopiesContract("PostgreSQL", make);

describe("PostgresEvidenceStore", () => {
  it("refuses as unavailable when nothing answers at the database's address", async () => {
    const { pool, db } = connect({
      HOLDFAST_DATABASE_URL: `postgresql://127.0.0.1:${await freePort()}/nothing`,
      HOLDFAST_DATABASE_POOL: 2,
    });
    await expect(new PostgresEvidenceStore(db).get(receivedItem().id)).rejects.toMatchObject({
      kind: "unavailable",
      code: "postgres/unavailable",
    });
    await pool.end();
  });

  it("tells the agency's actions of overviews that are asked for, and of none that are not", async () => {
    const { store, add, close } = await make();
    const { db } = await emptiedDatabase();
    const looked = { stage: "sealed", viewingStage: "ready", mediaInfo: mediaInfo() } as const;
    await add(receivedItem({ ...looked, overviewStage: "unasked" }));
    expect(await store.askOverviews(5, NOON)).toEqual({ asked: 1, left: 0 });
    expect(await store.askOverviews(5, NOON)).toEqual({ asked: 0, left: 0 });
    expect(await createActionStore(db).from(0, 5)).toMatchObject([
      {
        ...{ kind: "overviews-asked", actor: "process:command", at: NOON },
        after: { asked: 1, left: 0 },
      },
    ]);
    await close();
  });

  it("searches what is due by an index on each track, not through what is finished", async () => {
    const database = await freshDatabase();
    for (const condition of [
      "stage = 'received'",
      "viewing_stage = 'waiting' AND stage IN ('verified', 'sealed')",
      "overview_stage = 'made' AND viewing_stage = 'ready' AND stage IN ('verified', 'sealed')",
      "study_stage = 'waiting' AND viewing_stage = 'ready' AND stage IN ('verified', 'sealed')",
    ]) {
      const plan = await database.connection.pool.query<{ "QUERY PLAN": string }>(
        `SET enable_seqscan = off; EXPLAIN SELECT id FROM items WHERE ${condition} ORDER BY received_at LIMIT 10`,
      );
      const text = JSON.stringify(plan);
      expect(text).toMatch(/items_due|items_viewing_due|items_overview_due|items_study_due/);
    }
    await database.drop();
  });
});
