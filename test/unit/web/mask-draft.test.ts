/** What a person draws to be hidden: boxes stay in reach, points in order, and what is asked for is what the service takes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxAt as coveredAt } from "../../../services/derived/redaction/picture-plan.ts";
import { MasksWish } from "../../../services/derived/redaction/masks.ts";
import {
  type Draft,
  type DraftMask,
  NOTHING,
  PARTS,
  boxAt,
  canBeAsked,
  changed,
  isShown,
  withBox,
  withMask,
  withPointHere,
  withStretch,
  wishOf,
  without,
} from "../../../services/web/src/redact/mask-draft.ts";

const only = ({ pictures: [mask] }: Draft): DraftMask => {
  if (mask === undefined) throw new Error("a mask was drawn");
  return mask;
};
const BOX = { x: 1_000, y: 2_000, width: 3_000, height: 1_500 };

describe("a box", () => {
  it("stands still wherever it is put, at all times, until it is said to be here now", () => {
    const drawn = withBox(withMask(NOTHING, 5_000), 1, 7_000, BOX);
    expect(only(drawn).points).toEqual([{ ...BOX, atMs: 5_000 }]);
    const moving = withBox(withPointHere(drawn, 1, 8_000), 1, 8_000, { ...BOX, x: 4_000 });
    expect(boxAt(only(moving).points, 6_500)).toEqual({ ...BOX, x: 2_500 });
    expect(boxAt(only(moving).points, 20_000)).toEqual({ ...BOX, x: 4_000 });
    const third = withBox(moving, 1, 6_500, { ...BOX, y: 0 });
    expect(only(third).points.map(({ atMs }) => atMs)).toEqual([5_000, 6_500, 8_000]);
  });

  it("is there from its first time on and before its end", () => {
    const mask = only(changed(withMask(NOTHING, 100), 1, { toMs: 200 }));
    expect([99, 100, 199, 200].map((atMs) => isShown(mask, atMs))).toEqual([
      ...[false, true, true, false],
    ]);
  });
});

it("each mask has a name of its own, also after others were taken back", () => {
  const two = withStretch(withMask(NOTHING, 0), 0);
  const again = withMask(without(two, 1), 0);
  expect([...again.pictures, ...again.sound].map(({ id }) => id).toSorted()).toEqual([2, 3]);
});

it("what ends before it begins, and nothing at all, is not asked for", () => {
  expect(canBeAsked(NOTHING)).toBe(false);
  const drawn = withMask(NOTHING, 500);
  expect(canBeAsked(drawn)).toBe(true);
  expect(canBeAsked(changed(drawn, 1, { toMs: 500 }))).toBe(false);
});

const side = fc.integer({ min: -3 * PARTS, max: 3 * PARTS });
const atMs = fc.integer({ min: 0, max: 3_600_000 });
const act = fc.oneof(
  fc.record({ do: fc.constant("mask" as const), atMs }),
  fc.record({ do: fc.constant("stretch" as const), atMs }),
  fc.record({ do: fc.constant("here" as const), atMs, id: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    ...{ do: fc.constant("box" as const), atMs, id: fc.integer({ min: 1, max: 4 }) },
    box: fc.record({ x: side, y: side, width: side, height: side }),
  }),
  fc.record({ do: fc.constant("to" as const), atMs, id: fc.integer({ min: 1, max: 4 }) }),
);

it("whatever is drawn, what can be asked for is what the service takes, and is shown where it will be covered", () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 30 }), atMs, (acts, lookMs) => {
      let draft = NOTHING;
      for (const one of acts) {
        if (one.do === "mask") draft = withMask(draft, one.atMs);
        else if (one.do === "stretch") draft = withStretch(draft, one.atMs);
        else if (one.do === "here") draft = withPointHere(draft, one.id, one.atMs);
        else if (one.do === "box") draft = withBox(draft, one.id, one.atMs, one.box);
        else draft = changed(draft, one.id, { toMs: one.atMs });
      }
      if (!canBeAsked(draft)) return;
      expect(MasksWish.safeParse(wishOf(draft)).error).toBeUndefined();
      for (const { points } of draft.pictures) {
        const covered = coveredAt(points, lookMs);
        const shown = boxAt(points, lookMs);
        for (const name of ["x", "y", "width", "height"] as const)
          expect(Math.abs(covered[name] - shown[name])).toBeLessThanOrEqual(0.5);
      }
    }),
  );
});
