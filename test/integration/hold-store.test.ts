/** The HoldStore on PostgreSQL keeps the port's promises, and two people even where the code does not ask. */
import { expect, test } from "vitest";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createHoldStore } from "../../infra/postgres/hold-store.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { NewHold } from "../../services/holds/hold.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type HoldId, type UserId, newId } from "../../services/kernel/ids.ts";
import { authorityKey } from "../../services/objects/object-key.ts";
import { holdStoreContract } from "../contract/hold-store.contract.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

async function open() {
  const { db } = await emptiedDatabase();
  return {
    db,
    store: createHoldStore(db),
    items: new PostgresEvidenceStore(db),
    cases: new PostgresCaseStore(db),
    actions: createActionStore(db),
    device: await addDevice(db),
    addPerson: async () => {
      const id = newId<UserId>();
      const row = { id, name: id, display_name: id, role: "records", password_hash: "x" } as const;
      await db
        .insertInto("users")
        .values({ ...row, created_at: NOON, disabled_at: null })
        .execute();
      return id;
    },
    addItem: (item: Parameters<typeof addItem>[1]) => addItem(db, item),
    close: () => Promise.resolve(),
  };
}

holdStoreContract("PostgreSQL", open);

test("the database refuses that one person places and releases, whoever asks it", async () => {
  const { store, addPerson } = await open();
  const by = await addPerson();
  const id = newId<HoldId>();
  const digest = sha256("order");
  const hold: NewHold = {
    ...{ id, kind: "review", scope: { kind: "query", query: { activity: "HN-01" } } },
    authority: {
      ...{ number: "17", mediaType: "text/plain", sizeBytes: 5, sha256: digest },
      object: { key: authorityKey(id, digest), versionId: "1" },
    },
    ...{ reason: "why", reviewOn: "2026-12-24" as CalendarDate, placedAt: NOON, placedBy: by },
  };
  await store.place(hold, ANY_ACTION);
  expect(await store.get(id)).toEqual({ ...hold, position: expect.any(Number), released: null });
  await expect(store.release(id, { at: NOON, by, reason: "x" }, ANY_ACTION)).rejects.toThrow(
    /holds_check|released_by/,
  );
  expect((await store.get(id)).released).toBeNull();
});
