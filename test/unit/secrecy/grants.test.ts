/** Access that was given, over HTTP: what it opens, what it leaves shut, and how it ends. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CalendarDate, addDays } from "../../../services/calendar/calendar-date.ts";
import type { Role } from "../../../services/access/permission.ts";
import { GrantBody, GrantPage } from "../../../services/review/grant-schema.ts";
import { tellEnded } from "../../../services/secrecy/end-access.ts";
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
  const openedAt = house.clock();
  expect(listed.entries).toMatchObject([
    { id, state: "in-force", openedAt, userName: "The reviewer" },
  ]);

  expect((await send("DELETE", `/access/grants/${id}`, { reason: "it is over" })).status).toBe(204);
  for (const path of [item(), watch("supervision")]) {
    expect(await statusOf(path, "reviewer")).toBe(404);
  }
  const told = (await house.evidence.custody(house.item.id)).slice(-4);
  const to = `user:${house.userIds.reviewer}`;
  const terms = { grant: id, purposeKind: "supervision", download: false, until: "2027-01-01" };
  const reason = "the complaint of May";
  expect(told).toMatchObject([
    { kind: "access-given", data: { ...terms, to, reason } },
    { kind: "access-opened", actor: to, data: terms },
    { kind: "accessed", actor: to, data: { grants: [id] } },
    { kind: "access-revoked", data: { ...terms, to, reason: "it is over" } },
  ]);
  const kinds = house.actions.all.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind.startsWith("access-"))).toEqual([
    "access-given",
    "access-revoked",
  ]);
});

test("is made narrower and never wider, each time with what it was; its last day is told of once, by nobody", async () => {
  const scope = { type: "case", caseId: house.file.id };
  const { id } = await give({ scope, download: true });
  const narrow = async (less: object) => {
    const body = { ...less, reason: "less is enough" };
    const answer = await send("POST", `/access/grants/${id}/narrowing`, body);
    return answer.status === 204 ? 204 : ((await answer.json()) as { code: string }).code;
  };
  const taken = () => statusOf(watch("supervision", "&download=true"), "reviewer");
  expect(await taken()).toBe(200);
  for (const wider of [{}, { until: "2027-01-02" }, { until: "2027-01-01" }]) {
    expect(await narrow(wider)).toBe("access/not-narrower");
  }
  expect(await narrow({ download: true })).toBe("review/bad-body");
  expect(await narrow({ until: "2020-01-01" })).toBe("access/bad-term");
  expect(await narrow({ download: false })).toBe(204);
  expect([await taken(), await statusOf(watch("supervision"), "reviewer")]).toEqual([403, 200]);
  const until = addDays(house.classification.today(), 3);
  expect(await narrow({ until })).toBe(204);
  const custody = async () => (await house.evidence.custody(house.item.id)).at(-1);
  expect(await custody()).toMatchObject({
    ...{ kind: "access-narrowed", data: { caseId: house.file.id, download: false, until } },
  });
  expect((await custody())?.data["was"]).toEqual({ download: false, until: "2027-01-01" });

  const ending = (today: CalendarDate) => tellEnded({ ...house, today: () => today });
  expect(await ending(addDays(until, -1))).toBe(0);
  expect([await ending(until), await ending(until)]).toEqual([1, 0]);
  expect(await custody()).toMatchObject({ kind: "access-ended", actor: "process:custody" });
  expect(house.actions.all.at(-1)).toMatchObject({ kind: "access-ended", reason: null });
  const reason = { reason: "too late" };
  expect((await send("DELETE", `/access/grants/${id}`, reason)).status).toBe(204);
  expect(house.actions.all.at(-1)?.kind).toBe("access-ended");
});

test("lets be taken away only where it says so, and a label stands above it", async () => {
  const scope = { type: "case", caseId: house.file.id };
  await give({ scope, download: true, purpose: "evidence" });
  expect(await statusOf(`/cases/${house.file.id}`, "reviewer")).toBe(200);
  expect(await statusOf(`${item()}/original?purpose=court`, "reviewer")).toBe(200);
  const query = new URLSearchParams({ user: house.userIds.reviewer, item: house.item.id });
  const told = await (await send("GET", `/access/explain?${query.toString()}`)).text();
  expect(told).toContain("granted");
  const own = await (await send("GET", `${item()}/access`, undefined, "reviewer")).text();
  expect(JSON.parse(own)).toEqual(JSON.parse(told));
  const label = { kind: "minor", basis: "未成年人保护法 112" };
  expect((await send("POST", `${item()}/labels`, label)).status).toBe(201);
  for (const path of [item(), `${item()}/access`]) {
    expect(await statusOf(path, "reviewer")).toBe(404);
  }
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

test("ends all at once for a person, and with the account, each told of with its reason", async () => {
  const [first, second] = [await give(), await give({ purpose: "evidence" })];
  const all = { user: "reviewer", reason: "left the task force" };
  expect((await send("POST", "/access/revocations", all, "reviewer")).status).toBe(403);
  const revoked = await (await send("POST", "/access/revocations", all, "records")).json();
  expect(revoked).toEqual({ user: house.userIds.reviewer, revoked: 2 });
  expect(await statusOf(item(), "reviewer")).toBe(404);
  const third = await give();
  const gone = { reason: "left the agency" };
  const account = `/users/${house.userIds.reviewer}`;
  for (let time = 0; time < 2; time += 1) {
    expect((await send("DELETE", account, gone)).status).toBe(204);
  }
  const told = house.actions.all.filter(({ kind }) => kind === "access-revoked");
  expect(told.map(({ before, reason }) => [before?.["grant"], reason])).toEqual([
    [first.id, all.reason],
    [second.id, all.reason],
    [third.id, gone.reason],
  ]);
  const listed = GrantPage.parse(await (await send("GET", "/access/grants")).json());
  expect(listed.entries.map(({ state }) => state)).toEqual(["revoked", "revoked", "revoked"]);
});
