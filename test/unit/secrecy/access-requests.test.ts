/** Access that is asked for, over HTTP: what the answer does not tell, who decides, and what comes of it. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CalendarDate, addDays } from "../../../services/calendar/calendar-date.ts";
import type { Role } from "../../../services/access/permission.ts";
import {
  AccessRequestPage,
  OwnRequest,
  type OwnRequestBody,
  OwnRequestPage,
} from "../../../services/review/access-request-schema.ts";
import { MOST_OPEN, WAITS_DAYS } from "../../../services/secrecy/access-request.ts";
import { tellLapsed } from "../../../services/secrecy/ask-access.ts";
import { hideItem } from "../../fixtures/hidden-item.ts";
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
const wish = (changes: object = {}) => ({
  ...{ about: house.file.number, purpose: "supervision", until: "2027-01-01" },
  ...{ authority: "行政处罚法", download: true, ...changes },
});
const ask = async (changes: object = {}, role: Role = "reviewer") => {
  const answer = await send("POST", "/access/requests", wish(changes), role);
  expect(answer.status).toBe(201);
  return OwnRequest.parse(await answer.json());
};
const own = async (role: Role = "reviewer") =>
  OwnRequestPage.parse(await (await send("GET", "/me/access-requests", undefined, role)).json())
    .entries;
const toDecide = async (role: Role = "records", more = "") =>
  AccessRequestPage.parse(
    await (await send("GET", `/access/requests${more}`, undefined, role)).json(),
  ).entries;
/** The status, or the code of the refusal. */
const outcome = async (path: string, body: object | undefined, role: Role, method = "POST") => {
  const answer = await send(method, path, body, role);
  return answer.status === 204 ? 204 : ((await answer.json()) as { code: string }).code;
};
const approve = (id: string, body: object, role: Role = "records") =>
  outcome(`/access/requests/${id}/approval`, { reason: "it fits", ...body }, role);
const onCase = () => ({ type: "case", caseId: house.file.id });
const onItem = (id: string = house.item.id) => ({ type: "items", itemIds: [id] });

test("answers alike, and asks the store alike, whether the thing is hidden or was never there", async () => {
  const asked: string[][] = [];
  const hidden = house.secrecy.hidden.bind(house.secrecy);
  house.secrecy.hidden = (sight, ids) => {
    asked.push([...ids]);
    return hidden(sight, ids);
  };
  const never = randomUUID();
  const [there, gone] = [await ask({ about: house.item.id }), await ask({ about: never })];
  const shape = (told: OwnRequestBody) => ({ ...told, id: "", about: "" });
  expect(shape(there)).toEqual(shape(gone));
  // The words come back as they were typed, where an id in any other body would be one of nothing.
  expect([there.about, gone.about]).toEqual([house.item.id, never]);
  expect(asked.flat()).toEqual([]);
  expect((await own()).map(({ about }) => about)).toEqual([never, house.item.id]);
  const told = house.actions.all.filter(({ kind }) => kind === "access-requested");
  expect(told).toHaveLength(2);
  expect(JSON.stringify(told)).not.toContain(house.item.id);
  expect(await send("GET", `/items/${house.item.id}`, undefined, "reviewer")).toMatchObject({
    status: 404,
  });
});

test("is approved by another person, at most as wide as it was asked, and gives access in the same stroke", async () => {
  const { id } = await ask();
  expect(await toDecide()).toMatchObject([
    { id, askedByName: "The reviewer", named: [{ type: "case", name: "2026-17" }] },
  ]);
  expect(await approve(id, { scope: onItem(house.received.id) })).toBe("access/wider-than-asked");
  const later = { scope: onCase(), until: "2027-01-02" };
  expect(await approve(id, later)).toBe("access/wider-than-asked");
  expect(await approve(id, { scope: onItem() }, "reviewer")).toBe("access/not-permitted");
  expect(await approve(id, { scope: onItem(), download: false })).toBe(204);
  expect(await approve(id, { scope: onItem() })).toBe("access/request-over");
  const grant = { download: false, until: "2027-01-01", state: "in-force", openedAt: null };
  expect(await own()).toMatchObject([
    { state: "approved", reason: "it fits", grant: { ...grant, itemIds: [house.item.id] } },
  ]);
  expect(house.actions.all.at(-1)).toMatchObject({ kind: "access-given", after: { request: id } });
  expect((await house.evidence.custody(house.item.id)).at(-1)).toMatchObject({
    ...{ kind: "access-given", actor: `user:${house.userIds.records}` },
  });
  const media = `/items/${house.item.id}/derivatives/viewing?purpose=complaint+of+May&purposeKind=supervision`;
  await (await send("GET", media, undefined, "reviewer")).arrayBuffer();
  expect((await own())[0]?.grant?.openedAt).toBe(house.clock());
  const less = await ask({ about: "所有涉及“17号”案件的录像", download: false });
  expect((await toDecide())[0]?.named).toEqual([]);
  expect(await approve(less.id, { scope: onCase(), download: true })).toBe(
    "access/wider-than-asked",
  );
  expect(await approve(less.id, { scope: onCase() })).toBe(204);
});

test("of what whoever decides may not know of, names nothing, before and after it was approved", async () => {
  await hideItem(house.secrecy, house.item.id, house.userIds.admin);
  const { id } = await ask({ about: `see ${house.item.id}, please` });
  expect((await toDecide())[0]?.named).toEqual([]);
  expect(await approve(id, { scope: onItem() })).toBe("evidence/no-such-item");
  const cleared = { state: null, duties: ["informant"] as const, until: null };
  const action = house.actions.all[0]!;
  await house.secrecy.setClearance(house.userIds.admin, cleared, () => action);
  expect((await toDecide("admin"))[0]?.named).toMatchObject([{ type: "item", id: house.item.id }]);
  expect(await approve(id, { scope: onItem() }, "admin")).toBe(204);
  expect(await toDecide()).toEqual([]);
  expect(await approve(id, { scope: onCase() })).toBe("access/no-such-request");
  // Given, and still above what the asker is cleared for: what it opens is not told.
  expect((await own())[0]).toMatchObject({ state: "approved", grant: { itemIds: null } });
});

test("is refused by another person, withdrawn by its own alone, and lapses after its days, told once", async () => {
  const [first, second, third] = [await ask({}, "records"), await ask(), await ask()];
  const refuse = (id: string, role: Role) =>
    outcome(`/access/requests/${id}/refusal`, { reason: "not by this law" }, role);
  expect(await refuse(first.id, "records")).toBe("access/same-person");
  expect(await approve(first.id, { scope: onCase() })).toBe("access/same-person");
  expect(await refuse(first.id, "admin")).toBe(204);
  expect(await own("records")).toMatchObject([{ state: "refused", reason: "not by this law" }]);
  const withdraw = (id: string, role: Role) =>
    outcome(`/me/access-requests/${id}`, undefined, role, "DELETE");
  expect(await withdraw(second.id, "officer")).toBe("access/no-such-request");
  expect(await withdraw(second.id, "reviewer")).toBe(204);
  expect(await withdraw(second.id, "reviewer")).toBe("access/request-over");
  const lapse = (today: CalendarDate) => tellLapsed({ ...house, today: () => today });
  const day = addDays(house.classification.today(), WAITS_DAYS);
  expect(third.lapsesOn).toBe(day);
  expect([await lapse(addDays(day, -1)), await lapse(day), await lapse(day)]).toEqual([0, 1, 0]);
  expect(await refuse(third.id, "records")).toBe("access/request-over");
  expect((await own()).map(({ state, reason }) => [state, reason])).toEqual([
    ["lapsed", null],
    ["withdrawn", null],
  ]);
  expect((await toDecide("records", "?state=open")).length).toBe(0);
  expect(house.actions.all.at(-1)).toMatchObject({
    ...{ kind: "access-request-lapsed", actor: "process:custody" },
  });
});

test("takes no purpose that is not the asker's, no day that is past, and no more than may wait", async () => {
  const code = async (changes: object, role: Role = "reviewer") =>
    outcome("/access/requests", wish(changes), role);
  expect(await code({ purpose: "protection" }, "auditor")).toBe("secrecy/purpose-not-theirs");
  expect(await code({ until: house.classification.today() })).toBe("access/bad-term");
  for (const bad of [{ about: "x".repeat(501) }, { authority: "" }, { itemId: house.item.id }]) {
    expect(await code(bad)).toBe("review/bad-body");
  }
  for (let count = 0; count < MOST_OPEN; count += 1) await ask();
  const answer = await send("POST", "/access/requests", wish(), "reviewer");
  expect(answer.status).toBe(429);
  await ask({ purpose: "evidence" }, "officer");
});
