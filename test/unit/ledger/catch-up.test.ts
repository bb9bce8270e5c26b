/** A database that went back takes up what was signed since: the same history, or nothing. */
import { beforeEach, describe, expect, it } from "vitest";
import type { Sha256 } from "../../../services/kernel/digest.ts";
import { catchUp } from "../../../services/ledger/catch-up.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { tilePath } from "../../../services/ledger/tile.ts";
import { ledgerKey } from "../../../services/objects/object-key.ts";
import { MemoryCheckpointSigner } from "../../fakes/checkpoint-signer.ts";
import { MemoryLedgerStore } from "../../fakes/ledger-store.ts";
import {
  LOG,
  type LedgerInMemory,
  enterAll,
  expectOneHistory,
  expectProven,
  ledgerInMemory,
  numbered,
} from "../../fixtures/ledger.ts";

let all: LedgerInMemory;
let told: string[];
beforeEach(() => {
  all = ledgerInMemory();
  told = [];
});

const enter = (count: number, from = 0) => enterAll(new Sequencer(all.deps), numbered(count, from));

/** The database as it was after `size` entries; store and signer stay as they are. */
async function goBack(size: number): Promise<LedgerInMemory> {
  const ledger = new MemoryLedgerStore();
  const head = all.ledger.heads(LOG).find((each) => each.size === size);
  const writer = await ledger.acquire(LOG);
  await ledger.place(writer, numbered(size));
  if (head !== undefined) await ledger.publish(writer, head);
  return { ...all, ledger, deps: { ...all.deps, ledger } };
}

/** A signer that forgot all it signed. */
function sameKey(): MemoryCheckpointSigner {
  const signer = new MemoryCheckpointSigner();
  signer.verifierKey = (origin) => all.signer.verifierKey(origin);
  signer.signAnything = (origin, text) => all.signer.signAnything(origin, text);
  return signer;
}

const bringUp = (house: LedgerInMemory, to: number | null = null, isDry = false) =>
  catchUp(house.deps, LOG, { to, isDry, entry: ({ leaf }) => told.push(leaf) });

it.each([
  [0, 3],
  [1, 1],
  [3, 40],
  [255, 1],
  [255, 2],
  [256, 256],
  [100, 700],
])("of %i entries takes up %i more, as they stood", async (before, more) => {
  if (before > 0) await enter(before);
  await enter(more, before);
  const house = await goBack(before);
  const size = before + more;
  const files = all.objects.keys();
  expect(await bringUp(house, null, true)).toEqual({ origin: LOG, from: before, to: size });
  expect((await house.ledger.head(LOG))?.size ?? 0).toBe(before);
  expect(told).toEqual(numbered(more, before));
  await bringUp(house);
  await expectOneHistory(house, numbered(size));
  expect(all.objects.keys()).toEqual(files);
  expect(await bringUp(house)).toEqual({ origin: LOG, from: size, to: size });
  // What stood before it went back is found, and what is new goes behind it.
  for (const leaf of [`leaf ${size - 1}\n`, "another\n"])
    expectProven(house, await new Sequencer(house.deps).enter(leaf));
  await expectOneHistory(house, [...numbered(size), "another\n"]);
});

it("has nothing to do where nothing was lost, or was placed only", async () => {
  expect(await bringUp(all)).toMatchObject({ from: 0, to: 0 });
  await enter(3);
  await all.ledger.place(await all.ledger.acquire(LOG), ["on its way\n"]);
  expect(await bringUp(all)).toMatchObject({ from: 3, to: 3 });
  expect(told).toEqual([]);
  expectProven(all, await new Sequencer(all.deps).enter("on its way\n"));
});

it("puts away what was placed since at places that belong to others", async () => {
  await enter(2);
  await enter(3, 2);
  const house = await goBack(2);
  const writer = await house.ledger.acquire(LOG);
  await house.ledger.place(writer, ["mine\n", "leaf 3\n", "my other\n", "my third\n"]);
  await expect(new Sequencer(house.deps).enter("mine\n")).rejects.toMatchObject({
    kind: "tampered",
  });
  await bringUp(house);
  await expectOneHistory(house, numbered(5));
  // Whoever was not answered asks again.
  expectProven(house, await new Sequencer(house.deps).enter("mine\n"));
});

describe("changes nothing", () => {
  const unchanged = async (house: LedgerInMemory, code: string, to: number | null = null) => {
    const [signed, files] = [house.signer.signed.length, house.objects.keys()];
    const entries = await house.ledger.entries(LOG, 0, Infinity);
    const head = await house.ledger.head(LOG);
    await expect(bringUp(house, to)).rejects.toMatchObject({ code });
    expect(await house.ledger.entries(LOG, 0, Infinity)).toEqual(entries);
    expect(await house.ledger.head(LOG)).toEqual(head);
    expect([house.signer.signed.length, house.objects.keys()]).toEqual([signed, files]);
  };
  const key = (level: number | "entries", index: number, width: number) =>
    ledgerKey(LOG, tilePath({ level, index, width }));
  const flip = (bytes: Buffer, at = 5) => Buffer.from(bytes.with(at, bytes[at]! ^ 1));

  it.each<[string, string, () => void]>([
    [
      "a bundle that changed",
      "tiles-differ",
      () => all.objects.tamper(key("entries", 1, 44), (bytes) => flip(bytes)),
    ],
    [
      "a full one",
      "tiles-differ",
      () => all.objects.tamper(key("entries", 0, 256), (bytes) => flip(bytes, 99)),
    ],
    [
      "a tile that changed",
      "tiles-differ",
      () => all.objects.tamper(key(0, 1, 44), (bytes) => flip(bytes)),
    ],
    ["a bundle that is gone", "no-such-tile", () => all.objects.vanish(key("entries", 1, 44))],
    ["a tile that is gone", "no-such-tile", () => all.objects.vanish(key(0, 1, 44))],
  ])("with %s in the store", async (_what, code, harm) => {
    await enter(2);
    await enter(298, 2);
    const house = await goBack(2);
    harm();
    await unchanged(house, `ledger/${code}`);
  });

  it("in a database of another history", async () => {
    await enter(2);
    await enter(2, 2);
    const other = ledgerInMemory();
    await enterAll(new Sequencer({ ...other.deps, signer: sameKey() }), ["a\n", "b\n"]);
    const { ledger } = other;
    const house = { ...all, ledger, deps: { ...all.deps, ledger } };
    await unchanged(house, "ledger/not-an-extension");
  });

  it("beyond what the signer remembers, before somebody says how far", async () => {
    await enter(3);
    await enter(5, 3);
    const older = sameKey();
    older.signed.push(all.signer.signed[0]!);
    const back = await goBack(3);
    const house = { ...back, signer: older, deps: { ...back.deps, signer: older } };
    await unchanged(house, "ledger/store-ahead");
    for (const to of [2, 7, 9]) await unchanged(house, "ledger/no-such-size", to);
    // Nobody goes on before that: neither does the sequencer.
    await expect(new Sequencer(house.deps).enter("other\n")).rejects.toMatchObject({
      code: "ledger/head-behind",
    });
    told = [];
    expect(await bringUp(house, 8, true)).toMatchObject({ from: 3, to: 8 });
    expect(told).toEqual(numbered(5, 3));
    await bringUp(house, 8);
    await expectOneHistory(house, numbered(8));
  });

  it("for files of a batch that was cut, or of another history, which go on from nothing", async () => {
    await enter(3);
    await enter(5, 3);
    const house = await goBack(3);
    for (const width of [5, 25]) await all.objects.put(key("entries", 0, width), Buffer.from("x"));
    const root = (await all.ledger.head(LOG))?.rootSha256 as Sha256;
    await bringUp(house);
    expect(await house.ledger.head(LOG)).toMatchObject({ size: 8, rootSha256: root });
  });
});
