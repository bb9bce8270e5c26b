/** Cases over HTTP: told in steps, corrected with a reason, with names for those alone who may see them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

interface Detail {
  readonly revision: number;
  readonly parties: readonly { readonly name: string | null }[];
  readonly code?: string;
}
const send = async (path: string, body: object, role: "admin" | "reviewer" = "reviewer") => {
  const answer = await house.fetch(`/api/v1${path}`, role, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Detail };
};

test("a case is told in steps; who may not see names gets none, anywhere", async () => {
  const path = `/cases/${house.file.id}`;
  const parties = [{ code: "P1", kind: "person", name: "王小明" }];
  const told = await send(`${path}/changes`, {
    revision: 0,
    facts: { parties, filedOn: "2026-03-01" },
  });
  expect(told).toMatchObject({
    status: 200,
    body: { revision: 1, parties, filedOn: "2026-03-01" },
  });
  const stale = await send(`${path}/changes`, { revision: 0, facts: { agencyUnit: "一大队" } });
  expect(stale).toMatchObject({ status: 409, body: { code: "cases/case-changed" } });
  const over = await send(`${path}/changes`, { revision: 1, facts: { filedOn: null } });
  expect(over).toMatchObject({ status: 400, body: { code: "cases/no-reason" } });
  const reason = "slip of the pen";
  await send(`${path}/changes`, { revision: 1, facts: { filedOn: "2026-03-02" }, reason });

  for (const role of ["officer", "auditor"] as const) {
    const answer = await house.fetch(`/api/v1${path}`, role);
    expect(((await answer.json()) as Detail).parties[0]?.name).toBeNull();
    for (const list of [`${path}/history`, "/cases", `/actions`]) {
      expect(await (await house.fetch(`/api/v1${list}`, role)).text()).not.toContain("王小明");
    }
  }
  expect(house.logged.join()).not.toMatch(/王小明|P1/);
  const history = await house.fetch(`/api/v1${path}/history`, "officer");
  const { entries } = (await history.json()) as { entries: object[] };
  expect(entries).toMatchObject([
    { reason, before: { filedOn: "2026-03-01" }, after: { filedOn: "2026-03-02" } },
    { reason: null, before: { filedOn: null }, after: { filedOn: "2026-03-01" } },
    { kind: "case-created" },
  ]);
});

test("bodies are taken strictly and in bounds", async () => {
  const path = `/cases/${house.file.id}/changes`;
  const bodies = [
    { filedOn: "2026-02-29" },
    { filedOn: "2026-02-28T00:00:00Z" },
    { actionKind: "arrest" },
    { flags: ["complex", "nice"] },
    { parties: [{ code: "P 1", kind: "person", name: null }] },
    {
      parties: Array.from({ length: 201 }, (_, at) => ({
        code: `P${at}`,
        kind: "person",
        name: null,
      })),
    },
    { majorReasons: ["x".repeat(201)] },
    { powerItem: { code: "1" } },
    { number: null },
    { unknown: 1 },
  ];
  for (const facts of bodies) {
    const answer = await send(path, { revision: 2, facts });
    expect(answer).toMatchObject({ status: 400, body: { code: "review/bad-body" } });
  }
  const whole = {
    number: "2026-77",
    title: "Demolition",
    actionKind: "coercion",
    filedOn: "2026-03-01",
  };
  expect(await send("/cases", whole)).toMatchObject({
    status: 201,
    body: { ...whole, revision: 0 },
  });
  const early = { number: "2026-78", title: "x", outcome: "not-evidence" };
  expect(await send("/cases", early)).toMatchObject({ body: { code: "cases/outcome-too-early" } });
});
