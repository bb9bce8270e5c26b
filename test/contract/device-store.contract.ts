/** What every DeviceStore must do. */
import { expect, it } from "vitest";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { type DeviceId, newId } from "../../services/kernel/ids.ts";
import type { DeviceStore, SendingDevice } from "../../services/access/device-store.ts";
import { NOON } from "../fixtures/evidence.ts";

export interface DeviceStoreUnderTest {
  readonly store: DeviceStore;
  readonly add: (device: SendingDevice, tokenSha256: Sha256) => Promise<void>;
}

export function deviceStoreContract(name: string, make: () => Promise<DeviceStoreUnderTest>): void {
  it(`${name}: finds a device by its token's digest alone, retired or not, and no other`, async () => {
    const { store, add } = await make();
    const inUse = { id: newId<DeviceId>(), retiredAt: null };
    const retired = { id: newId<DeviceId>(), retiredAt: NOON };
    await add(inUse, sha256(inUse.id));
    await add(retired, sha256(retired.id));
    expect(await store.findByToken(sha256(inUse.id))).toEqual(inUse);
    expect(await store.findByToken(sha256(retired.id))).toEqual(retired);
    expect(await store.findByToken(sha256("another"))).toBeNull();
  });
}
