/**
 * Takes a TimeStampResp (RFC 3161 2.4.2) apart: strict DER, bounded, one signer, each attribute once. Nothing is
 * believed yet; timestamp-verifier.ts judges what stands here.
 */
import type { X509Certificate } from "node:crypto";
import {
  type Asn1,
  Malformed,
  Type,
  contentOf,
  isTagged,
  oid,
  parse,
  partsOf,
  partsOfTagged,
} from "./asn1.ts";
import { exactly, same } from "./cms-attributes.ts";
import { readCertificates, readSignerInfo } from "./cms-signer-info.ts";
import { OID } from "./oids.ts";
import { type DigestAlgorithm, digestAlgorithmOf } from "./timestamp-forms.ts";

/** Of a token with a long chain of RSA certificates; ours has about 1,000 bytes. */
export const MAX_RESPONSE_BYTES = 64 << 10;

/** A refusal (RFC 3161 2.4.2), or what was granted. */
export type Response =
  | { readonly granted: false; readonly status: number; readonly failure: string }
  | { readonly granted: true; readonly token: Token };

export interface Token {
  /** DER of the TSTInfo, which is what the digest in the attributes is about. */
  readonly content: Buffer;
  /** DER of the SET that was signed. */
  readonly attributes: Buffer;
  readonly messageDigest: Buffer;
  /** Digests of the signer's certificate that the attributes hold (ESS, RFC 5035). */
  readonly certificateDigests: readonly CertificateDigest[];
  readonly digest: DigestAlgorithm;
  readonly isRsa: boolean;
  readonly signature: Buffer;
  readonly signerId: Buffer;
  readonly certificates: readonly X509Certificate[];
}

export interface CertificateDigest {
  readonly name: DigestAlgorithm["name"] | "sha1";
  readonly digest: Buffer;
}

/** @throws Malformed for anything else than such a response. */
export function readResponse(der: Uint8Array): Response {
  if (der.byteLength > MAX_RESPONSE_BYTES) throw new Malformed("too long");
  const [info, token, ...more] = partsOf(parse(der), Type.SEQUENCE);
  if (more.length > 0) throw new Malformed("more than a response holds");
  const [status, ...details] = partsOf(info, Type.SEQUENCE);
  const code = contentOf(status, Type.INTEGER).readUInt8(0);
  // 0 granted, 1 granted with changes; every other status comes without a token.
  if (code > 1) return { granted: false, status: code, failure: failureOf(details) };
  // Nobody signs it, and tools print it as it is: it must not look like lines of theirs.
  if (!details.every(isPlainText)) throw new Malformed("a status that can deceive");
  if (token === undefined) throw new Malformed("granted without a token");
  return { granted: true, token: readToken(token) };
}

/** PKIFreeText (RFC 3161 2.4.2) without control characters; some authorities say "Operation Okay" in it. */
const isPlainText = (node: Asn1): boolean =>
  partsOf(node, Type.SEQUENCE).every(
    (text) => !/[\p{Cc}\p{Zl}\p{Zp}\uFFFD]/u.test(contentOf(text, Type.UTF8).toString("utf8")),
  );

/** PKIFailureInfo, RFC 3161 2.4.2, by the number of its bit. */
const FAILURES: Readonly<Record<number, string>> = {
  0: "badAlg",
  2: "badRequest",
  5: "badDataFormat",
  14: "timeNotAvailable",
  15: "unacceptedPolicy",
  16: "unacceptedExtension",
  17: "addInfoNotAvailable",
  25: "systemFailure",
};

function failureOf(details: readonly Asn1[]): string {
  const bits = details.find((node) => !Array.isArray(node.value) && isBits(node));
  if (bits === undefined) return "unknown";
  const [, ...bytes] = contentOf(bits, Type.BITSTRING);
  const first = bytes.flatMap((byte, at) =>
    [...Array(8).keys()].filter((bit) => (byte & (0x80 >> bit)) !== 0).map((bit) => at * 8 + bit),
  )[0];
  return FAILURES[first ?? -1] ?? "unknown";
}
const isBits = (node: Asn1): boolean => (node.type as number) === (Type.BITSTRING as number);

function readToken(node: Asn1): Token {
  const [type, explicit] = exactly(2, partsOf(node, Type.SEQUENCE));
  same(type, oid(OID.signedData));
  const [signedData] = exactly(1, partsOfTagged(explicit, 0));
  const [version, digests, content, ...rest] = partsOf(signedData, Type.SEQUENCE);
  // Version 3: what is signed is not plain data (RFC 5652 5.1).
  if (!contentOf(version, Type.INTEGER).equals(Buffer.of(3))) throw new Malformed("version 3");
  const certificates = isTagged(rest[0], 0) ? readCertificates(rest.shift()) : [];
  if (isTagged(rest[0], 1)) rest.shift();
  const [signers] = exactly(1, rest);
  const [signer] = exactly(1, partsOf(signers, Type.SET));
  const [contentType, wrapped] = exactly(2, partsOf(content, Type.SEQUENCE));
  same(contentType, oid(OID.tstInfo));
  const [octets] = exactly(1, partsOfTagged(wrapped, 0));
  const { values, ...signed } = readSignerInfo(signer);
  const announced = partsOf(digests, Type.SET).map((each) => digestAlgorithmOf(each)?.id);
  if (!announced.includes(signed.digest.id)) throw new Malformed("another digest is announced");
  const said = readAttributes(values);
  return { ...signed, ...said, content: contentOf(octets, Type.OCTETSTRING), certificates };
}

/** What of the attributes a token is judged by. */
function readAttributes(
  values: ReadonlyMap<string, Asn1 | undefined>,
): Pick<Token, "messageDigest" | "certificateDigests"> {
  same(values.get(OID.contentType), oid(OID.tstInfo));
  const first = firstCertificate(values.get(OID.signingCertificate));
  const second = firstCertificate(values.get(OID.signingCertificateV2));
  return {
    messageDigest: contentOf(values.get(OID.messageDigest), Type.OCTETSTRING),
    certificateDigests: [
      ...(first === null ? [] : [{ name: "sha1", digest: digestIn(first[0]) } as const]),
      ...(second === null ? [] : [digestV2(second)]),
    ],
  };
}

/** The parts of the first ESSCertID: the signer's; others are about certificates of its chain. */
function firstCertificate(attribute: Asn1 | undefined): readonly Asn1[] | null {
  if (attribute === undefined) return null;
  const [ids] = partsOf(attribute, Type.SEQUENCE);
  return partsOf(partsOf(ids, Type.SEQUENCE)[0], Type.SEQUENCE);
}

/** ESSCertIDv2 (RFC 5035 4): SHA-256 unless it names another. */
function digestV2([first, ...rest]: readonly Asn1[]): CertificateDigest {
  if (first === undefined) throw new Malformed("a digest is expected");
  if (!Array.isArray(first.value)) return { name: "sha256", digest: digestIn(first) };
  const algorithm = digestAlgorithmOf(first);
  if (algorithm === null) throw new Malformed("an unknown digest");
  return { name: algorithm.name, digest: digestIn(rest[0]) };
}

const digestIn = (node: Asn1 | undefined): Buffer => contentOf(node, Type.OCTETSTRING);
