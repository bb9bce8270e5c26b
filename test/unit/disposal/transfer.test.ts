/** Transfer: the archive gets all of it or a package anew, nothing ends without its receipt, and a crash at any call changes neither. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type DisposalBatch, stateOf } from "../../../services/disposal/batch.ts";
import { appraiseBatch, stopBatch } from "../../../services/disposal/decide-batch.ts";
import { proposeDisposal } from "../../../services/disposal/propose.ts";
import { againstTransfer, endsHere, graceAfter } from "../../../services/disposal/transfer.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import type { ManifestSigner } from "../../../services/sealing/signer.ts";
import { FailingCalls } from "../../fakes/failing-calls.ts";
import { ARCHIVE, LATER, TO_ARCHIVE, ZONE, dueFacts } from "../../fixtures/disposal.ts";
import { DisposalHouse, PEOPLE } from "../../fixtures/disposal-house.ts";
import { day, iso } from "../../fixtures/retention.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../keys/authority.ts";

const DAY_MS = 86_400_000;
const plan = { archive: ARCHIVE, rule: TO_ARCHIVE };
const time = { day: day("2026-11-24"), days: ZONE };

let authority: Authority;
let signer: ManifestSigner;
beforeAll(async () => {
  authority = await makeAuthority();
  signer = await openManifestSigner(authority.folder, () => "2026-12-10T00:00:00.000Z" as never);
});
afterAll(() => authority.remove());

const OF_A_FILE = { archiveTerms: ["P10Y"] } as const;
const decided = dueFacts().decided!;

describe("what stands against it", () => {
  it("is nothing for what is old enough, of a term that the rules send, whose floor and lock run on", () => {
    const running = { decided: { ...decided, floor: day("2046-01-01") } };
    for (const changes of [
      OF_A_FILE,
      { ...OF_A_FILE, ...running, lockedUntil: plusMs(LATER, 1) },
    ]) {
      expect(againstTransfer(dueFacts(changes), plan, time)).toEqual([]);
    }
    const forEver = dueFacts({ decided: { ...decided, floor: "permanent" } });
    expect(againstTransfer(forEver, plan, time)).toEqual([]);
  });

  it.each<[string, Parameters<typeof dueFacts>[0]]>([
    ["not-for-archive", { archiveTerms: [] }],
    ["not-for-archive", { archiveTerms: ["P30Y"] }],
    ["before-transfer", { receivedAt: "2026-06-24T02:00:00.000Z" as never }],
    ["open", { decided: { ...decided, open: true } }],
    ["above-archive", { secrecy: "secret" }],
    ["transferred", { transferredAt: LATER }],
    ["held", { holds: 1 }],
    ["packaging", { isPackaging: true }],
  ])("tells %s where %j", (code, changes) => {
    expect(againstTransfer(dueFacts({ ...OF_A_FILE, ...changes }), plan, time)).toEqual([code]);
  });

  it("takes no secret above what the archive may hold, and what is just as high", () => {
    const high = { ...plan, archive: { ...ARCHIVE, highest: "highly-secret" as const } };
    const of = (secrecy: "highly-secret" | "top-secret") =>
      againstTransfer(dueFacts({ ...OF_A_FILE, secrecy }), high, time);
    expect([of("highly-secret"), of("top-secret")]).toEqual([[], ["above-archive"]]);
  });
});

it("ends here what is past its floor, where the rules say so, and no sooner than people had to stop it", () => {
  const past = dueFacts();
  expect(endsHere(past, plan, day("2026-11-24"))).toBe(true);
  expect(endsHere(past, plan, day("2026-11-01"))).toBe(false);
  for (const changes of [{ floor: "permanent" as const }, { open: true }]) {
    expect(endsHere({ decided: { ...decided, ...changes } }, plan, time.day)).toBe(false);
  }
  const kept = { ...plan, rule: { ...TO_ARCHIVE, localKept: null } };
  expect(endsHere(past, kept, time.day)).toBe(false);
  expect(graceAfter(kept, LATER, 5 * DAY_MS, ZONE)).toBe(plusMs(LATER, 5 * DAY_MS));
  expect(graceAfter(plan, LATER, 1_000, ZONE)).toBe("2026-11-25T16:00:00.000Z");
});

async function approved(...changes: Parameters<typeof dueFacts>[0][]) {
  const house = new DisposalHouse(signer);
  house.rule = TO_ARCHIVE;
  const items: ItemId[] = [];
  for (const each of changes) items.push(await house.addItem({ ...OF_A_FILE, ...each }));
  return { house, items, batch: await house.approvedTransfer(...items) };
}
const FOR_EVER = { decided: { ...decided, floor: day("2026-11-02") } };

it("hands over, waits for the receipt however long, then ends what may end, and certifies it", async () => {
  const { house, items, batch } = await approved({}, FOR_EVER);
  const state = async () => stateOf(await house.store.get(batch.id), house.clock());
  expect(await state()).toBe("packaging");
  expect((await house.round()).map(({ what }) => what)).toEqual(["packaged"]);
  expect(await state()).toBe("handover");
  house.pass(400 * DAY_MS);
  expect(await house.round()).toEqual([]);
  for (const id of items) expect(house.left(id)).toBe(2);

  const packageId = await house.acknowledged(batch);
  expect((await house.round()).map(({ what }) => what)).toEqual(["transferred"]);
  expect(house.store.told.map(([, { kind }]) => kind)).toEqual(["transferred", "transferred"]);
  expect(await state()).toBe("grace");
  expect(await house.round()).toEqual([]);
  house.pass(5 * DAY_MS);
  expect((await house.round()).map(({ what }) => what)).toEqual([
    ...["destroyed", "destroyed", "certified"],
  ]);
  for (const id of items) expect(house.left(id)).toBe(0);
  const stone = await house.store.tombstone(items[0]!);
  expect(stone).toMatchObject({
    transfer: { archive: "海口市国家档案馆", receipt: { packageId } },
  });
  expect(house.store.told.at(-1)![1].data).toMatchObject({
    ...{ transferredTo: "海口市国家档案馆", packageId },
  });
  expect(house.entered.map((leaf) => leaf.split("\n")[0])).toEqual([
    ...["transfer/v1", "disposal/v1", "tombstone/v1", "tombstone/v1"],
  ]);
  const files = await house.files(batch);
  expect(Buffer.from(files.get("certificate.en.txt")!).toString()).toContain(
    "Certificate of transfer",
  );
  expect(JSON.parse(Buffer.from(files.get("certificate.json")!).toString())).toMatchObject({
    transfer: { archive: ARCHIVE, receipt: { packageId, kind: "paper" } },
  });
});

it("keeps every original where the rules say so, and is over with the receipt", async () => {
  const { house, items, batch } = await approved({});
  house.rule = { ...TO_ARCHIVE, localKept: null };
  const [item] = [await house.addItem({ ...OF_A_FILE })];
  const kept = await house.approvedTransfer(item);
  await house.round();
  await house.acknowledged(kept);
  expect((await house.round()).map(({ what }) => what)).toEqual(["transferred", "certified"]);
  expect(await house.outcome(kept)).toEqual(["transferred", ""]);
  expect([house.left(item), house.left(items[0]!)]).toEqual([2, 2]);
  expect(stateOf(await house.store.get(batch.id), house.clock())).toBe("handover");
});

describe("what comes about of an item meanwhile", () => {
  it("takes it out before the receipt counts: the package is made anew, and the old receipt is of nothing", async () => {
    const { house, items, batch } = await approved({}, {});
    await house.round();
    const first = await house.acknowledged(batch);
    house.store.change(items[0]!, { holds: 1, heldAt: house.clock() });
    expect((await house.round()).map(({ what }) => what)).toEqual(["dropped", "packaged"]);
    const second = (await house.store.get(batch.id)).packageId!;
    expect(second).not.toBe(first);
    // In nobody's name: custody did so.
    expect((await house.handed.exports.get(first)).withdrawn).toMatchObject({ by: null });
    expect((await house.handed.exports.get(second)).itemIds).toEqual([items[1]]);
    expect(await house.round()).toEqual([]);
    await house.acknowledged(batch);
    await house.round();
    house.pass(5 * DAY_MS);
    await house.round();
    expect(await house.outcome(batch)).toEqual(["dropped", "held held-since"]);
    expect([house.left(items[0]!), house.left(items[1]!)]).toEqual([2, 0]);
  });

  it.each([
    ["labelled-since", { labelledAt: plusMs(LATER, 400 * DAY_MS) }],
    ["decided-since", { decided: { ...decided, sha256: sha256("raised") } }],
  ] as const)("takes it out for %s too, and a batch of nothing is over", async (code, changes) => {
    const { house, items, batch } = await approved({});
    await house.round();
    house.store.change(items[0]!, changes);
    await house.round();
    expect(await house.outcome(batch)).toEqual(["dropped", code]);
    expect((await house.store.get(batch.id)).finishedAt).not.toBeNull();
    expect(house.left(items[0]!)).toBe(2);
  });

  it("keeps it here once the archive has it, and the others go on", async () => {
    const { house, items, batch } = await approved({}, {});
    await house.round();
    await house.acknowledged(batch);
    await house.round();
    house.store.change(items[0]!, { holds: 1, heldAt: house.clock() });
    house.pass(5 * DAY_MS);
    await house.round();
    expect(await house.outcome(batch)).toEqual(["transferred", "held held-since"]);
    expect([house.left(items[0]!), house.left(items[1]!)]).toEqual([2, 0]);
  });

  it("is made anew where its export was withdrawn, and ends with a stop", async () => {
    const { house, batch, items } = await approved({});
    await house.round();
    const first = (await house.store.get(batch.id)).packageId!;
    const withdrawn = { at: house.clock(), by: PEOPLE[2], reason: "lost on its way" };
    await house.handed.exports.withdraw(first, withdrawn, () => null);
    expect((await house.round()).map(({ what }) => what)).toEqual(["packaged"]);
    const second = (await house.store.get(batch.id)).packageId!;
    await stopBatch(house.peopleDeps(), PEOPLE[2], { id: batch.id, reason: "not these" });
    expect((await house.handed.exports.get(second)).withdrawn?.by).toBe(PEOPLE[2]);
    expect([await house.round(), house.left(items[0]!)]).toEqual([[], 2]);
  });
});

it("names the receipt in the ledger at once however long originals stay, also where the process dies as it counts", async () => {
  const house = new DisposalHouse(signer);
  house.rule = { ...TO_ARCHIVE, localKept: iso("P10Y") };
  const item = await house.addItem(OF_A_FILE);
  const batch = await house.approvedTransfer(item);
  await house.round();
  await house.acknowledged(batch);
  const reason = { code: "disposal/receipt-unknown", against: [] };
  await house.store.keepStall(batch.id, house.clock(), reason);
  const handOver = house.store.handOver.bind(house.store);
  const dies = () => Promise.reject(new Error("the power is gone"));
  vi.spyOn(house.store, "handOver").mockImplementationOnce((...asked) =>
    handOver(...asked).then(dies),
  );
  vi.spyOn(house.store, "keepStall").mockImplementationOnce(dies);
  await expect(house.round()).rejects.toThrow("the power is gone");
  expect((await house.store.get(batch.id)).receipt).not.toBeNull();
  expect(house.entered).toEqual([]);

  expect(await house.round()).toEqual([]);
  expect(house.entered.map((leaf) => leaf.split("\n")[0])).toEqual(["transfer/v1"]);
  expect(await house.store.stalls()).toEqual([]);
  expect([await house.store.handovers(9), house.left(item)]).toEqual([[], 2]);
});

it("ends nothing by a receipt whose bytes are others than were entered", async () => {
  const { house, batch, items } = await approved({});
  await house.round();
  await house.acknowledged(batch);
  house.handed.exports.document = async () => Buffer.from("%PDF-something else");
  const [line] = await house.round();
  expect(line).toMatchObject({ what: "failed", error: { code: "disposal/receipt-differs" } });
  expect((await house.store.get(batch.id)).receipt).toBeNull();
  expect(house.left(items[0]!)).toBe(2);
});

it("goes one way, and none where the rules name no archive", async () => {
  const house = new DisposalHouse(signer);
  const item = await house.addItem(OF_A_FILE);
  const propose = (archive?: typeof ARCHIVE) =>
    proposeDisposal(house.peopleDeps(), PEOPLE[0], { itemIds: [item], reason: "old", archive });
  await expect(propose(ARCHIVE)).rejects.toMatchObject({ code: "disposal/no-transfer" });
  house.rule = TO_ARCHIVE;
  await expect(propose()).rejects.toMatchObject({ code: "disposal/not-eligible" });
  const { id } = await propose(ARCHIVE);
  house.pass(12 * DAY_MS);
  const items = [{ itemId: item, decision: "destroy", why: "no use" }] as const;
  const other = appraiseBatch(house.peopleDeps(), PEOPLE[1], { id, items });
  await expect(other).rejects.toMatchObject({ code: "disposal/other-way" });
});

it("goes on from wherever the process dies: one package at a time, one receipt, one end", async () => {
  const { house, items, batch } = await approved({}, {});
  const over = async (): Promise<DisposalBatch> => house.store.get(batch.id);
  let rounds = 0;
  for (; (await over()).finishedAt === null && rounds < 120; rounds += 1) {
    const kind = rounds % 2 === 0 ? "fail" : "fail-but-persist";
    const calls = new FailingCalls(new Map([[Math.floor(rounds / 4), kind]]));
    await house.round(calls).catch(() => []);
    const { packageId, receipt } = await over();
    if (packageId !== null && receipt === null) {
      await house.acknowledged(batch).catch(() => undefined);
    }
    if (receipt !== null && rounds % 7 === 0) house.pass(2 * DAY_MS);
  }
  expect(rounds).toBeGreaterThan(10);
  for (const id of items) expect(house.left(id)).toBe(0);
  const kinds = house.store.told.map(([, { kind }]) => kind);
  expect(kinds.filter((kind) => kind === "transferred")).toHaveLength(2);
  expect(kinds.filter((kind) => kind === "disposed")).toHaveLength(2);
  expect((await over()).items.map(({ outcome }) => outcome)).toEqual(["destroyed", "destroyed"]);
});
