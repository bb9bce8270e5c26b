/** Which agency may set which level: the worked examples, and what an authorisation in writing changes. */
import { expect, test } from "vitest";
import { AGENCY_LEVELS, authorityOf } from "../../../services/secrecy/authority.ts";
import { STATE_LEVELS, rankOf } from "../../../services/secrecy/mark.ts";

test("a province sets all three, a city all but 绝密, a county proposes", () => {
  const table = AGENCY_LEVELS.map((level) =>
    STATE_LEVELS.map((wanted) => authorityOf({ level, authorisedFor: null }, wanted)),
  );
  expect(table).toEqual([
    ["set", "set", "set"],
    ["set", "set", "refuse"],
    ["propose", "propose", "propose"],
  ]);
});

test("an authorisation opens its level and those below, and takes nothing away", () => {
  for (const level of AGENCY_LEVELS) {
    for (const authorisedFor of STATE_LEVELS) {
      for (const wanted of STATE_LEVELS) {
        const without = authorityOf({ level, authorisedFor: null }, wanted);
        const with_ = authorityOf({ level, authorisedFor }, wanted);
        expect(with_).toBe(rankOf(authorisedFor) >= rankOf(wanted) ? "set" : without);
      }
    }
  }
});
