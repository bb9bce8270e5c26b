/** DeviceStore in memory. */
import type { CertificateStanding } from "../../services/access/device-certificate.ts";
import type { DeviceStore, SendingDevice } from "../../services/access/device-store.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId } from "../../services/kernel/ids.ts";

export class MemoryDeviceStore implements DeviceStore {
  readonly #tokens = new Map<Sha256, DeviceId>();
  readonly #certificates = new Map<Sha256, { deviceId: DeviceId; standing: CertificateStanding }>();
  readonly devices = new Map<DeviceId, SendingDevice>();

  add(device: SendingDevice, tokenSha256: Sha256): void {
    this.devices.set(device.id, device);
    this.#tokens.set(tokenSha256, device.id);
  }

  /** Adds it, or says how it stands now. */
  putCertificate(deviceId: DeviceId, standing: CertificateStanding): void {
    this.#certificates.set(standing.sha256, { deviceId, standing });
  }

  async findByToken(tokenSha256: Sha256): Promise<SendingDevice | null> {
    const id = this.#tokens.get(tokenSha256);
    return (id === undefined ? undefined : this.devices.get(id)) ?? null;
  }

  async findByCertificate(
    certificateSha256: Sha256,
  ): Promise<{ device: SendingDevice; certificate: CertificateStanding } | null> {
    const found = this.#certificates.get(certificateSha256);
    const device = found === undefined ? undefined : this.devices.get(found.deviceId);
    if (found === undefined || device === undefined) return null;
    return { device, certificate: found.standing };
  }
}
