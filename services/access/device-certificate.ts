/** A device's certificate, what it was asked for with, and whether it counts now. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { CertificateRequestId, DeviceId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

/** What decides whether a certificate counts. */
export interface CertificateStanding {
  /** Digest of its DER: what names it everywhere. */
  readonly sha256: Sha256;
  readonly notBefore: UtcInstant;
  readonly notAfter: UtcInstant;
  readonly revokedAt: UtcInstant | null;
}

export interface DeviceCertificate extends CertificateStanding {
  readonly deviceId: DeviceId;
  /** Digest of its SubjectPublicKeyInfo, DER. */
  readonly publicKeySha256: Sha256;
  readonly der: Uint8Array;
  readonly issuedAt: UtcInstant;
  readonly revokedBy: UserId | null;
}

/** As custody signs it. */
export type IssuedCertificate = Omit<
  DeviceCertificate,
  "deviceId" | "publicKeySha256" | "revokedAt" | "revokedBy"
>;

/** A secret that lets a device ask for its first certificate, once. */
export interface EnrolmentCode {
  readonly codeSha256: Sha256;
  readonly deviceId: DeviceId;
  readonly createdAt: UtcInstant;
  readonly createdBy: UserId;
  readonly expiresAt: UtcInstant;
}

/** By what right a certificate is asked for: a one-time code, or the certificate that is renewed. */
export interface Authority {
  readonly kind: "code" | "certificate";
  /** Digest of the code's text, or of the certificate's DER. */
  readonly sha256: Sha256;
}

export interface CertificateRequest {
  readonly id: CertificateRequestId;
  readonly deviceId: DeviceId;
  readonly authority: Authority;
  readonly publicKeySha256: Sha256;
  /** PKCS#10 (RFC 2986), DER. */
  readonly csr: Uint8Array;
  readonly requestedAt: UtcInstant;
}

/** A request and what came of it: nothing yet, a certificate, a refusal's code, or a revocation. */
export interface CertificateOutcome extends CertificateRequest {
  readonly certificate: DeviceCertificate | null;
  readonly refusal: string | null;
  readonly revokedAt: UtcInstant | null;
}

/** @throws Refusal forbidden "access/certificate-revoked", "access/certificate-not-valid-now". */
export function requireInForce(
  { notBefore, notAfter, revokedAt }: CertificateStanding,
  now: UtcInstant,
): void {
  if (revokedAt !== null) throw certificateRevoked();
  if (now >= notBefore && now <= notAfter) return;
  throw new Refusal("forbidden", "access/certificate-not-valid-now", "not valid at this time", {
    fix: "Have a new code made with `holdfast device code`, and enrol the device again.",
  });
}

export const NEW_CODE = "Have a new code made with `holdfast device code`.";

/** What is asked for with a right that counts no more. */
export const authorityOver = (kind: Authority["kind"]): Refusal =>
  kind === "certificate"
    ? certificateRevoked()
    : new Refusal("forbidden", "access/enrolment-code-over", "this code is over", {
        fix: NEW_CODE,
      });

export const certificateRevoked = (): Refusal =>
  new Refusal("forbidden", "access/certificate-revoked", "this certificate is revoked", {
    fix: "Ask an administrator why; `holdfast device code` lets the device enrol again.",
  });
