/** Whom a webhook hears as, on a real PostgreSQL: nothing that is hidden from either of its accounts is sent. */
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "../../infra/postgres/connection.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { hideItem } from "../fixtures/hidden-item.ts";
import { webhookHouse } from "../fixtures/webhook-house.ts";
import { receiver } from "../fixtures/webhook-receiver.ts";

let db: Database;
let house: Awaited<ReturnType<typeof webhookHouse>>;
let other: Awaited<ReturnType<typeof receiver>>;
beforeEach(async () => {
  ({ db } = await emptiedDatabase());
  other = await receiver();
  house = await webhookHouse(db, other.port);
});
afterEach(() => Promise.all([house.close(), other.close()]));

const log = async (id: Parameters<typeof house.deps.webhooks.get>[0]) =>
  (await house.deps.webhooks.deliveries(id, null, 99)).map(({ type, state, attempts }) => [
    ...[type, state],
    attempts.map(({ status, fault }) => status ?? fault),
  ]);

const actions = async () => {
  const rows = await db.selectFrom("actions").select("kind").orderBy("index").execute();
  return rows.map(({ kind }) => kind).filter((kind) => kind.startsWith("webhook-"));
};

test("what the account may not know of, or its role not hear, is not sent; nor what is hidden before it is", async () => {
  const asUser = await house.person("records");
  const { webhook } = await house.add(other.url, { asUser });
  const few = await house.add(other.url, { types: ["item.disposed"], asUser });
  const [hidden, later, open] = [await house.item(), await house.item(), await house.item()];
  const secrecy = new PostgresSecrecyStore(db);
  await hideItem(secrecy, hidden, house.admin);
  for (const id of [hidden, later, open]) await house.happens("item.sealed", id);
  await house.tell();
  await hideItem(secrecy, later, house.admin);
  await house.send(webhook.id);
  expect(
    other.received.map(({ body }) => (JSON.parse(body) as { data: object }).data),
  ).toMatchObject([{ itemId: open }]);
  expect(await log(webhook.id)).toEqual([
    ["item.sealed", "delivered", [204]],
    ["item.sealed", "withheld", []],
  ]);
  expect(await log(few.webhook.id)).toEqual([]);
});

test("nobody is told through another's account what they may not know of, nor once their own is over", async () => {
  const cleared = await house.person("records");
  const itemId = await house.item();
  const { webhook } = await house.add(other.url, { asUser: cleared });
  // Its scope names the account, and not the administrator who added the webhook.
  await sql`INSERT INTO secrecy_labels (id, item_id, kind, status, issued_on, scope, basis, set_at, set_by, version)
    VALUES (gen_random_uuid(), ${itemId}, 'work', 'confirmed', current_date, ${[cleared]}::uuid[], 'x', now(), 'process:test', 0)`.execute(
    db,
  );
  await house.happens("item.sealed", itemId);
  expect(await house.tell()).toBe(0);
  await sql`UPDATE users SET disabled_at = now() WHERE id = ${house.admin}`.execute(db);
  await house.happens("item.sealed", await house.item());
  expect(await house.tell()).toBe(0);
  expect((await house.deps.webhooks.get(webhook.id)).stopped).toMatchObject({ why: "account" });
});

test("an account that is disabled hears nothing more: its webhook stops itself, and that is on record", async () => {
  const asUser = await house.person("records");
  const { webhook } = await house.add(other.url, { asUser });
  await sql`UPDATE users SET disabled_at = now() WHERE id = ${asUser}`.execute(db);
  await house.happens("item.sealed", await house.item());
  expect(await house.tell()).toBe(0);
  const { stopped } = await house.deps.webhooks.get(webhook.id);
  expect(stopped).toMatchObject({ why: "account" });
  expect(await actions()).toEqual(["webhook-added", "webhook-stopped"]);
  expect(await house.deps.webhooks.standing(house.deps.clock())).toMatchObject({ stopped: 1 });
  await expect(house.add(other.url, { asUser })).rejects.toMatchObject({
    code: "access/no-such-user",
  });
});
