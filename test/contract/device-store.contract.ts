/** What every DeviceStore must do. */
import { expect, it } from "vitest";
import type { CertificateStanding } from "../../services/access/device-certificate.ts";
import type { DeviceStore, SendingDevice } from "../../services/access/device-store.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { type DeviceId, newId } from "../../services/kernel/ids.ts";
import { NOON } from "../fixtures/evidence.ts";

export interface DeviceStoreUnderTest {
  readonly store: DeviceStore;
  readonly add: (device: SendingDevice, tokenSha256: Sha256) => Promise<void>;
  readonly addCertificate: (deviceId: DeviceId, standing: CertificateStanding) => Promise<void>;
}

const device = (changes: Partial<SendingDevice> = {}): SendingDevice => ({
  id: newId<DeviceId>(),
  retiredAt: null,
  certificateOnly: false,
  ...changes,
});

export function deviceStoreContract(name: string, make: () => Promise<DeviceStoreUnderTest>): void {
  it(`${name}: finds a device by its token's digest alone, retired or not, and no other`, async () => {
    const { store, add } = await make();
    for (const one of [device(), device({ retiredAt: NOON }), device({ certificateOnly: true })]) {
      await add(one, sha256(one.id));
      expect(await store.findByToken(sha256(one.id))).toEqual(one);
    }
    expect(await store.findByToken(sha256("another"))).toBeNull();
  });

  it(`${name}: finds a device by a certificate's digest, whatever became of either`, async () => {
    const { store, add, addCertificate } = await make();
    const [one, retired] = [device(), device({ retiredAt: NOON })];
    const standing = (text: string, revokedAt = null as typeof NOON | null) => ({
      sha256: sha256(text),
      notBefore: NOON,
      notAfter: plusMs(NOON, 1_000),
      revokedAt,
    });
    for (const each of [one, retired]) await add(each, sha256(each.id));
    const [first, revoked] = [standing("1"), standing("2", NOON)];
    await addCertificate(one.id, first);
    await addCertificate(retired.id, revoked);
    expect(await store.findByCertificate(first.sha256)).toEqual({
      device: one,
      certificate: first,
    });
    expect(await store.findByCertificate(revoked.sha256)).toEqual({
      device: retired,
      certificate: revoked,
    });
    expect(await store.findByCertificate(sha256("3"))).toBeNull();
  });
}
