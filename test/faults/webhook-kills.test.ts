/** Killed with -9 while it sends: every event arrives, under one id, however often that takes. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, expect, test } from "vitest";
import { sharedCompileCache } from "../fixtures/compile-cache.ts";
import { freshDatabase } from "../fixtures/private-servers.ts";
import { webhookHouse } from "../fixtures/webhook-house.ts";
import { receiver } from "../fixtures/webhook-receiver.ts";

const CHILD = new URL("../fixtures/webhook-child.ts", import.meta.url).pathname;
const EVENTS = 60;
const KILLS = 6;
/** Longer than a lease, so that nobody waits for one to end. */
const AHEAD_MS = 61_000;

const ending: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ending.toReversed()) await end();
});

test("a sender that is killed in the middle again and again loses nothing and invents nothing", async () => {
  const database = await freshDatabase();
  ending.push(() => database.drop());
  // Every second message is answered only after a while, so that kills meet some on their way.
  let count = 0;
  const other = await receiver((response) => {
    count += 1;
    if (count % 2 === 0) response.writeHead(204).end();
    else setTimeout(() => response.writeHead(204).end(), 20);
  });
  ending.push(other.close);
  const house = await webhookHouse(database.connection.db, other.port);
  ending.push(house.close);
  const { webhook } = await house.add(other.url);
  const itemId = await house.item();
  const { webhooks } = house.deps;
  const begin = (aheadMs: number): ChildProcess => {
    const args = [CHILD, database.url, house.folder, String(other.port), String(aheadMs)];
    const env = { PATH: process.env["PATH"], ...sharedCompileCache() };
    return spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit"] });
  };
  for (let kill = 0; kill < KILLS; kill += 1) {
    for (let at = 0; at < EVENTS / KILLS; at += 1) await house.happens("item.sealed", itemId);
    const before = other.received.length;
    const child = begin(kill * AHEAD_MS);
    await other.until(before + 1 + Math.floor(Math.random() * 8));
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  const last = begin(KILLS * AHEAD_MS);
  const states = async () =>
    (await webhooks.deliveries(webhook.id, null, 200)).map(({ state }) => state);
  await expect
    .poll(states, { timeout: 60_000 })
    .toEqual(Array.from({ length: EVENTS }, () => "delivered"));
  last.kill("SIGKILL");
  await once(last, "exit");
  const ids = new Map<number, Set<unknown>>();
  for (const { headers, body } of other.received) {
    const { sequence } = (JSON.parse(body) as { data: { sequence: number } }).data;
    ids.set(sequence, (ids.get(sequence) ?? new Set()).add(headers["webhook-id"]));
  }
  expect([...ids.keys()].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: EVENTS }, (_, at) => at + 1),
  );
  expect([...ids.values()].filter(({ size }) => size !== 1)).toEqual([]);
});
