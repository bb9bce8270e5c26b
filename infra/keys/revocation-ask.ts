/** Asks whether an authority's certificate was revoked (OCSP over HTTP, RFC 6960 Appendix A), at the address that was configured and no other. */
import { type X509Certificate, hash, randomBytes } from "node:crypto";
import type { CertificateAnswer } from "../../services/anchors/revocation.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { Type, encode, integer, nothing, octets, oid, partsOf, sequence, tagged } from "./asn1.ts";
import { isIssuedBy } from "./certificate-chain.ts";
import { issuerAndSerial } from "./issuer-and-serial.ts";
import { OID } from "./oids.ts";
import { postDer } from "./post-der.ts";
import { MAX_ANSWER_BYTES, type ReadAnswer, asAnswer, keyBitsOf } from "./revocation-answer.ts";
import { subjectOf } from "./revocation-list.ts";
import { endOf, readRoots } from "./timestamp-chain.ts";
import { readResponse } from "./timestamp-token.ts";

/** RFC 9654 2.1. */
const NONCE_BYTES = 32;
/** By how much clocks of two houses may differ. */
const CLOCK_MS = 5 * 60_000;
/** Of an answer that does not say when there is newer information, which then always is (RFC 6960 2.4). */
const FRESH_MS = 24 * 3_600_000;

/**
 * Asks `url` about the certificate behind the TimeStampResp `response`, by SHA-256, then by SHA-1: many know that one alone (RFC 5019 2.1.1).
 * @throws Refusal unavailable "timestamps/answer-unreachable", "timestamps/answer-stale"; tampered "timestamps/answer-not-of-authority".
 */
export async function askRevocation(
  url: string,
  rootsPem: string,
  response: Uint8Array,
  now: UtcInstant,
): Promise<CertificateAnswer> {
  const [leaf, issuer] = askedAbout(response, rootsPem);
  const asked = async (digest: "sha256" | "sha1"): Promise<CertificateAnswer> => {
    const nonce = encode(octets(randomBytes(NONCE_BYTES)));
    const der = await post(url, revocationRequest(leaf, issuer, digest, nonce));
    const answer = asAnswer(der);
    if (answer?.about(leaf) === undefined || !answer.isOf(issuer)) throw notTheirs();
    if (answer.nonce !== null && !answer.nonce.equals(nonce)) throw notTheirs();
    if (isStale(answer, now)) throw stale();
    const { about: _, isOf: __, nonce: said, ...facts } = answer;
    const of = { certificateSha256: sha256(leaf.raw), certificateEndsAt: utcInstant(endOf(leaf)) };
    return { ...facts, ...of, hasNonce: said !== null };
  };
  const first = await asked("sha256").catch(() => null);
  if (first !== null && first.status !== "unknown") return first;
  return asked("sha1").catch((error: unknown) => {
    // That no such certificate is known was said by who may say so, whatever comes of the second question.
    if (first === null) throw error;
    return first;
  });
}

/** The certificate that stamped, and whoever issued it. */
function askedAbout(response: Uint8Array, rootsPem: string): [X509Certificate, X509Certificate] {
  const read = readResponse(response);
  const { anchors, helpers } = readRoots(rootsPem);
  const known = [...helpers, ...anchors];
  const [signerId, sent] = read.granted ? [read.token.signerId, read.token.certificates] : [];
  const leaf = [...(sent ?? []), ...known].find(
    (each) => signerId?.equals(encode(issuerAndSerial(each))) === true,
  );
  const issuer = leaf && known.find((each) => isIssuedBy(leaf, each));
  if (leaf === undefined || issuer === undefined) throw notTheirs();
  return [leaf, issuer];
}

/** OCSPRequest (RFC 6960 4.1.1), DER. `nonce` is the extension's value. */
export function revocationRequest(
  certificate: X509Certificate,
  issuer: X509Certificate,
  digest: "sha256" | "sha1",
  nonce: Uint8Array,
): Buffer {
  const [, serial] = partsOf(issuerAndSerial(certificate), Type.SEQUENCE);
  const id = sequence(
    sequence(oid(OID[digest]), nothing()),
    octets(hash(digest, subjectOf(issuer), "buffer")),
    octets(hash(digest, keyBitsOf(issuer), "buffer")),
    serial ?? integer(Buffer.of(0)),
  );
  const extensions = sequence(sequence(oid(OID.ocspNonce), octets(nonce)));
  return encode(sequence(sequence(sequence(sequence(id)), tagged(2, true, [extensions]))));
}

/** Whether at `now` an answer is of the future, or newer information must be there. */
export function isStale(
  {
    producedAt,
    thisUpdate,
    nextUpdate,
  }: Pick<ReadAnswer, "producedAt" | "thisUpdate" | "nextUpdate">,
  now: UtcInstant,
): boolean {
  const latest = plusMs(now, CLOCK_MS);
  const until = nextUpdate ?? plusMs(thisUpdate, FRESH_MS);
  return thisUpdate > latest || producedAt > latest || plusMs(until, CLOCK_MS) < now;
}

async function post(url: string, body: Uint8Array): Promise<Buffer> {
  try {
    const types = ["application/ocsp-request", "application/ocsp-response"] as const;
    return await postDer(url, body, types, MAX_ANSWER_BYTES);
  } catch (cause) {
    throw new Refusal(
      "unavailable",
      "timestamps/answer-unreachable",
      "whoever answers for the authority's certificate does not",
      {
        fix: "Look whether the address that ocsp names answers; the next attempt comes by itself.",
        cause,
      },
    );
  }
}

const notTheirs = (): Refusal =>
  new Refusal(
    "tampered",
    "timestamps/answer-not-of-authority",
    "what was answered about the authority's certificate is not by whoever may say so",
    {
      fix: "Compare the address that ocsp names with what the authority publishes; the certificate of whoever issued theirs belongs with the root.",
    },
  );

const stale = (): Refusal =>
  new Refusal(
    "unavailable",
    "timestamps/answer-stale",
    "the answer about the authority's certificate is of another time",
    { fix: "Check this machine's clock (timedatectl); if it is right, ask the authority." },
  );
