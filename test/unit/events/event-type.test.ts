/** Published names: each once, each with a permission, and nothing about who looked. */
import { expect, test } from "vitest";
import { PERMISSIONS, ROLES } from "../../../services/access/permission.ts";
import { ACTION_KINDS } from "../../../services/actions/action.ts";
import {
  EVENT_TYPES,
  heardBy,
  permissionFor,
  typeOfAction,
  typeOfCustody,
} from "../../../services/events/event-type.ts";
import { CUSTODY_KINDS } from "../../../services/evidence/custody-event.ts";

test("each name is published once, is spelled alike, and takes a permission that there is", () => {
  expect(new Set(EVENT_TYPES).size).toBe(EVENT_TYPES.length);
  for (const type of EVENT_TYPES) {
    expect(type).toMatch(/^(batch|item|case|session|hold|package)\.[a-z]+(-[a-z]+)*$/);
    expect(PERMISSIONS).toContain(permissionFor(type));
  }
  const made = [...CUSTODY_KINDS.map(typeOfCustody), ...ACTION_KINDS.map(typeOfAction)];
  const ofBatches = EVENT_TYPES.filter((type) => type.startsWith("batch."));
  expect(ofBatches).toEqual(["batch.finished", "batch.lacking", "batch.left-open", "batch.opened"]);
  expect([...ofBatches, ...made.filter((type) => type !== null)].toSorted()).toEqual(EVENT_TYPES);
});

test("that somebody looked, was refused or was given access is told to nobody", () => {
  const quiet = CUSTODY_KINDS.filter((kind) => /access|viewed|exported|annotat/.test(kind));
  expect(quiet.length).toBeGreaterThan(8);
  expect(quiet.map(typeOfCustody)).toEqual(quiet.map(() => null));
  expect(typeOfAction("logged-in")).toBeNull();
  expect(typeOfAction("refused")).toBeNull();
});

test("a role hears what it may see the things of, and a guest nothing", () => {
  expect(heardBy("guest")).toEqual([]);
  expect(heardBy("admin")).toEqual(EVENT_TYPES);
  const officer = heardBy("officer");
  expect(officer).toContain("item.sealed");
  expect(officer).toContain("case.changed");
  expect(officer.filter((type) => /^(hold|package)\./.test(type))).toEqual([]);
  expect(ROLES.map((role) => heardBy(role).length)).not.toContain(1);
});
