/** The ReleaseStore on PostgreSQL keeps the port's promises, also by row security; and what was decided stays as it was. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { askAs } from "../../infra/postgres/ask-as.ts";
import { createDerivedStore } from "../../infra/postgres/derived-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { createReleaseStore } from "../../infra/postgres/release-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import type { ItemId, UserId } from "../../services/kernel/ids.ts";
import {
  decideRelease,
  proposeRelease,
  revokeRelease,
} from "../../services/secrecy/release-item.ts";
import { releaseStoreContract } from "../contract/release-store.contract.ts";
import { STRANGERS } from "../fakes/people-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { askedOf } from "../fixtures/derived-asked.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { TODAY, receivedItem, tickingClock } from "../fixtures/evidence.ts";
import { addUser } from "../fixtures/every-role.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";

async function house() {
  const { db, pool } = await emptiedDatabase();
  const deviceId = await addDevice(db);
  const actions = createActionStore(db);
  const derived = createDerivedStore(db);
  const asker = await addUser(db, "admin");
  const add = async (id?: ItemId): Promise<ItemId> => {
    const item = receivedItem({ deviceId, ...(id === undefined ? {} : { id }) });
    await addItem(db, item);
    return item.id;
  };
  return {
    ...{ db, pool, derived, releases: createReleaseStore(db) },
    ...{ secrecy: new PostgresSecrecyStore(db), items: new PostgresEvidenceStore(db) },
    addItem: () => add(),
    madeOf: async (source: ItemId, kind: "redacted" | "excerpt") => {
      const request = askedOf(source, kind, asker);
      await derived.ask(request, ANY_ACTION);
      await add(request.id);
      await sql`UPDATE items SET stage = 'sealed' WHERE id = ${request.id}`.execute(db);
      return request.id;
    },
    addUser: (role: Parameters<typeof addUser>[1]): Promise<UserId> => addUser(db, role),
    told: async () =>
      (await actions.from(0, 100))
        .filter(({ kind }) => kind === "label-changed")
        .map(({ subject }) => subject),
    close: () => Promise.resolve(),
  };
}

releaseStoreContract("PostgreSQL", house);

test("the database itself shows it from the decision on until it is taken back, to whoever reads for a person, and what is made of it later stays hidden", async () => {
  const world = await house();
  const { db } = world;
  const source = await world.addItem();
  const item = await world.madeOf(source, "redacted");
  const [admin, reviewer] = [await world.addUser("admin"), await world.addUser("reviewer")];
  const officer = await world.addUser("officer");
  await sql`INSERT INTO secrecy_labels (id, item_id, kind, status, issued_on, basis, set_at, set_by, version)
    VALUES (gen_random_uuid(), ${source}, 'minor', 'confirmed', '2020-01-01', '-', now(), 'process:test', 0)`.execute(
    db,
  );
  const sight = await world.secrecy.sight({ id: officer, role: "officer" }, TODAY);
  const rows = async () => {
    const { rows: found } = await askAs(db, sight, (as) =>
      sql<{ id: ItemId }>`SELECT id FROM items`.execute(as),
    );
    const { rows: releases } = await askAs(db, sight, (as) =>
      sql`SELECT FROM secrecy_releases`.execute(as),
    );
    return [found.map(({ id }) => id), releases.length];
  };
  const deps = { ...world, clock: tickingClock(), people: STRANGERS };
  expect(await rows()).toEqual([[], 0]);
  const { id } = await proposeRelease(deps, item, admin, "for the defence");
  expect(await rows()).toEqual([[], 0]);
  const named = { itemId: item, id };
  await decideRelease(deps, named, "released", { by: reviewer, reason: "watched" });
  expect(await rows()).toEqual([[item], 1]);
  await world.madeOf(item, "excerpt");
  expect(await rows()).toEqual([[item], 1]);
  await revokeRelease(deps, named, { by: admin, reason: "a face" });
  expect(await rows()).toEqual([[], 0]);
  // Whoever has the database's own password cannot write it back by one statement.
  for (const change of [
    "state = 'released'",
    "state = 'proposed'",
    "reason = 'x'",
    "decision = 'x'",
  ])
    await expect(sql`UPDATE secrecy_releases SET ${sql.raw(change)}`.execute(db)).rejects.toThrow();
  await expect(sql`DELETE FROM secrecy_releases`.execute(db)).rejects.toThrow();
});
