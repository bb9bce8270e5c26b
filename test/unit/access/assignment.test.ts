/** Who had a device at a time as known at a time: the calendar answers as it would have answered then. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Assignment, entryAt } from "../../../services/access/assignment.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import {
  type AssignmentId,
  type DeviceId,
  type UserId,
  newId,
} from "../../../services/kernel/ids.ts";
import { NOON } from "../../fixtures/evidence.ts";

const [WANG, LI] = [newId<UserId>(), newId<UserId>()];
const hour = (hours: number): UtcInstant => plusMs(NOON, hours * 3_600_000);
const entry = (userId: UserId | null, from: number, to: number | null, enteredAt: number) => ({
  ...{ id: newId<AssignmentId>(), deviceId: newId<DeviceId>(), userId, from: hour(from) },
  ...{ to: to === null ? null : hour(to), enteredAt: hour(enteredAt), enteredBy: WANG },
  ...{ replaces: null as AssignmentId | null, reason: null as string | null },
});
const who = (entries: readonly Assignment[], at: number, known = 1_000) =>
  entryAt(entries, hour(at), hour(known))?.userId;

describe("the calendar", () => {
  it("knows nothing of times that nobody entered, and ends where it says", () => {
    const entries = [entry(WANG, 8, 16, 8)];
    expect([who(entries, 7), who(entries, 8), who(entries, 15), who(entries, 16)]).toEqual([
      ...[undefined, WANG, WANG, undefined],
    ]);
  });

  it("lets who came later have it, whether or not the entry before was ended, and entered late or not", () => {
    const entries = [entry(LI, 12, null, 12), entry(WANG, 8, null, 20)];
    expect([who(entries, 10), who(entries, 13)]).toEqual([WANG, LI]);
    const twice = [entry(WANG, 8, null, 8), entry(LI, 8, null, 9)];
    expect([who(twice, 10), who(twice, 10, 8)]).toEqual([LI, WANG]);
  });

  it("corrects the past, and still tells what was known before", () => {
    const wrong = entry(WANG, 8, 16, 8);
    const right = { ...entry(LI, 8, 12, 30), replaces: wrong.id, reason: "swapped" };
    const nobody = { ...entry(null, 8, 12, 40), replaces: right.id, reason: "it lay in the safe" };
    const entries = [wrong, right, nobody];
    expect(who(entries, 10, 29)).toBe(WANG);
    expect(who(entries, 10, 30)).toBe(LI);
    expect(who(entries, 10, 40)).toBeNull();
    expect([who(entries, 14, 29), who(entries, 14, 30)]).toEqual([WANG, undefined]);
  });
});

it("answers for a time in the past of our knowledge as if nothing had been entered since", () => {
  const arbitrary = fc.array(
    fc.record({
      from: fc.nat(20),
      length: fc.option(fc.integer({ min: 1, max: 9 })),
      fixes: fc.nat(9),
    }),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(arbitrary, fc.nat(30), fc.nat(10), (specs, at, known) => {
      const entries: ReturnType<typeof entry>[] = [];
      for (const [index, { from, length, fixes }] of specs.entries()) {
        const made = entry(newId<UserId>(), from, length === null ? null : from + length, index);
        const target = entries[fixes]?.id ?? null;
        const isFree = !entries.some(({ replaces }) => replaces === target);
        entries.push({ ...made, replaces: isFree ? target : null });
      }
      const then = entries.filter(({ enteredAt }) => enteredAt <= hour(known));
      expect(who(entries, at, known)).toBe(who(then, at));
    }),
  );
});
