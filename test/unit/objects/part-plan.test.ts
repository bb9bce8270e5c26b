/** The plan of a multipart copy: whatever the objects are, its parts hold their bytes and a store takes them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  LEAST_PART_BYTES,
  type PlannedPart,
  type Source,
  type Stretch,
  groupsOf,
  planParts,
} from "../../../infra/s3/part-plan.ts";

const GIB = 2 ** 30;
const sourceOf = (sizeBytes: number, index: number): Source => ({
  name: `object-${index}`,
  sizeBytes,
  sha256: null,
});
const stretchesOf = (part: PlannedPart): readonly Stretch[] =>
  part.kind === "copy" ? [part.stretch] : part.stretches;
const bytesOf = (part: PlannedPart): number =>
  stretchesOf(part).reduce((sum, { fromByte, endByte }) => sum + endByte - fromByte, 0);

const size = fc.oneof(
  fc.integer({ min: 1, max: 100 }),
  fc.integer({ min: 1, max: 2 * LEAST_PART_BYTES }),
  fc.constantFrom(LEAST_PART_BYTES - 1, LEAST_PART_BYTES, LEAST_PART_BYTES + 1, 8 << 20),
  fc.integer({ min: GIB - 2, max: 7 * GIB }),
);
const sources = fc.array(size, { maxLength: 30 }).map((sizes) => sizes.map(sourceOf));

describe("planParts", () => {
  it("holds every byte of every object once, in order", () => {
    fc.assert(
      fc.property(sources, (given) => {
        let source = 0;
        let at = 0;
        for (const stretch of planParts(given).flatMap(stretchesOf)) {
          expect([stretch.source, stretch.fromByte]).toEqual([given[source], at]);
          expect(stretch.endByte).toBeGreaterThan(stretch.fromByte);
          at = stretch.endByte;
          if (at !== given[source]?.sizeBytes) continue;
          source += 1;
          at = 0;
        }
        expect([source, at]).toEqual([given.length, 0]);
      }),
    );
  });

  it("makes no part too small but the last, none too large to copy, and carries little", () => {
    fc.assert(
      fc.property(sources, (given) => {
        const parts = planParts(given);
        for (const [index, part] of parts.entries()) {
          const bytes = bytesOf(part);
          if (index < parts.length - 1) expect(bytes).toBeGreaterThanOrEqual(LEAST_PART_BYTES);
          if (part.kind === "copy") expect(bytes).toBeLessThanOrEqual(5 * GIB);
          else expect(bytes).toBeLessThan(3 * LEAST_PART_BYTES);
        }
      }),
    );
  });

  it("carries nothing of objects that are parts already", () => {
    const parts = planParts([8 << 20, 9 << 20, LEAST_PART_BYTES, 6 * GIB].map(sourceOf));
    expect(parts.filter(({ kind }) => kind === "carry")).toEqual([]);
    expect(parts).toHaveLength(3 + 6);
  });

  it("gives at most two parts a source below a copy's size: a group of half as many fits", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: GIB }), { maxLength: 40 }), (sizes) => {
        for (const group of groupsOf(sizes.map(sourceOf), 5)) {
          expect(planParts(group).length).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});
