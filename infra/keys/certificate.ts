/** X.509 certificates (RFC 5280) of our own small authority: ECDSA P-256 with SHA-256, three profiles. */
import { type KeyObject, createPublicKey, hash, randomBytes, sign } from "node:crypto";
import {
  type Asn1,
  bits,
  boolean,
  encode,
  integer,
  octets,
  oid,
  parse,
  sequence,
  setOf,
  tagged,
  time,
  utf8,
} from "./asn1.ts";
import { OID } from "./oids.ts";

/** "root" and "issuing" may sign certificates; "signer" signs manifests and nothing else. */
export type Profile = "root" | "issuing" | "signer";

export interface CertificateRequest {
  readonly profile: Profile;
  /** DER of the subject's name. */
  readonly subject: Uint8Array;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Who signs. For a root: its own subject and key. */
export interface Issuer {
  /** DER of its subject, taken over byte for byte. */
  readonly subject: Uint8Array;
  readonly privateKey: KeyObject;
}

/** DER of the name O=agency, CN=commonName: whose key it is, and what it is for. */
export const nameOf = (agency: string, commonName: string): Buffer =>
  encode(
    sequence(
      setOf(sequence(oid(OID.organization), utf8(agency))),
      setOf(sequence(oid(OID.commonName), utf8(commonName))),
    ),
  );

/** The certificate, DER, signed by `issuer`. */
export function issueCertificate(request: CertificateRequest, issuer: Issuer): Buffer {
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const tbs = sequence(
    tagged(0, true, [integer(Buffer.from([2]))]),
    // 127 random bits: positive, and never the same twice (RFC 5280 4.1.2.2).
    integer(
      Buffer.concat([Buffer.from([0x40 | ((randomBytes(1)[0] ?? 0) % 0x40)]), randomBytes(15)]),
    ),
    algorithm,
    parse(issuer.subject),
    sequence(time(request.notBefore), time(request.notAfter)),
    parse(request.subject),
    parse(request.publicKey.export({ format: "der", type: "spki" })),
    tagged(3, true, [sequence(...extensions(request, issuer))]),
  );
  const signature = sign("sha256", encode(tbs), { key: issuer.privateKey, dsaEncoding: "der" });
  return encode(sequence(tbs, algorithm, bits(signature)));
}

const extension = (id: string, critical: boolean, value: Asn1): Asn1 =>
  critical
    ? sequence(oid(id), boolean(true), octets(encode(value)))
    : sequence(oid(id), octets(encode(value)));

/** How many authorities may stand below this one. */
const PATH_LENGTH = { root: 1, issuing: 0 } as const;
/** Bits of KeyUsage from the left: digitalSignature 0, nonRepudiation 1, keyCertSign 5, cRLSign 6. */
const SIGNER_USAGE = bits(Buffer.from([0b1100_0000]), 6);
const AUTHORITY_USAGE = bits(Buffer.from([0b0000_0110]), 1);

function extensions({ profile, publicKey }: CertificateRequest, issuer: Issuer): Asn1[] {
  const ownId = extension(OID.subjectKeyIdentifier, false, octets(keyId(publicKey)));
  const issuerKey = createPublicKey(issuer.privateKey);
  const issuerId = extension(
    OID.authorityKeyIdentifier,
    false,
    sequence(tagged(0, false, keyId(issuerKey))),
  );
  if (profile === "signer") {
    return [
      extension(OID.basicConstraints, true, sequence()),
      extension(OID.keyUsage, true, SIGNER_USAGE),
      // emailProtection for tools that ask for it (openssl's default purpose), documentSigning for what it is.
      extension(
        OID.extKeyUsage,
        false,
        sequence(oid(OID.emailProtection), oid(OID.documentSigning)),
      ),
      ownId,
      issuerId,
    ];
  }
  const pathLength = integer(Buffer.from([PATH_LENGTH[profile]]));
  return [
    extension(OID.basicConstraints, true, sequence(boolean(true), pathLength)),
    extension(OID.keyUsage, true, AUTHORITY_USAGE),
    ownId,
    ...(profile === "issuing" ? [issuerId] : []),
  ];
}

/** RFC 7093 2 (1): the leftmost 160 bits of SHA-256 over the public key. */
const keyId = (key: KeyObject): Buffer =>
  hash("sha256", key.export({ format: "der", type: "spki" }), "buffer").subarray(0, 20);
