/** What every ReviewStore tells of whose recordings are whose: by who carried the camera when they were made. */
import { expect, it } from "vitest";
import { createDevice } from "../../services/access/create-device.ts";
import { assignDevice } from "../../services/access/assign-device.ts";
import type { DeviceKind } from "../../services/access/access-store.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import type { ReviewStoreUnderTest } from "./review-store.contract.ts";

const HOUR_MS = 3_600_000;
const at = (hours: number) => plusMs(NOON, hours * HOUR_MS);

export function carriedItemsContract(
  name: string,
  make: () => Promise<ReviewStoreUnderTest>,
): void {
  it(`ReviewStore: ${name} finds what somebody recorded, also by a camera that a dock named, as known now`, async () => {
    const subject = await make();
    const { store } = subject;
    const person = async (called: string): Promise<UserId> => {
      const id = newId<UserId>();
      const whole = { id, name: called, displayName: called, role: "officer" as const };
      const account = { ...whole, passwordHash: "x", createdAt: NOON, disabledAt: null };
      await subject.access.addUser(account, ANY_ACTION);
      return id;
    };
    const device = async (called: string, kind: DeviceKind) =>
      (await createDevice({ ...subject, clock: () => NOON }, called, kind, "process:test")).device
        .id;
    const [wang, li, clerk] = [await person("wang"), await person("li"), await person("clerk")];
    const [camera, other] = [
      await device("DC-1", "body_camera"),
      await device("DC-2", "body_camera"),
    ];
    const dock = await device("Dock", "dock");
    const assign = (deviceId: typeof camera, officer: string, from: number, to: number | null) =>
      assignDevice(
        { ...subject, clock: () => at(20) },
        deviceId,
        { officer, from: at(from), to: to === null ? null : at(to), replaces: null, reason: null },
        clerk,
      );
    await assign(camera, "wang", 0, 8);
    const wrong = await assign(camera, "wang", 8, null);
    await assign(other, "li", 0, null);
    const received = async (deviceId: typeof camera, hours: number, named?: string) => {
      const item = receivedItem({ deviceId, receivedAt: at(hours) });
      const told = named === undefined ? {} : { device: named };
      const announced = { ...item.announced, recordedAt: at(hours), other: told };
      await subject.addItem({ ...item, announced });
      return item.id;
    };
    const own = await received(camera, 1);
    const byDock = await received(dock, 2, "DC-1");
    const late = await received(camera, 9);
    const ofLi = await received(other, 3);
    // What a camera says of another counts for nothing.
    await received(other, 4, "DC-1");
    await received(dock, 5);
    const found = async (carrier: UserId) =>
      (await store.items({ after: null, limit: 9 }, { carrier })).entries.map(({ id }) => id);
    expect(await found(wang)).toEqual([late, byDock, own]);
    expect(await found(li)).toContain(ofLi);
    expect(await found(li)).toHaveLength(2);
    expect(await found(clerk)).toEqual([]);
    expect(await store.countItems({ carrier: wang }, 9)).toEqual({ count: 3, isMore: false });
    expect(await store.countItems({ carrier: wang, stage: "sealed" }, 9)).toMatchObject({
      count: 0,
    });

    // It was Li who carried it from then on.
    const corrected = { officer: "li", from: at(8), to: null, replaces: wrong.id };
    await assignDevice(
      { ...subject, clock: () => at(21) },
      camera,
      { ...corrected, reason: "The other one" },
      clerk,
    );
    expect(await found(wang)).toEqual([byDock, own]);
    expect(await found(li)).toContain(late);
    await subject.close();
  });
}
