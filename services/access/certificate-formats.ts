/** Ports: what of certificates is bytes and signatures; infra/keys implements them on OpenSSL. */
import type { Sha256 } from "../kernel/digest.ts";
import type { CertificateRequest, IssuedCertificate } from "./device-certificate.ts";

/** A request (PKCS#10) whose signature proves that its sender holds the key. */
export interface ReadRequest {
  readonly publicKeySha256: Sha256;
  /** Parts of the name it asks for, as "CN=…", "O=…" or "<object identifier>=…". */
  readonly subject: readonly string[];
}

export interface CertificateFormats {
  /** @throws Refusal invalid "access/bad-certificate-request". */
  readRequest(csr: Uint8Array): ReadRequest;
  /** Certificates (DER) as EST hands them out: CMS certs-only, DER. */
  certsOnly(certificates: readonly Uint8Array[]): Uint8Array;
}

export interface CertificateIssuer {
  /**
   * Signs, whatever the request asks for, a certificate for its device and its key.
   * @throws Refusal invalid, tampered; unavailable while there is no authority, or it cannot be reached.
   */
  issue(
    request: Pick<CertificateRequest, "csr" | "deviceId" | "publicKeySha256">,
  ): Promise<IssuedCertificate>;
}
