/** What changed is decided anew, all is looked at again, locks reach the floor and never further, and any call may fail. */
import { expect, it } from "vitest";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import type { EvidenceItem } from "../../../services/evidence/evidence-item.ts";
import { manifestKey, originalKey, signatureKey } from "../../../services/objects/object-key.ts";
import { type Basis, evaluateRound } from "../../../services/retention/evaluate.ts";
import { refuseModeKept } from "../../../services/objects/lock-rules.ts";
import { keepLocked, wantedLock } from "../../../services/retention/keep-locked.ts";
import { logDecisions } from "../../../services/retention/log-decisions.ts";
import { floorAfter } from "../../../services/sealing/retention-floor.ts";
import type { RetentionRules } from "../../../services/retention/rules.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { FailingCalls } from "../../fakes/failing-calls.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";
import { MemoryRetentionStore } from "../../fakes/retention-store.ts";
import { MemorySealStore } from "../../fakes/seal-store.ts";
import { NOON, receivedItem, verifiedOriginal } from "../../fixtures/evidence.ts";
import { CHINA, day, openCase, shippedRules } from "../../fixtures/retention.ts";

const HAINAN = shippedRules("cn-hainan-2019");
const zone = zoneDays("Asia/Shanghai");
const on = new AbortController().signal;
const DAY_MS = 24 * 3_600_000;

class House {
  readonly items = new MemoryEvidenceStore();
  readonly retention = new MemoryRetentionStore(this.items);
  readonly objects = new MemoryObjectStore(() => this.now);
  readonly seals = new MemorySealStore();
  readonly leaves = new Set<string>();
  now: UtcInstant = NOON;
  rules: RetentionRules | null = HAINAN;
  houseFloor = "P30D";

  deps(calls = new FailingCalls(new Map())) {
    const basis: Basis = { rules: this.rules, calendar: CHINA, zone, houseFloor: this.houseFloor };
    return {
      retention: calls.wrap(this.retention),
      basis: async () => basis,
      clock: () => this.now,
      ...{ items: this.items, derivatives: this.items, seals: this.seals, zone },
      objects: calls.wrap(this.objects),
      mode: "compliance" as const,
      ledger: calls.wrap({
        enter: async (leaf: string) => {
          this.leaves.add(leaf);
        },
      }),
    };
  }

  async round(calls?: FailingCalls): Promise<number> {
    const deps = this.deps(calls);
    const { decided } = await evaluateRound(deps, on);
    await keepLocked(deps, on);
    await logDecisions(deps);
    return decided;
  }

  async sealed(): Promise<EvidenceItem> {
    const item = receivedItem({ stage: "sealed" });
    const bytes = Buffer.from(item.id);
    const { versionId } = this.objects.putNow(originalKey(item.id), bytes);
    const original = verifiedOriginal(item.id, bytes, versionId);
    this.items.add({ ...item, original });
    this.seals.addDevice(item.deviceId);
    const seal = await this.seals.manifestOnce(item.id, "original", item.deviceId, () => bytes);
    await this.seals.signatureOnce(item.id, "original", bytes);
    this.objects.putNow(manifestKey(item.id, "original", seal.manifestSha256), bytes);
    this.objects.putNow(signatureKey(item.id, "original", seal.manifestSha256), bytes);
    this.retention.sealLocks.set(item.id, floorAfter(item.receivedAt, "P30D"));
    return { ...item, original };
  }

  async lockOf({ original }: EvidenceItem): Promise<UtcInstant | null> {
    if (original === null) return null;
    return (await this.objects.head(original.object)).lock?.until ?? null;
  }
}

const kinds = async (house: House, item: EvidenceItem): Promise<readonly string[]> =>
  (await house.items.custody(item.id)).map(({ kind }) => kind);

it("decides what is sealed, tells it once, locks all its objects to the end of the floor's day, and rests", async () => {
  const house = new House();
  const item = await house.sealed();
  expect(await house.round()).toBe(1);
  // Recorded on 24 November 2026 in Haikou; six months; the day is over at 16:00 UTC.
  expect(await house.lockOf(item)).toBe("2027-05-24T16:00:00.000Z");
  for (const key of house.objects.keys()) {
    const ref = await house.objects.find(key);
    if (ref === null) throw new Error("it is there");
    expect((await house.objects.head(ref)).lock?.until, key).toBe("2027-05-24T16:00:00.000Z");
  }
  expect([...house.leaves].join("")).toContain("until 2027-05-24\n");
  house.now = plusMs(NOON, 25 * 3_600_000);
  expect([await house.round(), await house.round()]).toEqual([0, 0]);
  expect(await kinds(house, item)).toEqual(["retention-set"]);
  expect(house.leaves.size).toBe(1);
});

it("says nothing where the house's own floor is all there is, and speaks once a pack is in force", async () => {
  const house = new House();
  house.rules = null;
  const item = await house.sealed();
  expect(await house.round()).toBe(1);
  expect([await kinds(house, item), await house.lockOf(item)]).toEqual([[], null]);
  house.rules = HAINAN;
  expect(await house.round()).toBe(1);
  expect(await kinds(house, item)).toEqual(["retention-set"]);
  // A pack that is withdrawn takes nothing back.
  house.rules = null;
  expect(await house.round()).toBe(1);
  const { text = "" } = (await house.retention.decisionOf(item.id)) ?? {};
  expect(JSON.parse(text)).toMatchObject({ decision: { floor: "2027-05-24", classes: [] } });
});

it.each([true, false])(
  "locks to a house floor that rose since the seal, and tells it; a day that ends after the lock's hour too (decided before: %s)",
  async (isDecided) => {
    const house = new House();
    house.rules = null;
    const item = await house.sealed();
    if (isDecided) await house.round();
    house.houseFloor = "P3Y";
    await house.round();
    expect(await kinds(house, item)).toEqual(["retention-set"]);
    expect(await house.lockOf(item)).toBe("2029-11-24T16:00:00.000Z");
    // What is locked for longer already is not asked for again.
    house.houseFloor = "P30D";
    house.rules = HAINAN;
    expect(await house.round()).toBe(1);
    expect(await house.retention.locksDue(plusMs(house.now, 400 * DAY_MS), 9)).toEqual([]);
  },
);

it("locks to the end of the last day that is promised, where the seal's lock ends within it", async () => {
  const house = new House();
  const item = await house.sealed();
  house.retention.sealLocks.set(item.id, "2027-05-24T12:00:00.000Z" as UtcInstant);
  house.houseFloor = "P6M";
  await house.round();
  expect(await house.lockOf(item)).toBe("2027-05-24T16:00:00.000Z");
});

it("keeps what is asked for while a lock is being set, and what comes while one is put off", async () => {
  for (const fails of [false, true]) {
    const house = new House();
    const item = await house.sealed();
    await evaluateRound(house.deps(), on);
    const { objects, ...deps } = house.deps();
    house.objects.forgetsLocks = fails;
    const lock: typeof objects.lock = async (...call) => {
      house.retention.askLock(item.id, plusMs(NOON, 1));
      return objects.lock(...call);
    };
    const find = objects.find.bind(objects);
    const head = objects.head.bind(objects);
    await keepLocked({ ...deps, objects: { find, head, lock } }, on);
    expect(await house.retention.locksDue(plusMs(NOON, 1), 9)).toMatchObject([{ itemId: item.id }]);
  }
});

it("decides all others where one cannot be decided, and tells which", async () => {
  const house = new House();
  const [bad, good] = [await house.sealed(), await house.sealed()];
  const broken = openCase();
  Object.defineProperty(broken, "outcome", {
    get: () => {
      throw new RangeError("no such day");
    },
  });
  house.retention.cases.set(bad.id, [broken]);
  const round = await evaluateRound(house.deps(), on);
  expect(round).toEqual({
    decided: 1,
    undecided: [{ itemId: bad.id, error: new RangeError("no such day") }],
  });
  expect([await kinds(house, bad), await kinds(house, good)]).toEqual([[], ["retention-set"]]);
  expect((await house.retention.pass())?.endedAt).toBe(NOON);
});

it("follows a case at once by its mark, locks what is open a while ahead, and what is for ever by the year", async () => {
  const house = new House();
  const item = await house.sealed();
  await house.round();
  house.retention.cases.set(item.id, [openCase()]);
  expect(await house.round()).toBe(0);
  await house.retention.mark([item.id]);
  expect(await house.round()).toBe(1);
  expect(await house.lockOf(item)).toBe("2031-11-24T16:00:00.000Z");
  house.retention.flags.set(item.id, [{ flag: "obstruction", at: NOON }]);
  await house.retention.mark([item.id]);
  await house.round();
  expect(await house.lockOf(item)).toBe("2036-11-24T12:00:00.000Z");
  house.now = plusMs(NOON, 366 * DAY_MS);
  await house.round();
  expect((await house.lockOf(item))?.slice(0, 4)).toBe("2037");
  // Taken back, it takes no promise with it.
  house.retention.flags.set(item.id, []);
  house.retention.cases.set(item.id, []);
  await house.retention.mark([item.id]);
  await house.round();
  expect((await house.retention.factsOf(item.id))?.before?.floor).toBe("permanent");
});

it("locks no further than stores can hold, and comes back for the rest", () => {
  const far = wantedLock(zone, { floor: day("2150-01-01"), open: false }, NOON);
  expect(far).toEqual({ until: "2106-02-06T00:00:00.000Z", next: plusMs(NOON, 365 * DAY_MS) });
  const over = wantedLock(zone, { floor: day("2020-01-01"), open: true }, NOON);
  expect(over).toEqual({ until: plusMs(NOON, 90 * DAY_MS), next: plusMs(NOON, 45 * DAY_MS) });
  expect(wantedLock(zone, { floor: day("2027-01-01"), open: false }, NOON).next).toBeNull();
});

it("comes to the same whatever call fails, before it was done or after", async () => {
  for (let failing = 0; failing < 60; failing += 1) {
    for (const when of ["fail", "fail-but-persist"] as const) {
      const house = new House();
      const item = await house.sealed();
      const calls = new FailingCalls(new Map([[failing, when]]));
      await house.round(calls).catch(() => undefined);
      house.now = plusMs(house.now, 11 * 60_000);
      for (let again = 0; again < 3; again += 1) await house.round();
      expect(await house.lockOf(item)).toBe("2027-05-24T16:00:00.000Z");
      expect(await kinds(house, item)).toEqual(["retention-set"]);
      expect(house.leaves.size).toBe(1);
      if (calls.calls.length <= failing) return;
    }
  }
});

it("tells what a store makes no stricter, makes it as long all the same, and goes on with the others", async () => {
  const house = new House();
  const items = [await house.sealed(), await house.sealed()];
  const originals = items.map(({ original }) => original!.object);
  const until = "2026-12-01T00:00:00.000Z" as UtcInstant;
  await house.objects.lock(originals[0]!, { mode: "governance", until });
  await evaluateRound(house.deps(), on);
  const { objects, ...deps } = house.deps();
  const lock: typeof objects.lock = async (ref, wanted) => {
    refuseModeKept((await objects.head(ref)).lock, wanted, null);
    return objects.lock(ref, wanted);
  };
  const [find, head] = [objects.find.bind(objects), objects.head.bind(objects)];
  const kept = await keepLocked({ ...deps, objects: { find, head, lock } }, on);
  expect(kept).toMatchObject([
    { itemId: items[0]!.id, error: { code: "objects/lock-mode-stays", kind: "forbidden" } },
    { itemId: items[1]!.id },
  ]);
  const locks = originals.map(async (ref) => (await objects.head(ref)).lock);
  const promised = "2027-05-24T16:00:00.000Z";
  expect(await Promise.all(locks)).toEqual([
    { mode: "governance", until: promised },
    { mode: "compliance", until: promised },
  ]);
  const beside = house.objects
    .keys()
    .filter((key) => key.includes(items[0]!.id))
    .slice(1);
  expect(beside).not.toEqual([]);
  for (const key of beside) {
    const ref = await house.objects.find(key);
    expect((await objects.head(ref!)).lock).toEqual({ mode: "compliance", until: promised });
  }
  // Once somebody saw to it, it counts.
  await house.objects.lock(originals[0]!, { mode: "compliance", until: promised as UtcInstant });
  house.now = plusMs(NOON, 11 * 60_000);
  await house.round();
  expect((await house.retention.decisionOf(items[0]!.id))?.lockedUntil).toBe(promised);
});

it("lets no lock count that a store did not keep, and tries it again", async () => {
  const house = new House();
  const item = await house.sealed();
  house.objects.forgetsLocks = true;
  await evaluateRound(house.deps(), on);
  const [kept] = await keepLocked(house.deps(), on);
  expect(kept?.error).toMatchObject({ code: "objects/lock-not-kept" });
  expect((await house.retention.decisionOf(item.id))?.lockedUntil).toBeNull();
  house.objects.forgetsLocks = false;
  house.now = plusMs(NOON, 11 * 60_000);
  await house.round();
  expect(await house.lockOf(item)).toBe("2027-05-24T16:00:00.000Z");
});
