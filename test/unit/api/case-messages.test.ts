/** Tables and messages about cases over HTTP: who may send them, what they answer, and when a case system is silent. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const send = async (
  path: string,
  body: object,
  as: "admin" | "records" | "officer" = "records",
) => {
  const answer = await house.fetch(`/api/v1/cases${path}`, as, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const sources = async () => (await house.fetch("/api/v1/cases/sources", "auditor")).json();

test("a case system is silent until it is heard, and again when its days are over", async () => {
  expect(await sources()).toEqual({ entries: [], silentAfterDays: 30, isSilent: true });
  const message = {
    number: "琼-1",
    source: "cms",
    facts: { title: "噪声", filedOn: "2026-03-02" },
  };
  const added = await send("/messages", message);
  expect(added).toMatchObject({ status: 200, body: { outcome: "added", kept: [], corrected: [] } });
  expect(await send("/messages", message)).toMatchObject({
    body: { id: added.body["id"], outcome: "unchanged" },
  });
  expect(await sources()).toMatchObject({
    ...{ entries: [{ source: "cms", isSilent: false }], isSilent: false },
  });
  house.moveClock(31 * 86_400_000);
  expect(await sources()).toMatchObject({ isSilent: true });
  expect(await send("/messages", { ...message, facts: {} })).toMatchObject({ status: 200 });
  expect(await sources()).toMatchObject({ isSilent: false });
});

test("one source that tells does not hide another that fell silent; one that ended is not waited for", async () => {
  const message = { number: "琼-2", facts: { title: "t" } };
  for (const source of ["land", "import-2024"]) await send("/messages", { ...message, source });
  house.moveClock(31 * 86_400_000);
  await send("/messages", { ...message, source: "cms", facts: {} });
  const { entries, isSilent } = (await sources()) as {
    entries: { source: string; isSilent: boolean }[];
    isSilent: boolean;
  };
  const told = Object.fromEntries(entries.map((one) => [one.source, one.isSilent]));
  expect([told, isSilent]).toEqual([{ cms: false, land: true, "import-2024": false }, true]);
  await send("/messages", { ...message, source: "land", facts: {} });
  expect(await sources()).toMatchObject({ isSilent: false });
});

test("a message is refused in words, and to those who may not change cases", async () => {
  expect(await send("/messages", { number: "N8", source: "cms" })).toMatchObject({
    ...{ status: 400, body: { code: "cases/no-title" } },
  });
  const early = { title: "t", closedOn: "2026-03-02" };
  expect(await send("/messages", { number: "N8", source: "cms", facts: early })).toMatchObject({
    body: { code: "cases/no-outcome" },
  });
  expect(
    await send("/messages", { number: "N8", source: "cms", facts: { number: "N9" } }),
  ).toMatchObject({ body: { code: "review/bad-body" } });
  expect((await send("/messages", { number: "N8", source: "cms" }, "officer")).status).toBe(403);
  expect(
    JSON.stringify((await (await house.fetch("/api/v1/cases?search=N8")).json()) as object),
  ).toContain('"entries":[]');
});

test("a table tells every fault by line and in both languages, and names of parties are in no log and no action", async () => {
  const csv =
    "number,title,filed_on,outcome,major_decision\n,a,2026-13-01,won,perhaps\nT1,a,,,\nT1,b,,,\n";
  const report = await send("/imports", { table: "cases", csv, source: "cms" });
  const faults = report.body["faults"] as {
    line: number;
    column: string;
    fault: string;
    text: object;
  }[];
  expect(faults.map(({ line, column, fault }) => [line, column, fault])).toEqual([
    [2, "number", "empty"],
    [2, "filed_on", "no-date"],
    [2, "outcome", "unknown-word"],
    [2, "major_decision", "no-yes-or-no"],
    [4, null, "cases/message-twice"],
  ]);
  expect(faults[1]!.text).toEqual({
    "zh-CN": "不是日期，写作 2025-09-24",
    en: "no date: write it as 2025-09-24",
  });
  expect(report.body).toMatchObject({ written: false });
  const parties = "case_number,code,kind,name\n2026-17,当事人1,person,陈大明\n2026-17,P2,firm,x\n";
  const body = { table: "parties", csv: parties, source: "cms" };
  expect(await send("/imports", body)).toMatchObject({
    body: { written: false, faults: [{ line: 3, column: "kind", fault: "unknown-word" }] },
  });
  const good = { ...body, csv: parties.replace("firm", "organisation") };
  expect(await send("/imports", good)).toMatchObject({ body: { written: true, changed: 1 } });
  expect(house.logged.join() + JSON.stringify(house.actions.all)).not.toContain("陈大明");
});
