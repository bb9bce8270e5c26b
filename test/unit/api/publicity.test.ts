/** Publicity over the API: due by working days, told by whom the table names, wrong entries named by others, nobody overwritten. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import type { CaseStore } from "../../../services/cases/case-store.ts";
import { createCase } from "../../../services/cases/create-case.ts";
import type { CaseId } from "../../../services/kernel/ids.ts";
import { publicityRoutes } from "../../../services/review/publicity-routes.ts";
import type {
  CasePublicityBody,
  PublicityRequestBody,
} from "../../../services/review/publicity-schema.ts";
import { MemoryPublicityStore } from "../../fakes/publicity-store.ts";
import { NOON, TODAY } from "../../fixtures/evidence.ts";
import { shippedBytes } from "../../fixtures/packs.ts";
import { lawOf } from "../../fixtures/law-of.ts";
import { CHINA, day } from "../../fixtures/retention.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let path: string;
beforeAll(async () => {
  const cases: Pick<CaseStore, "find"> = { find: (id: CaseId) => house.cases.find(id) };
  house = await openHouse(({ actions, reviews, clock }) =>
    publicityRoutes({
      ...{ reviews, clock, cases: cases as CaseStore },
      ...{ publicity: new MemoryPublicityStore(actions), days: zoneDays("Asia/Shanghai") },
      policies: { inForce: lawOf({ text: shippedBytes("cn-hainan-2019").toString() }) },
      calendar: async () => CHINA,
    }),
  );
  const facts = { number: "9", title: "t", actionKind: "penalty", decidedOn: day("2026-11-02") };
  const deps = { cases: house.cases, clock: () => NOON, today: () => TODAY };
  const file = await createCase(
    deps,
    house.userIds.records,
    facts as typeof facts & { actionKind: "penalty" },
  );
  path = `/api/v1/cases/${file.id}/publicity`;
});
afterAll(() => house.close());

const tell = (
  body: Omit<PublicityRequestBody, "on"> & { on: string },
  as: "records" | "auditor" = "records",
) => house.fetch(path, as, { method: "POST", body: JSON.stringify(body) });
const shown = async (answer: Response) => (await answer.json()) as CasePublicityBody;
const refusal = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  ((await answer.json()) as { code: string }).code,
];

test("a decision is due, published, found to be entered wrongly, published late, annulled and taken down", async () => {
  expect((await shown(await house.fetch(path, "officer"))).publish).toMatchObject({
    ...{ state: "overdue", due: "2026-11-11", rule: "PUBLISH-FAST", provisional: false },
  });
  const published = { known: 0, act: "published", on: "2026-11-10", place: "公示平台" } as const;
  expect((await tell(published, "auditor")).status).toBe(403);
  expect((await shown(await tell(published))).publish?.state).toBe("done");
  expect(await refusal(await tell(published))).toEqual([409, "reports/publicity-changed"]);
  const wrong = { known: 1, act: "mistaken", on: "2026-11-20", mistake: 0 } as const;
  expect(await refusal(await tell(wrong))).toEqual([400, "reports/publicity-reason"]);
  const after = await shown(await tell({ ...wrong, reason: "another case's notice" }));
  expect(after.publish?.state).toBe("overdue");
  expect(after.entries.map(({ stands }) => stands)).toEqual([false, false]);
  expect(
    (await shown(await tell({ ...published, known: 2, on: "2026-11-16" }))).publish?.state,
  ).toBe("late");
  expect(await refusal(await tell({ known: 3, act: "withdrawn", on: "2026-11-20" }))).toEqual([
    ...[400, "reports/nothing-to-withdraw"],
  ]);
  const annulled = { known: 3, act: "annulled", on: "2026-11-19", reason: "复议撤销" } as const;
  expect((await shown(await tell(annulled))).withdraw).toMatchObject({
    ...{ state: "due", due: "2026-11-24", annulledOn: "2026-11-19" },
  });
  const down = await shown(await tell({ known: 4, act: "withdrawn", on: "2026-11-23" }));
  expect(down.withdraw?.state).toBe("done");
  expect(down.entries.at(-1)).toMatchObject({ enteredByName: "The records", stands: true });
  const told = await house.actions.from(0, 200);
  expect(told.filter(({ kind }) => kind === "publicity-told")).toHaveLength(5);
});

test("a day that is none, and what nobody asked for, is refused before anything is read", async () => {
  for (const body of [
    { known: 5, act: "published", on: "2026-02-30" },
    { known: 5, act: "shredded", on: "2026-11-20" },
    { known: -1, act: "published", on: "2026-11-20" },
    { known: 5, act: "published", on: "2026-11-20", extra: 1 },
  ]) {
    expect(await refusal(await tell(body as PublicityRequestBody & { on: string }))).toEqual([
      ...[400, "review/bad-body"],
    ]);
  }
});
