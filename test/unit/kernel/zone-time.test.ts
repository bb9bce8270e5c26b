/** Times with their zone: to the millisecond, over a change of the clocks, and no zone that is none. */
import { expect, it } from "vitest";
import type { UtcInstant } from "../../../services/kernel/clock.ts";
import { ZoneConfig, zoneTime } from "../../../services/kernel/zone-time.ts";

it.each([
  ["Asia/Shanghai", "2026-11-24T16:00:00.007Z", "2026-11-25 00:00:00.007 UTC+08:00"],
  ["Asia/Urumqi", "2026-11-24T16:00:00.000Z", "2026-11-24 22:00:00.000 UTC+06:00"],
  ["Europe/Berlin", "2026-10-25T00:30:00.000Z", "2026-10-25 02:30:00.000 UTC+02:00"],
  ["Europe/Berlin", "2026-10-25T01:30:00.000Z", "2026-10-25 02:30:00.000 UTC+01:00"],
  ["UTC", "2026-01-01T00:00:00.000Z", "2026-01-01 00:00:00.000 UTC+00:00"],
])("in %s %s is %s", (zone, at, text) => {
  expect(zoneTime(zone)(at as UtcInstant)).toBe(text);
});

it("takes zones of the IANA database, and that of Chinese law where none is set", () => {
  const zoneOf = (HOLDFAST_TIME_ZONE?: string) =>
    ZoneConfig.safeParse({ HOLDFAST_TIME_ZONE }).data?.HOLDFAST_TIME_ZONE;
  expect(zoneOf("Asia/Shanghai")).toBe("Asia/Shanghai");
  expect(zoneOf("Mars/Base")).toBeUndefined();
  expect(zoneOf("")).toBeUndefined();
  expect(zoneOf()).toBe("Asia/Shanghai");
});
