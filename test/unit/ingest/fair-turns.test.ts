/** Turns are fair: no device starves another, whatever it opens and however long it holds on. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type DeviceId, newId } from "../../../services/kernel/ids.ts";
import { FairTurns, nextDevice } from "../../../services/ingest/fair-turns.ts";
import { GatherMemory } from "../../../services/ingest/gather-memory.ts";

const MIB = 1 << 20;
const [A, B, C] = [newId<DeviceId>(), newId<DeviceId>(), newId<DeviceId>()];
const OPTIONS = { atOnce: 4, atOncePerDevice: 6, waitMs: 10_000, leastMs: 1_000 };
const FULL = { code: "ingest/too-many-uploads", kind: "unavailable" };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A device's appends as they come and go. */
function sender(turns: FairTurns, device: DeviceId) {
  const held: (() => void)[] = [];
  let [waiting, refused] = [0, 0];
  return {
    held,
    waiting: () => waiting,
    refused: () => refused,
    /** One more append, which gives its turn up as soon as it is asked. */
    open: () => {
      let giveBack: (() => void) | null = null;
      waiting += 1;
      turns
        .take(device, () => {
          if (giveBack === null) return;
          held.splice(held.indexOf(giveBack), 1);
          giveBack();
        })
        .then(
          (back) => held.push((giveBack = back)),
          () => (refused += 1),
        )
        .finally(() => (waiting -= 1));
    },
    close: () => held.shift()?.(),
  };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

it("gives a late device its share of turns that another holds on to, and no more", async () => {
  const turns = new FairTurns(OPTIONS);
  const [a, b] = [sender(turns, A), sender(turns, B)];
  for (let count = 0; count < 4; count += 1) a.open();
  await settle();
  for (let count = 0; count < 4; count += 1) b.open();
  await settle();
  expect([a.held.length, b.held.length]).toEqual([4, 0]);
  await vi.advanceTimersByTimeAsync(1_100);
  expect([a.held.length, b.held.length]).toEqual([2, 2]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([a.held.length, b.held.length]).toEqual([2, 2]);
  a.close();
  await settle();
  expect([a.held.length, b.held.length]).toEqual([1, 3]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(b.refused()).toBe(1);
});

it("refuses one more than a device may have at once, and lets nobody wait behind a wait that was stopped", async () => {
  const turns = new FairTurns({ ...OPTIONS, atOnce: 1, atOncePerDevice: 2 });
  const giveBack = await turns.take(A, () => undefined);
  let stop = (): void => undefined;
  const waiting = turns.take(
    A,
    () => undefined,
    (how) => (stop = how),
  );
  await expect(turns.take(A, () => undefined)).rejects.toMatchObject(FULL);
  const other = turns.take(B, () => undefined);
  stop();
  await expect(waiting).rejects.toMatchObject(FULL);
  giveBack();
  giveBack(); // twice counts once
  (await other)();
  await turns.take(C, () => undefined);
  await expect(
    Promise.race([turns.take(B, () => undefined), vi.advanceTimersByTimeAsync(10_001)]),
  ).rejects.toMatchObject(FULL);
});

it("names the device with the fewest turns, of equals the first", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 8 }), (counts) => {
      const devices = counts.map((_, at) => at);
      const next = nextDevice(devices, (device) => counts[device] ?? 0);
      const least = Math.min(...counts);
      expect(next).toBe(counts.length === 0 ? undefined : counts.indexOf(least));
    }),
  );
});

it("never gives out more than there are, and leaves no device waiting below its share", async () => {
  const step = fc.record({ device: fc.nat(2), opens: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const turns = new FairTurns({ ...OPTIONS, atOncePerDevice: 100, waitMs: 1_000_000 });
      const senders = [A, B, C].map((device) => sender(turns, device));
      for (const { device, opens } of steps) {
        if (opens) senders[device]!.open();
        else senders[device]!.close();
        await settle();
        expect(senders.reduce((sum, { held }) => sum + held.length, 0)).toBeLessThanOrEqual(4);
      }
      await vi.advanceTimersByTimeAsync(60_000);
      const richest = Math.max(...senders.map(({ held }) => held.length));
      const waiting = senders.filter((each) => each.waiting() > 0);
      const starved = waiting.filter(({ held }) => held.length < richest - 1);
      expect(starved).toEqual([]);
      const taken = senders.reduce((sum, { held }) => sum + held.length, 0);
      if (waiting.length > 0) expect(taken).toBe(4);
    }),
    { numRuns: 60 },
  );
});

it("shares memory by devices, not by bodies", () => {
  const memory = new GatherMemory(64 * MIB);
  for (let body = 0; body < 100; body += 1) memory.join(A);
  memory.join(B);
  expect(memory.isEnough(16 * MIB, B)).toBe(false); // nothing is short
  memory.add(40 * MIB);
  expect(memory.isEnough(15 * MIB, B)).toBe(false);
  expect(memory.isEnough(16 * MIB, B)).toBe(true);
  expect(memory.isEnough(256 << 10, A)).toBe(true);
});
