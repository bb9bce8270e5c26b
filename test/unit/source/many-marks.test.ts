/** Several marks looked for in one walk are found where looking for each finds them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { LEAST_MARK_BYTES, manyMarks } from "../../../services/source/many-marks.ts";

/** Few different bytes, so that beginnings and ends of marks are met often. */
const bytes = (minLength: number, maxLength: number) =>
  fc
    .array(fc.constantFrom(0, 1, 0x2e, 0xff), { minLength, maxLength })
    .map((codes) => Buffer.from(codes));

test("at every place, of every mark, and nowhere else", () => {
  const marks = fc.array(bytes(LEAST_MARK_BYTES, 20), { minLength: 1, maxLength: 4 });
  const parts = fc.array(fc.oneof(bytes(0, 40), fc.nat(3)), { maxLength: 8 });
  fc.assert(
    fc.property(marks, parts, (wanted, pieces) => {
      const window = Buffer.concat(
        pieces.map((piece) =>
          typeof piece === "number" ? (wanted[piece % wanted.length] ?? Buffer.of()) : piece,
        ),
      );
      const found: string[] = [];
      manyMarks(wanted)(window, (mark) => found.push(String(mark)));
      const expected = wanted.flatMap((mark, number) => {
        let count = 0;
        for (let at = window.indexOf(mark); at !== -1; at = window.indexOf(mark, at + 1))
          count += 1;
        return Array.from({ length: count }, () => String(number));
      });
      expect(found.sort()).toEqual(expected.sort());
    }),
    { numRuns: 500 },
  );
});

test("a mark that is too short for the walk is refused", () => {
  expect(() => manyMarks([Buffer.alloc(LEAST_MARK_BYTES - 1)])).toThrow("too short");
});
