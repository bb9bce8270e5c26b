/** What every ObjectStore must hold to about holds; a part of the ObjectStore's suite. */
import { expect, it } from "vitest";
import { plusMs } from "../../services/kernel/clock.ts";
import { newId, type ItemId } from "../../services/kernel/ids.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { bytesOf, refused } from "../fixtures/store-outcomes.ts";
import type { ObjectStoreRig } from "./object-locks.contract.ts";

const freshKey = () => originalKey(newId<ItemId>());

export function holdTests(rig: () => ObjectStoreRig): void {
  const isHeld = async (ref: Parameters<ObjectStoreRig["store"]["head"]>[0]) =>
    (await rig().store.head(ref)).isHeld;

  it("keeps what is held, without any lock, and for everybody who asks by the key again", async () => {
    const ref = await rig().store.put(freshKey(), Buffer.from("held"));
    expect(await isHeld(ref)).toBe(false);
    await rig().store.hold(ref);
    await rig().store.hold(ref);
    expect(await isHeld(ref)).toBe(true);
    await refused(rig().store.remove(ref), "objects/held");
    expect(await rig().store.put(ref.key, Buffer.from("held"))).toEqual(ref);
    expect((await bytesOf(await rig().store.read(ref))).toString()).toBe("held");
    expect(await isHeld(ref)).toBe(true);
  });

  it("keeps what is held when its lock is over, and the lock when the hold is", async () => {
    const ref = await rig().store.put(freshKey(), Buffer.from("held and locked"));
    await rig().store.lock(ref, { mode: "compliance", until: plusMs(rig().clock(), 2_000) });
    await rig().store.hold(ref);
    await refused(rig().store.remove(ref), "objects/held");
    await rig().passMs(4_000);
    await refused(rig().store.remove(ref), "objects/held");
    // A hold stands in no lock's way.
    const until = plusMs(rig().clock(), 3_600_000);
    await rig().store.lock(ref, { mode: "compliance", until });
    await rig().store.release(ref);
    expect(await rig().store.head(ref)).toMatchObject({ isHeld: false });
    await refused(rig().store.remove(ref), "objects/locked");
  });

  it("holds again what was released, and lets it go after the last release", async () => {
    const ref = await rig().store.put(freshKey(), Buffer.from("twice"));
    await rig().store.release(ref);
    expect(await isHeld(ref)).toBe(false);
    for (let round = 0; round < 2; round += 1) {
      await rig().store.hold(ref);
      await refused(rig().store.remove(ref), "objects/held");
      await rig().store.release(ref);
      await rig().store.release(ref);
      expect(await isHeld(ref)).toBe(false);
    }
    await rig().store.remove(ref);
    await refused(rig().store.head(ref), "objects/no-such-object");
  });

  it("refuses a hold on what is not there", async () => {
    const ref = await rig().store.put(freshKey(), Buffer.from("x"));
    await rig().store.remove(ref);
    await refused(rig().store.hold(ref), "objects/no-such-object");
    await refused(rig().store.release(ref), "objects/no-such-object");
  });

  it("is held after holds that race", async () => {
    const ref = await rig().store.put(freshKey(), Buffer.from("raced"));
    await Promise.all([1, 2, 3, 4].map(() => rig().store.hold(ref)));
    expect(await isHeld(ref)).toBe(true);
    await rig().store.release(ref);
    expect(await isHeld(ref)).toBe(false);
  });
}
