/** What a CMS by anybody's software holds (RFC 5652 5): its certificates, its one signer and what that signed, in strict DER; nothing is believed yet. */
import { X509Certificate } from "node:crypto";
import {
  type Asn1,
  Malformed,
  Type,
  contentOf,
  encode,
  isTagged,
  oidOf,
  partsOf,
  partsOfTagged,
  setOf,
} from "./asn1.ts";
import { exactly, sorted } from "./cms-attributes.ts";
import { OID } from "./oids.ts";
import { MAX_CERTIFICATES } from "./timestamp-chain.ts";
import { type DigestAlgorithm, digestAlgorithmOf } from "./timestamp-forms.ts";

export interface SignerInfo {
  /** DER of the SET that was signed, and its values by their identifiers. */
  readonly attributes: Buffer;
  readonly values: ReadonlyMap<string, Asn1 | undefined>;
  readonly digest: DigestAlgorithm;
  readonly isRsa: boolean;
  readonly signature: Buffer;
  /** DER of IssuerAndSerialNumber. */
  readonly signerId: Buffer;
}

export function readCertificates(set: Asn1 | undefined): X509Certificate[] {
  const parts = partsOfTagged(set, 0);
  if (parts.length > MAX_CERTIFICATES) throw new Malformed("too many certificates");
  return parts.map((part) => {
    try {
      return new X509Certificate(encode(part));
    } catch (cause) {
      throw new Malformed("no certificate", { cause });
    }
  });
}

/** @throws Malformed for more than one value of an attribute, or one that stands twice, too. */
export function readSignerInfo(node: Asn1 | undefined): SignerInfo {
  const [version, signerId, digestId, attributes, algorithm, signature, ...unsigned] = partsOf(
    node,
    Type.SEQUENCE,
  );
  if (!contentOf(version, Type.INTEGER).equals(Buffer.of(1))) throw new Malformed("version 1");
  if (unsigned.length > 1 || (unsigned[0] !== undefined && !isTagged(unsigned[0], 1))) {
    throw new Malformed("more than a signer holds");
  }
  const digest = digestAlgorithmOf(digestId);
  if (digest === null || signerId === undefined) throw new Malformed("an unknown digest");
  sorted(partsOfTagged(attributes, 0));
  const set = setOf(...partsOfTagged(attributes, 0));
  return {
    ...{ values: valuesIn(set), digest },
    isRsa: isRsa(oidOf(partsOf(algorithm, Type.SEQUENCE)[0]), digest),
    attributes: encode(set),
    signature: contentOf(signature, Type.OCTETSTRING),
    signerId: encode(signerId),
  };
}

const ECDSA = {
  sha256: OID.ecdsaWithSha256,
  sha384: OID.ecdsaWithSha384,
  sha512: OID.ecdsaWithSha512,
};
const RSA = { sha256: OID.sha256WithRsa, sha384: OID.sha384WithRsa, sha512: OID.sha512WithRsa };

function isRsa(id: string, { name }: DigestAlgorithm): boolean {
  if (id === ECDSA[name]) return false;
  if (id === RSA[name] || id === OID.rsaEncryption) return true;
  throw new Malformed("an unknown signature algorithm");
}

function valuesIn(set: Asn1): ReadonlyMap<string, Asn1 | undefined> {
  const values = new Map<string, Asn1 | undefined>();
  for (const attribute of partsOf(set, Type.SET)) {
    const [id, value] = exactly(2, partsOf(attribute, Type.SEQUENCE));
    const name = oidOf(id);
    if (values.has(name)) throw new Malformed("an attribute stands twice");
    values.set(name, exactly(1, partsOf(value, Type.SET))[0]);
  }
  return values;
}
