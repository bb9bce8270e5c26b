/** What those who look after the house are told of authorities for time stamps: /readyz, metrics, doctor. */
import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import type { AuthorityState } from "../../../services/anchors/token-store.ts";
import {
  type TimestampLooks,
  timestampDependencies,
  timestampMetrics,
} from "../../../services/api/timestamp-health.ts";
import { renewals, timestamps } from "../../../services/command/doctor-timestamps.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";

const NOW = "2026-11-25T12:00:00.000Z" as UtcInstant;
const ago = (seconds: number): UtcInstant => plusMs(NOW, -seconds * 1_000);
const fine: AuthorityState = {
  ...{
    name: "court",
    behindSince: null,
    failure: null,
    list: null,
    listFailure: null,
    listFailures: 0,
  },
  newest: { genTime: ago(30), keptAt: ago(29) },
};
const waiting = { ...fine, behindSince: ago(899), failure: "timestamps/unreachable" };
const late = { ...waiting, behindSince: ago(901) };
const off = { ...fine, newest: { genTime: ago(300), keptAt: ago(30) } };

const listless = (listFailures: number) => ({
  ...{ ...fine, listFailure: "timestamps/list-unreachable", listFailures },
});

/** What /readyz names. */
async function behindIn(looks: Omit<TimestampLooks, "clock">): Promise<string[]> {
  const all = timestampDependencies({ ...looks, clock: () => NOW });
  const failed = await Promise.allSettled(all.map(({ check }) => check()));
  return all.filter((_, at) => failed[at]!.status === "rejected").map(({ name }) => name);
}

describe("an authority for time stamps", () => {
  it.each<[string, AuthorityState[], string, string[]]>([
    ["none", [], "timestampsNone", []],
    ["that stamps", [fine], "timestampsFine", []],
    ["whose outage is young", [fine, waiting], "timestampsFine", []],
    ["that is silent for a quarter of an hour", [fine, late], "timestampsBehind", ["timestamps"]],
    ["whose list could not be had once", [listless(1)], "timestampsList", []],
    ["whose list cannot be had", [listless(8)], "timestampsList", ["timestamp-lists"]],
    [
      "whose next list is two days late",
      [{ ...fine, list: { thisUpdate: ago(300_000), nextUpdate: ago(172_800) } }],
      "timestampsList",
      ["timestamp-lists"],
    ],
    ["with another time", [off, fine], "timestampsClock", []],
    ["that never gave a token", [{ ...late, newest: null }], "timestampsBehind", ["timestamps"]],
  ])("%s", async (_, all, finding, behind) => {
    const looks = { authorities: async () => all, renewalSince: async () => null };
    const found = await timestamps(looks.authorities, new Date(NOW));
    expect(found).toMatchObject({ finding });
    expect(await behindIn(looks)).toEqual(behind);
  });

  it.each([
    [null, "renewalsFine", []],
    [ago(899), "renewalsFine", []],
    [ago(901), "renewalsWait", ["renewals"]],
  ])("whose stamp a renewal from %s waits for", async (since, finding, behind) => {
    const looks = { authorities: async () => [fine], renewalSince: async () => since };
    expect(await renewals(looks.renewalSince, new Date(NOW))).toMatchObject({ finding });
    expect(await behindIn(looks)).toEqual(behind);
  });

  it("is measured by how long a checkpoint waits for it", async () => {
    const registry = new Registry();
    let all = [fine, { ...late, ...listless(9), name: "cloud", behindSince: late.behindSince }];
    const renewalSince = async () => ago(61);
    const looks = { authorities: async () => all, renewalSince, clock: () => NOW };
    const collect = timestampMetrics(looks)(registry);
    await collect();
    expect(await registry.metrics()).toContain('list_late{authority="cloud"} 1');
    expect(await registry.metrics()).toContain('list_late{authority="court"} 0');
    expect(await registry.metrics()).toContain("renewal_waiting_seconds 61");
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
