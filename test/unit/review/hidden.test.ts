/** What somebody may not know of answers as what is not there, on every route; and no list, count, action or log tells of it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { newId } from "../../../services/kernel/ids.ts";
import type { ItemId, PackageId } from "../../../services/kernel/ids.ts";
import { NOON } from "../../fixtures/evidence.ts";
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

it("lists and counts no session, hold or history of a hidden case, and names it in no custody record", async () => {
  const made = async (path: string, body: object) => {
    const answer = await send(path, "admin", "POST", body);
    expect([path, answer.status]).toEqual([path, 201]);
    return ((await answer.json()) as { id: string }).id;
  };
  const [number, day] = ["2026-99", "2027-01-24"];
  const caseId = await made("/cases", { number, title: "Quiet" });
  const itemId = house.received.id;
  const session = await made("/recording-sessions", { number: "S-99", caseId });
  await send(`/recording-sessions/${session}/items`, "admin", "POST", { itemId });
  const hold = await made("/holds", {
    ...{ kind: "review", authorityNumber: "99", reason: "a review", reviewOn: day },
    scope: { kind: "case", caseId },
    document: { mediaType: "application/pdf", base64: "JVBERi0=" },
  });
  const link = `/cases/${caseId}/items`;
  await send(link, "admin", "POST", { itemId });
  await send(`${link}/${itemId}`, "admin", "DELETE", { reason: "the wrong case" });
  house.secrecy.bundles.set(session, [caseId]).set(hold, [caseId]);
  house.secrecy.left.set(itemId, [caseId, session, hold]);
  const data = { holdId: hold, authorityNumber: "order 77" };
  await house.evidence.record(itemId, {
    ...{ at: NOON, actor: "process:custody", happening: { kind: "held", data } },
  });
  const exported = `/items/${itemId}/custody.jsonl`;
  const places = ["/recording-sessions", "/holds", "/actions", `/items/${itemId}/custody`];
  const names = new RegExp([caseId, session, hold, number, "S-99", "order 77"].join("|"));
  for (const path of places)
    expect(await (await send(path, "legal")).text()).toMatch(
      path === "/actions" ? /access/ : names,
    );
  expect((await send(exported, "legal")).status).toBe(200);

  await made(`/cases/${caseId}/labels`, { kind: "minor", basis: "a document" });
  for (const role of ["legal", "auditor", "admin"] as const) {
    for (const path of places) expect(await (await send(path, role)).text()).not.toMatch(names);
    for (const path of [
      `/recording-sessions/${session}`,
      `/holds/${hold}/document`,
      `/cases/${caseId}/completeness`,
    ]) {
      expect([path, (await send(path, role)).status]).toEqual([path, 404]);
    }
    const refused = await send(exported, role);
    expect(await refused.json()).toMatchObject({ code: "secrecy/record-names-more" });
  }
  const custody = (await (await send(`/items/${itemId}/custody`, "auditor")).json()) as {
    chainSound: boolean;
    events: { kind: string; data: object }[];
  };
  const linked = custody.events.filter(({ kind }) => /linked|session|held/.test(kind));
  expect(linked.map(({ kind, data }) => [kind, data])).toEqual([
    ["session-placed", {}],
    ["linked", {}],
    ["unlinked", {}],
    ["held", {}],
  ]);
  expect(custody.chainSound).toBe(true);
  const packed = { itemIds: [itemId], purpose: "for the court" };
  expect((await send("/packages", "admin", "POST", packed)).status).toBe(403);
  expect(house.logged.join("\n")).not.toMatch(names);
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

it("hides a recording session by its own label, and by that of one recording of it, on every way to it", async () => {
  const made = async (path: string, body: object) => {
    const answer = await send(path, "admin", "POST", body);
    expect([path, answer.status]).toEqual([path, 201]);
    return ((await answer.json()) as { id: string }).id;
  };
  const caseId = await made("/cases", { number: "2026-98", title: "Open" });
  const [first, second] = [
    await made("/recording-sessions", { number: "S-97", caseId, place: "码头" }),
    await made("/recording-sessions", { number: "S-98", caseId, partyCodes: ["P-1"] }),
  ];
  const itemId = house.quarantined.id;
  await send(`/recording-sessions/${first}/items`, "admin", "POST", { itemId });
  const lists = ["/recording-sessions", `/recording-sessions?caseId=${caseId}`, "/actions"];
  const places = [...lists, `/cases/${caseId}/completeness`, `/items/${itemId}/custody`];
  const told = async (id: string, number: string, role: "auditor" | "admin") => {
    const one = (await send(`/recording-sessions/${id}`, role)).status;
    const texts = await Promise.all(places.map(async (path) => (await send(path, role)).text()));
    return [one, texts.filter((text) => text.includes(id) || text.includes(number)).length];
  };
  expect(await told(first, "S-97", "auditor")).toEqual([200, 5]);
  expect(await told(second, "S-98", "auditor")).toEqual([200, 4]);

  const own = await made(`/recording-sessions/${second}/labels`, {
    kind: "minor",
    basis: "a document",
  });
  await made(`/items/${itemId}/labels`, { kind: "informant", basis: "a document" });
  for (const role of ["auditor", "admin"] as const) {
    expect(await told(first, "S-97", role)).toEqual([404, 0]);
    expect(await told(second, "S-98", role)).toEqual([404, 0]);
    const missing = await send(`/recording-sessions/${UNKNOWN}`, role);
    const hidden = await send(`/recording-sessions/${second}`, role);
    const { requestId: _, ...said } = (await hidden.json()) as { requestId: string };
    expect(await missing.json()).toMatchObject(said);
  }
  // Not even whoever set it may lift it, without being cleared for it.
  const end = await send(`/recording-sessions/${second}/labels/${own}`, "admin", "DELETE", {
    reason: "of age",
  });
  expect(end.status).toBe(404);
});
