/** Answers that other processes gave, held against /openapi.json by the path that was asked for: as a house's are in end-to-end tests. */
import { expect, test } from "vitest";
import { type Answer, watchAnswers } from "../../fixtures/described-answers.ts";

const ID = "00000000-0000-4000-8000-000000000001";

async function faultsOf(answer: Partial<Answer> | undefined): Promise<readonly string[]> {
  const faults: string[] = [];
  const { look, looked } = watchAnswers((fault) => faults.push(fault));
  const known = { method: "GET", status: 200, type: "application/json", body: Buffer.from("{}") };
  look(Promise.resolve(answer && { route: "/api/v1/status", ...known, ...answer }));
  await looked();
  return faults;
}

const STATUS = {
  ...{ agency: "demo", demo: false, version: "0.1.0", signOn: null },
  ...{ ledgerVerifierKey: "agency/2026+1", rootCertificateSha256: "0".repeat(64) },
};

test("nothing is said of what is as described, of what is not described, and of what nobody could read", async () => {
  expect(await faultsOf({ body: Buffer.from(JSON.stringify(STATUS)) })).toEqual([]);
  expect(await faultsOf({ route: "/api/v1/no/such/place" })).toEqual([]);
  expect(await faultsOf(undefined)).toEqual([]);
});

test.each([
  ["a member is missing", { route: "/api/v1/status" }, "agency"],
  [
    "a member is not described",
    { body: Buffer.from(JSON.stringify({ ...STATUS, more: 1 })) },
    "more",
  ],
  ["a part of the path is an id", { route: `/api/v1/items/${ID}` }, "'id'"],
  ["a name stands where another path has an id", { route: "/api/v1/reports/figures" }, "figures"],
  ["the status is not described", { status: 299 }, "the status is not described"],
])("it is told that %s", async (_, answer, said) => {
  const [fault] = await faultsOf(answer);
  expect(fault).toContain(said);
});
