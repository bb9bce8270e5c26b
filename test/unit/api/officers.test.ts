/** Officers over HTTP: entered, corrected, imported; valid on the day asked for. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const send = async (path: string, body: object) => {
  const answer = await house.fetch(`/api/v1${path}`, "admin", {
    method: "POST",
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as never };
};
const LI = {
  ...{ credentialNo: "琼A0012", name: "李明", unit: "一大队", validFrom: "2024-01-01" },
  validTo: "2026-06-30",
};

test("the register answers for the day that is asked for, and links an account", async () => {
  const { body } = await send("/officers", LI);
  const { id, entries } = body as { id: string; entries: { id: string }[] };
  const on = async (day: string) => {
    const answer = await house.fetch(`/api/v1/officers/${id}?on=${day}`, "officer");
    return ((await answer.json()) as { valid: object | null }).valid !== null;
  };
  expect([await on("2026-06-30"), await on("2026-07-01")]).toEqual([true, false]);
  const list = await house.fetch("/api/v1/officers?search=%E6%9D%8E", "auditor");
  expect(await list.json()).toMatchObject({ entries: [{ id, valid: null, name: "李明" }] });
  const correction = { ...LI, validTo: null, replaces: entries[0]!.id };
  const path = `/officers/${id}/credentials`;
  expect(await send(path, correction)).toMatchObject({ body: { code: "officers/no-reason" } });
  const corrected = await send(path, { ...correction, reason: "prolonged" });
  expect(corrected).toMatchObject({ status: 201, body: { valid: { validTo: null } } });
  expect(await send(`/officers/${id}/account`, { account: "officer" })).toMatchObject({
    status: 200,
  });
  expect(await send(`/officers/${id}/account`, { account: "nobody" })).toMatchObject({
    status: 404,
  });
  expect(
    (await house.fetch("/api/v1/officers/imports", "officer", { method: "POST", body: "{}" }))
      .status,
  ).toBe(403);
  expect(house.logged.join()).not.toMatch(/李明|琼A/);
});

test("a table with faults is told all of them and written not at all", async () => {
  const csv =
    "credential_no,name,unit,valid_from\n琼B1,,二大队,2024-13-01\n琼B2,王芳,二大队,2024-01-01\n";
  const report = await send("/officers/imports", { csv, source: "hr" });
  expect(report).toMatchObject({
    status: 200,
    body: {
      written: false,
      faults: [
        { line: 2, column: "name", fault: "empty" },
        { line: 2, column: "valid_from", fault: "no-date" },
      ],
    },
  });
  expect(await (await house.fetch("/api/v1/officers")).text()).not.toContain("王芳");
});
