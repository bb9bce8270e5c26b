/** The ReviewStore on PostgreSQL keeps the port's promises. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { PostgresAssignmentStore } from "../../infra/postgres/assignment-store.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresReviewStore } from "../../infra/postgres/review-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { carriedItemsContract } from "../contract/carried-items.contract.ts";
import { deviceSilenceContract } from "../contract/device-silence.contract.ts";
import { itemCountsContract } from "../contract/item-counts.contract.ts";
import { listedLabelsContract } from "../contract/listed-labels.contract.ts";
import {
  type ReviewStoreUnderTest,
  reviewStoreContract,
} from "../contract/review-store.contract.ts";
import { silentDevices } from "../../infra/postgres/device-heard.ts";
import { createDevice } from "../../services/access/create-device.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { NOON } from "../fixtures/evidence.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addItem, addReceipt } from "../fixtures/rows.ts";

async function stores(): Promise<ReviewStoreUnderTest> {
  const { db } = await emptiedDatabase();
  return {
    store: new PostgresReviewStore(db),
    secrecy: new PostgresSecrecyStore(db),
    sessions: new PostgresSessionStore(db),
    assignments: new PostgresAssignmentStore(db),
    access: new PostgresAccessStore(db),
    cases: new PostgresCaseStore(db),
    items: new PostgresEvidenceStore(db),
    addItem: (item) => addItem(db, item),
    addReceipt: (itemId, readyAt) => addReceipt(db, itemId, readyAt),
    close: () => Promise.resolve(),
  };
}

reviewStoreContract("PostgreSQL", stores);
listedLabelsContract("PostgreSQL", stores);
itemCountsContract("PostgreSQL", stores);
deviceSilenceContract("PostgreSQL", stores);
carriedItemsContract("PostgreSQL", stores);

it("a device was heard when a dock named it, when it docked others, and when its clock was told", async () => {
  const { db } = await emptiedDatabase();
  const access = new PostgresAccessStore(db);
  const made = async (name: string, kind: "dock" | "body_camera") =>
    (await createDevice({ access, clock: () => NOON }, name, kind, "process:test")).device.id;
  const [dock, camera] = [await made("dock", "dock"), await made("camera", "body_camera")];
  const [told, quiet] = [await made("told", "body_camera"), await made("quiet", "body_camera")];
  const after = (seconds: number) => plusMs(NOON, seconds * 1_000);
  await sql`INSERT INTO batches (id, device_id, camera_name, camera_device_id, opened_at, state)
    VALUES (gen_random_uuid(), ${dock}, 'camera', ${camera}, ${after(1)}, 'open')`.execute(db);
  await sql`INSERT INTO clock_checks (id, device_id, device_time, checked_at, offset_ms)
    VALUES (gen_random_uuid(), ${told}, ${NOON}, ${after(2)}, 0)`.execute(db);
  const store = new PostgresReviewStore(db);
  const { entries } = await store.devices({ after: null, limit: 9 });
  expect(new Map(entries.map(({ id, heardAt }) => [id, heardAt]))).toEqual(
    new Map([
      [dock, after(1)],
      [camera, after(1)],
      [told, after(2)],
      [quiet, null],
    ]),
  );
  expect(await silentDevices(db, after(2))).toEqual({
    count: 3,
    longest: [
      { name: "quiet", heardAt: null },
      { name: "camera", heardAt: after(1) },
      { name: "dock", heardAt: after(1) },
    ],
  });
  expect(await silentDevices(db, null)).toEqual({ count: 0, longest: [] });
});
