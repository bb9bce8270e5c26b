/** What somebody may not know of answers as what is not there, on every route; and no list, count, action or log tells of it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { newId } from "../../../services/kernel/ids.ts";
import type { ItemId, PackageId } from "../../../services/kernel/ids.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let packageId: PackageId;
const UNKNOWN = newId<ItemId>();

const send = (path: string, as: Role, method = "GET", body?: object) =>
  house.fetch(`/api/v1${path}`, as, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const label = (kind: string, more: object = {}) =>
  send(`/items/${house.item.id}/labels`, "admin", "POST", { kind, basis: "a document", ...more });

beforeAll(async () => {
  house = await openHouse();
  await send(`/cases/${house.file.id}/items`, "admin", "POST", { itemId: house.item.id });
  const asked = {
    ...{ itemIds: [house.item.id], purpose: "for the court" },
    ...{ recipient: "court", organisation: "court", person: "Wang", basis: "17" },
  };
  const made = (await (await send("/exports", "admin", "POST", asked)).json()) as {
    id: PackageId;
  };
  packageId = made.id;
  house.secrecy.bundles.set(packageId, [house.item.id]);
});
afterAll(() => house.close());

/** Status, headers and body, without what differs for every answer. */
async function answerOf(path: string, as: Role, method = "GET", body?: object) {
  const answer = await send(path, as, method, body);
  const {
    ["request-id"]: _id,
    ["x-request-id"]: _x,
    date: _date,
    ...headers
  } = Object.fromEntries(answer.headers);
  const text = (await answer.text()).replaceAll(/"requestId":"[^"]*"/g, "");
  return { status: answer.status, headers, text };
}

async function expectMissing(role: Role): Promise<number> {
  let routes = 0;
  for (const { method, path, permission, body } of house.routes) {
    if (!/^\/(items|packages|exports)\/\{id\}/.test(path) || permission === "anyone") continue;
    const addressed = (id: string) =>
      `${path.replace("{id}", id).replace("{kind}", "viewing").replace("{index}", "0")}?purpose=checking`
        .replace("{labelId}", UNKNOWN)
        .replace("{releaseId}", UNKNOWN)
        .replace(/[?].*/, (query) =>
          /original|derivatives\/\w+$/.test(path.replace("{kind}", "viewing")) ? query : "",
        );
    const hidden = path.startsWith("/items") ? house.item.id : packageId;
    const sent = body === undefined ? undefined : { reason: "a reason", basis: "a document" };
    for (const how of method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()]) {
      const [asked, missing] = [hidden, UNKNOWN].map((id) =>
        answerOf(addressed(id), role, how, sent),
      );
      expect([path, await asked]).toEqual([path, await missing]);
      routes += 1;
    }
  }
  return routes;
}

it("shows an unlabelled item to everyone, as ever", async () => {
  for (const role of ["admin", "officer", "reviewer", "auditor"] as const) {
    expect((await send(`/items/${house.item.id}`, role)).status).toBe(200);
  }
});

it("answers for a hidden item and its package as for none, on every route and in every list", async () => {
  const made = await label("informant");
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  for (const role of ["officer", "reviewer", "auditor", "admin"] as const) {
    expect(await expectMissing(role)).toBeGreaterThan(20);
    const lists = [
      "/items",
      `/items?caseId=${house.file.id}`,
      "/cases",
      "/exports",
      "/actions",
      "/actions.csv",
      "/actions.jsonl",
    ];
    for (const path of lists) {
      const answer = await send(path, role);
      if (answer.status === 403) continue;
      expect([path, answer.status]).toEqual([path, 200]);
      const text = await answer.text();
      expect(text).not.toContain(house.item.id);
      expect(text).not.toContain(packageId);
    }
    const cases = (await (await send("/cases", role)).json()) as {
      entries: { itemCount: number }[];
    };
    expect(cases.entries.map(({ itemCount }) => itemCount)).toEqual([0]);
  }
  const body = (itemId: string) => ({ itemIds: [itemId], purpose: "for the court" });
  const [asked, missing] = [house.item.id, UNKNOWN].map((of) =>
    answerOf("/packages", "reviewer", "POST", body(of)),
  );
  expect(await asked).toEqual(await missing);
  expect(house.logged.join("\n")).not.toContain(house.item.id);

  const cleared = { state: null, duties: ["informant"], until: null };
  const clear = (who: Role, by: Role) =>
    send(`/users/${house.userIds[who]}/clearance`, by, "POST", cleared);
  expect((await clear("admin", "admin")).status).toBe(403);
  expect((await clear("reviewer", "admin")).status).toBe(200);
  expect((await send(`/items/${house.item.id}`, "reviewer")).status).toBe(200);
  const labels = (await (await send(`/items/${house.item.id}/labels`, "reviewer")).json()) as {
    entries: { id: string; kind: string }[];
  };
  expect(labels.entries.map((entry) => entry.kind)).toEqual(["informant"]);
  const ended = await send(`/items/${house.item.id}/labels/${id}`, "reviewer", "DELETE", {
    reason: "it was another person",
  });
  expect(ended.status).toBe(200);
  expect((await send(`/items/${house.item.id}`, "officer")).status).toBe(200);
});

it("takes no id in other letters than ours, by which what is hidden would be named past its label", async () => {
  const itemId = house.item.id.toUpperCase();
  const itemIds = [itemId];
  const asked = {
    "/packages": { itemIds, purpose: "for the court" },
    [`/cases/${house.file.id}/items`]: { itemId },
    "/item-flags": { itemIds, flag: "complaint", reason: "by letter" },
    "/item-flags/endings": { itemIds, flag: "complaint", reason: "by letter" },
  };
  for (const [path, body] of Object.entries(asked)) {
    expect([path, (await send(path, "admin", "POST", body)).status]).toEqual([path, 400]);
  }
});

it("tells administrators and auditors why, and nobody else", async () => {
  const path = `/access/explain?user=${house.userIds.officer}&item=${house.item.id}`;
  expect((await send(path, "reviewer")).status).toBe(403);
  await label("privacy");
  const told = (await (await send(path, "auditor")).json()) as {
    verdicts: { permission: string; allowed: boolean; because: { reason: string }[] }[];
  };
  expect(told.verdicts.map(({ permission, allowed }) => [permission, allowed])).toEqual([
    ["items:see", false],
    ["copies:watch", false],
    ["originals:read", false],
    ["packages:make", false],
  ]);
  expect(told.verdicts[0]?.because.map(({ reason }) => reason)).toEqual(["not-cleared"]);
  const nobody = path.replace(house.userIds.officer, UNKNOWN);
  expect((await send(nobody, "admin")).status).toBe(404);
});

it("gives nobody the content of what was set apart, and lets only administrators know of it", async () => {
  const { id } = house.item;
  expect((await label("set-apart")).status).toBe(201);
  expect((await send(`/items/${id}`, "reviewer")).status).toBe(404);
  expect((await send(`/items/${id}`, "admin")).status).toBe(200);
  for (const path of [`/items/${id}/original`, `/items/${id}/derivatives/viewing`]) {
    const answer = await send(`${path}?purpose=checking`, "admin");
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      { code: "secrecy/not-for-you" },
    ]);
  }
  const packed = await send("/packages", "admin", "POST", { itemIds: [id], purpose: "for it" });
  expect(packed.status).toBe(403);
  expect((await send(`/packages/${packageId}/content`, "admin")).status).toBe(403);
});
