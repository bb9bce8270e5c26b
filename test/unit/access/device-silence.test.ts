/** When a device counts as silent. */
import { expect, test } from "vitest";
import {
  deviceSilence,
  isSilentSince,
  silentBefore,
} from "../../../services/access/device-silence.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { NOON } from "../../fixtures/evidence.ts";

const DAY_MS = 86_400_000;
const BEFORE = plusMs(NOON, -30 * DAY_MS);
const known = { createdAt: plusMs(NOON, -100 * DAY_MS), heardAt: NOON, retiredAt: null };

test("nobody is silent where nobody asked to be told", () => {
  expect(silentBefore(deviceSilence({}), NOON)).toBeNull();
  expect(isSilentSince({ ...known, heardAt: null }, null)).toBe(false);
});

test("the limit is counted back from now, in whole days", () => {
  expect(silentBefore(deviceSilence({ HOLDFAST_DEVICE_SILENT_DAYS: 30 }), NOON)).toBe(BEFORE);
});

test.each([
  ["heard at the limit", known, false, { heardAt: BEFORE }],
  ["heard a moment before it", known, true, { heardAt: plusMs(BEFORE, -1) }],
  ["never heard, and long in the register", known, true, { heardAt: null }],
  ["never heard, and new", known, false, { heardAt: null, createdAt: NOON }],
  ["retired", known, false, { heardAt: null, retiredAt: NOON }],
])("%s", (_, device, isSilent, changes) => {
  expect(isSilentSince({ ...device, ...changes }, BEFORE)).toBe(isSilent);
});
