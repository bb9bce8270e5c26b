/** What `doctor` says of devices that were not heard for long. */
import { expect, test } from "vitest";
import {
  type SilentDevicesFound,
  silentDevices,
} from "../../../services/command/doctor-silent-devices.ts";
import { NOON } from "../../fixtures/evidence.ts";

const found = (changes: Partial<SilentDevicesFound>) =>
  silentDevices(() => Promise.resolve({ afterDays: 30, count: 0, longest: [], ...changes }));

test("is fine where nobody asked, and where all were heard", async () => {
  expect(await found({ afterDays: null })).toMatchObject({ finding: "silentDevicesNone" });
  expect(await found({})).toMatchObject({ finding: "silentDevicesFine", facts: { days: 30 } });
});

test("warns of how many, and names the longest silent", async () => {
  const longest = [
    { name: "DC-1", heardAt: null },
    { name: "DC-2", heardAt: NOON },
  ];
  expect(await found({ count: 7, longest })).toMatchObject({
    finding: "silentDevicesSome",
    facts: { count: 7, names: `DC-1 –, DC-2 ${NOON}` },
  });
});

test("fails where the database does not answer", async () => {
  const broken = silentDevices(() => Promise.reject(new Error("gone")));
  expect(await broken).toMatchObject({ finding: "postgresDown" });
});
