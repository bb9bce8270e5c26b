/** The page knows every published name, and adds a webhook that is told of what was picked. */
import { expect, test } from "vitest";
import { EVENT_TYPES } from "../../../services/events/event-type.ts";
import {
  EVENT_NAMES,
  SUBJECTS,
  subjectsOf,
  typesOf,
} from "../../../services/web/src/webhooks/event-names.ts";

test("the names are those that are published, each under what it is about", () => {
  expect(Object.values(EVENT_NAMES).flat().toSorted()).toEqual(EVENT_TYPES);
  for (const subject of SUBJECTS) {
    expect(EVENT_NAMES[subject].every((name) => name.startsWith(`${subject}.`))).toBe(true);
  }
});

test("all that there is to pick is whatever comes, and what was picked is told back", () => {
  expect(typesOf(SUBJECTS)).toEqual([]);
  expect(subjectsOf([])).toEqual(SUBJECTS);
  for (const subject of SUBJECTS) expect(subjectsOf(typesOf([subject]))).toEqual([subject]);
  expect(subjectsOf(typesOf(["hold", "item"]))).toEqual(["item", "hold"]);
});
