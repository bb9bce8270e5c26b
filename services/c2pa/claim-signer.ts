/** Port: who signs C2PA claims, with the key and certificate that sign manifests. */
export interface ClaimSigner {
  /**
   * A COSE_Sign1 over `claim`, with the certificates but the root; null where the key signs otherwise than by
   * ECDSA P-256: C2PA knows neither SM2 nor RSA PKCS #1 v1.5.
   * @throws Refusal as `ManifestSigner.sign`.
   */
  sign(claim: Uint8Array): Promise<Uint8Array | null>;
}
