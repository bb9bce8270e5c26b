/** The files of one batch are stored side by side: if one of them fails, nothing is signed, and the next try writes the same. */
import { describe, expect, it, vi } from "vitest";
import { hashLeaf, rootAt, rootOf } from "../../../services/ledger/merkle.ts";
import { TileTree } from "../../../services/ledger/tile-tree.ts";
import type { ObjectKey } from "../../../services/objects/object-key.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import {
  LOG,
  enterAll,
  expectOneHistory,
  expectProven,
  ledgerInMemory,
  numbered,
} from "../../fixtures/ledger.ts";

const BEFORE = numbered(250);
const DURING = numbered(10, 250);
/** Of a batch that fills a tile: two bundles, two tiles of leaves, one of the level above. */
const FILES = ["0/000", "0/001.p/4", "1/000.p/1", "entries/000", "entries/001.p/4"];

/** A log of 250 to which ten are entered; every file waits until all have begun, then `fails` does. */
async function run(fails: string | null, kind: "before" | "after") {
  const all = ledgerInMemory();
  await enterAll(new Sequencer(all.deps), BEFORE);
  const signed = all.signer.signed.length;
  const begun: string[] = [];
  let release = (): void => undefined;
  const together = new Promise<void>((resolve) => (release = resolve));
  let ended = 0;
  const put = async (key: ObjectKey, bytes: Uint8Array) => {
    const file = key.replace(/^.*\/tile\//, "");
    begun.push(file);
    if (begun.length >= FILES.length) release();
    await together;
    try {
      if (file === fails && kind === "before") throw new Error("injected");
      const ref = all.objects.putNow(key, bytes);
      if (file === fails) throw new Error("injected");
      return ref;
    } finally {
      ended += 1;
    }
  };
  all.objects.put = put;
  const sequencer = new Sequencer(all.deps);
  const outcomes = await Promise.allSettled(DURING.map((leaf) => sequencer.enter(leaf)));
  all.objects.put = async (key, bytes) => all.objects.putNow(key, bytes);
  return { all, begun, ended, outcomes, signedSince: all.signer.signed.length - signed };
}

describe("the files of a batch that fills a tile", () => {
  it("are all under way at once", async () => {
    const { all, begun, outcomes } = await run(null, "before");
    expect(begun.toSorted()).toEqual(FILES);
    expect(outcomes.every(({ status }) => status === "fulfilled")).toBe(true);
    await expectOneHistory(all, [...BEFORE, ...DURING]);
  });

  it.each(FILES.flatMap((file) => [[file, "before"] as const, [file, "after"] as const]))(
    "%s that fails %s it was stored leaves nothing signed, and one history after the next try",
    async (file, kind) => {
      const { all, ended, outcomes, signedSince } = await run(file, kind);
      expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
      expect([ended, signedSince]).toEqual([FILES.length, 0]);
      for (const each of await enterAll(new Sequencer(all.deps), DURING)) expectProven(all, each);
      await expectOneHistory(all, [...BEFORE, ...DURING]);
    },
  );

  it("are not believed where one comes back with other hashes", async () => {
    const all = ledgerInMemory();
    await enterAll(new Sequencer(all.deps), BEFORE);
    const signed = all.signer.signed.length;
    all.objects.put = async (key, bytes) => {
      const other = Buffer.from(bytes);
      if (key.endsWith("tile/1/000.p/1")) other[0]! ^= 1;
      return all.objects.putNow(key, other);
    };
    await expect(enterAll(new Sequencer(all.deps), DURING)).rejects.toMatchObject({
      code: "ledger/store-differs",
    });
    expect(all.signer.signed.length).toBe(signed);
  });
});

it("a batch reads of the store what it wrote, and what is above only once", async () => {
  const all = ledgerInMemory();
  const sequencer = new Sequencer(all.deps);
  await enterAll(sequencer, numbered(700));
  const read = vi.spyOn(all.objects, "read");
  for (let batch = 0; batch < 20; batch += 1)
    await enterAll(sequencer, numbered(3, 700 + batch * 3));
  const written = [...Array(20).keys()].flatMap((batch) =>
    ["0", "entries"].map((level) => `${level}/002.p/${191 + batch * 3}`),
  );
  const names = read.mock.calls.map(([ref]) => ref.key.replace(/^.*\/tile\//, ""));
  expect(names.toSorted()).toEqual(written.toSorted());
  await expectOneHistory(all, numbered(760));
});

it("a tree that does not continue the signed one is not stored at all", async () => {
  const all = ledgerInMemory();
  await enterAll(new Sequencer(all.deps), BEFORE);
  const tree = new TileTree(all.objects, LOG, BEFORE.length);
  const put = vi.spyOn(all.objects, "put");
  const refusing = tree.append(DURING, BEFORE, async (longer) => {
    expect(await rootAt(longer.size, longer.nodes)).toBe(
      rootOf([...BEFORE, ...DURING].map(hashLeaf)),
    );
    throw new Error("another history");
  });
  await expect(refusing).rejects.toThrow("another history");
  expect(put).not.toHaveBeenCalled();
});
