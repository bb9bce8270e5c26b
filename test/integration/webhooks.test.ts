/** Webhooks on a real PostgreSQL and to a real receiver: nothing is lost, and every attempt is on record. */
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "../../infra/postgres/connection.ts";
import { createItemKeyStore } from "../../infra/postgres/item-key-store.ts";
import { lostKeks } from "../../services/encryption/known-keks.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { type DeliveryId, newId } from "../../services/kernel/ids.ts";
import {
  redeliver,
  removeWebhook,
  resumeWebhook,
  rotateSecret,
  stopWebhook,
  testWebhook,
} from "../../services/webhooks/keep-webhook.ts";
import { WebhookHeaders, WebhookMessage } from "../../services/review/webhook-schema.ts";
import { rewrapSecrets } from "../../services/webhooks/signing-keys.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { webhookHouse } from "../fixtures/webhook-house.ts";
import { type Received, answers, receiver } from "../fixtures/webhook-receiver.ts";

const HOUR = 3_600_000;
let db: Database;
let house: Awaited<ReturnType<typeof webhookHouse>>;
let other: Awaited<ReturnType<typeof receiver>>;
beforeEach(async () => {
  ({ db } = await emptiedDatabase());
  other = await receiver();
  house = await webhookHouse(db, other.port);
});
afterEach(() => Promise.all([house.close(), other.close()]));

const verified = (secret: string, { headers, body }: Received) =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

/** The library judges the time stamp by its own clock. */
const signedNow = async (): Promise<void> => {
  house.moveClock(Date.now() - Date.parse(house.deps.clock()));
};

const log = async (id: Parameters<typeof house.deps.webhooks.get>[0]) =>
  (await house.deps.webhooks.deliveries(id, null, 99)).map(({ type, state, attempts }) => [
    ...[type, state],
    attempts.map(({ status, fault }) => status ?? fault),
  ]);

const actions = async () => {
  const rows = await db.selectFrom("actions").select("kind").orderBy("index").execute();
  return rows.map(({ kind }) => kind).filter((kind) => kind.startsWith("webhook-"));
};

test("what happens is sent once, thin, signed with the secret that was shown once and lies wrapped", async () => {
  await signedNow();
  const { webhook, secret } = await house.add(other.url);
  const itemId = await house.item();
  await house.happens("item.sealed", itemId);
  expect([await house.tell(), await house.tell()]).toEqual([1, 0]);
  expect([await house.send(webhook.id), await house.send(webhook.id)]).toEqual([1, 0]);
  expect(other.received).toHaveLength(1);
  const told = verified(secret, other.received[0]!);
  expect(told).toEqual({
    ...{ type: "item.sealed", timestamp: house.deps.clock() },
    data: { sequence: 1, itemId, link: `/api/v1/items/${itemId}` },
  });
  WebhookMessage.strict().parse(told);
  WebhookHeaders.parse(other.received[0]?.headers);
  expect(other.received[0]?.headers).toMatchObject({
    "content-type": "application/json",
    "user-agent": "Holdfast/test",
  });
  expect(await log(webhook.id)).toEqual([["item.sealed", "delivered", [204]]]);
  const { rows } = await sql<{ row: string }>`SELECT s::text AS row FROM webhook_secrets s`.execute(
    db,
  );
  const key = Buffer.from(secret.slice(6), "base64");
  expect(rows[0]?.row).not.toContain(key.toString("hex"));
  const { rows: all } = await sql<{ body: string }>`SELECT body FROM actions`.execute(db);
  expect(JSON.stringify(all)).not.toContain(secret.slice(6));
});

test("500 is tried again under the same id when that is due, and not before", async () => {
  const { webhook } = await house.add(other.url);
  await house.happens("item.sealed", await house.item());
  await house.tell();
  other.behave(answers(500));
  await house.send(webhook.id);
  house.moveClock(4_999);
  expect(await house.send(webhook.id)).toBe(0);
  other.behave(answers(200));
  house.moveClock(1);
  expect(await house.send(webhook.id)).toBe(1);
  const ids = other.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids).toEqual([ids[0], ids[0]]);
  const stamps = other.received.map(({ headers }) => Number(headers["webhook-timestamp"]));
  expect(stamps[1]! - stamps[0]!).toBe(5);
  expect(await log(webhook.id)).toEqual([["item.sealed", "delivered", [500, 200]]]);
  expect((await house.deps.webhooks.get(webhook.id)).failingSince).toBeNull();
});

test("a process that ends between sending and keeping that sends again, once its lease is over", async () => {
  const { webhook } = await house.add(other.url);
  await house.happens("item.sealed", await house.item());
  await house.tell();
  const { webhooks, clock } = house.deps;
  const now = clock();
  const lease = plusMs(now, 60_000);
  const claims = await Promise.all([1, 2, 3].map(() => webhooks.claim(webhook.id, now, lease, 9)));
  expect(claims.flat()).toHaveLength(1);
  expect(await house.send(webhook.id)).toBe(0);
  house.moveClock(60_000);
  expect(await house.send(webhook.id)).toBe(1);
  // What the first says late is not kept.
  const late = { at: now, ms: 1, status: 500, fault: null };
  const judged = { state: "waiting", dueAt: now, failingSince: now, stop: null } as const;
  const told = { kind: "webhook-stopped", at: now, actor: "process:custody" } as const;
  const action = { ...told, subject: null, before: null, after: null, reason: null };
  await webhooks.tried({ ...claims.flat()[0]!, tries: 1 }, late, judged, action);
  expect(await log(webhook.id)).toEqual([["item.sealed", "delivered", [204]]]);
});

test("of two processes that hear the same one fills the outbox", async () => {
  const { webhook } = await house.add(other.url);
  for (let at = 0; at < 3; at += 1) await house.happens("item.sealed", await house.item());
  const made = await Promise.all([house.tell(), house.tell(), house.tell()]);
  expect(made.toSorted()).toEqual([0, 0, 3]);
  expect(await log(webhook.id)).toHaveLength(3);
  const { webhooks, clock } = house.deps;
  const twice = [{ id: newId<DeliveryId>(), type: "item.sealed", sequence: 9 } as const];
  expect(await webhooks.hear(webhook.id, 0, 9, twice, clock())).toBe(false);
  expect(await log(webhook.id)).toHaveLength(3);
});

test("two secrets sign while one takes the place of the other, and then one", async () => {
  await signedNow();
  const { webhook, secret } = await house.add(other.url);
  const { secret: fresh, overlapUntil } = await rotateSecret(
    house.deps,
    house.admin,
    webhook.id,
    24,
  );
  expect(overlapUntil).toBe(plusMs(house.deps.clock(), 24 * HOUR));
  const send = async (): Promise<Received> => {
    await testWebhook(house.deps, house.admin, webhook.id);
    await house.send(webhook.id);
    return other.received.at(-1)!;
  };
  const both = await send();
  for (const each of [secret, fresh]) expect(verified(each, both)).toMatchObject({ data: {} });
  // Another rotation ends what was to end later.
  const { secret: newest } = await rotateSecret(house.deps, house.admin, webhook.id, 0);
  const last = await send();
  expect(verified(newest, last)).toMatchObject({ type: "webhook.test" });
  for (const each of [secret, fresh]) expect(() => verified(each, last)).toThrow("No matching");
  expect(await house.deps.webhooks.secrets(webhook.id, house.deps.clock())).toHaveLength(1);
});

test("what happens while it is stopped is sent once it goes on", async () => {
  const { webhook } = await house.add(other.url);
  const { deps, admin } = house;
  await stopWebhook(deps, admin, webhook.id, "moved");
  await stopWebhook(deps, admin, webhook.id, "moved");
  await house.happens("item.sealed", await house.item());
  expect(await house.tell()).toBe(0);
  await testWebhook(deps, admin, webhook.id);
  expect(await house.send(webhook.id)).toBe(0);
  expect(await deps.webhooks.standing(deps.clock())).toEqual({ stopped: 0, failing: 0, late: 0 });
  await resumeWebhook(deps, admin, webhook.id);
  expect([await house.tell(), await house.send(webhook.id)]).toEqual([1, 2]);
  expect(await actions()).toEqual([
    ...["webhook-added", "webhook-stopped", "webhook-tested", "webhook-resumed"],
  ]);
  await removeWebhook(deps, admin, webhook.id, "gone");
  await expect(deps.webhooks.get(webhook.id)).rejects.toMatchObject({
    code: "webhooks/no-such-webhook",
  });
  expect(await deps.webhooks.secrets(webhook.id, deps.clock())).toEqual([]);
});

test("after ten attempts it is given up, the webhook stops, is told of, and goes on by hand", async () => {
  const { webhook } = await house.add(other.url);
  const { deps, admin } = house;
  await house.happens("item.sealed", await house.item());
  await house.tell();
  other.behave(answers(302, { location: "http://169.254.169.254/" }));
  const standing = () => deps.webhooks.standing(deps.clock());
  await house.send(webhook.id);
  expect(await standing()).toEqual({ stopped: 0, failing: 0, late: 0 });
  house.moveClock(HOUR);
  expect(await standing()).toEqual({ stopped: 0, failing: 1, late: 1 });
  for (let times = 0; times < 9; times += 1) {
    house.moveClock(24 * HOUR);
    expect(await house.send(webhook.id)).toBe(1);
  }
  house.moveClock(24 * HOUR);
  expect(await house.send(webhook.id)).toBe(0);
  expect(await log(webhook.id)).toEqual([
    ["item.sealed", "given-up", Array.from({ length: 10 }, () => 302)],
  ]);
  expect((await deps.webhooks.get(webhook.id)).stopped).toMatchObject({ why: "failing" });
  expect(await standing()).toMatchObject({ stopped: 1 });
  other.behave(answers(204));
  await resumeWebhook(deps, admin, webhook.id);
  const [delivery] = await deps.webhooks.deliveries(webhook.id, null, 1);
  await redeliver(deps, admin, webhook.id, delivery!.id);
  await expect(redeliver(deps, admin, webhook.id, delivery!.id)).rejects.toMatchObject({
    code: "webhooks/still-waiting",
  });
  await house.send(webhook.id);
  expect(new Set(other.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect((await deps.webhooks.deliveries(webhook.id, null, 1))[0]?.attempts.at(-1)).toMatchObject({
    ...{ number: 11, status: 204 },
  });
  await expect(redeliver(deps, admin, webhook.id, newId<DeliveryId>())).rejects.toMatchObject({
    code: "webhooks/no-such-delivery",
  });
});

test("a receiver that says that it is gone stops the webhook, and loses nothing", async () => {
  const { webhook } = await house.add(other.url);
  await house.happens("item.sealed", await house.item());
  await house.tell();
  other.behave(answers(410));
  await house.send(webhook.id);
  expect((await house.deps.webhooks.get(webhook.id)).stopped).toMatchObject({ why: "gone" });
  other.behave(answers(200));
  await resumeWebhook(house.deps, house.admin, webhook.id);
  await house.send(webhook.id);
  expect(await log(webhook.id)).toEqual([["item.sealed", "delivered", [410, 200]]]);
});

test("a webhook that was stopped for longer than the line goes back stays stopped", async () => {
  const { webhook } = await house.add(other.url);
  await stopWebhook(house.deps, house.admin, webhook.id, "for long");
  for (let at = 0; at < 2; at += 1) await house.happens("item.sealed", await house.item());
  await house.deps.line.number();
  await house.deps.line.forget("2100-01-01T00:00:00.000Z" as UtcInstant, 1_000);
  const resumed = resumeWebhook(house.deps, house.admin, webhook.id);
  await expect(resumed).rejects.toMatchObject({ code: "events/forgotten" });
  expect((await house.deps.webhooks.get(webhook.id)).stopped).toMatchObject({ why: "by-hand" });
});

test("a webhook that what happened is kept for no more stops, and skips nothing in silence", async () => {
  const { webhook } = await house.add(other.url);
  await stopWebhook(house.deps, house.admin, webhook.id, "for long");
  for (let at = 0; at < 3; at += 1) await house.happens("item.sealed", await house.item());
  await house.deps.line.number();
  await resumeWebhook(house.deps, house.admin, webhook.id);
  await house.deps.line.forget("2100-01-01T00:00:00.000Z" as UtcInstant, 1_000);
  expect(await house.tell()).toBe(0);
  expect((await house.deps.webhooks.get(webhook.id)).stopped).toMatchObject({ why: "forgotten" });
});

test("secrets come under a newer key, and sign as before", async () => {
  await signedNow();
  const { webhook, secret } = await house.add(other.url);
  await copyFile(join(house.folder, "duty-1.key"), join(house.folder, "open-2.key"));
  expect([await rewrapSecrets(house.deps), await rewrapSecrets(house.deps)]).toEqual([1, 0]);
  const [kept] = await house.deps.webhooks.secrets(webhook.id, house.deps.clock());
  expect(kept?.wrapped.kek).toBe("open-2");
  // Who looks whether a key may be taken away, or is lost, finds this one in use, and opens it.
  const keks = {
    keys: createItemKeyStore(db),
    wrapper: house.deps.wrapper,
    policy: "none",
  } as const;
  expect(await keks.keys.uses()).toMatchObject([{ kek: "open-2", items: 1 }]);
  expect(await lostKeks(keks)).toEqual([]);
  await rm(join(house.folder, "open-2.key"));
  expect(await lostKeks(keks)).toMatchObject([{ kek: "open-2", items: 1 }]);
  await copyFile(join(house.folder, "duty-1.key"), join(house.folder, "open-2.key"));
  await testWebhook(house.deps, house.admin, webhook.id);
  await house.send(webhook.id);
  expect(verified(secret, other.received[0]!)).toMatchObject({ type: "webhook.test" });
});

test("the log goes back as far as it is kept; what waits is never forgotten", async () => {
  const { webhook } = await house.add(other.url);
  for (let at = 0; at < 3; at += 1) await house.happens("item.sealed", await house.item());
  await house.tell();
  const { webhooks, clock } = house.deps;
  const pages = [await webhooks.deliveries(webhook.id, null, 2)];
  pages.push(await webhooks.deliveries(webhook.id, pages[0]!.at(-1)!.position, 2));
  expect(pages.map((page) => page.map(({ sequence }) => sequence))).toEqual([[3, 2], [1]]);
  await house.send(webhook.id);
  await testWebhook(house.deps, house.admin, webhook.id);
  house.moveClock(1);
  await webhooks.forget(clock());
  expect(await log(webhook.id)).toEqual([["webhook.test", "waiting", []]]);
  await rotateSecret(house.deps, house.admin, webhook.id, 0);
  house.moveClock(1);
  await webhooks.forget(clock());
  expect(await db.selectFrom("webhook_secrets").select("until").execute()).toEqual([
    { until: null },
  ]);
});
