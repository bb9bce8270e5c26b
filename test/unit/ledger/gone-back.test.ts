/** A database that went back to an older point: nobody signs, or writes a file, of a second history. */
import { expect, it } from "vitest";
import { openLog, publishBatch } from "../../../services/ledger/publish-batch.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { TileTree } from "../../../services/ledger/tile-tree.ts";
import { MemoryLedgerStore } from "../../fakes/ledger-store.ts";
import { LOG, enterAll, ledgerInMemory, numbered } from "../../fixtures/ledger.ts";

it("does not sign a shorter history over a database that was restored from an old copy", async () => {
  const all = ledgerInMemory();
  await enterAll(new Sequencer(all.deps), numbered(3));
  const restored = { ...all.deps, ledger: new MemoryLedgerStore() };
  await expect(new Sequencer(restored).enter("other\n")).rejects.toMatchObject({
    kind: "tampered",
    code: "ledger/head-behind",
  });
  const written = all.objects.keys();
  await expect(enterAll(new Sequencer(restored), numbered(2, 50))).rejects.toMatchObject({
    code: "ledger/head-behind",
  });
  expect(all.signer.signed).toHaveLength(1);
  expect(all.objects.keys()).toEqual(written);
  expect(await restored.ledger.entries(LOG, 0, Infinity)).toEqual([]);
});

it("writes no file of a second history either where the database goes back under a log that is open", async () => {
  const all = ledgerInMemory();
  await enterAll(new Sequencer(all.deps), numbered(3));
  const log = await openLog(all.deps, LOG);
  const behind = { ...log, head: null, tree: new TileTree(all.objects, LOG, 0) };
  const written = all.objects.keys();
  for (const leaves of [numbered(2, 50), numbered(250, 50)]) {
    const ledger = new MemoryLedgerStore();
    const writer = await ledger.acquire(LOG);
    const batch = publishBatch({ ...all.deps, ledger }, { ...behind, writer }, leaves);
    await expect(batch).rejects.toMatchObject({ kind: "tampered" });
  }
  expect(all.objects.keys()).toEqual(written);
});

it("begins no log while the one before is known in part", async () => {
  const all = ledgerInMemory();
  await enterAll(new Sequencer(all.deps), numbered(3));
  for (const instant of ["2027-01-01T00:00:00.000Z", "2029-01-01T00:00:00.000Z"]) {
    all.setClock(instant);
    const restored = { ...all.deps, ledger: new MemoryLedgerStore() };
    await expect(new Sequencer(restored).enter("other\n")).rejects.toMatchObject({
      code: "ledger/head-behind",
    });
  }
  expect(all.signer.signed).toHaveLength(1);
});

it("does not go on where the signer's memory went back with the database, and the store tells more", async () => {
  for (const more of [1, 300]) {
    const all = ledgerInMemory();
    await enterAll(new Sequencer(all.deps), numbered(more));
    const { deps } = ledgerInMemory();
    const restored = { ...deps, objects: all.objects };
    const written = all.objects.keys();
    await expect(new Sequencer(restored).enter("other\n")).rejects.toMatchObject({
      ...{ code: "ledger/head-behind", facts: { storedSize: more, signedSize: 0 } },
    });
    expect(all.objects.keys()).toEqual(written);
  }
});

it("signs no other history either once the restored database has grown beyond the signed one", async () => {
  for (const batches of [[12], [1, 1, 1, 1, 1, 1, 1, 1], [3, 5, 1]]) {
    const all = ledgerInMemory();
    await enterAll(new Sequencer(all.deps), numbered(3));
    const [signed] = all.signer.signed;
    // The object store was lost too: no tile stands in the way.
    const { deps } = ledgerInMemory();
    const restored = { ...deps, signer: all.signer };
    let first = 100;
    for (const count of batches) {
      await expect(enterAll(new Sequencer(restored), numbered(count, first))).rejects.toMatchObject(
        { kind: "tampered" },
      );
      first += count;
    }
    expect(all.signer.signed).toEqual([signed]);
  }
});
