/** Object identifiers of CMS and X.509, by the names their RFCs give them. */
export const OID = {
  // RFC 5652, RFC 5035
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  // RFC 3161, RFC 5035, RFC 5816
  tstInfo: "1.2.840.113549.1.9.16.1.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  // RFC 5754, RFC 5758, RFC 8017
  sha1: "1.3.14.3.2.26",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha384: "2.16.840.1.101.3.4.2.2",
  sha512: "2.16.840.1.101.3.4.2.3",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  ecdsaWithSha384: "1.2.840.10045.4.3.3",
  ecdsaWithSha512: "1.2.840.10045.4.3.4",
  sha256WithRsa: "1.2.840.113549.1.1.11",
  sha384WithRsa: "1.2.840.113549.1.1.12",
  sha512WithRsa: "1.2.840.113549.1.1.13",
  // RFC 5480, RFC 8017
  ecPublicKey: "1.2.840.10045.2.1",
  p256: "1.2.840.10045.3.1.7",
  rsaEncryption: "1.2.840.113549.1.1.1",
  // GM/T 0006
  sm2: "1.2.156.10197.1.301",
  sm3: "1.2.156.10197.1.401",
  sm2WithSm3: "1.2.156.10197.1.501",
  // GM/T 0010
  gmSignedData: "1.2.156.10197.6.1.4.2.2",
  // RFC 5280, RFC 9336
  commonName: "2.5.4.3",
  organization: "2.5.4.10",
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  reasonCode: "2.5.29.21",
  authorityKeyIdentifier: "2.5.29.35",
  extKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
  emailProtection: "1.3.6.1.5.5.7.3.4",
  ocspSigning: "1.3.6.1.5.5.7.3.9",
  timeStamping: "1.3.6.1.5.5.7.3.8",
  anyPurpose: "2.5.29.37.0",
  certificatePolicies: "2.5.29.32",
  documentSigning: "1.3.6.1.5.5.7.3.36",
  // RFC 6960 4.2.1, 4.4.1
  ocspBasic: "1.3.6.1.5.5.7.48.1.1",
  ocspNonce: "1.3.6.1.5.5.7.48.1.2",
  // RFC 8018, RFC 7914 7, RFC 3565
  pbes2: "1.2.840.113549.1.5.13",
  scrypt: "1.3.6.1.4.1.11591.4.11",
  aes256Cbc: "2.16.840.1.101.3.4.1.42",
  // RFC 2985 5.4.2
  extensionRequest: "1.2.840.113549.1.9.14",
} as const;

/** Signatures of certificates and of lists of revoked ones that are strong enough, by the digest they use. */
export const SIGNATURE_DIGESTS: Readonly<Record<string, string>> = {
  [OID.ecdsaWithSha256]: "sha256",
  [OID.ecdsaWithSha384]: "sha384",
  [OID.ecdsaWithSha512]: "sha512",
  [OID.sha256WithRsa]: "sha256",
  [OID.sha384WithRsa]: "sha384",
  [OID.sha512WithRsa]: "sha512",
};
