/** Port: the devices that may send, found by what they prove. Contract suite: test/contract/device-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId } from "../kernel/ids.ts";

export interface SendingDevice {
  readonly id: DeviceId;
  /** After this instant its token counts for nothing; null while it is in use. */
  readonly retiredAt: UtcInstant | null;
}

export interface DeviceStore {
  /** The device whose token has this digest, retired or not; null if there is none. */
  findByToken(tokenSha256: Sha256): Promise<SendingDevice | null>;
}
