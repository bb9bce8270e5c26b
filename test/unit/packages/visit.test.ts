/** What a package tells of a docking visit: what the dock signed and the ledger holds, and nothing of other recordings. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DOCK_STATEMENT } from "../../../services/batches/dock-statement.ts";
import { type BatchId, type ItemId, newId } from "../../../services/kernel/ids.ts";
import {
  visitPath,
  visitProofPath,
  visitStatementPaths,
} from "../../../services/packages/package-layout.ts";
import { checkDockSignature } from "../../../services/packages/check-dock-signature.ts";
import { type StatedVisit, openVisit, parseVisit } from "../../../services/packages/visit.ts";
import { verifyPackage } from "../../../services/packages/verify-package.ts";
import { MemoryPackage } from "../../fakes/package-reader.ts";
import { openedVisit, statedVisit } from "../../fixtures/stated-visit.ts";
import { type World, filesOf, makeWorld } from "../../fixtures/small-package.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

async function itemOf(batch: BatchId): Promise<ItemId> {
  await openedVisit(world.deps, batch);
  return world.sealedItem(Buffer.from(batch), { batch });
}

async function packed(item: ItemId): Promise<ReadonlyMap<string, Buffer>> {
  const { id, failure } = await world.prepare(item);
  expect(failure).toBeNull();
  return filesOf(world.deps, await world.deps.packages.contents(id));
}

async function finding(files: ReadonlyMap<string, Buffer>) {
  const report = await verifyPackage(world.deps, new MemoryPackage(files), world.pins);
  expect(report.verdict).toBe("PASSED");
  return report.findings.find(({ check }) => check === "visit");
}

async function signature(files: ReadonlyMap<string, Buffer>) {
  const report = await verifyPackage(world.deps, new MemoryPackage(files), world.pins);
  return report.findings.find(({ reason }) => reason.startsWith("packages/dock-"));
}

describe("a package of one recording of a visit", () => {
  it("tells counts, numbers and its place, with the proof of the dock's statement, and no word of the others", async () => {
    const batch = newId<BatchId>();
    const item = await itemOf(batch);
    const other = await world.sealedItem(Buffer.from("of another officer"), { batch });
    const recordings = { "MOVI0002.MP4": other, "MOVI0005.MP4": item, "MOVI0006.MP4": null };
    const stated = await statedVisit(world.deps, batch, recordings);
    const files = await packed(item);
    const visit = parseVisit(files.get(visitPath(item))!);
    expect(visit).toMatchObject({ place: 2, found: 3, notSent: 1, number: 5 });
    expect(await finding(files)).toMatchObject({
      ...{ verdict: "INDETERMINATE", reason: "packages/visit-gaps" },
      facts: { numbers: stated.sequence.words.en },
    });
    expect(await signature(files)).toMatchObject({
      ...{ verdict: "PASSED", facts: { keySha256: stated.keySha256 } },
    });
    const whole = [...files.values()].map((bytes) => bytes.toString("latin1")).join("\n");
    for (const secret of ["MOVI0002", "MOVI0006", other, stated.files[0]!.sha256!]) {
      expect(whole).not.toContain(secret);
    }
  });

  it("says so where the visit is not stated yet, or its statement not entered", async () => {
    const batch = newId<BatchId>();
    const item = await itemOf(batch);
    const open = { verdict: "INDETERMINATE", reason: "packages/visit-not-over" };
    const files = await packed(item);
    expect(await finding(files)).toMatchObject(open);
    expect(files.has(visitProofPath(item))).toBe(false);
    const ledger = { enter: async () => undefined };
    await statedVisit({ ...world.deps, ledger }, batch, { "MOVI0001.MP4": item });
    expect(await finding(await packed(item))).toMatchObject(open);
  });

  it("says nothing for an upload that the statement does not name, whatever batch it named", async () => {
    const batch = newId<BatchId>();
    const item = await itemOf(batch);
    await statedVisit(world.deps, batch, { "MOVI0001.MP4": null });
    expect(await finding(await packed(item))).toBeUndefined();
    expect(await finding(await packed(await world.sealedItem(Buffer.from("no dock"))))).toBe(
      undefined,
    );
  });

  it("is not made where the kept statement is not what the dock signed", async () => {
    const batch = newId<BatchId>();
    const item = await itemOf(batch);
    await statedVisit(world.deps, batch, { "MOVI0001.MP4": item });
    const kept = (await world.deps.batches.get(batch))!;
    const openings = kept.statement!.openings!.replace("MOVI0001", "MOVI0009");
    const get = world.deps.batches.get.bind(world.deps.batches);
    world.deps.batches.get = async () => ({ ...kept, statement: { ...kept.statement!, openings } });
    expect(await world.prepare(item)).toMatchObject({ failure: "batches/statement-differs" });
    world.deps.batches.get = get;
    expect(await finding(await packed(item))).toMatchObject({
      ...{ verdict: "PASSED", reason: "packages/visit-whole" },
    });
  });

  it("holds the dock's own signature only where the dock stated by digests, and nothing that is not as it signed it", async () => {
    const old = newId<BatchId>();
    const first = await itemOf(old);
    await statedVisit(world.deps, old, { "MOVI0001.MP4": first }, DOCK_STATEMENT);
    const files = await packed(first);
    expect(await signature(files)).toBeUndefined();
    expect(await finding(files)).toMatchObject({ verdict: "PASSED" });

    const batch = newId<BatchId>();
    const [item, other] = [
      await itemOf(batch),
      await world.sealedItem(Buffer.from("b"), { batch }),
    ];
    await statedVisit(world.deps, batch, { "MOVI0001.MP4": item, "MOVI0002.MP4": other });
    const sound = await packed(item);
    const { text, signature: bytes, key, opening } = visitStatementPaths(item);
    const judged = (
      changes: readonly (readonly [string, Buffer | null])[],
      about = visitOf(sound, item),
    ) => {
      const all = new Map(sound);
      for (const [path, changed] of changes) {
        if (changed === null) all.delete(path);
        else all.set(path, changed);
      }
      const read = { ...NOTHING, bytes: (path: string) => all.get(path) ?? null };
      return checkDockSignature({ read }, item, about).map(({ reason }) => reason);
    };
    expect(judged([])).toEqual(["packages/dock-signed"]);
    for (const path of [text, bytes, key, opening]) {
      expect(judged([[path, null]])).toEqual(["packages/file-missing"]);
      const good = sound.get(path)!;
      for (let at = 0; at < good.byteLength; at += Math.ceil(good.byteLength / 80)) {
        const bad = Buffer.from(good);
        bad[at]! ^= 1;
        expect(judged([[path, bad]]), `${path} ${at}`).toEqual(["packages/dock-not-signed"]);
      }
    }
    const theirs = await packed(other);
    const line = theirs.get(visitStatementPaths(other).opening)!;
    expect(judged([[opening, line]])).toEqual(["packages/dock-not-signed"]);
    const visit = visitOf(sound, item);
    for (const about of [
      ...[null, parseVisit(Buffer.from(openVisit(item, batch))), { ...visit, place: 2 }],
      ...[
        { ...visit, found: 3 },
        { ...visit, notSent: 1 },
        { ...visit, number: 7 },
      ],
      { ...visit, sequence: { ...visit.sequence, missingCount: 1 } },
    ]) {
      expect(judged([], about as typeof visit)).toEqual(["packages/dock-not-signed"]);
    }
  });
});

const NOTHING = { files: new Map(), unreadable: [], blocks: async () => [] };
const visitOf = (files: ReadonlyMap<string, Buffer>, item: ItemId) =>
  parseVisit(files.get(visitPath(item))!) as StatedVisit;
