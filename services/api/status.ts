/** What the service says of itself to whoever is signed in, of which nothing changes while it runs. */
import { X509Certificate } from "node:crypto";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { StatusBody } from "../review/api-schema.ts";

export function houseFacts({
  rootCertificatePem,
  ...said
}: Omit<StatusBody, "rootCertificateSha256" | "ledgerVerifierKey"> & {
  readonly rootCertificatePem: string;
}): Omit<StatusBody, "ledgerVerifierKey"> & { readonly rootCertificateSha256: Sha256 } {
  return { ...said, rootCertificateSha256: sha256(new X509Certificate(rootCertificatePem).raw) };
}
