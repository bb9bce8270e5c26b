/** What every ReviewStore tells of devices that were not heard for long. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDevice, retireDevice } from "../../services/access/create-device.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import type { ReviewStoreUnderTest } from "./review-store.contract.ts";

const LATE = plusMs(NOON, 60_000);
const SOON_AFTER = plusMs(LATE, 1);

export function deviceSilenceContract(
  name: string,
  make: () => Promise<ReviewStoreUnderTest>,
): void {
  describe(`ReviewStore of devices: ${name}`, () => {
    let subject: ReviewStoreUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close());

    const made = async (called: string, at = NOON) =>
      (await createDevice({ ...subject, clock: () => at }, called, "cctv", "process:test")).device;
    const silentBefore = async (before: UtcInstant) => {
      const page = await subject.store.devices({ after: null, limit: 9 }, { silentBefore: before });
      return page.entries.map((entry) => [entry.name, entry.heardAt]);
    };

    it("tells when something of each came last, or that nothing did", async () => {
      const [one] = [await made("heard"), await made("quiet")];
      for (const receivedAt of [NOON, LATE])
        await subject.addItem(receivedItem({ deviceId: one.id, receivedAt }));
      const { entries } = await subject.store.devices({ after: null, limit: 9 });
      const heard = Object.fromEntries(entries.map((entry) => [entry.name, entry.heardAt]));
      expect(heard).toEqual({ heard: LATE, quiet: null });
    });

    it("finds those that were heard last before an instant; one that never was, by its age", async () => {
      const one = await made("heard");
      await subject.addItem(receivedItem({ deviceId: one.id, receivedAt: LATE }));
      await made("quiet");
      await made("new", LATE);
      expect(await silentBefore(NOON)).toEqual([]);
      expect(await silentBefore(LATE)).toEqual([["quiet", null]]);
      expect(await silentBefore(SOON_AFTER)).toEqual(
        expect.arrayContaining([
          ["quiet", null],
          ["new", null],
          ["heard", LATE],
        ]),
      );
    });

    it("finds none that is retired", async () => {
      const [{ id }, by] = [await made("gone"), newId<UserId>()];
      await subject.access.addUser(
        {
          ...{ id: by, name: "admin", displayName: "Admin", role: "admin" },
          ...{ passwordHash: "x", createdAt: NOON, disabledAt: null },
        },
        ANY_ACTION,
      );
      await retireDevice({ ...subject, clock: () => LATE }, id, by, "Lost");
      expect(await silentBefore(SOON_AFTER)).toEqual([]);
    });
  });
}
