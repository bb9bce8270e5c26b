/** Reports over the API: who may, figures so far, issued once and corrected by name, the same text in every form, hidden from whoever may know less. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../../services/access/permission.ts";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type {
  ReportBody,
  ReportDetailBody,
  ReportFiguresBody,
} from "../../../services/review/report-schema.ts";
import { ANY_ACTION } from "../../fixtures/actions.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { aSession, memoryReports } from "../../fixtures/reported.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
const { facts, law, routes } = memoryReports();
beforeAll(async () => {
  house = await openHouse(routes);
});
afterAll(() => house.close());

const get = async <T>(path: string, as: Role = "records"): Promise<T> =>
  (await house.fetch(`/api/v1${path}`, as)).json() as Promise<T>;
const issue = (body: object, as: Role = "records") =>
  house.fetch("/api/v1/reports", as, { method: "POST", body: JSON.stringify(body) });
const refusal = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  ((await answer.json()) as { code: string }).code,
];
const Q3 = { definition: "QUARTER", period: "2026-Q3" };

test("whoever has no such task sees no report, and only some issue them", async () => {
  for (const as of ["officer", "reviewer"] as const) {
    expect((await house.fetch("/api/v1/reports", as)).status).toBe(403);
    expect(
      (await house.fetch("/api/v1/reports/figures?definition=QUARTER&period=2026-Q3", as)).status,
    ).toBe(403);
  }
  expect((await issue(Q3, "auditor")).status).toBe(403);
  expect((await issue(Q3, "legal")).status).toBe(403);
});

test("figures so far: numerator, denominator, what was left out, the moment; nothing of nothing is not known", async () => {
  facts.items = { received: 5, quarantined: 2, linked: 2, inSession: 0 };
  facts.sessions = [
    { session: aSession({ activities: ["HN-01"] }), recordings: [], annotations: [], officers: [] },
  ];
  const found = await get<ReportFiguresBody>("/reports/figures?definition=QUARTER&period=2026-Q4");
  expect(found).toMatchObject({ isOver: false, snapshotAt: NOON, dueOn: null });
  const figures = new Map(
    found.measures.flatMap(({ figures: own }) => own.map((one) => [one.code, one] as const)),
  );
  expect(figures.get("items-linked")).toMatchObject({
    ...{ numerator: 2, denominator: 3, permille: 666, unknown: null },
    leftOut: [{ why: "quarantined", count: 2 }],
  });
  expect(figures.get("sessions-recorded")).toMatchObject({ numerator: 0, denominator: 1 });
  expect(figures.get("findings-open")).toMatchObject({ permille: null, denominator: 0 });
  expect(figures.get("findings-open")?.unknown?.en).toContain("not known");
  expect(figures.get("disposals-dropped")).toMatchObject({ denominator: 0, permille: null });
  for (const [query, status, code] of [
    ["definition=QUARTER&period=2026", 400, "reports/bad-period"],
    ["definition=ANNUAL&period=2026-Q3", 400, "reports/bad-period"],
    ["definition=NONE&period=2026-Q3", 404, "reports/no-such-definition"],
    ["definition=QUARTER&period=2026-Q9", 400, "review/bad-query"],
  ] as const) {
    const answer = await house.fetch(`/api/v1/reports/figures?${query}`, "auditor");
    expect(await refusal(answer)).toEqual([status, code]);
  }
});

test("a report is issued once, corrected by name and with a reason, and stays word for word", async () => {
  expect(await refusal(await issue({ ...Q3, period: "2026-Q4" }))).toEqual([
    ...[400, "reports/period-not-over"],
  ]);
  const figuresOf = "/reports/figures?definition=QUARTER&period=2026-Q3";
  expect(await get<ReportFiguresBody>(figuresOf)).toMatchObject({ issued: null });
  const first = (await (await issue(Q3)).json()) as ReportBody;
  const stands = { issued: { id: first.id, version: 1 } };
  expect(await get<ReportFiguresBody>(figuresOf)).toMatchObject(stands);
  expect(first).toMatchObject({ version: 1, replaces: null, madeByName: "The records" });
  const text = await (await house.fetch(`/api/v1/reports/${first.id}/report.json`, "legal")).text();
  expect(sha256(text)).toBe(first.sha256);
  facts.items = { received: 6, quarantined: 2, linked: 4, inSession: 0 };
  expect(await refusal(await issue(Q3))).toEqual([409, "reports/issued-already"]);
  const correction = { replaces: first.id, reason: "one recording was linked late" };
  expect(await refusal(await issue({ ...Q3, period: "2026-Q2", correction }))).toEqual([
    ...[400, "reports/corrects-another"],
  ]);
  const second = (await (await issue({ ...Q3, correction })).json()) as ReportBody;
  expect(second).toMatchObject({ version: 2, replaces: first.id });
  expect(await refusal(await issue({ ...Q3, correction }))).toEqual([
    409,
    "reports/replaced-already",
  ]);
  const corrected = { isOver: true, issued: { id: second.id, version: 2 } };
  expect(await get<ReportFiguresBody>(figuresOf)).toMatchObject(corrected);
  const detail = await get<ReportDetailBody>(`/reports/${second.id}`, "auditor");
  expect(detail.content).toMatchObject({
    ...{ replaces: { id: first.id, sha256: first.sha256 }, reason: correction.reason, version: 2 },
    ...{ agency: "haikou", snapshotAt: NOON, policy: { code: "cn-hainan-2019" } },
  });
  const again = await house.fetch(`/api/v1/reports/${first.id}/report.json`, "legal");
  expect(await again.text()).toBe(text);
  const { entries } = await get<{ entries: ReportBody[] }>("/reports", "legal");
  expect(entries.map(({ id, replacedBy }) => [id, replacedBy])).toEqual([
    ...[
      [second.id, null],
      [first.id, second.id],
    ],
  ]);
  const told = await house.actions.from(0, 100);
  const issued = told.filter(({ kind }) => kind === "report-issued");
  expect(issued.map(({ after, reason }) => [after?.["sha256"], reason])).toEqual([
    ...[
      [first.sha256, null],
      [second.sha256, correction.reason],
    ],
  ]);
});

test("the table and the print name the digest of the text, and say what is not known", async () => {
  const { entries } = await get<{ entries: ReportBody[] }>("/reports");
  const [last] = entries;
  const csv = await (await house.fetch(`/api/v1/reports/${last?.id}/report.csv`, "legal")).text();
  expect(csv).toContain(last?.sha256);
  expect(csv).toMatch(/"items-linked",.*,4,4,100,,"被隔离 in quarantine: 2"/);
  expect(csv).toMatch(/"findings-open",.*,0,0,,"无：本期没有可计数的对象 not known/);
  const pdf = await house.fetch(`/api/v1/reports/${last?.id}/report.pdf`, "legal");
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
});

test("a report that counts what is for few is not there for others, by no way", async () => {
  facts.protection = { mark: { state: null, duties: ["minor"] }, isPersonal: false };
  const Q2 = { definition: "QUARTER", period: "2026-Q2" };
  const duties = ["work", "trade", "privacy", "minor"] as const;
  const set = { state: null, duties, until: null };
  await house.secrecy.setClearance(house.userIds.records, set, () => ANY_ACTION);
  const made = (await (await issue(Q2)).json()) as ReportBody;
  expect((await house.fetch(`/api/v1/reports/${made.id}`, "records")).status).toBe(200);
  for (const path of [made.id, `${made.id}/report.json`, `${made.id}/report.pdf`]) {
    const answer = await house.fetch(`/api/v1/reports/${path}`, "auditor");
    expect(await refusal(answer)).toEqual([404, "reports/no-such-report"]);
  }
  const seen = await get<{ entries: ReportBody[] }>("/reports", "auditor");
  expect(seen.entries.map(({ id }) => id)).not.toContain(made.id);
  const figures = "/reports/figures?definition=QUARTER&period=2026-Q2";
  expect(await get<ReportFiguresBody>(figures, "auditor")).toMatchObject({ issued: null });
  facts.protection = { mark: { state: null, duties: [] }, isPersonal: false };
  expect((await issue(Q2, "admin")).status).toBe(201);
});

test("without a pack in force there is nothing to report by", async () => {
  law.text = null;
  const answer = await house.fetch("/api/v1/reports/definitions", "admin");
  expect(await refusal(answer)).toEqual([404, "reports/no-pack"]);
  facts.at = "2027-01-05T00:00:00.000Z" as UtcInstant;
  expect(await refusal(await issue({ ...Q3, period: "2026-Q4" }))).toEqual([
    404,
    "reports/no-pack",
  ]);
});
