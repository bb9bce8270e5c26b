/** Where somebody is logged in, over HTTP: seen, ended, told, and what is still being sent then. */
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Listeners } from "../../../services/events/listeners.ts";
import { EventWatch } from "../../../services/events/line-watch.ts";
import { LogInList } from "../../../services/review/log-in-schema.ts";
import { eventRoutes } from "../../../services/review/event-routes.ts";
import { route } from "../../../services/review/route.ts";
import { MemoryEventLine } from "../../fakes/event-line.ts";
import { EventClient } from "../../fixtures/event-client.ts";
import { type House, PASSWORD, openHouse } from "../../fixtures/review-house.ts";
import { asThePage } from "../../fixtures/session-headers.ts";

let house: House;
let watch: EventWatch;
const open: AbortController[] = [];
/** Something large on its way: it goes on until somebody ends it. */
const slow = route({
  ...{ method: "get", path: "/slow", tag: "Test", summary: "s", permission: "items:see" },
  answer: { status: 200, mediaType: "application/octet-stream" },
  handle: async () => {
    const bytes = new Readable({ read: () => undefined });
    bytes.push("first");
    return { bytes, headers: { "Content-Type": "application/octet-stream" } };
  },
});
beforeEach(async () => {
  const line = new MemoryEventLine();
  watch = new EventWatch(line, () => undefined);
  const events = { line, watch, listeners: new Listeners(), stallMs: 60_000 };
  house = await openHouse(() => [...eventRoutes({ events }), slow]);
});
afterEach(async () => {
  for (const one of open.splice(0)) one.abort();
  watch.close();
  await house.close();
});

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

async function logIn(name: string, userAgent = CHROME): Promise<Record<string, string>> {
  const answer = await house.fetch("/api/v1/session", null, {
    method: "POST",
    body: JSON.stringify({ name, password: PASSWORD }),
    headers: { "user-agent": userAgent },
  });
  return asThePage((answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
}
type Headers = Record<string, string>;
const by = (method: string, path: string, headers: Headers, body?: object) =>
  house.fetch(`/api/v1${path}`, null, {
    ...{ method, headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const statusOf = async (headers: Headers) => (await by("GET", "/me", headers)).status;
const listed = async (headers: Headers, path = "/me/sessions") =>
  LogInList.parse(await (await by("GET", path, headers)).json()).entries;
const codeOf = async (answer: Response) => {
  const { requestId: _, ...rest } = (await answer.json()) as Record<string, unknown>;
  return [answer.status, rest];
};
const bearer = (role: "admin" | "reviewer" | "auditor") => ({
  authorization: `Bearer ${house.tokens[role]}`,
});

test("a person sees where they are logged in, in plain words, and which one this is", async () => {
  const [first, second] = [await logIn("reviewer"), await logIn("reviewer", "tool/1 \u00e9")];
  await logIn("officer");
  house.moveClock(2 * 60_000);
  const entries = await listed(first);
  expect(entries).toMatchObject([
    { browser: "Chrome 131", system: "Windows", address: "127.0.0.1", isThis: true },
    { browser: null, system: null, userAgent: "tool/1 ?", isThis: false },
  ]);
  expect(entries[0]!.lastSeenAt > entries[1]!.lastSeenAt).toBe(true);
  expect(entries[0]!.createdAt).toBe(entries[1]!.createdAt);
  expect((await listed(second)).map(({ isThis }) => isThis)).toEqual([true, false]);
  expect((await listed(bearer("reviewer"))).map(({ isThis }) => isThis)).toEqual([false, false]);
  const written = JSON.stringify([house.logged, house.actions.all]);
  expect(written).not.toMatch(/Chrome|tool\/1|127\.0\.0\.1/);
  house.moveClock(29 * 60_000);
  await by("GET", "/me", first);
  house.moveClock(2 * 60_000);
  expect(await listed(bearer("reviewer"))).toHaveLength(1);
});

test("one is ended, once; another's is as one that nobody has", async () => {
  const [here, there, other] = [
    await logIn("reviewer"),
    await logIn("reviewer"),
    await logIn("officer"),
  ];
  const id = (await listed(here)).find(({ isThis }) => !isThis)!.id;
  const others = (await listed(other))[0]!.id;
  const end = (which: string) => by("DELETE", `/me/sessions/${which}`, here);
  const missing = await codeOf(await end("0123456789abcdef"));
  expect(missing).toMatchObject([404, { code: "access/no-such-log-in" }]);
  expect(await codeOf(await end(others))).toEqual(missing);
  expect(await statusOf(other)).toBe(200);
  const both = await Promise.all([end(id), end(id)]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 404]);
  expect(await codeOf(await end(id))).toEqual(missing);
  expect([await statusOf(there), await statusOf(here)]).toEqual([401, 200]);
  const told = house.actions.all.filter(({ kind }) => kind === "log-ins-ended");
  expect(told).toMatchObject([
    { subject: `user:${house.userIds.reviewer}`, before: { ended: 1, sessions: [id] } },
  ]);
});

test("all others end at once, and neither this one nor API tokens nor another person's", async () => {
  const [here, there, third] = [
    await logIn("reviewer"),
    await logIn("reviewer"),
    await logIn("reviewer"),
  ];
  const other = await logIn("officer");
  const answer = await by("DELETE", "/me/sessions", here);
  expect(await answer.json()).toEqual({ ended: 2 });
  const after = await Promise.all([here, there, third, other, bearer("reviewer")].map(statusOf));
  expect(after).toEqual([200, 401, 401, 200, 200]);
  expect(await (await by("DELETE", "/me/sessions", here)).json()).toEqual({ ended: 0 });
  expect(house.actions.all.filter(({ kind }) => kind === "log-ins-ended")).toHaveLength(1);
});

test("an administrator sees and ends those of another account, and shows before who they are", async () => {
  const [admin, one, two] = [await logIn("admin"), await logIn("officer"), await logIn("officer")];
  const path = `/users/${house.userIds.officer}/sessions`;
  expect((await by("GET", path, bearer("auditor"))).status).toBe(403);
  const [entry] = await listed(admin, path);
  expect((await by("DELETE", `${path}/${entry!.id}`, admin, { reason: "lost phone" })).status).toBe(
    204,
  );
  const wrong = `/users/${house.userIds.reviewer}/sessions/${entry!.id}`;
  expect((await by("DELETE", wrong, admin, {})).status).toBe(404);
  house.moveClock(11 * 60_000);
  const refused = await by("DELETE", path, admin, { reason: "left the force" });
  expect(await codeOf(refused)).toMatchObject([403, { code: "access/confirm-again" }]);
  await by("POST", "/session/confirm", admin, { password: PASSWORD });
  const ended = await by("DELETE", path, admin, { reason: "left the force" });
  expect(await ended.json()).toEqual({ ended: 1 });
  expect([await statusOf(one), await statusOf(two)]).toEqual([401, 401]);
  expect(house.actions.all.filter(({ kind }) => kind === "log-ins-ended")).toMatchObject([
    { actor: `user:${house.userIds.admin}`, reason: "lost phone" },
    { actor: `user:${house.userIds.admin}`, reason: "left the force", before: { ended: 1 } },
  ]);
});

test("a log-in that is under way while the account's door changes begins nothing", async () => {
  const before = await logIn("officer");
  const addSession = house.access.addSession.bind(house.access);
  house.access.addSession = async (...given) => {
    house.access.addSession = addSession;
    const body = { signOnName: null, password: "another one, and long" };
    const door = `/users/${house.userIds.officer}/door`;
    expect((await by("POST", door, bearer("admin"), body)).status).toBe(204);
    return addSession(...given);
  };
  const late = await house.fetch("/api/v1/session", null, {
    method: "POST",
    body: JSON.stringify({ name: "officer", password: PASSWORD }),
  });
  expect(await codeOf(late)).toMatchObject([401, { code: "access/wrong-password" }]);
  expect(late.headers.get("set-cookie")).toBeNull();
  expect(await statusOf(before)).toBe(401);
  expect(await house.access.sessions(house.userIds.officer)).toEqual([]);
});

test("what is still being sent to a log-in that is ended is cut; a token's goes on", async () => {
  const [here, there] = [await logIn("reviewer"), await logIn("reviewer")];
  const ask = async (path: string, headers: Headers) => {
    const left = new AbortController();
    open.push(left);
    return house.fetch(`/api/v1${path}`, null, { headers, signal: left.signal });
  };
  const cut = new EventClient(await ask("/events", there));
  const kept = new EventClient(await ask("/events", bearer("reviewer")));
  const keptHere = new EventClient(await ask("/events", here));
  const download = (await ask("/slow", there)).body!.getReader();
  expect(Buffer.from((await download.read()).value ?? []).toString()).toBe("first");
  let goesOn = 0;
  for (const one of [kept, keptHere]) void one.ended.then(() => (goesOn -= 1));
  await by("DELETE", "/me/sessions", here);
  await cut.ended;
  await expect(download.read()).rejects.toThrow();
  expect(goesOn).toBe(0);
  expect(house.logged.join()).not.toContain("a fault of ours");
  expect((await ask("/events", there)).status).toBe(401);
});

test("what is sent to a log-in that only ran out goes on to its end", async () => {
  const away = await logIn("reviewer");
  const left = new AbortController();
  open.push(left);
  const answer = await house.fetch("/api/v1/slow", null, { headers: away, signal: left.signal });
  const download = answer.body!.getReader();
  await download.read();
  const looks: unknown[] = [];
  const sessionsAmong = house.access.sessionsAmong.bind(house.access);
  house.access.sessionsAmong = async (keys) => {
    const found = await sessionsAmong(keys);
    looks.push(found.length);
    return found;
  };
  await expect.poll(() => looks.at(-1), { timeout: 5_000 }).toBe(1);
  house.moveClock(31 * 60_000);
  // They are back, and are told that it is over: its row goes.
  expect(await statusOf(away)).toBe(401);
  await expect.poll(() => looks.at(-1), { timeout: 5_000 }).toBe(0);
  const next = download.read().then(
    () => "more",
    () => "cut",
  );
  expect(await Promise.race([next, statusOf(bearer("reviewer"))])).toBe(200);
});
