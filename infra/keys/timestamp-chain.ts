/**
 * Judges the chain of an authority for time stamps (RFC 3161 2.3), whoever made it: RSA or ECDSA, any of the
 * roots that were configured. Whether one certificate is signed by another is OpenSSL's word (node:crypto).
 */
import { X509Certificate } from "node:crypto";
import type { TimestampFault } from "../../services/anchors/timestamp.ts";
import { Malformed, Type, contentOf, dateOf, oidOf, parse, partsOf } from "./asn1.ts";
import { basicConstraints, isIssuedBy, readExtensions } from "./certificate-chain.ts";
import { OID, SIGNATURE_DIGESTS } from "./oids.ts";

/** Authorities send along what they like; more than this is no chain. */
export const MAX_CERTIFICATES = 16;
const MAX_PATH = 6;
/** Signature checks for one leaf: n certificates of one name and key make n! paths, honest cross-signing some dozens. */
const MAX_CHECKS = 200;

/**
 * Certificates (PEM, any text between) that came another way: the self-signed ones are trusted.
 * @throws Malformed for more than MAX_CERTIFICATES that are not; what node:crypto throws for no certificate.
 */
export function readRoots(pem: string): {
  readonly anchors: readonly X509Certificate[];
  readonly helpers: readonly X509Certificate[];
} {
  const found = (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (text) => new X509Certificate(text),
  );
  const anchors = found.filter((each) => isIssuedBy(each, each));
  const helpers = found.filter((each) => !anchors.includes(each));
  if (helpers.length > MAX_CERTIFICATES) throw new Malformed("too many certificates");
  return { anchors, helpers };
}

/**
 * Until when `leaf`, which may stamp, leads over some of `helpers` to one of `anchors`, if all are valid `at` that time:
 * by the way that lasts longest.
 * @throws Malformed for a certificate that is not DER, and for a tangle that takes more than MAX_CHECKS.
 */
export function judgeTimestampChain(
  leaf: X509Certificate,
  helpers: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  at: Date,
): { readonly validUntil: Date } | { readonly fault: TimestampFault } {
  let fault: TimestampFault = "timestamps/not-chained-to-root";
  let latest: Date | null = null;
  try {
    for (const path of pathsOf([leaf], { helpers, anchors, isIssued: boundedChecks() })) {
      const found = pathFault(path, at);
      if (found !== null) {
        fault = found;
        continue;
      }
      const end = new Date(Math.min(...path.map((each) => factsOf(each).notAfter.getTime())));
      if (latest === null || end > latest) latest = end;
    }
  } catch (error) {
    // What is found is found, however many ways are left.
    if (latest === null) throw error;
  }
  return latest === null ? { fault } : { validUntil: latest };
}

interface Surroundings {
  readonly helpers: readonly X509Certificate[];
  readonly anchors: readonly X509Certificate[];
  readonly isIssued: typeof isIssuedBy;
}

/** Every way from the last of `path` to an anchor: authorities are cross-signed. */
function* pathsOf(
  path: readonly X509Certificate[],
  around: Surroundings,
): Generator<readonly X509Certificate[]> {
  const { helpers, anchors, isIssued } = around;
  const current = path.at(-1);
  if (current === undefined || path.length > MAX_PATH) return;
  if (path.length === 1 && isAmong(anchors, current)) yield path;
  for (const anchor of anchors) {
    if (!isAmong(path, anchor) && isIssued(current, anchor)) yield [...path, anchor];
  }
  for (const helper of helpers) {
    if (isAmong(path, helper) || isAmong(anchors, helper) || !isIssued(current, helper)) continue;
    yield* pathsOf([...path, helper], around);
  }
}

/** `isIssuedBy` for one leaf; names that do not fit cost nothing. */
function boundedChecks(): typeof isIssuedBy {
  let left = MAX_CHECKS;
  return (certificate, issuer) => {
    if (!certificate.checkIssued(issuer)) return false;
    left -= 1;
    if (left < 0) throw new Malformed("a tangle of certificates");
    return isIssuedBy(certificate, issuer);
  };
}

const isAmong = (list: readonly X509Certificate[], one: X509Certificate): boolean =>
  list.some(({ raw }) => raw.equals(one.raw));

function pathFault(path: readonly X509Certificate[], at: Date): TimestampFault | null {
  for (const [index, certificate] of path.entries()) {
    const facts = factsOf(certificate);
    if (!facts.strong) return "timestamps/weak-certificate";
    if (at < facts.notBefore || at > facts.notAfter) return "timestamps/certificate-not-valid-then";
    if (index === 0) {
      if (!facts.mayStamp) return "timestamps/not-for-timestamps";
    } else if (!facts.mayCertify || facts.pathLength < index - 1) {
      return "timestamps/not-an-authority";
    }
  }
  return null;
}

interface Facts {
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SHA-256 or longer, RSA from 2048 bits or a NIST curve, and no critical extension that we do not know. */
  readonly strong: boolean;
  /** The one purpose, and critical (RFC 3161 2.3). */
  readonly mayStamp: boolean;
  readonly mayCertify: boolean;
  readonly pathLength: number;
}

/** When the last second of `certificate` is. @throws Malformed. */
export const endOf = (certificate: X509Certificate): Date => factsOf(certificate).notAfter;

function factsOf(certificate: X509Certificate): Facts {
  const [tbs, outerAlgorithm] = partsOf(parse(certificate.raw), Type.SEQUENCE);
  const parts = partsOf(tbs, Type.SEQUENCE);
  const [, , algorithm, , validity] = parts;
  const [notBefore, notAfter] = partsOf(validity, Type.SEQUENCE);
  const extensions = readExtensions(parts.at(-1));
  const algorithms = [algorithm, outerAlgorithm].map((each) =>
    oidOf(partsOf(each, Type.SEQUENCE)[0]),
  );
  return {
    notBefore: dateOf(notBefore),
    notAfter: dateOf(notAfter),
    strong:
      algorithms.every((id) => Object.hasOwn(SIGNATURE_DIGESTS, id)) &&
      isStrongKey(certificate) &&
      [...extensions].every(([id, { critical }]) => !critical || KNOWN.has(id)),
    ...usesOf(certificate, extensions),
  };
}

function usesOf(
  certificate: X509Certificate,
  extensions: Extensions,
): Pick<Facts, "mayStamp" | "mayCertify" | "pathLength"> {
  const usage = extensions.get(OID.keyUsage)?.value;
  const constraints = basicConstraints(extensions.get(OID.basicConstraints)?.value);
  const isAuthority = constraints.authority && certificate.ca;
  const signsOthers = usage === undefined || (usageBits(usage) & 0x04) !== 0;
  return {
    mayStamp: isForTimeAlone(extensions) && (usage === undefined || onlySigns(usage)),
    mayCertify: isAuthority && signsOthers && mayBeAboveTime(extensions),
    pathLength: constraints.pathLength,
  };
}

const purposesIn = (value: Buffer): string[] => partsOf(parse(value), Type.SEQUENCE).map(oidOf);

function isForTimeAlone(extensions: Extensions): boolean {
  const purposes = extensions.get(OID.extKeyUsage);
  const ids = purposes === undefined ? [] : purposesIn(purposes.value);
  return purposes?.critical === true && ids.length === 1 && ids[0] === OID.timeStamping;
}

/** An authority with purposes of its own passes on no other. */
function mayBeAboveTime(extensions: Extensions): boolean {
  const purposes = extensions.get(OID.extKeyUsage);
  const fitting: readonly string[] = [OID.timeStamping, OID.anyPurpose];
  return purposes === undefined || purposesIn(purposes.value).some((id) => fitting.includes(id));
}

type Extensions = ReturnType<typeof readExtensions>;

const CURVES = new Set(["prime256v1", "secp384r1", "secp521r1"]);
const KNOWN = new Set<string>([
  ...[OID.basicConstraints, OID.keyUsage, OID.extKeyUsage],
  ...[OID.certificatePolicies, OID.subjectAltName],
]);

/** RSA from 2048 bits, or a NIST curve. */
export function isStrongKey({ publicKey }: X509Certificate): boolean {
  const { namedCurve = "", modulusLength = 0 } = publicKey.asymmetricKeyDetails ?? {};
  if (publicKey.asymmetricKeyType === "ec") return CURVES.has(namedCurve);
  return publicKey.asymmetricKeyType === "rsa" && modulusLength >= 2048;
}

/** The first byte of KeyUsage, from the left: digitalSignature, nonRepudiation, …, keyCertSign 0x04. */
function usageBits(value: Buffer): number {
  const content = contentOf(parse(value), Type.BITSTRING);
  if (content.byteLength < 2) throw new Malformed("a key usage has bits");
  return (content[1] ?? 0) | ((content[2] ?? 0) === 0 ? 0 : 0x01);
}

/** digitalSignature, nonRepudiation or both, and nothing else (OpenSSL reads it so too). */
const onlySigns = (value: Buffer): boolean => {
  const bits = usageBits(value);
  return (bits & 0xc0) !== 0 && (bits & 0x3f) === 0;
};
