/** The service's clock as a recorder knows it: what it says of its error is never too little. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HouseClock } from "../../../services/recorder/house-clock.ts";

const HOUSE = 1_764_191_000_000;

describe("the clock of the service", () => {
  it("is not known before it said so, nor by an answer that makes no sense", () => {
    const clock = new HouseClock();
    clock.told(10, 5, HOUSE);
    clock.told(10, 20, NaN);
    expect(clock.offsetOf(HOUSE, 0)).toBeNull();
  });

  it("is known with no more error than is told, whatever ways there and back take and however old an answer is", () => {
    const asked = fc.record({
      after: fc.integer({ min: 1, max: 3_600_000 }),
      there: fc.integer({ min: 0, max: 4_000 }),
      back: fc.integer({ min: 0, max: 4_000 }),
    });
    const facts = fc.tuple(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: -90, max: 90 }),
      fc.array(asked, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 0, max: 86_400_000 }),
    );
    fc.assert(
      fc.property(facts, ([offset, driftPpm, answers, laterMs]) => {
        const clock = new HouseClock();
        // The steady clock goes wrong by so much.
        const houseAt = (steady: number): number => HOUSE + steady * (1 + driftPpm / 1e6);
        let now = 0;
        for (const { after, there, back } of answers) {
          const askedMs = now + after;
          now = askedMs + there + back;
          clock.told(askedMs, now, Math.floor(houseAt(askedMs + there)));
        }
        now += laterMs;
        const told = clock.offsetOf(houseAt(now) + offset, now);
        expect(told).not.toBeNull();
        expect(Math.abs((told?.offsetMs ?? 0) - offset)).toBeLessThanOrEqual(
          (told?.errorMs ?? 0) + 1,
        );
      }),
    );
  });

  it("shows a wall clock that is set, at once", () => {
    const clock = new HouseClock();
    clock.told(0, 10, HOUSE);
    expect(clock.offsetOf(HOUSE + 5, 10)?.offsetMs).toBe(0);
    expect(clock.offsetOf(HOUSE + 3_600_006, 11)?.offsetMs).toBe(3_600_000);
  });

  it("follows a service whose own clock was set", () => {
    const clock = new HouseClock();
    clock.told(0, 2, HOUSE);
    clock.told(1_000, 1_400, HOUSE + 61_200);
    expect(clock.offsetOf(HOUSE + 61_200, 1_200)?.offsetMs).toBe(0);
  });
});
