/** The client for programs against the real API: what its types promise is what comes, and what they forbid does not compile. */
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Answer,
  type Client,
  type Given,
  type PathOf,
  Problem,
  createClient,
  withToken,
} from "../../../services/client/client.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let client: Client;
beforeAll(async () => {
  house = await openHouse();
  client = createClient(`${house.url}/api/v1`, withToken(house.tokens.admin));
});
afterAll(() => house.close());

test("a case is opened, found, and told more of", async () => {
  const body = { number: "2026/7 甲", title: "Noise at night" };
  const headers = { "Idempotency-Key": '"case 2026/7"' };
  const made = await client.request("POST", "/cases", { body, headers });
  expect(await client.request("POST", "/cases", { body, headers })).toEqual(made);
  const found = await client.request("GET", "/cases", { query: { search: "2026/7", limit: 5 } });
  expect(found.entries.map(({ id }) => id)).toEqual([made.id]);
  const path = { id: made.id };
  const changed = await client.request("POST", "/cases/{id}/changes", {
    path,
    body: { revision: made.revision, facts: { title: "Noise" }, reason: "it was told wrongly" },
  });
  expect([changed.title, changed.revision]).toEqual(["Noise", made.revision + 1]);
  await client.request("POST", "/cases/{id}/items", { path, body: { itemId: house.item.id } });
  const items = await client.request("GET", "/items", { query: { caseId: made.id } });
  expect(items.entries.map(({ id }) => id)).toEqual([house.item.id]);
});

test("a refusal is thrown with its code; an answer that never comes, too", async () => {
  const lost = client.request("GET", "/cases/{id}", { path: { id: "no id / at all" } });
  await expect(lost).rejects.toMatchObject({ status: 404, body: { code: "review/no-such-thing" } });
  const nobody = createClient("http://127.0.0.1:1/api/v1", withToken("x"));
  const asked = nobody.request("GET", "/me", {});
  await expect(asked).rejects.toBeInstanceOf(Problem);
  await expect(asked).rejects.toMatchObject({ status: 0, body: null });
});

test("what is no JSON comes as it is", async () => {
  const path = { id: house.item.id };
  const query = { purpose: "for the court" };
  const media = await client.open("GET", "/items/{id}/original", { path, query });
  expect(media.headers.get("repr-digest")).toMatch(/^sha-256=:/);
  expect((await media.arrayBuffer()).byteLength).toBeGreaterThan(0);
});

type Is<A, B> = A extends B ? true : false;
type CaseBody = Given<"POST", "/cases">["body"];
type CaseQuery = NonNullable<Given<"GET", "/cases">["query"]>;

/** The compiler holds each answer against the description: with another one this does not compile. */
export const COMPILED: readonly [
  path: Is<"/cases/{id}", PathOf<"GET">>,
  noSuchPath: Is<"/case", PathOf<"GET">>,
  noSuchMethod: Is<"/me", PathOf<"POST">>,
  withoutItsId: Is<object, Given<"GET", "/cases/{id}">>,
  member: Is<"number", keyof CaseBody>,
  noSuchMember: Is<"nummer", keyof CaseBody>,
  withoutItsTitle: Is<{ number: "1" }, CaseBody>,
  parameter: Is<"search", keyof CaseQuery>,
  noSuchParameter: Is<"find", keyof CaseQuery>,
  told: Is<"displayName", keyof Answer<"GET", "/me">>,
  notTold: Is<"nickname", keyof Answer<"GET", "/me">>,
] = [true, false, false, false, true, false, false, true, false, true, false];
