/** The first steps of a house: each done, waiting or wrong by what the house says, and unread while nothing was said. */
import { expect, test } from "vitest";
import type { PartState } from "../../../services/review/health-schema.ts";
import {
  type HouseFacts,
  NEEDED_ROLES,
  STEPS,
  isAllDone,
  rolesMissing,
  stepStates,
} from "../../../services/web/src/dashboard/first-steps.ts";
import { isTextKey } from "../../fixtures/page-texts.ts";

const part = (name: string, state: PartState["state"] = "fine"): PartState => ({
  ...{ name, state, since: null },
});
const READY: HouseFacts = {
  parts: [part("store"), part("custody"), part("timestamps")],
  ...{ hasKey: true, isPackInForce: true, officers: 3, devices: 1, clip: "sealed" },
  roles: ["admin", ...NEEDED_ROLES],
};
const UNREAD: HouseFacts = {
  ...{ parts: undefined, hasKey: undefined, isPackInForce: undefined, officers: undefined },
  ...{ roles: undefined, devices: undefined, clip: undefined },
};

test("nothing is said of what was not read, and all is done where all is there", () => {
  expect(new Set(Object.values(stepStates(UNREAD)))).toEqual(new Set(["unread"]));
  expect(isAllDone(stepStates(UNREAD))).toBe(false);
  expect(new Set(Object.values(stepStates(READY)))).toEqual(new Set(["done"]));
  expect(isAllDone(stepStates(READY))).toBe(true);
  expect(Object.keys(stepStates(READY))).toEqual(STEPS);
});

test.each<[Partial<HouseFacts>, object]>([
  [{ parts: [part("custody", "worker")] }, { machine: "wrong", lock: "wrong", stamps: "done" }],
  [{ parts: [part("custody", "unknown")] }, { machine: "wrong", lock: "unread" }],
  [{ parts: [part("custody", "backlog")] }, { machine: "wrong", lock: "done" }],
  [
    { parts: [part("custody"), part("timestamps", "backlog")] },
    { machine: "done", stamps: "wrong" },
  ],
  [
    { hasKey: false, isPackInForce: false },
    { keys: "waits", policy: "waits" },
  ],
  [
    { officers: 0, devices: 0 },
    { officers: "waits", device: "waits" },
  ],
  [{ roles: ["admin", "officer"] }, { people: "waits" }],
  [{ clip: null }, { clip: "waits" }],
  [{ clip: "verified" }, { clip: "waits" }],
  [{ clip: "quarantined" }, { clip: "wrong" }],
])("%j", (facts, states) => {
  const found = stepStates({ ...READY, ...facts });
  expect(found).toMatchObject(states);
  expect(isAllDone(found)).toBe(false);
});

test("names the roles that nobody has", () => {
  expect(rolesMissing(["admin", "legal", "officer"])).toEqual(["reviewer", "records", "auditor"]);
});

test("has words for each step: what it is, and what to do", () => {
  for (const step of STEPS) {
    expect(isTextKey(`first.${step}`), step).toBe(true);
    expect(isTextKey(`first.${step}-how`), step).toBe(true);
  }
});
