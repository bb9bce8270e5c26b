/**
 * Judges detached CMS signatures of our own profile, and no other: whatever else CMS allows is refused, so
 * that there is one meaning and nearly no byte that can be changed. Signatures are checked by OpenSSL; those
 * below a root with an SM2 key by sm2.ts.
 */
import { X509Certificate, verify } from "node:crypto";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
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
import { chainFault, pathFault } from "./certificate-chain.ts";
import { exactly, readAttributes, same, sorted } from "./cms-attributes.ts";
import { type CmsSuite, SM2, spkiOf, suiteOf } from "./cms-suite.ts";
import { issuerAndSerial } from "./issuer-and-serial.ts";
import { OID } from "./oids.ts";
import { dersIn } from "./pem.ts";
import type { Raw } from "./signing-key.ts";
import { isSm2IssuedBy } from "./sm2-certificate.ts";
import { sm2Point, sm2Verify } from "./sm2.ts";

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
    const root = rootOf(rootPem);
    const container = readContainer(signature);
    const { suite, leaf } = container;
    const isSm2 = suiteOf(root.raw) === SM2;
    if ((suite === SM2) !== isSm2) return no("keys/not-chained-to-root");
    const attributes = readAttributes(container.attributes, suite, leaf.raw);
    if (!attributes.messageDigest.equals(suite.digest(bytes))) return no("keys/content-differs");
    if (!attributes.namesCertificate) return no("keys/other-certificate");
    const fault = isSm2
      ? sm2Fault(container, root, attributes.signingTime)
      : opensslFault(container, root, attributes.signingTime);
    if (fault !== null) return no(fault);
    const { signingTime } = attributes;
    const signer = subjectText(leaf);
    const certificate = { sha256: sha256(leaf.raw), spkiSha256: sha256(spkiOf(leaf.raw)) };
    return {
      ...{ valid: true, signer, signedAt: utcInstant(signingTime), chainedToRoot: true },
      certificate,
    };
  } catch (error) {
    // node:crypto throws its own errors for certificates and keys it cannot read.
    if (error instanceof UnusableRoot) return no("keys/unusable-root");
    return no("keys/malformed-signature");
  }
}

function opensslFault(
  { attributes, signature, leaf, others }: Container,
  { raw: root }: Raw,
  at: Date,
): string | null {
  const certificate = new X509Certificate(leaf.raw);
  const key = { key: certificate.publicKey, dsaEncoding: "der" } as const;
  if (!verify("sha256", encode(attributes), key, signature)) return "keys/signature-differs";
  const above = others.map(({ raw }) => new X509Certificate(raw));
  return chainFault(certificate, above, new X509Certificate(root), at);
}

/** The signer's certificate stands right below the root. */
function sm2Fault(
  { attributes, signature, leaf, others }: Container,
  root: Raw,
  at: Date,
): string | null {
  if (!sm2Verify(encode(attributes), signature, sm2Point(spkiOf(leaf.raw)))) {
    return "keys/signature-differs";
  }
  if (others.length > 0) return "keys/unneeded-certificate";
  return isSm2IssuedBy(leaf.raw, root.raw)
    ? pathFault([leaf, root], at, OID.sm2WithSm3)
    : "keys/not-chained-to-root";
}

const no = (reason: string): SignatureVerdict => ({ valid: false, reason });

interface Container {
  readonly suite: CmsSuite;
  /** The SET that was signed. */
  readonly attributes: Asn1;
  readonly signature: Buffer;
  readonly leaf: Raw;
  readonly others: readonly Raw[];
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
  for (const one of [version, signerVersion]) same(one, ONE);
  same(content, sequence(oid(OID.data)));
  const certificates = partsOfTagged(certificateSet, 0).map((each) => ({ raw: encode(each) }));
  const leaf = certificates.find((certificate) => isNamed(certificate, signerId));
  if (leaf === undefined) throw new Malformed("the signer's certificate is not there");
  const suite = suiteOf(leaf.raw);
  same(digests, setOf(suite.digestId));
  same(digest, suite.digestId);
  same(algorithm, suite.signatureId);
  sorted(partsOfTagged(certificateSet, 0));
  sorted(partsOfTagged(attributes, 0));
  return {
    suite,
    attributes: setOf(...partsOfTagged(attributes, 0)),
    signature: contentOf(signature, Type.OCTETSTRING),
    leaf,
    others: certificates.filter((certificate) => certificate !== leaf),
  };
}

const ONE = parse(Buffer.from([0x02, 0x01, 0x01]));

function isNamed(certificate: Raw, signerId: Asn1 | undefined): boolean {
  return signerId !== undefined && encode(issuerAndSerial(certificate)).equals(encode(signerId));
}

class UnusableRoot extends Error {}

/** Not by OpenSSL yet: it must not meet a key of SM2. */
function rootOf(pem: string): Raw {
  const [raw, ...more] = dersIn(pem, "CERTIFICATE");
  try {
    if (raw === undefined || more.length > 0) throw new Malformed("one certificate is expected");
    suiteOf(raw);
    return { raw };
  } catch (cause) {
    throw new UnusableRoot("no certificate", { cause });
  }
}

/** RFC 4514 order: the most specific part first. OpenSSL, which escapes the values, reads no key for it. */
const subjectText = ({ raw }: Raw): string =>
  new X509Certificate(raw).subject.split("\n").reverse().join(",");
