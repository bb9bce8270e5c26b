/** Hidden cases and sessions: no list, count, history or custody record tells of what belongs to them. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { type ItemId, newId } from "../../../services/kernel/ids.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
const UNKNOWN = newId<ItemId>();

const send = (path: string, as: Role, method = "GET", body?: object) =>
  house.fetch(`/api/v1${path}`, as, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

async function made(path: string, body: object): Promise<string> {
  const answer = await send(path, "admin", "POST", body);
  expect([path, answer.status]).toEqual([path, 201]);
  return ((await answer.json()) as { id: string }).id;
}

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it("lists and counts no session, hold or history of a hidden case, and names it in no custody record", async () => {
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
      `/cases/${caseId}/line`,
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

it("hides a recording session by its own label, and by that of one recording of it, on every way to it", async () => {
  const caseId = await made("/cases", { number: "2026-98", title: "Open" });
  const [first, second] = [
    await made("/recording-sessions", { number: "S-97", caseId, place: "码头" }),
    await made("/recording-sessions", { number: "S-98", caseId, partyCodes: ["P-1"] }),
  ];
  const itemId = house.quarantined.id;
  await send(`/recording-sessions/${first}/items`, "admin", "POST", { itemId });
  const lists = ["/recording-sessions", `/recording-sessions?caseId=${caseId}`, "/actions"];
  const ofCase = ["completeness", "line"].map((what) => `/cases/${caseId}/${what}`);
  const places = [...lists, ...ofCase, `/items/${itemId}/custody`];
  const told = async (id: string, number: string, role: "auditor" | "admin") => {
    const one = (await send(`/recording-sessions/${id}`, role)).status;
    const texts = await Promise.all(places.map(async (path) => (await send(path, role)).text()));
    return [one, texts.filter((text) => text.includes(id) || text.includes(number)).length];
  };
  expect(await told(first, "S-97", "auditor")).toEqual([200, 6]);
  expect(await told(second, "S-98", "auditor")).toEqual([200, 5]);

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
