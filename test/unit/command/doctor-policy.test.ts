/** What doctor says of the rules and of the working days: neither hides the other. */
import { expect, it } from "vitest";
import { type PolicyFound, policy, workingDays } from "../../../services/command/doctor-policy.ts";

const FOUND: PolicyFound = {
  ...{ inForce: "p v1", waiting: 2, onlyStored: 0, unsigned: 1 },
  contestedYears: [2026, 2027],
};

it("tells what waits and what is contested, each by itself", async () => {
  const look = async (found: PolicyFound) => [
    await policy(async () => found),
    await workingDays(async () => found),
  ];
  expect(await look(FOUND)).toMatchObject([
    { state: "ok", finding: "policyFine", facts: { waiting: 2, unsigned: 1 } },
    { state: "warning", finding: "calendarContested", facts: { years: "2026, 2027" } },
  ]);
  expect(await look({ ...FOUND, inForce: null, contestedYears: [] })).toMatchObject([
    { finding: "policyNone", facts: { waiting: 2 } },
    { state: "ok", finding: "calendarFine" },
  ]);
});

it("says of both that nothing is known where the database is away", async () => {
  const away = async (): Promise<PolicyFound> => Promise.reject(new Error("away"));
  for (const check of [policy, workingDays]) {
    expect(await check(away)).toMatchObject({ state: "failed", finding: "postgresDown" });
  }
});
