/** Two checkpoints from different hands: every way in which they may stand to each other. */
import { describe, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { compareCheckpoints } from "../../../services/ledger/compare-checkpoints.ts";
import { hashLeaf, rootOf } from "../../../services/ledger/merkle.ts";
import { type WitnessedLog, logOf } from "../../fixtures/witnessed-log.ts";

const log = logOf(60);
const forked = log.forkedAt(4);
const at = (size: number, of: WitnessedLog = log) => ({
  ...{ origin: of.origin, size },
  rootSha256: of.root(size),
});
const tilesOf = (of: WitnessedLog) => (size: number) => async (level: number, index: number) =>
  rootOf(
    of
      .leaves(size)
      .map(hashLeaf)
      .slice(index * 2 ** level, (index + 1) * 2 ** level),
  );
const NONE = { proof: null, nodes: null };

describe("two checkpoints", () => {
  it("are the same, of other logs, or two roots for a size, without further evidence", async () => {
    expect(await compareCheckpoints(at(9), at(9), NONE)).toEqual({ is: "same" });
    const other = at(9, log.called("sanya/2026"));
    expect(await compareCheckpoints(at(9), other, NONE)).toEqual({ is: "other-logs" });
    expect(await compareCheckpoints(at(9), at(9, forked), NONE)).toEqual({
      ...{ is: "fork", size: 9, roots: [log.root(9), forked.root(9)] },
    });
    // Before they part the two histories are one.
    expect(await compareCheckpoints(at(4), at(4, forked), NONE)).toEqual({ is: "same" });
  });

  it("continue each other by a proof or by tiles, whichever is longer", async () => {
    const proof = await log.proof(7, 33);
    for (const evidence of [
      { proof, nodes: null },
      { proof: null, nodes: tilesOf(log) },
    ]) {
      const b = { is: "continues", longer: "b" };
      expect(await compareCheckpoints(at(7), at(33), evidence)).toEqual(b);
      const a = { is: "continues", longer: "a" };
      expect(await compareCheckpoints(at(33), at(7), evidence)).toEqual(a);
    }
    // Up to where they part, the fork continues it too.
    const early = { proof: null, nodes: tilesOf(forked) };
    expect(await compareCheckpoints(at(4), at(33, forked), early)).toMatchObject({
      is: "continues",
    });
  });

  it.each([5, 8, 9, 32])(
    "are a fork where the longer one's own past differs, at %i",
    async (size) => {
      const evidence = { proof: null, nodes: tilesOf(forked) };
      const roots = [log.root(size), forked.root(size)];
      expect(await compareCheckpoints(at(size), at(40, forked), evidence)).toEqual({
        ...{ is: "fork", size, roots },
      });
      expect(await compareCheckpoints(at(40, forked), at(size), evidence)).toEqual({
        ...{ is: "fork", size, roots: [...roots].reverse() },
      });
    },
  );

  it("are a fork by tiles though a proof was given that does not fit", async () => {
    const evidence = { proof: await log.proof(9, 40), nodes: tilesOf(forked) };
    expect(await compareCheckpoints(at(9), at(40, forked), evidence)).toMatchObject({ is: "fork" });
  });

  it("stay open without evidence, with a proof that does not fit, or with tiles of another tree", async () => {
    const open = (why: string) => ({ is: "open", why });
    expect(await compareCheckpoints(at(9), at(40), NONE)).toEqual(open("no-evidence"));
    for (const proof of [[], [sha256("x")], await log.proof(8, 40), await forked.proof(9, 40)]) {
      const evidence = { proof, nodes: null };
      expect(await compareCheckpoints(at(9), at(40), evidence)).toEqual(open("proof-does-not-fit"));
    }
    const tiles = { proof: null, nodes: tilesOf(forked) };
    const other = open("tiles-are-of-another-tree");
    expect(await compareCheckpoints(at(9), at(40), tiles)).toEqual(other);
  });

  it("stay open, and are no fork, where one damaged tile tells another past", async () => {
    // The root of 40 is made of whole subtrees; only the smaller ones, which 9 needs, are damaged.
    const damaged = (size: number) => async (level: number, index: number) =>
      level === 0 && index === 8 ? sha256("damaged") : tilesOf(log)(size)(level, index);
    expect(await compareCheckpoints(at(9), at(40), { proof: null, nodes: damaged })).toEqual({
      ...{ is: "open", why: "tiles-are-of-another-tree" },
    });
  });
});
