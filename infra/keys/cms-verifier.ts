/**
 * Judges detached CMS signatures of our own profile, and no other: whatever else CMS allows is refused, so
 * that there is one meaning and nearly no byte that can be changed. Signatures are checked by OpenSSL.
 */
import { X509Certificate, hash, verify } from "node:crypto";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { SignatureVerdict, SignatureVerifier } from "../../services/sealing/signer.ts";
import {
  type Asn1,
  Malformed,
  Type,
  contentOf,
  encode,
  oid,
  parse,
  partsOf,
  partsOfTagged,
  sequence,
  setOf,
} from "./asn1.ts";
import { chainFault } from "./certificate-chain.ts";
import { exactly, type Attributes, readAttributes, same, sorted } from "./cms-attributes.ts";
import { issuerAndSerial } from "./issuer-and-serial.ts";
import { OID } from "./oids.ts";

/** A container of ours has about 1,300 bytes; certificates may grow. */
const MAX_BYTES = 64 << 10;

export const cmsVerifier: SignatureVerifier = {
  verify(bytes, signature, rootCertificatePem) {
    return Promise.resolve(judge(bytes, signature, rootCertificatePem));
  },
};

function judge(bytes: Uint8Array, signature: Uint8Array, rootPem: string): SignatureVerdict {
  try {
    if (signature.byteLength > MAX_BYTES) return no("keys/malformed-signature");
    const container = readContainer(signature);
    const attributes = readAttributes(container.attributes);
    const fault = contentFault(bytes, container, attributes);
    if (fault !== null) return no(fault);
    const { leaf, others } = container;
    const chain = chainFault(leaf, others, rootOf(rootPem), attributes.signingTime);
    if (chain !== null) return no(chain);
    return {
      valid: true,
      signer: subjectText(leaf),
      signedAt: utcInstant(attributes.signingTime),
      chainedToRoot: true,
    };
  } catch (error) {
    // node:crypto throws its own errors for certificates and keys it cannot read.
    if (error instanceof UnusableRoot) return no("keys/unusable-root");
    return no("keys/malformed-signature");
  }
}

const no = (reason: string): SignatureVerdict => ({ valid: false, reason });

interface Container {
  /** The SET that was signed. */
  readonly attributes: Asn1;
  readonly signature: Buffer;
  readonly leaf: X509Certificate;
  readonly others: readonly X509Certificate[];
}

/** @throws Malformed unless every part is what `assemble` of cms-signer.ts writes. */
function readContainer(bytes: Uint8Array): Container {
  const [type, explicit] = exactly(2, partsOf(parse(bytes), Type.SEQUENCE));
  same(type, oid(OID.signedData));
  const [signedData] = exactly(1, partsOfTagged(explicit, 0));
  const [version, digests, content, certificateSet, signers] = exactly(
    5,
    partsOf(signedData, Type.SEQUENCE),
  );
  const [signer] = exactly(1, partsOf(signers, Type.SET));
  const [signerVersion, signerId, digest, attributes, algorithm, signature] = exactly(
    6,
    partsOf(signer, Type.SEQUENCE),
  );
  const sha256 = sequence(oid(OID.sha256));
  for (const one of [version, signerVersion]) same(one, ONE);
  same(digests, setOf(sha256));
  same(content, sequence(oid(OID.data)));
  same(digest, sha256);
  same(algorithm, sequence(oid(OID.ecdsaWithSha256)));
  const certificates = partsOfTagged(certificateSet, 0).map(
    (certificate) => new X509Certificate(encode(certificate)),
  );
  const leaf = certificates.find((certificate) => isNamed(certificate, signerId));
  if (leaf === undefined) throw new Malformed("the signer's certificate is not there");
  sorted(partsOfTagged(certificateSet, 0));
  sorted(partsOfTagged(attributes, 0));
  return {
    attributes: setOf(...partsOfTagged(attributes, 0)),
    signature: contentOf(signature, Type.OCTETSTRING),
    leaf,
    others: certificates.filter((certificate) => certificate !== leaf),
  };
}

function contentFault(
  bytes: Uint8Array,
  { attributes, signature, leaf }: Container,
  { messageDigest, certificateSha256 }: Attributes,
): string | null {
  if (!messageDigest.equals(hash("sha256", bytes, "buffer"))) return "keys/content-differs";
  if (!certificateSha256.equals(hash("sha256", leaf.raw, "buffer"))) {
    return "keys/other-certificate";
  }
  const key = { key: leaf.publicKey, dsaEncoding: "der" } as const;
  return verify("sha256", encode(attributes), key, signature) ? null : "keys/signature-differs";
}

const ONE = parse(Buffer.from([0x02, 0x01, 0x01]));

function isNamed(certificate: X509Certificate, signerId: Asn1 | undefined): boolean {
  return signerId !== undefined && encode(issuerAndSerial(certificate)).equals(encode(signerId));
}

class UnusableRoot extends Error {}

function rootOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new UnusableRoot("no certificate", { cause });
  }
}

/** RFC 4514 order: the most specific part first. OpenSSL has escaped the values already. */
const subjectText = (certificate: X509Certificate): string =>
  certificate.subject.split("\n").reverse().join(",");
