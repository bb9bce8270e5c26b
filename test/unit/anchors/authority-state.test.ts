/** What those who look after the house are told of authorities for time stamps: /readyz, metrics, doctor. */
import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import type { AuthorityState } from "../../../services/anchors/token-store.ts";
import { timestampDependency, timestampMetrics } from "../../../services/api/timestamp-health.ts";
import { timestamps } from "../../../services/command/doctor-timestamps.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";

const NOW = "2026-11-25T12:00:00.000Z" as UtcInstant;
const ago = (seconds: number): UtcInstant => plusMs(NOW, -seconds * 1_000);
const fine: AuthorityState = {
  ...{ name: "court", behindSince: null, failure: null, list: null, listFailure: null },
  newest: { genTime: ago(30), keptAt: ago(29) },
};
const waiting = { ...fine, behindSince: ago(899), failure: "timestamps/unreachable" };
const late = { ...waiting, behindSince: ago(901) };
const off = { ...fine, newest: { genTime: ago(300), keptAt: ago(30) } };

describe("an authority for time stamps", () => {
  it.each<[string, AuthorityState[], string, boolean]>([
    ["none", [], "timestampsNone", true],
    ["that stamps", [fine], "timestampsFine", true],
    ["whose outage is young", [fine, waiting], "timestampsFine", true],
    ["that is silent for a quarter of an hour", [fine, late], "timestampsBehind", false],
    ["whose list cannot be had", [{ ...fine, listFailure: "x" }], "timestampsList", true],
    [
      "whose next list is two days late",
      [{ ...fine, list: { thisUpdate: ago(300_000), nextUpdate: ago(172_800) } }],
      "timestampsList",
      true,
    ],
    ["with another time", [off, fine], "timestampsClock", true],
    ["that never gave a token", [{ ...late, newest: null }], "timestampsBehind", false],
  ])("%s", async (_, all, finding, isReady) => {
    const looks = { authorities: async () => all, clock: () => NOW };
    const found = await timestamps(looks.authorities, new Date(NOW));
    expect(found).toMatchObject({ finding });
    const ready = await timestampDependency(looks)
      .check()
      .then(
        () => true,
        () => false,
      );
    expect(ready).toBe(isReady);
  });

  it("is measured by how long a checkpoint waits for it", async () => {
    const registry = new Registry();
    let all = [fine, { ...late, name: "cloud" }];
    const collect = timestampMetrics({ authorities: async () => all, clock: () => NOW })(registry);
    await collect();
    expect(await registry.metrics()).toContain('behind_seconds{authority="cloud"} 901');
    expect(await registry.metrics()).toContain('behind_seconds{authority="court"} 0');
    all = [];
    await collect();
    expect(await registry.metrics()).not.toContain("authority=");
  });

  it("says how far its clock is off, and which", async () => {
    const found = await timestamps(async () => [off], new Date(NOW));
    expect(found.facts).toEqual({ name: "court", seconds: -270 });
  });
});
