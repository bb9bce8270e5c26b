/** Rows of requests for certificates, as the domain sees them. */
import type { Selectable } from "kysely";
import type {
  CertificateOutcome,
  CertificateRequest,
  DeviceCertificate,
} from "../../services/access/device-certificate.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";

type Row = Selectable<Tables["device_certificates"]>;

export const requestOf = (row: Row): CertificateRequest => ({
  id: row.id,
  deviceId: row.device_id,
  authority: { kind: row.asked_with, sha256: row.authority_sha256 },
  publicKeySha256: row.public_key_sha256,
  csr: row.csr,
  requestedAt: utcInstant(row.requested_at),
});

export const outcomeOf = (row: Row): CertificateOutcome => ({
  ...requestOf(row),
  certificate: certificateOf(row),
  refusal: row.refusal,
  revokedAt: maybeInstant(row.revoked_at),
});

export function certificateOf(row: Row): DeviceCertificate | null {
  const { sha256, der, not_before: notBefore, not_after: notAfter, issued_at: issuedAt } = row;
  if (sha256 === null || der === null) return null;
  if (notBefore === null || notAfter === null || issuedAt === null) return null;
  return {
    sha256,
    deviceId: row.device_id,
    publicKeySha256: row.public_key_sha256,
    der,
    notBefore: utcInstant(notBefore),
    notAfter: utcInstant(notAfter),
    issuedAt: utcInstant(issuedAt),
    revokedAt: maybeInstant(row.revoked_at),
    revokedBy: row.revoked_by,
  };
}
