/** DeviceStore in memory. */
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceStore, SendingDevice } from "../../services/access/device-store.ts";

export class MemoryDeviceStore implements DeviceStore {
  readonly #devices = new Map<Sha256, SendingDevice>();

  add(device: SendingDevice, tokenSha256: Sha256): void {
    this.#devices.set(tokenSha256, device);
  }

  async findByToken(tokenSha256: Sha256): Promise<SendingDevice | null> {
    return this.#devices.get(tokenSha256) ?? null;
  }
}
