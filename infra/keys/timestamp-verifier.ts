/** Judges RFC 3161 time stamps: everything in RFC 3161 2.2 that does not need the request, and its nonce if it is known. */
import { type X509Certificate, hash, verify } from "node:crypto";
import type {
  TimestampFault,
  TimestampVerdict,
  TimestampVerifier,
} from "../../services/anchors/timestamp.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type Asn1, Type, encode, parse, partsOf, partsOfTagged, isTagged } from "./asn1.ts";
import { issuerAndSerial } from "./issuer-and-serial.ts";
import { judgeLists } from "./stamp-revocation.ts";
import { readRoots, judgeTimestampChain } from "./timestamp-chain.ts";
import { type TstInfo, readTstInfo } from "./timestamp-forms.ts";
import { type Token, readResponse } from "./timestamp-token.ts";

/** What the one who asked knows beyond the bytes. */
export interface Asked {
  /** Content bytes of the nonce. */
  readonly nonce?: Uint8Array;
  /** Dotted text of the policy that must stand in the token. */
  readonly policy?: string | undefined;
}

export const timestampVerifier: TimestampVerifier = {
  verify: (bytes, response, rootsPem, lists) =>
    Promise.resolve(judgeTimestamp(bytes, response, rootsPem, {}, lists)),
};

/** Never throws on hostile input. */
export function judgeTimestamp(
  bytes: Uint8Array,
  der: Uint8Array,
  rootsPem: string,
  asked: Asked = {},
  lists: readonly Uint8Array[] = [],
): TimestampVerdict {
  try {
    const response = readResponse(der);
    if (!response.granted) return no("timestamps/refused");
    return judgeToken(bytes, response.token, rootsPem, asked, lists);
  } catch {
    // Malformed, or what node:crypto throws for certificates and keys it cannot read.
    return no("timestamps/malformed");
  }
}

const no = (reason: TimestampFault): TimestampVerdict => ({ valid: false, reason });

function judgeToken(
  bytes: Uint8Array,
  token: Token,
  rootsPem: string,
  asked: Asked,
  lists: readonly Uint8Array[],
): TimestampVerdict {
  const info = readTstInfo(token.content);
  const { algorithm, digest } = info.imprint;
  if (algorithm === null || !hash(algorithm.name, bytes, "buffer").equals(digest)) {
    return no("timestamps/other-bytes");
  }
  if (asked.nonce !== undefined && info.nonce?.equals(asked.nonce) !== true) {
    return no("timestamps/other-nonce");
  }
  if (asked.policy !== undefined && info.policy !== asked.policy) {
    return no("timestamps/other-policy");
  }
  const roots = rootsIn(rootsPem);
  if (roots === null) return no("timestamps/unusable-root");
  const known = [...token.certificates, ...roots.helpers, ...roots.anchors];
  const leaf = known.find((each) => encode(issuerAndSerial(each)).equals(token.signerId));
  if (leaf === undefined) return no("timestamps/other-certificate");
  const fault = signatureFault(token, leaf, info);
  if (fault !== null) return no(fault);
  const { anchors } = roots;
  const helpers = [...token.certificates, ...roots.helpers];
  const chain = judgeTimestampChain(leaf, helpers, anchors, info.genTime);
  if ("fault" in chain) return no(chain.fault);
  const genTime = utcInstant(info.genTime);
  const listed = judgeLists(lists, { leaf, helpers, anchors }, genTime);
  if (listed === null) return no("timestamps/revoked");
  const { left, ...revocation } = listed;
  // An authority may have another certificate for the same key, from above or of later.
  const rest = judgeTimestampChain(leaf, left, anchors, info.genTime);
  if ("fault" in rest) return no("timestamps/revoked");
  return {
    ...{ valid: true, genTime, ...revocation },
    accuracyMs: info.accuracyMs,
    serial: info.serial.toString("hex"),
    policy: info.policy,
    authority: leaf.subject.split("\n").reverse().join(","),
    validUntil: utcInstant(rest.validUntil),
  };
}

function rootsIn(pem: string): ReturnType<typeof readRoots> | null {
  try {
    const roots = readRoots(pem);
    return roots.anchors.length === 0 ? null : roots;
  } catch {
    return null;
  }
}

function signatureFault(token: Token, leaf: X509Certificate, info: TstInfo): TimestampFault | null {
  const { content, messageDigest, digest, attributes, signature, certificateDigests } = token;
  if (!hash(digest.name, content, "buffer").equals(messageDigest))
    return "timestamps/signature-differs";
  // Bound to this certificate, so that another one of the same key and name cannot take its place.
  const isBound = certificateDigests.every(({ name, digest: said }) =>
    hash(name, leaf.raw, "buffer").equals(said),
  );
  if (certificateDigests.length === 0 || !isBound) return "timestamps/other-certificate";
  if (info.name !== null && !isNameOf(info.name, leaf)) return "timestamps/other-name";
  if (token.isRsa !== (leaf.publicKey.asymmetricKeyType === "rsa")) {
    return "timestamps/signature-differs";
  }
  const key = { key: leaf.publicKey, dsaEncoding: "der" } as const;
  return verify(digest.name, attributes, key, signature) ? null : "timestamps/signature-differs";
}

/** A directoryName ([4]) that is the certificate's subject; OpenSSL asks for it too. */
function isNameOf(name: Asn1, leaf: X509Certificate): boolean {
  if (!isTagged(name, 4)) return false;
  const [tbs] = partsOf(parse(leaf.raw), Type.SEQUENCE);
  const subject = partsOf(tbs, Type.SEQUENCE)[5];
  const [said] = partsOfTagged(name, 4);
  return subject !== undefined && said !== undefined && encode(subject).equals(encode(said));
}
