/** Reads answers about one certificate (OCSP, RFC 6960 4.2): strict DER, and whose they are. */
import { X509Certificate, hash } from "node:crypto";
import type { CertificateAnswer } from "../../services/anchors/revocation.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import {
  type Asn1,
  Malformed,
  Type,
  contentOf,
  dateOf,
  isTagged,
  oidOf,
  parse,
  partsOf,
  partsOfTagged,
} from "./asn1.ts";
import { extensionsIn, isIssuedBy, readExtensions } from "./certificate-chain.ts";
import { spkiOf } from "./cms-suite.ts";
import { OID, SIGNATURE_DIGESTS } from "./oids.ts";
import {
  type IsEnded,
  type Statement,
  derOf,
  refuseCritical,
  serialOf,
  signatureCheck,
  subjectOf,
} from "./revocation-list.ts";
import { endOf } from "./timestamp-chain.ts";

/** An answer with the certificates of whoever gave it. */
export const MAX_ANSWER_BYTES = 1 << 16;
/** Of certificates that go along. */
const MAX_RESPONDERS = 8;

/** `isOf`: by whoever issued the certificate, or by whom that appointed (RFC 6960 4.2.2.2). */
export interface ReadAnswer
  extends
    Omit<CertificateAnswer, "certificateSha256" | "certificateEndsAt" | "hasNonce">,
    Statement {
  /** The extension's value; null: there is none. */
  readonly nonce: Buffer | null;
}

/** @throws Malformed for all but a whole answer about one certificate in DER. */
function readAnswer(der: Uint8Array): ReadAnswer {
  if (der.byteLength > MAX_ANSWER_BYTES) throw new Malformed("too long");
  const [status, wrapped] = atMost(2, partsOf(parse(der), Type.SEQUENCE));
  if (!contentOf(status, Type.ENUMERATED).equals(Buffer.of(0))) throw new Malformed("no answer");
  const [body] = atMost(1, partsOfTagged(wrapped, 0));
  const [type, response] = atMost(2, partsOf(body, Type.SEQUENCE));
  if (oidOf(type) !== OID.ocspBasic) throw new Malformed("another kind of answer");
  const basic = parse(contentOf(response, Type.OCTETSTRING));
  const [tbs, algorithm, signature, sent] = atMost(4, partsOf(basic, Type.SEQUENCE));
  const [responder, produced, singles, more] = atMost(4, partsOf(tbs, Type.SEQUENCE));
  const [single, ...rest] = partsOf(singles, Type.SEQUENCE);
  if (rest.length > 0) throw new Malformed("about more than one certificate");
  const extensions = more === undefined ? null : extensionsIn(partsOfTagged(more, 1)[0]);
  if (extensions !== null) refuseCritical(extensions);
  const { id, ...said } = readSingle(single);
  const producedAt = utcInstant(generalizedIn(produced));
  const isSignedBy = signatureCheck(
    derOf(tbs),
    [derOf(algorithm), derOf(algorithm)],
    algorithm,
    signature,
  );
  const others = sent === undefined ? [] : certificatesIn(sent);
  const isNamed = readResponder(responder);
  const isBy = (signer: X509Certificate): boolean => isNamed(signer) && isSignedBy(signer);
  const isAppointedBy = (
    issuer: X509Certificate,
    certificate: Asn1,
    isEnded: IsEnded = () => false,
  ): boolean => {
    try {
      const signer = new X509Certificate(derOf(certificate));
      if (!isAppointed(signer, issuer, producedAt) || !isBy(signer)) return false;
      return !isEnded(signer, producedAt);
    } catch {
      // Anybody can add a certificate that is none, or of a key that is not known here.
      return false;
    }
  };
  return {
    ...{ der, producedAt, ...said },
    nonce: extensions?.get(OID.ocspNonce)?.value ?? null,
    isOf: (issuer, isEnded) =>
      id.isOf(issuer) &&
      (isBy(issuer) || others.some((each) => isAppointedBy(issuer, each, isEnded))),
    about: (certificate) => {
      const { status: found, thisUpdate: listOf } = said;
      if (id.serial !== serialOf(certificate)) return undefined;
      if (found === "unknown") return found;
      return { listOf, isAnswer: true, revoked: found === "good" ? null : found };
    },
  };
}

function atMost(count: number, parts: readonly Asn1[]): readonly Asn1[] {
  if (parts.length > count) throw new Malformed("more than an answer holds");
  return parts;
}

function generalizedIn(node: Asn1 | undefined): Date {
  // `dateOf` takes a GeneralizedTime from 2050 on alone, as certificates have it; here it is the only form (RFC 6960 4.2.1).
  const text = contentOf(node, Type.GENERALIZEDTIME).toString("latin1");
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  const [year, month, day, hour, minute, second] = found?.slice(1) ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const again = Number.isNaN(date.getTime()) ? "" : date.toISOString().replace(/[-T:]|\.000/g, "");
  if (again !== text) throw new Malformed("a time is expected");
  return date;
}

function readSingle(node: Asn1 | undefined) {
  const [id, status, thisUpdate, ...rest] = partsOf(node, Type.SEQUENCE);
  const next = isTagged(rest[0], 0) ? generalizedIn(partsOfTagged(rest.shift(), 0)[0]) : null;
  const [extensions] = atMost(1, rest);
  if (extensions !== undefined) refuseCritical(extensionsIn(partsOfTagged(extensions, 1)[0]));
  const from = generalizedIn(thisUpdate);
  if (next !== null && next < from) throw new Malformed("over before it begins");
  return {
    id: readId(id),
    status: statusOf(status),
    thisUpdate: utcInstant(from),
    nextUpdate: next === null ? null : utcInstant(next),
  };
}

function statusOf(node: Asn1 | undefined): CertificateAnswer["status"] {
  // NULL in place of its tag.
  const isEmpty = node?.value === "";
  if (isTagged(node, 1)) {
    const [at, reason] = atMost(2, partsOfTagged(node, 1));
    return {
      at: utcInstant(generalizedIn(at)),
      reason:
        reason === undefined
          ? null
          : contentOf(partsOfTagged(reason, 0)[0], Type.ENUMERATED).readUIntBE(0, 1),
    };
  }
  if (isEmpty && isTagged(node, 0)) return "good";
  if (isEmpty && isTagged(node, 2)) return "unknown";
  throw new Malformed("a status is expected");
}

/** CertID (RFC 6960 4.1.1), by the digests that are in use. */
function readId(node: Asn1 | undefined) {
  const [algorithm, name, key, serial] = atMost(4, partsOf(node, Type.SEQUENCE));
  const digest = { [OID.sha1]: "sha1", [OID.sha256]: "sha256" }[
    oidOf(partsOf(algorithm, Type.SEQUENCE)[0])
  ];
  if (digest === undefined) throw new Malformed("an unknown digest");
  const [wantedName, wantedKey] = [name, key].map((each) => contentOf(each, Type.OCTETSTRING));
  return {
    serial: contentOf(serial, Type.INTEGER).toString("hex"),
    isOf: (issuer: X509Certificate): boolean =>
      wantedName?.equals(hash(digest, subjectOf(issuer), "buffer")) === true &&
      wantedKey?.equals(hash(digest, keyBitsOf(issuer), "buffer")) === true,
  };
}

/** What CertID and ResponderID take the digest of: the key, without the bits that are left over. */
export function keyBitsOf({ raw }: X509Certificate): Buffer {
  const [, key] = partsOf(parse(spkiOf(raw)), Type.SEQUENCE);
  return contentOf(key, Type.BITSTRING).subarray(1);
}

/** ResponderID (RFC 6960 4.2.1): whether a certificate is the one that it names. */
function readResponder(node: Asn1 | undefined): (signer: X509Certificate) => boolean {
  if (isTagged(node, 1)) {
    const name = derOf(partsOfTagged(node, 1)[0]);
    return (signer) => name.equals(subjectOf(signer));
  }
  const key = contentOf(partsOfTagged(node, 2)[0], Type.OCTETSTRING);
  return (signer) => key.equals(hash("sha1", keyBitsOf(signer), "buffer"));
}

function certificatesIn(sent: Asn1): readonly Asn1[] {
  const [list] = atMost(1, partsOfTagged(sent, 0));
  return atMost(MAX_RESPONDERS, partsOf(list, Type.SEQUENCE));
}

const KNOWN = new Set<string>([OID.basicConstraints, OID.keyUsage, OID.extKeyUsage]);

/** Issued by `issuer` itself, for this purpose, with a signature that is strong enough, and valid `at` that time. */
function isAppointed(each: X509Certificate, issuer: X509Certificate, at: UtcInstant): boolean {
  const [tbs, algorithm] = partsOf(parse(each.raw), Type.SEQUENCE);
  const parts = partsOf(tbs, Type.SEQUENCE);
  const extensions = readExtensions(parts.at(-1));
  const purposes = extensions.get(OID.extKeyUsage)?.value;
  const ids = purposes === undefined ? [] : partsOf(parse(purposes), Type.SEQUENCE).map(oidOf);
  const [notBefore] = partsOf(parts[4], Type.SEQUENCE);
  return (
    ids.includes(OID.ocspSigning) &&
    Object.hasOwn(SIGNATURE_DIGESTS, oidOf(partsOf(algorithm, Type.SEQUENCE)[0])) &&
    [...extensions].every(([id, { critical }]) => !critical || KNOWN.has(id)) &&
    utcInstant(dateOf(notBefore)) <= at &&
    at <= utcInstant(endOf(each)) &&
    isIssuedBy(each, issuer)
  );
}

/** The answer `der`; null for what is none. */
export function asAnswer(der: Uint8Array): ReadAnswer | null {
  try {
    return readAnswer(der);
  } catch {
    return null;
  }
}
