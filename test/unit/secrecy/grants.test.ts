/** Access that was given, over HTTP: what it opens, what it leaves shut, and how it ends. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { GrantBody, GrantPage } from "../../../services/review/grant-schema.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
  const items = { itemId: house.item.id };
  expect((await send("POST", `/cases/${house.file.id}/items`, items)).status).toBe(204);
  const people = { people: [{ userId: house.userIds.officer }] };
  expect((await send("POST", `/cases/${house.file.id}/people`, people)).status).toBe(200);
});
afterEach(() => house.close());

const send = (method: string, path: string, body?: object, role: Role = "admin") =>
  house.fetch(`/api/v1${path}`, role, {
    ...{ method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
  });
const statusOf = async (path: string, role: Role) =>
  (await send("GET", path, undefined, role)).status;
const wish = (changes: object = {}) => ({
  ...{ user: house.userIds.reviewer, purpose: "supervision", until: "2027-01-01" },
  scope: { type: "items", itemIds: [house.item.id] },
  ...{ reason: "the complaint of May", ...changes },
});
const give = async (changes: object = {}) => {
  const answer = await send("POST", "/access/grants", wish(changes));
  expect(answer.status).toBe(201);
  return GrantBody.parse(await answer.json());
};
const item = () => `/items/${house.item.id}`;
const watch = (purposeKind: string, more = "") =>
  `${item()}/derivatives/viewing?purpose=complaint+of+May&purposeKind=${purposeKind}${more}`;

test("opens just what it names, for its purpose, to be watched; revoked, the next request finds nothing", async () => {
  expect(await statusOf(item(), "reviewer")).toBe(404);
  const { id } = await give();
  expect(await statusOf(item(), "reviewer")).toBe(200);
  expect(await statusOf(`/cases/${house.file.id}`, "reviewer")).toBe(404);
  expect(await statusOf(watch("supervision"), "reviewer")).toBe(200);
  expect(await statusOf(watch("evidence"), "reviewer")).toBe(403);
  expect(await statusOf(watch("supervision", "&download=true"), "reviewer")).toBe(403);
  const original = `${item()}/original?purpose=complaint+of+May&purposeKind=supervision`;
  expect(await statusOf(original, "reviewer")).toBe(403);
  const listed = GrantPage.parse(await (await send("GET", "/access/grants")).json());
  expect(listed.entries).toMatchObject([{ id, state: "in-force", isOpened: true }]);

  expect((await send("DELETE", `/access/grants/${id}`, { reason: "it is over" })).status).toBe(204);
  for (const path of [item(), watch("supervision")]) {
    expect(await statusOf(path, "reviewer")).toBe(404);
  }
  const kinds = house.actions.all.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind.startsWith("access-"))).toEqual([
    "access-given",
    "access-revoked",
  ]);
});

test("lets be taken away only where it says so, and a label stands above it", async () => {
  const scope = { type: "case", caseId: house.file.id };
  await give({ scope, download: true, purpose: "evidence" });
  expect(await statusOf(`/cases/${house.file.id}`, "reviewer")).toBe(200);
  expect(await statusOf(`${item()}/original?purpose=court`, "reviewer")).toBe(200);
  const query = new URLSearchParams({ user: house.userIds.reviewer, item: house.item.id });
  const told = await (await send("GET", `/access/explain?${query.toString()}`)).text();
  expect(told).toContain("granted");
  const label = { kind: "minor", basis: "未成年人保护法 112" };
  expect((await send("POST", `${item()}/labels`, label)).status).toBe(201);
  expect(await statusOf(item(), "reviewer")).toBe(404);
});

test("on what is hidden is told to nobody who may not know of that: no entry, no next page, nothing to take back", async () => {
  const hidden = await give();
  const open = await give({ scope: { type: "items", itemIds: [house.received.id] } });
  const label = { kind: "informant", basis: "保密承诺" };
  expect((await send("POST", `${item()}/labels`, label)).status).toBe(201);
  const listed = await send("GET", "/access/grants?limit=1", undefined, "records");
  const page = GrantPage.parse(await listed.json());
  expect(page.entries.map(({ id }) => id)).toEqual([open.id]);
  expect(page.nextCursor).toBeNull();
  const reason = { reason: "it is over" };
  const taken = await send("DELETE", `/access/grants/${hidden.id}`, reason, "records");
  expect([taken.status, ((await taken.json()) as { code: string }).code]).toEqual([
    404,
    "access/no-such-grant",
  ]);
});

test("is refused without an end to come, to oneself, for a purpose of another role, and by others", async () => {
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  for (const [code, changes] of [
    ["access/bad-term", { until: "2020-01-01" }],
    ["access/bad-term", { from: "2027-01-02" }],
    ["access/same-person", { user: house.userIds.admin }],
    ["secrecy/purpose-not-theirs", { user: house.userIds.officer }],
  ] as const) {
    expect(await codeOf(await send("POST", "/access/grants", wish(changes)))).toBe(code);
  }
  for (const role of ["officer", "reviewer", "auditor", "legal"] as const) {
    expect((await send("POST", "/access/grants", wish(), role)).status).toBe(403);
  }
  house.moveClock(10 * 60_000);
  expect(await codeOf(await send("POST", "/access/grants", wish()))).toBe("access/confirm-again");
});
