/** Custody sees that the ledger would take no entry before anybody has one, and takes neither an outage nor a batch under way for that. */
import { beforeEach, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { Refusal, isRefusal } from "../../../services/kernel/refusal.ts";
import { lookAtLedger } from "../../../services/ledger/look-at-ledger.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { type StoppingCode, stopKind } from "../../../services/ledger/stopped.ts";
import { tilePath } from "../../../services/ledger/tile.ts";
import { ledgerKey } from "../../../services/objects/object-key.ts";
import { lookRound } from "../../../workers/custody/ledger-rounds.ts";
import { LOG, enterAll, ledgerInMemory, numbered } from "../../fixtures/ledger.ts";

let memory: ReturnType<typeof ledgerInMemory>;
let kept: (string | null)[];
let isSameStore: boolean;
beforeEach(() => {
  memory = ledgerInMemory();
  [kept, isSameStore] = [[], true];
});

const deps = () => ({
  ...memory.deps,
  sameStore: async () => {
    if (!isSameStore) throw new Refusal("unavailable", "objects/other-store", "another");
  },
  keep: async (_agency: string, code: StoppingCode | null) => void kept.push(code),
});
const look = () => lookAtLedger(deps());
const enter = (count: number, from = 0) =>
  enterAll(new Sequencer(memory.deps), numbered(count, from));
const key = (level: number | "entries", index: number, width: number) =>
  ledgerKey(LOG, tilePath({ level, index, width }));

/** What the ledger does with the next entry: the look must say the same. */
async function nextEntry(): Promise<string | null> {
  try {
    await new Sequencer(memory.deps).enter("the next one\n");
    return null;
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

it.each([0, 1, 255, 256, 257, 600])("finds nothing where %i entries are sound", async (count) => {
  await enter(count);
  expect(await look()).toBeNull();
  expect(kept).toEqual([null]);
  expect(await nextEntry()).toBeNull();
  memory.setClock("2027-01-01T00:00:00.000Z");
  expect(await look()).toBeNull();
});

it.each<[string, StoppingCode, () => void | Promise<void>]>([
  [
    "a tile that changed",
    "ledger/tiles-differ",
    () => memory.objects.tamper(key(0, 1, 44), (bytes) => bytes.fill(1, 3, 4)),
  ],
  ["a tile that is gone", "ledger/no-such-tile", () => memory.objects.vanish(key(1, 0, 1))],
  [
    "a tile that was cut",
    "ledger/malformed-tile",
    () => memory.objects.tamper(key(0, 1, 44), (bytes) => bytes.subarray(32)),
  ],
  [
    "an entry in the database",
    "ledger/entry-differs",
    () => memory.ledger.overwriteEntry(LOG, 299, "another\n"),
  ],
  [
    "a head of nobody's signature",
    "ledger/bad-checkpoint",
    () => memory.ledger.overwriteHead(LOG, { rootSha256: sha256("x") }),
  ],
  [
    "a database that is older than the signer",
    "ledger/head-behind",
    () => void memory.signer.signed.push({ origin: LOG, size: 301, rootSha256: sha256("x") }),
  ],
  [
    "another history of this size",
    "ledger/two-roots",
    () => void memory.signer.signed.push({ origin: LOG, size: 300, rootSha256: sha256("x") }),
  ],
  [
    "an older database that was added to",
    "ledger/not-an-extension",
    () => void memory.signer.signed.push({ origin: LOG, size: 280, rootSha256: sha256("x") }),
  ],
])("finds %s, as the next entry would", async (_, code, harm) => {
  await enter(300);
  await harm();
  expect(await look()).toBe(code);
  expect(kept).toEqual([code]);
  // Too short by one entry, or another one of that size: to the next entry both are another history.
  const next = (await nextEntry()) as StoppingCode | null;
  if (code !== "ledger/head-behind") expect(stopKind(next!)).toBe(stopKind(code));
});

it("takes a batch that was signed and is not published for none, as long as its entries are there", async () => {
  await enter(3);
  const writer = await memory.ledger.acquire(LOG);
  await memory.ledger.place(writer, numbered(2, 3));
  memory.signer.signed.push({ origin: LOG, size: 5, rootSha256: sha256("being signed") });
  expect(await look()).toBeNull();
  memory.signer.signed.push({ origin: LOG, size: 6, rootSha256: sha256("more") });
  expect(await look()).toBe("ledger/head-behind");
});

it("does not call a writer's log its own: who writes goes on writing", async () => {
  const sequencer = new Sequencer(memory.deps);
  await sequencer.enter("one\n");
  expect(await look()).toBeNull();
  expect((await sequencer.enter("two\n")).index).toBe(1);
});

it("keeps nothing of an outage, of another store, or of what is seen once", async () => {
  await enter(3);
  memory.signer.lastSigned = () =>
    Promise.reject(new Refusal("unavailable", "keys/signer-unavailable", "away"));
  await expect(look()).rejects.toMatchObject({ code: "keys/signer-unavailable" });
  memory.signer.lastSigned = async () => null;
  const read = memory.objects.read.bind(memory.objects);
  let reads = 0;
  memory.objects.read = async (...given) => {
    reads += 1;
    if (reads === 1) throw new Refusal("tampered", "ledger/malformed-tile", "flipped on the way");
    return read(...given);
  };
  expect(await look()).toBeNull();
  expect(kept).toEqual([null]);
  memory.objects.vanish(key(0, 0, 3));
  isSameStore = false;
  await expect(look()).rejects.toMatchObject({ code: "objects/other-store" });
  expect(kept).toEqual([null]);
});

it("tells that the signer lost its memory", async () => {
  await enter(3);
  memory.signer.lastSigned = () =>
    Promise.reject(new Refusal("unavailable", "ledger/signer-state-missing", "gone"));
  expect(await look()).toBe("ledger/signer-state-missing");
});

it("is looked at each minute while it is sound, and at every call while it is stopped", async () => {
  await enter(300);
  let now = 0;
  const lines: unknown[] = [];
  const log = { info: () => undefined, error: (fields: object) => void lines.push(fields) };
  const round = lookRound(deps(), log, () => now);
  const at = async (ms: number) => {
    now = ms;
    kept = [];
    await round();
    return kept;
  };
  expect(await at(0)).toEqual([null]);
  expect(await at(59_999)).toEqual([]);
  let sound = Buffer.alloc(0);
  memory.objects.tamper(key(0, 1, 44), (bytes) => {
    sound = Buffer.from(bytes);
    return bytes.fill(1, 3, 4);
  });
  for (const ms of [60_000, 62_000, 119_999, 120_000])
    expect(await at(ms)).toEqual(["ledger/tiles-differ"]);
  expect(lines).toHaveLength(2);
  memory.objects.tamper(key(0, 1, 44), () => sound);
  expect(await at(121_000)).toEqual([null]);
  expect(await at(180_999)).toEqual([]);
});
