/** The domain simulated over its ports (test/torture/simulate.ts); `./holdfast torture --simulate N --seed FIRST` runs as many seeds as one likes. */
import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { simulate } from "../torture/simulate.ts";
import { makeAuthority } from "../unit/keys/authority.ts";

const first = Number(process.env["HOLDFAST_SEED"] ?? 1);
const seeds = Number(process.env["HOLDFAST_SIMULATE"] ?? 400);
const result = process.env["HOLDFAST_TORTURE_RESULT"];
const LIMIT_MS = 60_000 + seeds * 1_000;

let rootPem = "";
beforeAll(async () => {
  const authority = await makeAuthority();
  ({ rootPem } = authority);
  await authority.remove();
  const timers = ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] as const;
  vi.useFakeTimers({ toFake: [...timers, "Date", "performance"] });
});
afterAll(() => {
  vi.useRealTimers();
});

test(
  "every promise holds, whichever call is the last that a process makes",
  async () => {
    const done = await simulate(first, seeds, () => void vi.advanceTimersToNextTimer(), rootPem);
    const { calls, crashes, failed } = done;
    process.stdout.write(
      `simulation: seeds ${first} to ${first + seeds - 1}: ${crashes} simulated crashes and ${failed} failed calls of ${calls}, 0 violations\n`,
    );
    if (result !== undefined) await writeFile(result, JSON.stringify({ ...done, violations: [] }));
    expect(crashes).toBeGreaterThan(0);
  },
  LIMIT_MS,
);
