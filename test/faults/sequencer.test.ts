/** The sequencer when any call to any of its ports fails, before or after it was done: still one history. */
import { describe, expect, it } from "vitest";
import { type EnteredLeaf, Sequencer } from "../../services/ledger/sequencer.ts";
import { FailingCalls } from "../fakes/failing-calls.ts";
import type { FaultKind } from "../fakes/store-faults.ts";
import {
  enterAll,
  expectOneHistory,
  expectProven,
  ledgerInMemory,
  numbered,
} from "../fixtures/ledger.ts";

/** What a batch asks of the database, the store and the signer. */
const CALLS = [
  "newestLog",
  "acquire",
  "head",
  "lastSigned",
  "under",
  "find",
  "read",
  "place",
  "entries",
  "put",
  "signCheckpoint",
  "publish",
];

describe("Sequencer under faults", () => {
  const before = numbered(255);
  const during = numbered(3, 255);

  /** A log of 255, then three leaves entered with faults; what it called, and the stores. */
  async function run(planned: ReadonlyMap<number, FaultKind>) {
    const all = ledgerInMemory();
    await enterAll(new Sequencer(all.deps), before);
    const failing = new FailingCalls(planned);
    const sequencer = new Sequencer({
      ...all.deps,
      ledger: failing.wrap(all.ledger),
      objects: failing.wrap(all.objects),
      signer: failing.wrap(all.signer),
    });
    const outcomes = await Promise.allSettled(during.map((leaf) => sequencer.enter(leaf)));
    return { all, failing, sequencer, outcomes };
  }

  it("keeps one history when any one call fails, done or not done, and the same process goes on", async () => {
    const { failing } = await run(new Map());
    // Of each kind at least one, files of four kinds twice: so many places to die at.
    expect(new Set(failing.calls)).toEqual(new Set(CALLS));
    expect(failing.calls.filter((name) => name === "put").length).toBeGreaterThan(3);
    for (const at of failing.calls.keys()) {
      for (const kind of ["fail", "fail-but-persist"] as const) {
        const { all, sequencer, outcomes } = await run(new Map([[at, kind]]));
        expect(outcomes.map(({ status }) => status)).toContain("rejected");
        for (const each of await enterAll(sequencer, during)) expectProven(all, each);
        await expectOneHistory(all, [...before, ...during]);
      }
    }
  });

  it("keeps one history when the process dies at any call and another takes over", async () => {
    const { failing } = await run(new Map());
    for (const at of failing.calls.keys()) {
      for (const kind of ["fail", "fail-but-persist"] as const) {
        const { all } = await run(new Map([[at, kind]]));
        for (const each of await enterAll(new Sequencer(all.deps), during)) expectProven(all, each);
        await expectOneHistory(all, [...before, ...during]);
      }
    }
  });

  it("keeps one history when the write fails and the reading after it too", async () => {
    const { failing } = await run(new Map());
    for (const at of failing.calls.keys()) {
      for (const gap of [1, 2, 5]) {
        const faults = new Map<number, FaultKind>([
          [at, "fail-but-persist"],
          [at + gap, "fail"],
        ]);
        const { all, sequencer } = await run(faults);
        await Promise.allSettled(during.map((leaf) => sequencer.enter(leaf)));
        for (const each of await enterAll(sequencer, during)) expectProven(all, each);
        await expectOneHistory(all, [...before, ...during]);
      }
    }
  });

  it("lets one of two sequencers write at a time; both end with the same history", async () => {
    const all = ledgerInMemory();
    all.objects.put = async (key, bytes) => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      return all.objects.putNow(key, bytes);
    };
    const [one, two] = [new Sequencer(all.deps), new Sequencer(all.deps)];
    const leaves = numbered(40);
    let fenced = 0;
    const insist = async (sequencer: Sequencer, leaf: string): Promise<EnteredLeaf> => {
      for (;;) {
        try {
          return await sequencer.enter(leaf);
        } catch (error) {
          expect(error).toMatchObject({ kind: "conflict", code: "ledger/fenced" });
          fenced += 1;
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
        }
      }
    };
    const entered = await Promise.all(
      leaves.flatMap((leaf) => [insist(one, leaf), insist(two, leaf)]),
    );
    for (const each of entered) expectProven(all, each);
    expect(fenced).toBeGreaterThan(0);
    await expectOneHistory(all, leaves);
  });
});
