/** Marks are a lattice, and clearance agrees with it: what covers a bundle covers each thing in it, and the other way round. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  DUTIES,
  type Mark,
  OPEN,
  STATE_LEVELS,
  covers,
  isOpen,
  join,
  rankOf,
} from "../../../services/secrecy/mark.ts";
import { markSaid, markWords } from "../../../services/secrecy/mark-words.ts";

const mark: fc.Arbitrary<Mark> = fc.record({
  state: fc.constantFrom(null, ...STATE_LEVELS),
  duties: fc.subarray([...DUTIES]),
});
const holds = <T>(property: fc.IRawProperty<T>) => {
  void fc.assert(property, { numRuns: 300 });
};

test("join is commutative, associative and idempotent, and OPEN adds nothing", () => {
  holds(
    fc.property(mark, mark, mark, (a, b, c) => {
      expect(join(a, b)).toEqual(join(b, a));
      expect(join(a, join(b, c))).toEqual(join(join(a, b), c));
      expect(join(a, a)).toEqual(a);
      expect(join(a, OPEN)).toEqual(a);
      expect(join()).toEqual(OPEN);
      expect(join(a, b, c)).toEqual(join(join(a, b), c));
    }),
  );
});

test("a bundle is never below what is in it, never above what is needed, and never falls when something is added", () => {
  holds(
    fc.property(fc.array(mark), mark, mark, (things, added, other) => {
      const bundle = join(...things);
      for (const thing of things) expect(covers(bundle, thing)).toBe(true);
      expect(covers(join(bundle, added), bundle)).toBe(true);
      if (things.every((thing) => covers(other, thing))) expect(covers(other, bundle)).toBe(true);
    }),
  );
});

test("covers is a partial order: reflexive, antisymmetric, transitive; two duties are not comparable", () => {
  holds(
    fc.property(mark, mark, mark, (a, b, c) => {
      expect(covers(a, a)).toBe(true);
      if (covers(a, b) && covers(b, a)) expect(a).toEqual(b);
      if (covers(a, b) && covers(b, c)) expect(covers(a, c)).toBe(true);
      expect(covers(OPEN, a)).toBe(isOpen(a));
    }),
  );
  const of = (duty: (typeof DUTIES)[number]): Mark => ({ state: null, duties: [duty] });
  expect(covers(of("trade"), of("minor"))).toBe(false);
  expect(covers({ state: "top-secret", duties: [] }, of("minor"))).toBe(false);
  expect(["top-secret", "highly-secret", "secret"].map((l) => rankOf(l as "secret"))).toEqual([
    3, 2, 1,
  ]);
});

test("words are read in both languages, the highest level counts, and nothing unreadable passes for open", () => {
  holds(
    fc.property(
      mark.filter((m) => !isOpen(m)),
      (m) => {
        expect(markSaid(markWords(m))).toEqual(m);
      },
    ),
  );
  expect(markSaid("绝密★30年")).toBeNull();
  expect(markSaid(" 机密、秘密；个人隐私 ")).toEqual({
    state: "highly-secret",
    duties: ["privacy"],
  });
  expect(markSaid("ＴＯＰ-ＳＥＣＲＥＴ")).toEqual({ state: "top-secret", duties: [] });
  for (const said of ["", " ", "none", "open", "confidential", "secretive", "公开"]) {
    expect(markSaid(said), said).toBeNull();
  }
});
