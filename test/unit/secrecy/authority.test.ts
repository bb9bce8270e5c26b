/** Which agency may set which level: the worked examples, and what an authorisation in writing changes. */
import { expect, test } from "vitest";
import { AGENCY_LEVELS, authorityOf } from "../../../services/secrecy/authority.ts";
import type { Families } from "../../../services/secrecy/family.ts";
import type { LabelKind } from "../../../services/secrecy/label-kind.ts";
import { STATE_LEVELS, rankOf } from "../../../services/secrecy/mark.ts";

test("a province sets all three, a city all but 绝密, a county proposes", () => {
  const table = AGENCY_LEVELS.map((level) =>
    STATE_LEVELS.map((wanted) => authorityOf({ level, authorisedFor: null }, wanted, {})),
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
        const without = authorityOf({ level, authorisedFor: null }, wanted, {});
        const with_ = authorityOf({ level, authorisedFor }, wanted, {});
        expect(with_).toBe(rankOf(authorisedFor) >= rankOf(wanted) ? "set" : without);
      }
    }
  }
});

test("a pack leaves less to an agency, and never more; what was authorised in writing stays", () => {
  const family = (setBy: readonly string[]) => ({
    ...{ longest: null, review: null, setBy, beforeRelease: null },
  });
  const of = (level: (typeof AGENCY_LEVELS)[number], wanted: LabelKind, families: Families) =>
    authorityOf({ level, authorisedFor: null }, wanted, families);
  const strict: Families = { secret: family(["province"]), trade: family([]) };
  expect([of("city", "secret", strict), of("province", "secret", strict)]).toEqual([
    "propose",
    "set",
  ]);
  expect([of("county", "trade", strict), of("county", "work", strict)]).toEqual(["propose", "set"]);
  const lax: Families = { secret: family(["county"]), "top-secret": family(["city"]) };
  expect([of("county", "secret", lax), of("city", "top-secret", lax)]).toEqual([
    "propose",
    "refuse",
  ]);
  const authorised = { level: "city", authorisedFor: "secret" } as const;
  expect(authorityOf(authorised, "secret", strict)).toBe("set");
});
