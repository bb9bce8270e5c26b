/** The SharingStore on PostgreSQL keeps the port's promises, and the database refuses what no share has. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import type { Database } from "../../infra/postgres/connection.ts";
import { createGrantStore } from "../../infra/postgres/grant-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { createSharingStore } from "../../infra/postgres/sharing-store.ts";
import type { StaffRole } from "../../services/access/permission.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";
import { grantOf, guestOf, partnerOf, shareOf } from "../fixtures/sharing.ts";
import { sharingStoreContract } from "../contract/sharing-store.contract.ts";

async function addUser(db: Database, role: StaffRole): Promise<UserId> {
  const id = newId<UserId>();
  const account = { id, name: id, displayName: role, role, passwordHash: "-", createdAt: NOON };
  await new PostgresAccessStore(db).addUser({ ...account, disabledAt: null }, ANY_ACTION);
  return id;
}

async function opened() {
  const { db } = await emptiedDatabase();
  const item = receivedItem({ deviceId: await addDevice(db) });
  await addItem(db, item);
  const actions = createActionStore(db);
  return {
    ...{ db, store: createSharingStore(db), access: new PostgresAccessStore(db) },
    ...{ grants: createGrantStore(db), secrecy: new PostgresSecrecyStore(db), item: item.id },
    ...{ proposer: await addUser(db, "admin"), approver: await addUser(db, "legal") },
    destroy: async () => {
      await sql`ALTER TABLE items DISABLE TRIGGER items_end_by_rule`.execute(db);
      await sql`UPDATE items SET stage = 'disposing' WHERE id = ${item.id}`.execute(db);
      await sql`ALTER TABLE items ENABLE TRIGGER items_end_by_rule`.execute(db);
    },
    told: async () => (await actions.from(0, 1000)).length,
    close: async () => undefined,
  };
}

sharingStoreContract("PostgreSQL", opened);

test("a guest is given nothing but by a share, and what was approved or acknowledged never changes, by anybody's hand", async () => {
  const { db, store, grants, item, proposer, approver } = await opened();
  const partner = partnerOf(proposer);
  await store.addPartner(partner, ANY_ACTION);
  const after = { ...partner, approved: { at: NOON, by: approver } };
  await store.changePartner(partner.id, () => ({ after, action: ANY_ACTION }));
  const { guest, account } = guestOf(partner.id, proposer);
  await store.addGuest(account, guest, ANY_ACTION);
  const share = shareOf(guest.userId, item, proposer);
  await store.ask(share, ANY_ACTION);
  const telling = {
    ...{ at: NOON, actor: "process:test" as const, action: ANY_ACTION },
    happening: { kind: "access-given" as const, data: {} },
  };
  const bare = grants.give(grantOf(share, approver), telling);
  await expect(bare).rejects.toThrow("a guest is given nothing but by a share");
  const grant = grantOf(share, approver);
  await store.change(share.id, (before) => ({
    after: {
      ...{ ...before, grantId: grant.id, receipt: { text: "x", sha256: share.document.sha256 } },
      decided: { at: NOON, by: approver, approved: true, reason: null },
    },
    ...{ given: { grant, telling }, signature: null, action: ANY_ACTION },
  }));
  await sql`UPDATE shares SET shut_at = ${NOON}`.execute(db);
  for (const change of [
    sql`UPDATE shares SET shut_at = NULL`,
    sql`UPDATE shares SET download = true`,
    sql`UPDATE shares SET receipt = 'y'`,
    sql`UPDATE shares SET until = '2099-01-01'`,
    sql`DELETE FROM shares`,
    sql`UPDATE partners SET until = '2099-01-01'`,
    sql`UPDATE partners SET highest_state = 'top-secret'`,
    sql`UPDATE users SET ends_at = NULL WHERE role = 'guest'`,
    sql`UPDATE shares SET decided_by = asked_by`,
  ]) {
    await expect(change.execute(db)).rejects.toMatchObject({ code: "23514" });
  }
});
