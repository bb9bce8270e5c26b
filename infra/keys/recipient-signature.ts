/** Judges what a recipient signed by its own software: one detached CMS in DER, RSA or ECDSA (SM2 is told as such), under whatever certificate it has. */
import { type X509Certificate, hash, verify } from "node:crypto";
import { z } from "zod";
import type { RecipientSignatures } from "../../services/exports/acknowledge.ts";
import type { RecipientSignature } from "../../services/exports/export.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type Asn1,
  Malformed,
  Type,
  contentOf,
  dateOf,
  encode,
  isTagged,
  oid,
  oidOf,
  parse,
  partsOf,
  partsOfTagged,
  sequence,
} from "./asn1.ts";
import { isIssuedBy } from "./certificate-chain.ts";
import { exactly, same } from "./cms-attributes.ts";
import { type SignerInfo, readCertificates, readSignerInfo } from "./cms-signer-info.ts";
import { issuerAndSerial } from "./issuer-and-serial.ts";
import { OID } from "./oids.ts";
import { isStrongKey, readRoots } from "./timestamp-chain.ts";

/** For the processes that judge what recipients of packages signed. */
export const RecipientConfig = z.object({
  HOLDFAST_RECIPIENT_ROOTS: z
    .string()
    .refine(isCertificates, "certificates in PEM")
    .default("")
    .describe(
      "Certificates in PEM of authorities whose signers of acknowledgements count as known; usually _FILE",
    ),
});

export function isCertificates(pem: string): boolean {
  try {
    readRoots(pem);
    return true;
  } catch {
    return false;
  }
}

const MAX_BYTES = 64 << 10;
const MAX_PATH = 6;

type Roots = ReturnType<typeof readRoots>;
type Refused = Extract<ReturnType<RecipientSignatures["judge"]>, { valid: false }>;
type Verdict =
  | Refused
  | ({ readonly valid: true; readonly certificate: X509Certificate } & RecipientSignature);
type Judge<Answer> = (text: Uint8Array, signature: Uint8Array, now: UtcInstant) => Answer;

/** `rootsPem`: the roots that count as known; "" for none. @throws Error where that is no PEM of certificates. */
export function recipientSignatures(rootsPem: string): RecipientSignatures {
  const judgeOne = outsideJudge(rootsPem);
  return {
    judge(...given) {
      const verdict = judgeOne(...given);
      if (!verdict.valid) return verdict;
      const { certificate: _certificate, ...told } = verdict;
      return told;
    },
  };
}

/** The same, with the signer's certificate. */
export function outsideJudge(rootsPem: string): Judge<Verdict> {
  const roots = readRoots(rootsPem);
  return (text, signature, now) => {
    try {
      if (signature.byteLength > MAX_BYTES) return no("keys/malformed-signature");
      if (isBySm2(signature)) return no("keys/sm2-signature");
      return judge(text, readContainer(signature), roots, now);
    } catch {
      // Malformed, or what node:crypto throws for certificates and keys it cannot read.
      return no("keys/malformed-signature");
    }
  };
}

const no = (reason: string): Refused => ({ valid: false, reason });

interface Container extends SignerInfo {
  readonly certificates: readonly X509Certificate[];
}

/**
 * Made with SM2, in a CMS or in the container of GM/T 0010: said as such, because nothing is wrong with it; only nobody
 * here reads such a one of others yet. @throws Malformed.
 */
function isBySm2(der: Uint8Array): boolean {
  const [type, explicit] = partsOf(parse(der), Type.SEQUENCE);
  if (oidOf(type) === OID.gmSignedData) return true;
  const [, digests] = partsOf(partsOfTagged(explicit, 0)[0], Type.SEQUENCE);
  return partsOf(digests, Type.SET).some(
    (each) => oidOf(partsOf(each, Type.SEQUENCE)[0]) === OID.sm3,
  );
}

/** @throws Malformed. */
function readContainer(der: Uint8Array): Container {
  const [type, explicit] = exactly(2, partsOf(parse(der), Type.SEQUENCE));
  same(type, oid(OID.signedData));
  const [signedData] = exactly(1, partsOfTagged(explicit, 0));
  const [, , content, ...rest] = partsOf(signedData, Type.SEQUENCE);
  // Detached: what is signed is the text that was handed out, and nothing that came along.
  same(content, sequence(oid(OID.data)));
  const certificates = isTagged(rest[0], 0) ? readCertificates(rest.shift()) : [];
  if (isTagged(rest[0], 1)) rest.shift();
  const [signers] = exactly(1, rest);
  const [signer] = exactly(1, partsOf(signers, Type.SET));
  return { ...readSignerInfo(signer), certificates };
}

function judge(text: Uint8Array, signed: Container, roots: Roots, now: UtcInstant): Verdict {
  const { values, digest, attributes, signature, certificates, signerId } = signed;
  same(values.get(OID.contentType), oid(OID.data));
  const said = contentOf(values.get(OID.messageDigest), Type.OCTETSTRING);
  if (!hash(digest.name, text, "buffer").equals(said)) return no("keys/content-differs");
  const leaf = certificates.find((each) => encode(issuerAndSerial(each)).equals(signerId));
  if (leaf === undefined) return no("keys/other-certificate");
  if (!isStrongKey(leaf)) return no("keys/weak-certificate");
  if (signed.isRsa !== (leaf.publicKey.asymmetricKeyType === "rsa")) {
    return no("keys/signature-differs");
  }
  const key = { key: leaf.publicKey, dsaEncoding: "der" } as const;
  if (!verify(digest.name, attributes, key, signature)) return no("keys/signature-differs");
  const time = values.get(OID.signingTime);
  return {
    ...{ valid: true, certificate: leaf },
    ...{ signer: nameIn(leaf.subject), certificateSha256: sha256(leaf.raw) },
    ...rootOf(leaf, certificates, roots, new Date(now)),
    signedAt: time === undefined ? null : signedAtOf(time),
  };
}

const signedAtOf = (time: Asn1): UtcInstant => utcInstant(dateOf(time));

/** RFC 4514 order: the most specific part first. */
const nameIn = (subject: string): string => subject.split("\n").reverse().join(",");

/** As far up as issuers are at hand; `at`: when it is presented, because the time of signing is the signer's own word. */
function rootOf(
  leaf: X509Certificate,
  certificates: readonly X509Certificate[],
  { anchors, helpers }: Roots,
  at: Date,
): Pick<RecipientSignature, "root" | "isRootKnown"> {
  const holds = (one: X509Certificate): boolean =>
    isStrongKey(one) && new Date(one.validFrom) <= at && at <= new Date(one.validTo);
  let current = leaf;
  let isSound = holds(leaf);
  for (let above = 0; above < MAX_PATH; above += 1) {
    const own = current;
    const anchor = anchors.find((each) => isIssuedBy(own, each));
    if (anchor !== undefined) {
      const isOurs = isSound && holds(anchor) && (anchor.ca || anchor === own);
      return { root: nameIn(anchor.subject), isRootKnown: isOurs };
    }
    const next = [...certificates, ...helpers].find(
      (each) => !each.raw.equals(own.raw) && isIssuedBy(own, each),
    );
    if (next === undefined) return { root: nameIn(own.issuer), isRootKnown: false };
    isSound &&= holds(next) && next.ca;
    current = next;
  }
  throw new Malformed("a tangle of certificates");
}
