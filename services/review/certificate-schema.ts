/** The shapes of /api/v1 about devices' certificates: see api-schema.ts. */
import { z } from "zod";
import { IdPath, ReasonRequest } from "./api-schema.ts";
import { Device } from "./device-page-schema.ts";

const { id, createdAt: instant } = Device.shape;
const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("SHA-256 of the certificate, DER; names it in custody and manifests");

export const EnrolmentCode = z.object({
  code: z.string().describe("Shown once"),
  expiresAt: instant,
  uri: z.string().describe("For a QR code: where to enrol, the code, and the root's digest"),
});
export const CertificateList = z.object({
  entries: z.array(
    z.object({
      sha256: digest,
      notBefore: instant,
      notAfter: instant,
      issuedAt: instant,
      revokedAt: instant.nullable(),
      revokedBy: id.nullable(),
    }),
  ),
});
export const CertificatePath = z.object({ id: IdPath.shape.id, sha256: digest });
export const DeviceProofRequest = ReasonRequest.extend({ certificateOnly: z.boolean() });
export const Revoked = z.object({
  revoked: z.number().int().describe("Certificates that counted until now"),
});
