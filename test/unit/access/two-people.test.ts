/** Who approves is never who asked: by another account of the same person, or by one that the other holds. */
import { expect, test } from "vitest";
import { type PersonFacts, tieBetween } from "../../../services/access/same-person.ts";
import { requireAnother } from "../../../services/access/two-people.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { newId, type UserId } from "../../../services/kernel/ids.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { NOON } from "../../fixtures/evidence.ts";

const WEEK_MS = 7 * 86_400_000;
const [A, B, C] = [newId<UserId>(), newId<UserId>(), newId<UserId>()];
const facts = (id: UserId, changes: Partial<PersonFacts> = {}): PersonFacts => ({
  ...{ id, numbers: [], identity: null, doorSet: null, ...changes },
});
const identity = { issuer: "https://id.example", subject: "17" };
const set = (by: UserId, ageMs = 60_000) => ({ doorSet: { by, at: plusMs(NOON, -ageMs) } });
const tie = (...people: readonly PersonFacts[]) => {
  const [there, back] = [tieBetween(people, A, B, NOON), tieBetween(people, B, A, NOON)];
  expect(back).toEqual(there);
  return there;
};
const over = (ageMs = 60_000) => ({ until: plusMs(NOON, WEEK_MS - ageMs) });

test("lets another person approve, and nobody what they asked for themselves, however the account is spelled", async () => {
  const deps = { people: { everyone: async () => [facts(A), facts(B)] }, clock: () => NOON };
  await requireAnother(deps, A, B);
  await requireAnother(deps, A, newId<UserId>());
  for (const same of [A, A.toUpperCase() as UserId]) {
    await expect(requireAnother(deps, A, same)).rejects.toSatisfy((error: unknown) =>
      isRefusal(error, "access/same-person"),
    );
  }
});

test("two accounts with one number or one identity are one person, also over a third, however it is written", () => {
  expect(tie(facts(A, { numbers: ["460012"] }), facts(B, { numbers: ["460013"] }))).toBeNull();
  expect(tie(facts(A, { numbers: ["x", "hk 0012-a"] }), facts(B, { numbers: ["ＨＫ0012A"] }))).toBe(
    "same-person",
  );
  expect(tie(facts(A, { identity }), facts(B, { identity }))).toBe("same-person");
  const other = { ...identity, issuer: "https://other.example" };
  expect(tie(facts(A, { identity }), facts(B, { identity: other }))).toBeNull();
  // What is no number ties nobody, and a number is no identity.
  expect(tie(facts(A, { numbers: [" - "] }), facts(B, { numbers: [""] }))).toBeNull();
  const third = facts(C, { numbers: ["1"], identity });
  expect(tie(facts(A, { numbers: ["1"] }), facts(B, { identity }), third)).toBe("same-person");
});

test("who made or reset an account holds it for seven days, to the millisecond, and so does who holds that one", () => {
  expect(tie(facts(A), facts(B, set(A)))).toEqual(over());
  expect(tie(facts(A, set(B)), facts(B))).toEqual(over());
  expect(tie(facts(A), facts(B, set(A, WEEK_MS - 1)))).toEqual(over(WEEK_MS - 1));
  expect(tie(facts(A), facts(B, set(A, WEEK_MS)))).toBeNull();
  // By a third account: held as long as both are; and a third that is the same person's.
  expect(tie(facts(A), facts(B, set(C)), facts(C, set(A, WEEK_MS - 5)))).toEqual(over(WEEK_MS - 5));
  expect(tie(facts(A), facts(B, set(C)), facts(C, set(A, WEEK_MS)))).toBeNull();
  const numbers = ["1"];
  expect(tie(facts(A, { numbers }), facts(B, set(C)), facts(C, { numbers }))).toEqual(over());
  // Both made by a third: that is how every house begins.
  expect(tie(facts(A, set(C)), facts(B, set(C)), facts(C))).toBeNull();
  // Both ways: the later end counts.
  expect(tie(facts(A, set(B, 5)), facts(B, set(A)))).toEqual(over(5));
  // A ring ends.
  expect(tie(facts(A), facts(B, set(C)), facts(C, set(B)))).toBeNull();
});
