/** Port: the devices that may send, found by what they prove. Contract suite: test/contract/device-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId } from "../kernel/ids.ts";
import type { CertificateStanding } from "./device-certificate.ts";

export interface SendingDevice {
  readonly id: DeviceId;
  /** After this instant nothing of it counts; null while it is in use. */
  readonly retiredAt: UtcInstant | null;
  /** Its token counts for nothing. */
  readonly certificateOnly: boolean;
}

export interface DeviceStore {
  /** The device whose token has this digest, retired or not; null if there is none. */
  findByToken(tokenSha256: Sha256): Promise<SendingDevice | null>;

  /** The device that a certificate was issued to, whatever became of either; null if it was not issued here. */
  findByCertificate(
    certificateSha256: Sha256,
  ): Promise<{ readonly device: SendingDevice; readonly certificate: CertificateStanding } | null>;
}
