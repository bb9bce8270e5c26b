/** Policy packs on a real PostgreSQL: two people in SQL too, and an applied pack enters the ledger once. */
import { expect, it } from "vitest";
import { createActionStore } from "../../infra/postgres/action-store.ts";
import { policyState } from "../../infra/postgres/health.ts";
import { createPolicyStore } from "../../infra/postgres/policy-store.ts";
import { createRecordStore } from "../../infra/postgres/record-store.ts";
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { policy } from "../../services/command/doctor-policy.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { enterRecords } from "../../services/ledger/enter-records.ts";
import { parseLeaf } from "../../services/ledger/leaf.ts";
import { approvePack, proposePack } from "../../services/policy/decide-pack.ts";
import { houseDays, tableText } from "../../services/policy/house-days.ts";
import { MemoryObjectStore } from "../fakes/object-store.ts";
import { CSV } from "../fixtures/day-tables.ts";
import { policyStoreContract } from "../contract/policy-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { NOON, receivedItem, tickingClock } from "../fixtures/evidence.ts";
import { shippedBytes } from "../fixtures/packs.ts";
import { STRANGERS } from "../fakes/people-store.ts";
import { addDevice, addItem, addRestricted } from "../fixtures/rows.ts";

async function house() {
  const { db } = await emptiedDatabase();
  const people = [newId<UserId>(), newId<UserId>()] as const;
  for (const id of people) {
    const row = { id, name: id, display_name: "x", role: "records" as const, password_hash: "-" };
    await db
      .insertInto("users")
      .values({ ...row, created_at: NOON, disabled_at: null })
      .execute();
  }
  return { db, people, store: createPolicyStore(db), actions: createActionStore(db) };
}

policyStoreContract("PostgreSQL", house);

it("tables of days stand beside packs, and neither is taken for the other", async () => {
  const { db, people, store } = await house();
  const tables = createPolicyStore(db, "calendar");
  const [asking, kind] = [
    { policies: tables, clock: tickingClock(), people: STRANGERS },
    tableText(tables),
  ];
  const { id, sha256: digest } = await proposePack(asking, people[0], CSV, "the notice", kind);
  await approvePack(asking, people[1], { id, sha256: digest, why: "compared" }, kind);
  expect([await store.find(id), await store.entries(), await store.applied()]).toEqual([
    ...[null, [], []],
  ]);
  expect(await store.inForce(NOON, "2100-01-01" as never)).toBeNull();
  expect((await houseDays(tables)()).isWorkingDay("2027-02-06" as never)).toBe(true);
  expect(await createRecordStore(db).due(9)).toMatchObject([
    { kind: "policy", packSha256: digest },
  ]);
});

it("nobody applies what they proposed, whatever wrote the row", async () => {
  const { db, people, store } = await house();
  const deps = { policies: store, clock: tickingClock() };
  const text = shippedBytes("us-oregon-133-741").toString();
  const { id } = await proposePack(deps, people[0], text, "try it");
  const self = db
    .updateTable("policy_packs")
    .set({ act: "applied", decided_by: people[0], decided_at: NOON, decided_why: "me" })
    .where("id", "=", id);
  await expect(self.execute()).rejects.toMatchObject({ code: "23514" });
});

it("what was proposed, decided or signed stays, whatever writes the row; what was applied before is due to be signed", async () => {
  const { db, people, store } = await house();
  const deps = { policies: store, clock: tickingClock(), people: STRANGERS };
  const text = shippedBytes("us-oregon-133-741").toString();
  const { id, sha256 } = await proposePack(deps, people[0], text, "try it");
  const row = () => db.updateTable("policy_packs").where("id", "=", id);
  const signature = Buffer.from("s");
  const stays = { code: "23514" };
  await expect(row().set({ text: "other" }).execute()).rejects.toMatchObject(stays);
  await expect(row().set({ signature }).execute()).rejects.toMatchObject(stays);
  await approvePack(deps, people[1], { id, sha256, why: "read" });
  expect((await store.unsigned(9, 0)).map(({ entry }) => entry.id)).toEqual([id]);
  // Of tables of days it is none.
  expect(await createPolicyStore(db, "calendar").unsigned(9, 0)).toEqual([]);
  await expect(createPolicyStore(db, "calendar").signOnce(id, signature)).rejects.toThrow();
  await store.signOnce(id, signature);
  for (const change of [
    { signature: Buffer.from("t") },
    { signature: null },
    { act: "withdrawn" as const },
    { decided_by: people[0] },
    { version: 9 },
  ]) {
    await expect(row().set(change).execute()).rejects.toMatchObject(stays);
  }
  await expect(db.deleteFrom("policy_packs").execute()).rejects.toMatchObject(stays);
  expect((await store.find(id))?.signature).toEqual(signature);
});

it("the ledger tells of an applied pack once, whenever the round is cut off", async () => {
  const { db, people, store, actions } = await house();
  const clock = tickingClock();
  const deps = { policies: store, clock, people: STRANGERS };
  const text = shippedBytes("us-oregon-133-741").toString();
  const { id, sha256 } = await proposePack(deps, people[0], text, "our law");
  for (const from of ["2020-01-01", "2999-01-01"]) {
    const item = receivedItem({ deviceId: await addDevice(db) });
    await addItem(db, item);
    await addRestricted(db, item.id, from);
  }
  const found = (at = clock()) => policy(() => policyState(db, at, zoneDays("UTC")));
  expect(await found()).toMatchObject({ finding: "policyNone", facts: { waiting: 1 } });
  const records = createRecordStore(db);
  expect(await records.due(9)).toEqual([]);
  await approvePack(deps, people[1], { id, sha256, why: "read and compared" });
  expect(await found()).toMatchObject({
    ...{
      finding: "policyFine",
      facts: { name: "us-oregon-133-741 v2", waiting: 0, onlyStored: 1, unsigned: 1 },
    },
  });

  // The power goes after the entry and before anybody hears: the same leaf is entered again, which is entering once.
  const told: string[] = [];
  const enter = async (leaf: string): Promise<void> => {
    told.push(leaf);
    if (told.length === 1) throw new Error("cut off");
  };
  const round = () =>
    enterRecords(
      { records, clock: () => NOON, ledger: { enter }, objects: new MemoryObjectStore() },
      new AbortController().signal,
    );
  await expect(round()).rejects.toThrow("cut off");
  expect([await round(), await round()]).toEqual([1, 0]);
  const applied = (await actions.from(0, 9)).find(({ kind }) => kind === "policy-applied");
  expect(new Set(told).size).toBe(1);
  expect(parseLeaf(told[0] ?? "")).toEqual({
    ...{ type: "policy", packSha256: sha256, act: "applied", actionSha256: applied?.sha256 },
  });
});
