/** GET /events: resumed without loss or repeat, walled, limited, and over when the session is. */
import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { Listeners } from "../../../services/events/listeners.ts";
import { EventWatch } from "../../../services/events/line-watch.ts";
import { type HoldId, type ItemId, newId } from "../../../services/kernel/ids.ts";
import { EventBody } from "../../../services/review/event-schema.ts";
import { eventRoutes } from "../../../services/review/event-routes.ts";
import { MemoryEventLine } from "../../fakes/event-line.ts";
import { EventClient } from "../../fixtures/event-client.ts";
import { type House, PASSWORD, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let line: MemoryEventLine;
let watch: EventWatch;
const open: AbortController[] = [];
beforeEach(async () => {
  line = new MemoryEventLine();
  watch = new EventWatch(line, () => undefined);
  const events = { line, watch, listeners: new Listeners(), stallMs: 60_000 };
  house = await openHouse(() => eventRoutes({ events }));
});
afterEach(async () => {
  for (const one of open.splice(0)) one.abort();
  watch.close();
  await house.close();
});

const happens = (count: number): void => {
  for (let at = 0; at < count; at += 1) line.publish("item.sealed", { itemId: newId<ItemId>() });
};

async function ask(path: string, as: Role | null = "reviewer", headers = {}): Promise<Response> {
  const left = new AbortController();
  open.push(left);
  return house.fetch(`/api/v1/events${path}`, as, { headers, signal: left.signal });
}

test("tells what happens from a number on, and goes on behind the last without loss or repeat", async () => {
  happens(3);
  const answer = await ask("?after=1");
  expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const client = new EventClient(answer);
  await client.until(2);
  happens(1);
  await client.until(3);
  expect(client.events.map(({ id, type }) => [id, type])).toEqual([
    ["2", "item.sealed"],
    ["3", "item.sealed"],
    ["4", "item.sealed"],
  ]);
  for (const { id, type, data } of client.events) {
    const { sequence, type: said } = EventBody.parse(data);
    expect([String(sequence), said]).toEqual([id, type]);
  }
  open.pop()!.abort();
  await client.ended;
  happens(2);
  // The address stays what it was; the header says how far it came.
  const again = new EventClient(
    await ask("?after=1", "reviewer", { "last-event-id": client.lastId }),
  );
  await again.until(2);
  expect(again.events.map(({ id }) => id)).toEqual(["5", "6"]);
});

test("begins with what comes from now on where no number is said", async () => {
  happens(2);
  const client = new EventClient(await ask(""));
  happens(1);
  await client.until(1);
  expect(client.events.map(({ id }) => id)).toEqual(["3"]);
});

test("what is hidden from somebody, and what their role may not see, is a number and nothing more", async () => {
  const [hidden, known] = [newId<ItemId>(), newId<ItemId>()];
  line.sees = (_sight, ids) => !ids.includes(hidden);
  line.publish("item.sealed", { itemId: hidden });
  line.publish("hold.placed", { holdId: newId<HoldId>() });
  line.publish("item.sealed", { itemId: known });
  line.publish("item.disposed", { itemId: hidden });
  const client = new EventClient(await ask("?after=0", "officer"));
  await client.until(1);
  expect(client.events).toMatchObject([{ id: "3", data: { itemId: known } }]);
  await expect.poll(() => client.lastId).toBe("4");
  // Who comes again is not told the hidden ones either.
  happens(1);
  const again = new EventClient(await ask("", "officer", { "last-event-id": client.lastId }));
  expect((await again.until(1)).map(({ id }) => id)).toEqual(["5"]);
});

test("is over when the token is revoked, before anything more is told", async () => {
  const init = { method: "POST", body: JSON.stringify({ label: "desk" }) };
  const made = await house.fetch("/api/v1/me/tokens", "reviewer", init);
  const { token } = (await made.json()) as { token: string };
  happens(1);
  const headers = { authorization: `Bearer ${token}` };
  const client = new EventClient(await ask("?after=0", null, headers));
  await client.until(1);
  const list = await house.fetch("/api/v1/me/tokens", "reviewer");
  const { entries } = (await list.json()) as { entries: { id: string; label: string }[] };
  const { id } = entries.find(({ label }) => label === "desk")!;
  await house.fetch(`/api/v1/me/tokens/${id}`, "reviewer", { method: "DELETE" });
  happens(1);
  await client.ended;
  expect(client.events).toHaveLength(1);
});

test("is over when the session was idle for too long: to listen is no use of it", async () => {
  const login = await house.fetch("/api/v1/session", null, {
    method: "POST",
    body: JSON.stringify({ name: "reviewer", password: PASSWORD }),
  });
  const cookie = login.headers.get("set-cookie")!.split(";")[0]!;
  happens(1);
  const client = new EventClient(await ask("?after=0", null, { cookie }));
  await client.until(1);
  for (let times = 0; times < 2; times += 1) {
    house.moveClock(14 * 60_000);
    happens(1);
    await client.until(2 + times);
  }
  house.moveClock(3 * 60_000);
  happens(1);
  await client.ended;
  expect(client.events).toHaveLength(3);
});

test("whoever only listens, and comes again and again by themself, is logged out when their time is over", async () => {
  const login = await house.fetch("/api/v1/session", null, {
    method: "POST",
    body: JSON.stringify({ name: "reviewer", password: PASSWORD }),
  });
  const cookie = login.headers.get("set-cookie")!.split(";")[0]!;
  for (let minutes = 0; minutes < 30; minutes += 10) {
    expect((await ask("", null, { cookie })).status).toBe(200);
    house.moveClock(10 * 60_000);
  }
  expect((await ask("", null, { cookie })).status).toBe(401);
});

test("ends when the process does, so that the listener goes to another", async () => {
  const client = new EventClient(await ask(""));
  watch.close();
  await client.ended;
  expect(client.lastId).toBe("0");
});

test("a person has a few streams; one that ended makes room", async () => {
  const six = [];
  for (let at = 0; at < 6; at += 1) six.push(await ask(""));
  const refused = await ask("");
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("30");
  expect((await ask("", "admin")).status).toBe(200);
  open[0]!.abort();
  await expect.poll(async () => (await ask("")).status).toBe(200);
});

test("refuses a number that is none, and one that the line has not", async () => {
  expect((await ask("", "reviewer", { "last-event-id": "x" })).status).toBe(400);
  expect((await ask("?after=-1")).status).toBe(400);
  const answer = await ask("?after=5");
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ code: "events/beyond-the-end" });
  const head = await house.fetch("/api/v1/events", "reviewer", { method: "HEAD" });
  expect([head.status, head.headers.get("content-type")]).toEqual([
    200,
    "text/event-stream; charset=utf-8",
  ]);
});

test("who takes nothing off a real connection is cut off, and what is left is not kept for them", async () => {
  happens(60_000);
  const events = { line, watch, listeners: new Listeners(), stallMs: 300 };
  const own = await openHouse(() => eventRoutes({ events }));
  const { port } = new URL(own.url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.pause();
  socket.write(
    `GET /api/v1/events?after=0 HTTP/1.1\r\nHost: holdfast.test\r\nAuthorization: Bearer ${own.tokens.reviewer}\r\n\r\n`,
  );
  const cut = () =>
    own.logged.filter((text) => text.includes("/events") && text.includes('"cut":true'));
  await expect.poll(cut, { timeout: 15_000 }).toHaveLength(1);
  socket.destroy();
  await own.close();
});
