/** What `doctor` says about devices' certificates. */
import { expect, it } from "vitest";
import { devices } from "../../../services/command/doctor-devices.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const inDays = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);
const found = { authorityValidTo: inDays(3_000), serverValidTo: inDays(300), endingSoon: 0 };

it.each([
  ["no authority", null, "warning", "devicesNone"],
  ["all well", found, "ok", "devicesFine"],
  [
    "a server's certificate near its end",
    { ...found, serverValidTo: inDays(29) },
    "warning",
    "devicesPortEnds",
  ],
  [
    "an authority that is over",
    { ...found, authorityValidTo: inDays(-1) },
    "warning",
    "devicesPortEnds",
  ],
  ["devices that do not renew", { ...found, endingSoon: 2 }, "warning", "devicesEnding"],
])("%s", async (_, port, state, finding) => {
  expect(await devices(async () => port, NOW)).toMatchObject({ state, finding });
});

it("says that it cannot tell where the database is away", async () => {
  const away = () => Promise.reject(new Error("ECONNREFUSED"));
  expect(await devices(away, NOW)).toMatchObject({ state: "failed", finding: "devicesUnknown" });
});
