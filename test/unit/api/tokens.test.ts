/** API tokens of all accounts, over HTTP and at the terminal: who sees them, what is told of each, and what ends one. */
import { beforeEach, expect, test } from "vitest";
import { tokenVerbs } from "../../../services/command/token-verbs.ts";
import { apiClient } from "../../../services/command/api-client.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import type { Role } from "../../../services/access/permission.ts";
import { TokenList } from "../../../services/review/api-schema.ts";
import { AccountTokenPage } from "../../../services/review/token-schema.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { twoTerminals } from "../../fixtures/two-terminals.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
  return () => house.close();
});
const listed = async (query = "", as: Role = "admin") =>
  AccountTokenPage.parse(await (await house.fetch(`/api/v1/tokens${query}`, as)).json());
const ofRole = async (role: Role) =>
  (await listed("?limit=200")).entries.find(({ owner }) => owner.role === role)!;
const end = (id: string, body: object = { reason: "lost laptop" }, as: Role = "admin") =>
  house.fetch(`/api/v1/tokens/${id}`, as, { method: "DELETE", body: JSON.stringify(body) });
const own = async (role: Role) =>
  TokenList.parse(await (await house.fetch("/api/v1/me/tokens", role)).json()).entries;

test("an administrator, and nobody else, sees those of all accounts, page by page and without their secrets", async () => {
  const [first, rest] = [await listed("?limit=1"), await listed("?limit=200")];
  expect(first.entries).toEqual(rest.entries.slice(0, 1));
  const after = await listed(`?limit=200&cursor=${first.nextCursor}`);
  expect(after.entries).toEqual(rest.entries.slice(1));
  const roles: Role[] = ["officer", "reviewer", "auditor", "records", "legal"];
  expect(new Set(rest.entries.map(({ owner }) => owner.role))).toEqual(
    new Set([...roles, "admin", "guest"]),
  );
  expect(rest.entries.filter(({ isThis }) => isThis)).toMatchObject([{ owner: { role: "admin" } }]);
  const text = JSON.stringify(rest);
  for (const secret of Object.values(house.tokens)) expect(text).not.toContain(secret);
  for (const role of roles) expect((await house.fetch("/api/v1/tokens", role)).status).toBe(403);
  expect((await house.fetch("/api/v1/tokens", "guest")).status).toBe(404);
});

test("tells to the minute when and from where one was used", async () => {
  expect(await ofRole("reviewer")).toMatchObject({ usedAt: null, usedFrom: null });
  await own("reviewer");
  const first = (await ofRole("reviewer")).usedAt;
  expect(await ofRole("reviewer")).toMatchObject({ usedAt: house.clock(), usedFrom: "127.0.0.1" });
  house.moveClock(59_999);
  await own("reviewer");
  expect((await ofRole("reviewer")).usedAt).toBe(first);
  house.moveClock(1);
  expect((await own("reviewer"))[0]).toMatchObject({ usedAt: house.clock() });
});

test("one that is ended opens nothing; its owner sees that somebody else did it, and why; twice is once", async () => {
  const { id } = await ofRole("reviewer");
  const made = await house.fetch("/api/v1/me/tokens", "reviewer", {
    method: "POST",
    body: JSON.stringify({ label: "second" }),
  });
  const { token } = (await made.json()) as { token: string };
  for (const bad of [{}, { reason: "  " }]) expect((await end(id, bad)).status).toBe(400);
  expect((await end(id, undefined, "auditor")).status).toBe(403);
  const before = house.actions.all.length;
  for (const reason of ["lost laptop", "again"])
    expect((await end(id, { reason })).status).toBe(204);
  expect((await house.fetch("/api/v1/me", "reviewer")).status).toBe(401);
  expect(house.actions.all.slice(before)).toMatchObject([
    {
      ...{ kind: "token-revoked", subject: `token:${id}`, reason: "lost laptop" },
      before: { userId: house.userIds.reviewer },
      actor: `user:${house.userIds.admin}`,
    },
  ]);
  const answer = await house.fetch("/api/v1/me/tokens", null, {
    headers: { authorization: `Bearer ${token}` },
  });
  const ended = TokenList.parse(await answer.json()).entries.find((one) => one.id === id);
  expect(ended).toMatchObject({ isEndedByOther: true, endReason: "lost laptop" });
  expect(await ofRole("reviewer")).toMatchObject({ label: "second" });
  const live = (await listed("?limit=200&live=true")).entries.map((one) => one.id);
  expect(live).not.toContain(id);
  expect((await end("0123456789abcdef")).status).toBe(404);
});

test("the terminal lists and ends them in both languages", async () => {
  const { english, chinese, hear } = twoTerminals();
  const api = apiClient(house.url, house.tokens.admin);
  const verbs = (term: typeof english) =>
    tokenVerbs({
      attempt: () => Promise.reject(new Error("not asked")),
      asAdministrator: (_options, run) => run(api, term),
    });
  const { id } = await ofRole("officer");
  expect(await hear(() => verbs(english).tokenList({}))).toEqual([
    EXIT.ok,
    expect.stringMatching(new RegExp(`${id}.*\\(officer\\).*in use`)),
  ]);
  expect(await hear(() => verbs(chinese).tokenEnd(id, { why: "遗失电脑" }))).toEqual([
    EXIT.ok,
    expect.stringContaining("已吊销"),
  ]);
  const [, left] = await hear(() => verbs(chinese).tokenList({}));
  expect(left).not.toContain(id);
  const [, all] = await hear(() => verbs(chinese).tokenList({ all: true }));
  expect(all).toMatch(new RegExp(`${id}.*遗失电脑`));
});
