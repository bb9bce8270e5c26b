/** What every ObjectStore must hold to about locks; a part of the ObjectStore's suite. */
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { plusMs, type Clock, type UtcInstant } from "../../services/kernel/clock.ts";
import { newId, type ItemId } from "../../services/kernel/ids.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import type { LockMode, ObjectStore } from "../../services/objects/object-store.ts";
import { bytesOf, refused } from "../fixtures/store-outcomes.ts";

export interface ObjectStoreRig {
  readonly store: ObjectStore;
  /** The store's time, and a way to let it pass. */
  readonly clock: Clock;
  passMs(ms: number): Promise<void>;
  close(): Promise<void>;
}

const freshKey = () => originalKey(newId<ItemId>());

export function lockTests(rig: () => ObjectStoreRig): void {
  const inMs = (ms: number): UtcInstant => plusMs(rig().clock(), ms);
  const locked = async (mode: LockMode, ms: number) => {
    const ref = await rig().store.put(freshKey(), randomBytes(10));
    await rig().store.lock(ref, { mode, until: inMs(ms) });
    return ref;
  };

  it.each(["compliance", "governance"] as const)(
    "shows a %s lock rounded up to the second and refuses deletion while it lasts",
    async (mode) => {
      const ref = await rig().store.put(freshKey(), Buffer.from("locked"));
      const until = inMs(3_600_500);
      await rig().store.lock(ref, { mode, until });
      const { lock } = await rig().store.head(ref);
      expect(lock?.mode).toBe(mode);
      const kept = Date.parse(lock!.until);
      expect(kept).toBe(Math.ceil(Date.parse(until) / 1000) * 1000);
      await refused(rig().store.remove(ref), "objects/locked");
      expect((await bytesOf(await rig().store.read(ref))).toString()).toBe("locked");
    },
  );

  it("can be told the same lock twice, and prolongs", async () => {
    const ref = await locked("compliance", 3_600_000);
    const { lock } = await rig().store.head(ref);
    await rig().store.lock(ref, lock!);
    const longer = { mode: "compliance", until: inMs(7_200_000) } as const;
    await rig().store.lock(ref, longer);
    expect(Date.parse((await rig().store.head(ref)).lock!.until)).toBeGreaterThan(
      Date.parse(lock!.until),
    );
  });

  it.each(["compliance", "governance"] as const)(
    "never shortens or weakens a %s lock",
    async (mode) => {
      const ref = await locked(mode, 3_600_000);
      const before = await rig().store.head(ref);
      await refused(
        rig().store.lock(ref, { mode, until: inMs(1_800_000) }),
        "objects/lock-shortened",
      );
      if (mode === "compliance") {
        const weaker = { mode: "governance", until: inMs(7_200_000) } as const;
        await refused(rig().store.lock(ref, weaker), "objects/lock-shortened");
      }
      expect(await rig().store.head(ref)).toEqual(before);
    },
  );

  it("takes the longer of two locks that race", async () => {
    const ref = await rig().store.put(freshKey(), randomBytes(10));
    const hours = [5, 1, 4, 2, 3].map((hour) => inMs(hour * 3_600_000));
    await Promise.allSettled(
      hours.map((until) => rig().store.lock(ref, { mode: "compliance", until })),
    );
    // Whoever lost saw a longer lock or was overtaken by it; asking again changes nothing.
    await rig().store.lock(ref, { mode: "compliance", until: hours[0]! });
    const { lock } = await rig().store.head(ref);
    expect(Date.parse(lock!.until)).toBeGreaterThanOrEqual(Date.parse(hours[0]!));
  });

  it("locks up to 2106 and refuses dates that stores would wrap into the past", async () => {
    const ref = await rig().store.put(freshKey(), randomBytes(10));
    for (const until of ["2106-02-07T06:28:16.000Z", "2126-01-01T00:00:00.000Z"] as UtcInstant[]) {
      await refused(rig().store.lock(ref, { mode: "governance", until }), "objects/lock-too-far");
    }
    expect((await rig().store.head(ref)).lock).toBeNull();
    const last = "2106-02-07T00:00:00.000Z" as UtcInstant;
    await rig().store.lock(ref, { mode: "governance", until: last });
    expect((await rig().store.head(ref)).lock).toEqual({ mode: "governance", until: last });
    await refused(rig().store.remove(ref), "objects/locked");
  });

  it("deletes again once the lock is over", async () => {
    const ref = await locked("compliance", 3_000);
    await refused(rig().store.remove(ref), "objects/locked");
    await rig().passMs(5_000);
    await rig().store.remove(ref);
    await refused(rig().store.head(ref), "objects/no-such-object");
  });
}
