/** Whatever people, clocks, holds and rules do: nothing ends before a floor that was promised, nor while it is held or open. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addDays } from "../../../services/calendar/calendar-date.ts";
import { appraiseBatch, approveBatch, stopBatch } from "../../../services/disposal/decide-batch.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { DisposalId, ItemId } from "../../../services/kernel/ids.ts";
import type { ManifestSigner } from "../../../services/sealing/signer.ts";
import { ZONE } from "../../fixtures/disposal.ts";
import { DisposalHouse, PEOPLE } from "../../fixtures/disposal-house.ts";
import { day } from "../../fixtures/retention.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../keys/authority.ts";

let authority: Authority;
let signer: ManifestSigner;
beforeAll(async () => {
  authority = await makeAuthority();
  signer = await openManifestSigner(authority.folder, () => "2026-12-10T00:00:00.000Z" as never);
});
afterAll(() => authority.remove());

const HOUR_MS = 3_600_000;

/** What anybody may do next; numbers are chosen by chance. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant("pass" as const), hours: fc.nat(400) }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant("round" as const) }) },
  { weight: 30, arbitrary: fc.record({ act: fc.constant("forward" as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("propose" as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("appraise" as const), who: fc.nat(3) }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant("approve" as const), who: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("stop" as const) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("hold" as const) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("release" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ act: fc.constant("promise" as const), days: fc.nat(60), open: fc.boolean() },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ act: fc.constant("clock" as const), hours: fc.integer({ min: -9_000, max: 9_000 }) },
      database: fc.boolean(),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface World {
  readonly house: DisposalHouse;
  readonly item: ItemId;
  batch: DisposalId | null;
  promised: string;
}

async function run(world: World, given: Step): Promise<void> {
  const { house, item } = world;
  const facts = house.store.of(item);
  if (given.act === "pass") house.pass(given.hours * HOUR_MS);
  if (given.act === "round") await house.round();
  if (given.act === "propose") world.batch = (await house.proposed(item)).id;
  if (given.act === "hold") house.store.change(item, { holds: 1, heldAt: house.clock() });
  if (given.act === "release") house.store.change(item, { holds: 0 });
  if (given.act === "clock") {
    if (given.database) house.databaseAheadMs = given.hours * HOUR_MS;
    else house.aheadMs = given.hours * HOUR_MS;
  }
  if (given.act === "promise" && facts.stage === "sealed") {
    const { floor, number } = facts.decided!;
    const later = addDays(day(floor), given.days);
    const decided = { ...facts.decided!, number: number + 1, floor: later, open: given.open };
    house.store.change(item, { decided: { ...decided, sha256: sha256(`${number}`) } });
    world.promised = later;
  }
  if (given.act === "forward") await forward(world);
  if (world.batch !== null) await decide(world, world.batch, given);
}

async function decide({ house, item }: World, id: DisposalId, given: Step): Promise<void> {
  const deps = house.peopleDeps();
  if (given.act === "stop") await stopBatch(deps, PEOPLE[0], { id, reason: "why not" });
  if (given.act === "appraise") {
    const items = [{ itemId: item, decision: "destroy", why: "of no use" }] as const;
    await appraiseBatch(deps, PEOPLE[given.who]!, { id, items });
  }
  if (given.act === "approve") {
    const { appraisal } = await house.store.get(id);
    await approveBatch(deps, PEOPLE[given.who]!, { id, sha256: appraisal?.sha256 ?? sha256("") });
  }
}

/** What would be done next in a house where all goes well. */
async function forward(world: World): Promise<void> {
  const { house, item } = world;
  [house.aheadMs, house.databaseAheadMs] = [0, 0];
  const batch = world.batch === null ? null : await house.store.get(world.batch);
  if (batch === null || batch.finishedAt !== null) {
    world.batch = (await house.proposed(item)).id;
    return;
  }
  const id = batch.id;
  if (batch.graceUntil !== null) house.pass(Date.parse(batch.graceUntil) - Date.parse(house.real));
  else if (batch.appraisal === null) {
    house.pass(Math.max(0, Date.parse(batch.noticeUntil) - Date.parse(house.real)));
    const items = [{ itemId: item, decision: "destroy", why: "of no use" }] as const;
    await appraiseBatch(house.peopleDeps(), PEOPLE[1], { id, items });
  } else {
    const who = batch.approvals.at(-1)?.by === PEOPLE[2] ? PEOPLE[3] : PEOPLE[2];
    await approveBatch(house.peopleDeps(), who, { id, sha256: batch.appraisal.sha256 });
  }
}

it("holds for every sequence of what they do, and some of them end in an end", async () => {
  let ended = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const house = new DisposalHouse(signer);
      const item = await house.addItem();
      const world: World = { house, item, batch: null, promised: "2026-11-01" };
      for (const given of steps) {
        const before = house.store.of(item);
        await run(world, given).catch((error: unknown) => {
          if (!isRefusal(error)) throw error;
        });
        if (house.left(item) === 2) continue;
        expect(given.act).toBe("round");
        expect([before.holds, before.decided?.open]).toEqual([0, false]);
        expect(ZONE.dayOf(house.real) > world.promised).toBe(true);
        const batch = await house.store.get(world.batch!);
        const people = new Set(batch.approvals.map(({ by }) => by));
        expect(people.size).toBeGreaterThan(1);
        for (const by of [batch.proposedBy, batch.appraisal!.by])
          expect(people.has(by)).toBe(false);
        expect(batch.graceUntil! <= house.real).toBe(true);
        ended += 1;
        break;
      }
    }),
    { numRuns: 300, seed: 5 },
  );
  expect(ended).toBeGreaterThan(20);
});
