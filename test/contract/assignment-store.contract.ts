/** What every AssignmentStore must do. */
import { beforeEach, describe, expect, it } from "vitest";
import type { AccessStore } from "../../services/access/access-store.ts";
import type { Assignment } from "../../services/access/assignment.ts";
import type { AssignmentStore } from "../../services/access/assignment-store.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type AssignmentId, type DeviceId, type UserId, newId } from "../../services/kernel/ids.ts";
import { NOON } from "../fixtures/evidence.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";

interface StoresUnderTest {
  readonly store: AssignmentStore;
  readonly access: AccessStore;
}

export function assignmentStoreContract(name: string, make: () => Promise<StoresUnderTest>): void {
  describe(`AssignmentStore: ${name}`, () => {
    let store: AssignmentStore;
    let access: AccessStore;
    let [deviceId, other] = [newId<DeviceId>(), newId<DeviceId>()];
    let [officer, clerk] = [newId<UserId>(), newId<UserId>()];
    beforeEach(async () => {
      const made = await make();
      ({ store, access } = made);
      [deviceId, other] = [newId<DeviceId>(), newId<DeviceId>()];
      [officer, clerk] = [newId<UserId>(), newId<UserId>()];
      const common = { passwordHash: "x", createdAt: NOON, disabledAt: null };
      await made.access.addUser(
        {
          ...common,
          id: officer,
          name: "wang",
          displayName: "王",
          role: "officer",
        },
        ANY_ACTION,
      );
      await made.access.addUser(
        {
          ...common,
          id: clerk,
          name: "li",
          displayName: "Li",
          role: "admin",
        },
        ANY_ACTION,
      );
      for (const [id, called] of [
        [deviceId, "DC-7"],
        [other, "DC-8"],
      ] as const) {
        const device = { id, name: called, kind: "body_camera" as const, createdAt: NOON };
        await made.access.addDevice(device, sha256(id), ANY_ACTION);
      }
    });

    const entryOf = (changes: Partial<Assignment> = {}): Assignment => ({
      ...{ id: newId<AssignmentId>(), deviceId, userId: officer, from: NOON, to: null },
      ...{ enteredAt: NOON, enteredBy: clerk, replaces: null, reason: null },
      ...changes,
    });

    it("gives entries back as they were entered, in that order, with today's names", async () => {
      const first = entryOf({ from: plusMs(NOON, 5), enteredAt: plusMs(NOON, 9) });
      const second = entryOf({ userId: null, to: plusMs(NOON, 1), enteredAt: NOON });
      const third = entryOf({ replaces: first.id, reason: "换班" });
      for (const entry of [first, second, third]) await store.addAssignment(entry, ANY_ACTION);
      await store.addAssignment(entryOf({ deviceId: other }), ANY_ACTION);
      const clerkName = { enteredByName: "Li" };
      expect(await store.assignments(deviceId)).toEqual([
        { ...first, officer: "王", ...clerkName },
        { ...second, officer: null, ...clerkName },
        { ...third, officer: "王", ...clerkName },
      ]);
    });

    it("lets an entry be corrected once, also when two try at once, and the correction in its turn", async () => {
      const first = entryOf();
      await store.addAssignment(first, ANY_ACTION);
      const correct = () =>
        store.addAssignment(entryOf({ replaces: first.id, reason: "r" }), ANY_ACTION);
      const both = await Promise.allSettled([correct(), correct()]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(both.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { kind: "conflict", code: "access/already-corrected" },
      });
      const [, correction] = await store.assignments(deviceId);
      await store.addAssignment(entryOf({ replaces: correction!.id, reason: "r" }), ANY_ACTION);
      expect(await store.assignments(deviceId)).toHaveLength(3);
    });

    it("corrects no entry of another device, and knows no device that is not there", async () => {
      const theirs = entryOf({ deviceId: other });
      await store.addAssignment(theirs, ANY_ACTION);
      for (const replaces of [theirs.id, newId<AssignmentId>()]) {
        await expect(
          store.addAssignment(entryOf({ replaces, reason: "r" }), ANY_ACTION),
        ).rejects.toMatchObject({ code: "access/no-such-assignment" });
      }
      const gone = { code: "access/no-such-device" };
      const nowhere = newId<DeviceId>();
      await expect(
        store.addAssignment(entryOf({ deviceId: nowhere }), ANY_ACTION),
      ).rejects.toMatchObject(gone);
      await expect(store.assignments(nowhere)).rejects.toMatchObject(gone);
    });

    it("finds a device by the name that a dock said, and by no other sender's word", async () => {
      const [dock, others] = [newId<DeviceId>(), ["room_recorder", "cctv"] as const];
      await access.addDevice(
        { id: dock, name: "D", kind: "dock", createdAt: NOON },
        sha256(dock),
        ANY_ACTION,
      );
      expect(await store.deviceNamed("DC-8", dock)).toBe(other);
      expect(await store.deviceNamed("DC-", dock)).toBeNull();
      // A dock is no camera, as at the batch of a visit.
      expect(await store.deviceNamed("D", dock)).toBeNull();
      expect(await store.deviceNamed("DC-8", newId<DeviceId>())).toBeNull();
      expect(await store.deviceNamed("DC-8", deviceId)).toBeNull();
      for (const kind of others) {
        const id = newId<DeviceId>();
        await access.addDevice({ id, name: kind, kind, createdAt: NOON }, sha256(id), ANY_ACTION);
        expect(await store.deviceNamed("DC-8", id), kind).toBeNull();
      }
    });
  });
}
