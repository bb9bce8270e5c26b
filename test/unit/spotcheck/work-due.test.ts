/** Overdue opinions and score sheets, and a draw that does not come: an alarm everywhere, and only then. */
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { workDueDependencies, workDueMetrics } from "../../../services/api/work-due-health.ts";
import { workDue } from "../../../services/command/doctor-work-due.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import type { WorkDue } from "../../../services/spotcheck/work-due.ts";

const NOW = "2026-11-26T04:00:00.000Z" as UtcInstant;
const QUARTER_MS = 15 * 60_000;
const NOTHING: WorkDue = { opinions: 0, sheets: 0, keepings: 0, undrawnSince: null };

const told = async (changes: Partial<WorkDue>) => {
  const looks = { workDue: async () => ({ ...NOTHING, ...changes }), clock: () => NOW };
  const alarms: string[] = [];
  for (const { check, name, kind = "" } of workDueDependencies(looks)) {
    await check().catch(() => alarms.push(`${kind} ${name}`));
  }
  const { state, finding } = await workDue(looks.workDue, new Date(NOW));
  const registry = new Registry();
  await workDueMetrics(looks)(registry)();
  const text = await registry.metrics();
  const measured = [...text.matchAll(/^holdfast_\w+ (\d+)$/gm)].map(([, value]) => Number(value));
  return { alarms, doctor: `${state} ${finding}`, measured };
};

test.each([
  [{}, [], "ok workFine", [0, 0, 0, 0]],
  [{ opinions: 2 }, ["alarm legal-reviews"], "warning workOverdue", [2, 0, 0, 0]],
  [{ sheets: 3 }, ["alarm spot-checks"], "warning workOverdue", [0, 3, 0, 0]],
  [{ keepings: 4 }, ["alarm retention-reviews"], "warning workOverdue", [0, 0, 4, 0]],
  [{ undrawnSince: plusMs(NOW, 1 - QUARTER_MS) }, [], "ok workFine", [0, 0, 0, 0]],
  [
    { undrawnSince: plusMs(NOW, -QUARTER_MS), sheets: 1 },
    ["alarm spot-checks", "alarm spot-check-draws"],
    ...(["failed drawLate", [0, 1, 0, 1]] as const),
  ],
] as const)("%j is told", async (changes, alarms, doctor, measured) => {
  expect(await told(changes)).toEqual({ alarms, doctor, measured });
});

test("a database that does not answer is no silence", async () => {
  const down = () => Promise.reject(new Error("down"));
  expect(await workDue(down, new Date(NOW))).toMatchObject({ finding: "postgresDown" });
});
