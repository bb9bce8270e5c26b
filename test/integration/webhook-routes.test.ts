/** Webhooks over HTTP of a real API process: who may, what is on record, that a secret is shown once, and the verbs. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureWrappingKeys } from "../../infra/keys/wrapping-files.ts";
import { apiClient } from "../../services/command/api-client.ts";
import { EXIT } from "../../services/command/exit-code.ts";
import {
  webhooksAdd,
  webhooksDeliveries,
  webhooksList,
  webhooksRedeliver,
  webhooksRemove,
  webhooksRotate,
  webhooksStart,
  webhooksStop,
  webhooksTest,
} from "../../services/command/webhook-verbs.ts";
import { DeliveryPage, ShownWebhook, WebhookList } from "../../services/review/webhook-schema.ts";
import { type ApiProcess, startApi } from "../fixtures/api-process.ts";
import { twoTerminals } from "../fixtures/two-terminals.ts";

let api: ApiProcess;
let keys: string;
beforeAll(async () => {
  keys = await mkdtemp(join(tmpdir(), "holdfast-kek-"));
  await ensureWrappingKeys(keys);
  api = await startApi({ HOLDFAST_WRAPPING_KEYS: keys, HOLDFAST_WEBHOOK_PORTS: "443" });
});
afterAll(async () => {
  await api.close();
  await rm(keys, { recursive: true });
});

async function ask(
  path: string,
  body?: object,
  as: keyof ApiProcess["tokens"] = "admin",
  method = body === undefined ? "GET" : "POST",
) {
  const headers = { authorization: `Bearer ${api.tokens[as]}`, "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${api.url}/api/v1/webhooks${path}`, { method, headers, ...sent });
  const json: unknown = answer.status === 204 ? null : await answer.json();
  return { status: answer.status, json };
}

const HOOK = { url: "https://cases.example/hook", description: "案件系统" };

test("a webhook is added, exchanged, stopped, started, tried, sent again and removed, each on record", async () => {
  const added = await ask("", { ...HOOK, types: ["item.sealed"] });
  expect(added.status).toBe(201);
  const { webhook, secret } = ShownWebhook.parse(added.json);
  expect(secret).toMatch(/^whsec_/);
  expect(webhook).toMatchObject({ ...HOOK, types: ["item.sealed"], asUserName: "The admin" });
  const rotated = await ask(`/${webhook.id}/rotation`, {});
  const { secret: fresh, overlapUntil } = ShownWebhook.parse(rotated.json);
  expect(fresh).not.toBe(secret);
  expect(Date.parse(overlapUntil ?? "") - Date.now()).toBeGreaterThan(23 * 3_600_000);
  expect((await ask(`/${webhook.id}/stop`, { reason: "moved" })).status).toBe(204);
  const listed = await ask("", undefined, "auditor");
  expect(WebhookList.parse(listed.json).entries).toMatchObject([
    { id: webhook.id, stopped: { why: "by-hand" } },
  ]);
  expect(JSON.stringify([listed.json])).not.toContain("whsec_");
  expect((await ask(`/${webhook.id}/start`, {})).status).toBe(204);
  expect((await ask(`/${webhook.id}/test`, {})).status).toBe(201);
  const { json } = await ask(`/${webhook.id}/deliveries?limit=1`, undefined, "auditor");
  const { entries, nextCursor } = DeliveryPage.parse(json);
  expect(entries).toMatchObject([{ type: "webhook.test", state: "waiting", attempts: [] }]);
  expect(nextCursor).toBeNull();
  const again = await ask(`/${webhook.id}/deliveries/${entries[0]!.id}/redelivery`, {});
  expect(again).toMatchObject({ status: 409, json: { code: "webhooks/still-waiting" } });
  await api.connection.pool.query(
    "UPDATE webhook_deliveries SET state = 'given-up', due_at = NULL",
  );
  expect((await ask(`/${webhook.id}/deliveries/${entries[0]!.id}/redelivery`, {})).status).toBe(
    204,
  );
  const removal = await ask(`/${webhook.id}`, { reason: "over" }, "admin", "DELETE");
  expect(removal.status).toBe(204);
  expect((await ask(`/${webhook.id}/deliveries`)).status).toBe(404);
  const { rows } = await api.connection.pool.query<{ kind: string; body: string }>(
    "SELECT kind, body FROM actions WHERE kind LIKE 'webhook-%' ORDER BY index",
  );
  expect(rows.map(({ kind }) => kind)).toEqual([
    ...["webhook-added", "webhook-rotated", "webhook-stopped", "webhook-resumed"],
    ...["webhook-tested", "webhook-redelivered", "webhook-removed"],
  ]);
  const said = JSON.stringify(rows) + api.log();
  for (const each of [secret, fresh]) expect(said).not.toContain(each.slice(6, 40));
});

test("the command does the same, in both languages and for programs", async () => {
  const { english, chinese, machine, hear } = twoTerminals();
  const client = apiClient(api.url, api.tokens.admin);
  const [, none] = await hear(() => webhooksList(client, english));
  expect(none).toBe("There are no webhooks\n");
  const given = {
    address: HOOK.url,
    description: "案件系统",
    event: ["item.sealed"],
    as: "records",
  };
  const [, told] = await hear(() => webhooksAdd(client, machine, given));
  const { webhook, secret } = JSON.parse(told) as { webhook: { id: string }; secret: string };
  const { id } = webhook;
  const [, rotated] = await hear(() => webhooksRotate(client, english, id, "0"));
  expect(rotated).toMatch(/^The new secret of .*\n {2}whsec_\S{44}\n$/);
  expect(rotated).not.toContain(secret);
  const [code, list] = await hear(() => webhooksList(client, english));
  expect([code, list]).toEqual([
    EXIT.ok,
    `${id}  ${HOOK.url}  案件系统\n  hears as The records: item.sealed\n  running\n`,
  ]);
  const [, tested] = await hear(() => webhooksTest(client, machine, id));
  const { delivery } = JSON.parse(tested) as { delivery: string };
  const { pool } = api.connection;
  await pool.query("UPDATE webhook_deliveries SET state = 'given-up', due_at = NULL");
  await pool.query(
    "INSERT INTO webhook_attempts SELECT id, 1, now(), 5, NULL, 'cut' FROM webhook_deliveries WHERE id = $1",
    [delivery],
  );
  const [, sent] = await hear(() => webhooksDeliveries(client, english, id));
  expect(sent).toMatch(/ {2}webhook\.test {2}given up {2}cut off\n$/);
  expect(await webhooksRedeliver(client, english, id, delivery)).toBe(EXIT.ok);
  expect(await webhooksStop(client, english, id, "moved")).toBe(EXIT.ok);
  const [ok, stopped] = await hear(() => webhooksList(client, chinese));
  expect([ok, stopped.split("\n")[2]]).toEqual([EXIT.ok, "  由管理员停止"]);
  expect(await webhooksStart(client, english, id)).toBe(EXIT.ok);
  await pool.query("UPDATE webhooks SET failing_since = now()");
  const [bad, failing] = await hear(() => webhooksList(client, english));
  expect([bad, failing]).toEqual([EXIT.negative, expect.stringContaining("nothing arrives since")]);
  expect(await webhooksRemove(client, english, id, "over")).toBe(EXIT.ok);
  await expect(webhooksStart(client, english, id)).rejects.toMatchObject({
    code: "webhooks/no-such-webhook",
  });
});

test("refuses an address that leads where it may not, an event that there is not, and more than fifty", async () => {
  const url = "https://user:x@cases.example/";
  expect(await ask("", { ...HOOK, url })).toMatchObject({
    ...{ status: 400, json: { code: "webhooks/bad-url", facts: { why: "credentials" } } },
  });
  expect((await ask("", { ...HOOK, types: ["item.seen"] })).status).toBe(400);
  expect((await ask("", { ...HOOK, after: 9_999 })).json).toMatchObject({
    code: "events/beyond-the-end",
  });
  const asUser = "3f2b8c1e-1111-4111-8111-111111111111";
  expect((await ask("", { ...HOOK, asUser })).json).toMatchObject({ code: "access/no-such-user" });
  for (let at = 0; at < 50; at += 1) expect((await ask("", HOOK)).status).toBe(201);
  expect((await ask("", HOOK)).json).toMatchObject({ code: "webhooks/too-many" });
  expect((await ask("", HOOK, "auditor")).status).toBe(403);
  expect((await ask("", undefined, "reviewer")).status).toBe(403);
});
