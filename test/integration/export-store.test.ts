/** The ExportStore on PostgreSQL: the contract, what the table refuses itself, and copies found by their digest, through the walls. */
import { expect, test } from "vitest";
import { sql } from "kysely";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { createExportStore } from "../../infra/postgres/export-store.ts";
import { createPackageStore } from "../../infra/postgres/package-store.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { Acknowledgement } from "../../services/exports/export.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type PackageId, type UserId, newId } from "../../services/kernel/ids.ts";
import { type Issued, newWatermark } from "../../services/packages/issued.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { exportStoreContract } from "../contract/export-store.contract.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem, addPerson } from "../fixtures/rows.ts";

async function open() {
  const { db } = await emptiedDatabase();
  const people: [UserId, UserId] = [await addPerson(db), await addPerson(db)];
  return {
    ...{ db, people, store: createExportStore(db), packages: createPackageStore(db) },
    actions: createActionStore(db),
    close: () => Promise.resolve(),
  };
}

exportStoreContract("PostgreSQL", open);

test("finds by a digest what holds that file, and the table keeps what was acknowledged", async () => {
  const { db, store, packages, people } = await open();
  const item = receivedItem({ deviceId: await addDevice(db) });
  await addItem(db, item);
  const digest = sha256("the recording");
  await sql`UPDATE items SET original_sha256 = ${digest} WHERE id = ${item.id}`.execute(db);
  const id = newId<PackageId>();
  const issued: Issued = {
    ...{ watermark: newWatermark(), recipient: "press", organisation: "报社", person: "李" },
    ...{ basis: "1", basisSha256: null },
  };
  await store.order(
    {
      ...{ id, itemIds: [item.id], purposeKind: "evidence", purpose: "asked", issued, dueOn: null },
      ...{ requestedBy: `user:${people[0]}`, requestedAt: NOON },
    },
    ANY_ACTION,
  );
  const found = async (sight: Parameters<typeof store.page>[4]) =>
    (await store.page({ sha256: digest }, "2026-11-26" as CalendarDate, null, 9, sight)).length;
  expect(await found(null)).toBe(0);
  const contents = { type: "holdfast/package-contents/v1", folder: "x", files: [] } as const;
  await packages.finish(id, { contents: { ...contents, files: [] }, sizeBytes: 1 }, ANY_ACTION);
  expect(await found(null)).toBe(1);
  const sight: Sight = {
    ...{ userId: people[0], role: "reviewer", clearance: { state: null, duties: [] } },
    today: "2026-11-26" as CalendarDate,
  };
  expect(await found(sight)).toBe(1);
  await sql`INSERT INTO secrecy_labels (id, item_id, kind, status, issued_on, basis, set_at, set_by, version)
    VALUES (gen_random_uuid(), ${item.id}, 'privacy', 'confirmed', '2026-11-25', 'x', now(), 'user:x', 1)`.execute(
    db,
  );
  expect(await found(sight)).toBe(0);

  await store.takeOut(id, NOON, ANY_ACTION);
  const paper: Acknowledgement = {
    ...{ kind: "paper", mediaType: "application/pdf", sizeBytes: 1, sha256: sha256("p") },
    ...{ at: NOON, by: people[0], signature: null, confirmed: null },
  };
  await store.acknowledge(id, paper, Buffer.of(1), ANY_ACTION);
  const set = (change: ReturnType<typeof sql>): Promise<unknown> =>
    sql`UPDATE exports SET ${change} WHERE package_id = ${id}`.execute(db);
  await expect(set(sql`confirmed_at = now(), confirmed_by = ${people[0]}::uuid`)).rejects.toThrow(
    "check",
  );
  await set(sql`confirmed_at = now(), confirmed_by = ${people[1]}::uuid`);
  const kept = [
    ...[sql`ack_bytes = '\\x02'`, sql`ack_sha256 = 'x'`, sql`ack_media_type = 'image/png'`],
    ...[sql`ack_at = '2020-01-01'`, sql`confirmed_at = '2020-01-01'`, sql`due_on = '2020-01-01'`],
    sql`taken_out_at = '2020-01-01'`,
  ];
  for (const change of kept) await expect(set(change)).rejects.toThrow("stays as it is");
  await store.handOut(id, "the receipt");
  await expect(set(sql`receipt_text = 'x'`)).rejects.toThrow("stays as it was handed out");
  await expect(set(sql`watermark = 'x'`)).rejects.toThrow("stays on record");
  const withdrawn = { at: NOON, by: people[1], reason: "it has it" };
  await store.withdraw(id, withdrawn, () => ANY_ACTION);
  await expect(set(sql`withdraw_reason = 'another'`)).rejects.toThrow("stays on record");
  await expect(sql`DELETE FROM exports`.execute(db)).rejects.toThrow("stays on record");
});
