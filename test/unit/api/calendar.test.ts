/** Tables of working days over HTTP: two people, versions, refusals, and what a dry run tells before anything counts. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import { deadline } from "../../../services/calendar/deadline.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { type CaseId, newId } from "../../../services/kernel/ids.ts";
import { SHIPPED_TABLES } from "../../../services/calendar/shipped-tables.ts";
import type { YearTable } from "../../../services/calendar/year-table.ts";
import { contestedYears, houseDays } from "../../../services/policy/house-days.ts";
import { calendarRoutes } from "../../../services/review/calendar-routes.ts";
import {
  CalendarDryRunLine,
  TableDetail,
  TableList,
} from "../../../services/review/calendar-schema.ts";
import { MemoryPolicyStore } from "../../fakes/policy-store.ts";
import { CSV, TABLE } from "../../fixtures/day-tables.ts";
import { memoryPolicy, shippedPack } from "../../fixtures/packs.ts";
import { day } from "../../fixtures/retention.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let tables: MemoryPolicyStore;
const caseId = newId<CaseId>();
const decision = {
  ...{ caseId, decidedOn: day("2027-02-04"), actionKind: "licence", majorDecision: false },
  ...{ flags: [], rounds: [], entries: [] },
};
beforeAll(async () => {
  house = await openHouse((shared) => {
    tables = new MemoryPolicyStore(shared.actions);
    const { policies: _, ...more } = memoryPolicy(shared.actions);
    const law = {
      entry: { sha256: sha256("x") },
      text: JSON.stringify(shippedPack("cn-hainan-2019")),
    };
    return calendarRoutes({
      ...{ ...shared, ...more, dayTables: tables, calendar: houseDays(tables) },
      secrecy: { hidden: async () => new Set() },
      policies: { inForce: async () => law as never },
      retention: { survey: async function* () {} },
      reportFacts: {
        snapshot: (_sight, work) =>
          work({
            decisions: async function* () {
              yield [decision];
            },
          } as never),
      },
    });
  });
});
afterAll(() => house.close());

const post = async (path: string, body: object, as: Role = "records") => {
  const init = { method: "POST", body: JSON.stringify(body) };
  const answer = await house.fetch(`/api/v1/calendar${path}`, as, init);
  return [answer.status, await answer.text()] as const;
};
const list = async () =>
  TableList.parse(await (await house.fetch("/api/v1/calendar/tables", "auditor")).json());
const why = "the notice of the State Council";
const json = (changes: object) => JSON.stringify({ ...TABLE, ...changes });
const due = async () =>
  deadline(await houseDays(tables)(), day("2027-02-04"), { amount: 7, unit: "working" });
const propose = async (text: string) => {
  const [status, body] = await post("/tables", { text, why });
  const { id = "", code } = JSON.parse(body) as { id?: string; code?: string };
  return { status, id, code };
};
const approve = (id: string, text: string, as: Role = "legal") =>
  post(`/tables/${id}/approval`, { sha256: sha256(text), why }, as);

it("a dry run tells which days and deadlines move, and writes nothing", async () => {
  const [status, lines] = await post("/dry-runs", { text: CSV });
  expect(status).toBe(200);
  const last = CalendarDryRunLine.parse(JSON.parse(lines.trim().split("\n").at(-1) ?? ""));
  const moved = { caseId, act: "publish", was: "2027-02-15", becomes: "2027-02-19" };
  expect(last).toEqual({
    report: {
      days: [
        { day: "2027-02-06", works: true },
        ...["08", "09", "10", "11", "12"].map((of) => ({ day: `2027-02-${of}`, works: false })),
      ],
      deadlines: { moved: 1, firm: 1, examples: [moved] },
      items: expect.objectContaining({ items: 0 }) as never,
    },
  });
  expect([(await list()).entries, await due()]).toEqual([
    [],
    { due: "2027-02-15", provisional: true },
  ]);
  expect((await post("/dry-runs", { text: CSV }, "officer"))[0]).toBe(403);
});

it("counts once another person applied the very text; what was provisional is firm", async () => {
  const { id, status } = await propose(CSV);
  expect(status).toBe(201);
  expect(await propose(CSV)).toMatchObject({ status: 409, code: "policy/proposed-already" });
  expect((await approve(id, CSV, "records"))[1]).toContain("access/same-person");
  expect((await approve(id, "other"))[1]).toContain("policy/other-text");
  expect((await due()).provisional).toBe(true);
  expect((await approve(id, CSV))[0]).toBe(200);
  expect(await due()).toEqual({ due: "2027-02-19", provisional: false });
  const { counting } = await list();
  expect(counting.map(({ table, proposal }) => [table.year, proposal])).toEqual([
    ...[2024, 2025, 2026].map((year) => [year, null]),
    [2027, id],
  ]);
  const shown = await (await house.fetch(`/api/v1/calendar/tables/${id}`, "auditor")).json();
  expect(TableDetail.parse(shown).text).toBe(CSV);
  const acts = house.actions.all.slice(-2).map(({ kind, subject }) => [kind, subject]);
  expect(acts).toEqual([
    ["calendar-proposed", `calendar:${id}`],
    ["calendar-applied", `calendar:${id}`],
  ]);
});

it("a correction is a new version; what says nothing new, or is another region's, is refused", async () => {
  expect(await propose(json({}))).toMatchObject({ status: 409, code: "calendar/nothing-new" });
  const moved = { workdays: ["2027-02-07"] };
  expect(await propose(json(moved))).toMatchObject({ status: 409, code: "policy/version-taken" });
  expect(await propose(json({ region: "US-OR", version: 2 }))).toMatchObject({
    ...{ status: 400, code: "calendar/other-region" },
  });
  // A year that comes with the program has its first version there.
  expect(await propose(json({ year: 2026, holidays: [], workdays: [] }))).toMatchObject({
    code: "policy/version-taken",
  });
  const [second, third] = [json({ ...moved, version: 2 }), json({ ...moved, version: 3 })];
  const [older, newer] = [await propose(second), await propose(third)];
  expect((await approve(newer.id, third))[0]).toBe(200);
  expect((await approve(older.id, second))[1]).toContain("calendar/nothing-new");
  expect((await post(`/tables/${older.id}/withdrawal`, { why }))[0]).toBe(200);
  expect((await list()).counting.at(-1)?.table).toMatchObject({ version: 3, ...moved });
});

it("what the program brings later overrules nobody, and is told where its days are others", async () => {
  const shipped = SHIPPED_TABLES.find(({ year }) => year === 2026)!;
  const entry = {} as never;
  const contested = (changes: Partial<YearTable>) =>
    contestedYears([{ table: { ...shipped, version: 2, ...changes }, entry }]);
  expect(contested({})).toEqual([]);
  expect(contested({ workdays: [] })).toEqual([2026]);
  // A notice that came after the program's says otherwise by right.
  expect(contested({ workdays: [], issuedOn: day("2026-03-01") })).toEqual([]);
  expect(contestedYears([{ table: { ...shipped, workdays: [] }, entry: null }])).toEqual([]);
});
