/** Terms of cases over the API: told, shown with their reason, extended once and in time, listed by urgency. */
import { beforeAll, afterAll, expect, test } from "vitest";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { createCase } from "../../../services/cases/create-case.ts";
import type {
  CaseDeadlinesBody,
  HouseDeadlinesBody,
} from "../../../services/review/deadline-schema.ts";
import { deadlineRoutes } from "../../../services/review/deadline-routes.ts";
import { MemoryDeadlineStore } from "../../fakes/deadline-store.ts";
import type { MemoryCaseStore } from "../../fakes/case-store.ts";
import { NOON, TODAY } from "../../fixtures/evidence.ts";
import { shippedBytes } from "../../fixtures/packs.ts";
import { lawOf } from "../../fixtures/law-of.ts";
import { CHINA, day } from "../../fixtures/retention.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let id: string;
const law: { text: string | null } = { text: shippedBytes("cn-hainan-2019").toString() };
beforeAll(async () => {
  const later = (): MemoryCaseStore => house.cases;
  const cases = new Proxy({} as MemoryCaseStore, {
    get: (_, name) => {
      const store = later();
      const found = store[name as keyof MemoryCaseStore] as unknown;
      return typeof found === "function" ? (found.bind(store) as unknown) : found;
    },
  });
  house = await openHouse(({ clock }) =>
    deadlineRoutes({
      ...{ cases, caseDeadlines: new MemoryDeadlineStore(cases), clock },
      ...{ days: zoneDays("Asia/Shanghai"), calendar: async () => CHINA },
      policies: { inForce: lawOf(law) },
    }),
  );
  const deps = { cases: house.cases, clock: () => NOON, today: () => TODAY };
  const file = await createCase(deps, house.userIds.records, {
    ...{ number: "17", title: "t", actionKind: "penalty", filedOn: day("2026-08-03") },
  });
  id = file.id;
});
afterAll(() => house.close());

const call = async (path: string, body?: object, as: "records" | "auditor" = "records") => {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await house.fetch(`/api/v1${path}`, as, init);
  return { status: answer.status, body: (await answer.json()) as never };
};
const shown = async () => (await call(`/cases/${id}/deadlines`)).body as CaseDeadlinesBody;
const seizure = { kind: "seizure-started", on: "2026-11-02", document: "扣-1" };
const of = "seizure-started:扣-1";
const extend = (changes: object = {}) =>
  call(`/cases/${id}/deadlines/extensions`, {
    ...{ of, revision: 1, document: "延-1", reason: "案情复杂", ...changes },
  });

test("an event is told with its document, and its term shown with the rule and where it stands", async () => {
  expect((await shown()).entries).toMatchObject([{ of: "case-filed", state: "overdue" }]);
  const told = await call(`/cases/${id}/changes`, { revision: 0, facts: { events: [seizure] } });
  expect(told).toMatchObject({ status: 200, body: { events: [{ ...seizure, doneOn: null }] } });
  const { entries } = await shown();
  expect(entries[1]).toMatchObject({ of, due: "2026-12-02", state: "due", mayExtend: true });
  expect(entries[1]?.why?.text["zh-CN"]).toContain("自 2026-11-02 次日起 30 日");
  expect(entries[1]?.why?.cite[0]?.title["zh-CN"]).toContain("强制法");
  const { body } = await call("/deadlines", undefined, "auditor");
  const listed = body as HouseDeadlinesBody;
  expect(listed.entries.map((one) => [one.caseNumber, one.of])).toEqual([
    ...[
      ["17", "case-filed"],
      ["17", of],
    ],
  ]);
  expect(listed).toMatchObject({ open: 2, overdue: 1, soon: 0, isWhole: true });
});

test("a term is extended once, with a reason, by whom the table names, as far as the pack lets it", async () => {
  expect((await call(`/cases/${id}/deadlines/extensions`, { of }, "auditor")).status).toBe(403);
  expect(await extend({ reason: "" })).toMatchObject({ status: 400 });
  expect(await extend({ revision: 0 })).toMatchObject({ body: { code: "cases/case-changed" } });
  expect(await extend({ of: "seizure-started:x" })).toMatchObject({ status: 404 });
  expect(await extend({ of: "case-filed" })).toMatchObject({
    body: { code: "reports/no-extension" },
  });
  // Whoever changes the case cannot write a longer term into it.
  const forged = { revision: 1, facts: { extensions: [] } };
  expect(await call(`/cases/${id}/changes`, forged)).toMatchObject({ status: 400 });
  const tries = await Promise.all([extend(), extend()]);
  expect(tries.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect((await shown()).entries[1]).toMatchObject({ due: "2027-01-01", mayExtend: false });
  expect(await extend({ revision: 2 })).toMatchObject({
    body: { code: "reports/extended-already" },
  });
  expect(house.actions.all.at(-1)).toMatchObject({
    ...{ kind: "case-changed", reason: "案情复杂", before: { extensions: [] } },
  });
});

test("what was done ends it without a reason; to take that back, or what happened, needs one", async () => {
  const done = { ...seizure, doneOn: "2026-11-20", doneDocument: "解-1" };
  const change = (events: object[], revision: number, reason?: string) =>
    call(`/cases/${id}/changes`, { revision, facts: { events }, ...(reason && { reason }) });
  expect((await change([done], 2)).status).toBe(200);
  expect((await shown()).entries[1]).toMatchObject({ state: "done", doneOn: "2026-11-20" });
  expect(await change([seizure], 3)).toMatchObject({ body: { code: "cases/no-reason" } });
  expect(await change([], 3)).toMatchObject({ body: { code: "cases/no-reason" } });
  const backwards = { ...seizure, document: "扣-2", doneOn: "2026-11-01" };
  expect(await change([done, backwards], 3)).toMatchObject({ body: { code: "cases/event-dates" } });
  expect(await change([done, done], 3)).toMatchObject({ body: { code: "cases/event-twice" } });
  expect((await change([seizure], 3, "解除文书作废")).status).toBe(200);
});

test("what is over cannot be extended, and another law has no term", async () => {
  const old = { ...seizure, document: "扣-3", on: "2026-09-01" };
  await call(`/cases/${id}/changes`, { revision: 4, facts: { events: [seizure, old] } });
  expect(await extend({ of: "seizure-started:扣-3", revision: 5 })).toMatchObject({
    body: { code: "reports/deadline-over" },
  });
  law.text = shippedBytes("us-oregon-133-741").toString();
  expect((await shown()).entries.map(({ state }) => state)).toEqual(Array(3).fill("no-rule"));
  expect((await call("/deadlines")).body).toMatchObject({ open: 0, entries: [] });
});

test("provisions are told in their version, and a correction needs its reason", async () => {
  const basis = [{ instrument: "行政强制法", article: "25", version: "2011-06-30" }];
  const change = (legalBasis: object[], revision: number, reason?: string) =>
    call(`/cases/${id}/changes`, { revision, facts: { legalBasis }, ...(reason && { reason }) });
  expect(await change(basis, 5)).toMatchObject({ status: 200, body: { legalBasis: basis } });
  expect(await change([...basis, ...basis], 6)).toMatchObject({
    body: { code: "cases/provision-twice" },
  });
  expect(await change([{ ...basis[0], version: "2030-01-01" }], 6, "slip")).toMatchObject({
    body: { code: "cases/date-in-future" },
  });
  expect(await change([], 6)).toMatchObject({ body: { code: "cases/no-reason" } });
});
