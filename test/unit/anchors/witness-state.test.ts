/** What is told of witnesses: to /readyz, to the metrics and to the person who asks `doctor`. */
import { Registry } from "prom-client";
import { expect, it } from "vitest";
import type { WitnessStanding } from "../../../services/anchors/witness-store.ts";
import { witnessDependencies, witnessMetrics } from "../../../services/api/witness-health.ts";
import { witnesses } from "../../../services/command/doctor-witnesses.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { AT, cosignerCalled } from "../../fixtures/witnessed-log.ts";

const MINUTE_MS = 60_000;
const { vkey } = cosignerCalled("court.example/w1");
const well: WitnessStanding = {
  ...{ witness: vkey, origin: "haikou/2026", size: 7, keptSize: 7, problem: null },
  ...{ failures: 0, failingSince: null, retryAt: null },
};
const out = (minutes: number): WitnessStanding => ({
  ...{ ...well, problem: "anchors/witness-unreachable", failures: 3 },
  failingSince: plusMs(AT, -minutes * MINUTE_MS),
});
const parted: WitnessStanding = { ...out(1), problem: "anchors/witness-contradicts" };
const looks = (...standings: WitnessStanding[]) => ({
  standings: async () => standings,
  clock: () => AT,
});

it.each([
  ["none", [], "ok", "witnessesNone", []],
  ["all well", [well], "ok", "witnessesFine", []],
  ["a short outage", [out(14)], "ok", "witnessesFine", []],
  ["a long outage", [well, out(16)], "warning", "witnessesFailing", ["witnesses"]],
  [
    "another history",
    [out(16), parted],
    "failed",
    "witnessesContradict",
    ["ledger-history", "witnesses"],
  ],
  [
    "one that is ahead",
    [{ ...out(1), problem: "anchors/witness-ahead" as const }],
    "failed",
    "witnessesContradict",
    ["ledger-history"],
  ],
] as const)("%s", async (_, standings, state, finding, down) => {
  const found = await witnesses(async () => standings, new Date(AT));
  expect(found).toMatchObject({ state, finding });
  const failing: string[] = [];
  for (const { name, check } of witnessDependencies(looks(...standings))) {
    await check().catch(() => failing.push(name));
  }
  expect(failing).toEqual(down);
});

it("are counted by their public names", async () => {
  const registry = new Registry();
  await witnessMetrics(looks(well, { ...parted, origin: "haikou/2025" }))(registry)();
  const text = await registry.metrics();
  const of = (log: string) => `{witness="court.example/w1",log="haikou/${log}"}`;
  expect(text).toContain(`holdfast_witness_cosigned_entries${of("2026")} 7`);
  expect(text).toContain(`holdfast_witness_failing_seconds${of("2025")} 60`);
  expect(text).toContain(`holdfast_witness_contradicts${of("2026")} 0`);
  expect(text).toContain(`holdfast_witness_contradicts${of("2025")} 1`);
});
