/** What the service says of itself to whoever is signed in: who runs it, and what its proofs are checked against. */
import { X509Certificate } from "node:crypto";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { StatusBody } from "../review/api-schema.ts";

export function statusOfHouse({
  rootCertificatePem,
  ...said
}: Omit<StatusBody, "rootCertificateSha256"> & {
  readonly rootCertificatePem: string;
}): StatusBody & { readonly rootCertificateSha256: Sha256 } {
  return { ...said, rootCertificateSha256: sha256(new X509Certificate(rootCertificatePem).raw) };
}
