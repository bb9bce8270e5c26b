/** Port: enrolment codes and the devices' certificates, each written once. Contract suite: test/contract/certificate-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { ActionOf } from "../actions/action-store.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { CertificateRequestId, DeviceId, UserId } from "../kernel/ids.ts";
import type {
  CertificateOutcome,
  CertificateRequest,
  DeviceCertificate,
  EnrolmentCode,
  IssuedCertificate,
} from "./device-certificate.ts";

export interface CertificateStore {
  /**
   * Keeps a code; the device's earlier codes end, so that one lost on paper opens nothing.
   * @throws Refusal missing "access/no-such-device", also for one that is retired.
   */
  addCode(code: EnrolmentCode, action: NewAction): Promise<void>;

  /** The code with this digest, over or not; null if there is none, or its device is retired. */
  code(codeSha256: Sha256): Promise<EnrolmentCode | null>;

  /**
   * Keeps the first request of a code, and of each key that a certificate is renewed for; answers the one
   * that is kept. Of two that come at once with one code the first wins: compare the public key. Nothing is kept
   * for a code that is over when it is asked, nor for a certificate that is revoked by the time of the write.
   * @throws Refusal forbidden "access/enrolment-code-over", "access/certificate-revoked"; conflict "access/too-many-renewals" beyond `maxRenewals` keys for one certificate.
   */
  askOnce(request: CertificateRequest, maxRenewals: number): Promise<CertificateOutcome>;

  /** The request kept for this right and key, and what came of it. */
  outcome(authoritySha256: Sha256, publicKeySha256: Sha256): Promise<CertificateOutcome | null>;

  /** Requests nothing came of yet, of devices in use, oldest first. */
  waiting(limit: number): Promise<readonly CertificateRequest[]>;

  /** Keeps the first certificate offered, unless the request was refused or revoked meanwhile. */
  issueOnce(requestId: CertificateRequestId, certificate: IssuedCertificate): Promise<void>;

  /** Ends a request that nothing can come of; `code` says why. */
  refuse(requestId: CertificateRequestId, code: string): Promise<void>;

  /** All certificates of a device, newest first. @throws Refusal missing "access/no-such-device". */
  certificates(deviceId: DeviceId): Promise<readonly DeviceCertificate[]>;

  /** Those that count `at` that time, newest first; two while one replaces the other. None of a retired device. */
  inUse(deviceId: DeviceId, at: UtcInstant): Promise<readonly DeviceCertificate[]>;

  /**
   * Revokes this certificate and everything that was or is asked for with it, or with null all of the
   * device, its codes and requests too. The first to revoke stays on record. Answers how many
   * certificates this call revoked; the action is made with their digests. @throws Refusal missing "access/no-such-certificate",
   * "access/no-such-device".
   */
  revoke(
    deviceId: DeviceId,
    certificateSha256: Sha256 | null,
    by: UserId,
    at: UtcInstant,
    actionOf: ActionOf<readonly Sha256[]>,
  ): Promise<number>;

  /** Whether the device's token counts for nothing. @throws Refusal missing "access/no-such-device". */
  setCertificateOnly(
    deviceId: DeviceId,
    value: boolean,
    actionOf: ActionOf<boolean>,
  ): Promise<void>;
}
