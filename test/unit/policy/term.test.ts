/** Terms: when a floor may end after its ceiling. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Term, endsAfter } from "../../../services/policy/term.ts";

const d = (iso: string): Term => ({ kind: "duration", iso });
const permanent: Term = { kind: "permanent" };
const until: Term = { kind: "until-condition", condition: "purpose-met" };

it.each<[Term, Term, boolean]>([
  [d("P180D"), d("P30M"), false],
  [d("P6M"), d("P180D"), true],
  [d("P180D"), d("P6M"), false],
  [d("P30D"), d("P30D"), false],
  [d("P1Y"), d("P12M"), false],
  [d("P13M"), d("P1Y"), true],
  [d("P366D"), d("P1Y"), true],
  [permanent, d("P100Y"), true],
  [permanent, permanent, false],
  [permanent, until, false],
  [until, d("P1Y"), false],
  [{ kind: "follow-case-file", least: "P5Y" }, d("P3Y"), true],
  [d("P10Y"), { kind: "follow-case-file", least: "P5Y" }, true],
])("%j within %j", (floor, ceiling, isAbove) => {
  expect(endsAfter(floor, ceiling)).toBe(isAbove);
});

it("finds each floor that ends after its ceiling from some day on", () => {
  const parts = fc.record({ months: fc.nat(40), days: fc.nat(400) });
  const said = ({ months, days }: { months: number; days: number }) => `P${months}M${days + 1}D`;
  const endOf = (start: Date, { months, days }: { months: number; days: number }): number => {
    const month = start.getUTCMonth() + months;
    const last = new Date(Date.UTC(start.getUTCFullYear(), month + 1, 0)).getUTCDate();
    const day = Math.min(start.getUTCDate(), last);
    return Date.UTC(start.getUTCFullYear(), month, day + days + 1);
  };
  const start = fc.date({
    min: new Date("2000-01-01"),
    max: new Date("2100-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(parts, parts, start, (floor, ceiling, from) => {
      if (endOf(from, floor) > endOf(from, ceiling)) {
        expect(endsAfter(d(said(floor)), d(said(ceiling)))).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
