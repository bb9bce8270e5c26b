/** Ports: who signs manifests, and who judges signatures. Trust decisions are OpenSSL's, in the adapter. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";

export interface ManifestSigner {
  /**
   * A detached CMS (RFC 5652, DER) over exactly `bytes`: ECDSA P-256 with SHA-256, CAdES-B attributes
   * in DER order, the certificate chain without the root.
   */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
  /** The agency's root certificate (PEM), to be pinned by those who verify. */
  readonly rootCertificatePem: string;
}

export type SignatureVerdict =
  | {
      readonly valid: true;
      /** RFC 4514 text of the signer's subject. */
      readonly signer: string;
      readonly signedAt: UtcInstant | null;
      readonly chainedToRoot: boolean;
      /** The signer's: digests of the whole (DER) and of its SubjectPublicKeyInfo. */
      readonly certificate: { readonly sha256: Sha256; readonly spkiSha256: Sha256 };
    }
  | { readonly valid: false; readonly reason: string };

export type SoundSignature = Extract<SignatureVerdict, { valid: true }>;

export interface SignatureVerifier {
  /** Judges a detached CMS over `bytes` against the pinned root. Never throws on hostile input. */
  verify(
    bytes: Uint8Array,
    signature: Uint8Array,
    rootCertificatePem: string,
  ): Promise<SignatureVerdict>;
}
