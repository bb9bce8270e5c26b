/** Locks only ever grow: checked over all pairs of modes and dates. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utcInstant } from "../../../services/kernel/clock.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { refuseShorter, untilSeconds, wholeSeconds } from "../../../services/objects/lock-rules.ts";
import type { ObjectLock } from "../../../services/objects/object-store.ts";

const lock = fc.record({
  mode: fc.constantFrom("compliance" as const, "governance" as const),
  until: fc
    .date({ min: new Date(0), max: new Date("2106-02-07T00:00:00Z"), noInvalidDate: true })
    .map(utcInstant),
});

describe("a lock", () => {
  it("is never replaced by an earlier or weaker one, and always by a later one of its mode", () => {
    fc.assert(
      fc.property(lock, lock, (now: ObjectLock, next: ObjectLock) => {
        let refused = false;
        try {
          refuseShorter(now, next);
        } catch (error) {
          refused = isRefusal(error, "objects/lock-shortened");
        }
        const earlier = wholeSeconds(next).until < wholeSeconds(now).until;
        const weaker = now.mode === "compliance" && next.mode === "governance";
        expect(refused).toBe(earlier || weaker);
      }),
    );
  });

  it("is rounded up to the second, never down", () => {
    fc.assert(
      fc.property(lock, (wanted) => {
        const kept = wholeSeconds(wanted);
        expect(kept.until >= wanted.until).toBe(true);
        expect(Date.parse(kept.until) - Date.parse(wanted.until)).toBeLessThan(1000);
        expect(wholeSeconds(kept)).toEqual(kept);
      }),
    );
  });

  it("ends before stores run out of 32-bit seconds", () => {
    expect(untilSeconds(utcInstant(new Date("2106-02-07T06:28:15.000Z")))).toBe(2 ** 32 - 1);
    expect(() => untilSeconds(utcInstant(new Date("2106-02-07T06:28:15.001Z")))).toThrow(/2106/);
  });
});
