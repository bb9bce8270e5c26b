/**
 * An RFC 3161 authority of one's own in a folder, for places without a line to the outside:
 *
 *     root-key.pem   the root's key: take it offline
 *     root.pem       the root's certificate: public, to be pinned by those who verify
 *     tsa.pem        key and certificate that stamp: critical extKeyUsage timeStamping and nothing else
 *     state.json     the policy, the last serial number and the last time it stated
 *
 * The state is durable before a token leaves, so no number and no earlier time is ever given twice, also over
 * kill -9. One process uses the folder.
 */
import {
  type KeyObject,
  X509Certificate,
  createPrivateKey,
  createPublicKey,
  hash,
  randomBytes,
  sign,
} from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Refusal } from "../../services/kernel/refusal.ts";
import {
  type Asn1,
  Malformed,
  Type,
  encode,
  generalizedTime,
  integer,
  natural,
  octets,
  oid,
  parse,
  partsOf,
  sequence,
  setOf,
  tagged,
} from "./asn1.ts";
import { newKey, pemOfKey } from "./certificate-authority.ts";
import { issueCertificate, nameOf } from "./certificate.ts";
import { issuerAndSerial } from "./issuer-and-serial.ts";
import { OID } from "./oids.ts";
import { makePrivateFolder, readOrNull, replaceFile } from "./private-file.ts";
import { type TimestampRequest, bigOid, preciseTime, readRequest } from "./timestamp-forms.ts";

const ROOT_KEY = "root-key.pem";
export const TSA_ROOT = "root.pem";
const TSA = "tsa.pem";
const STATE = "state.json";
const YEARS = { root: 25, tsa: 10 } as const;

const State = z.strictObject({
  policy: z.string().regex(/^2\.25\.\d{1,39}$/),
  serial: z.number().int().min(0),
  /** Milliseconds since 1970. */
  stampedAt: z.number().int().min(0),
});
type State = z.infer<typeof State>;

/** Makes an authority in `folder`, named after `owner`; answers false, and changes nothing, where one is. */
export async function createTimestampAuthority(
  folder: string,
  owner: string,
  now: Date,
): Promise<boolean> {
  await makePrivateFolder(folder);
  if ((await readOrNull(join(folder, TSA))) !== null) return false;
  const rootKey = newKey();
  const rootSubject = nameOf(owner, "Holdfast time stamp root");
  const issuer = { subject: rootSubject, privateKey: rootKey };
  const certificate = (profile: keyof typeof YEARS, subject: Buffer, key: KeyObject): string => {
    const notAfter = new Date(now);
    notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS[profile]);
    const request = { profile, subject, publicKey: createPublicKey(key), notBefore: now, notAfter };
    return new X509Certificate(issueCertificate(request, issuer)).toString();
  };
  const key = newKey();
  const tsa = certificate("tsa", nameOf(owner, "Holdfast time stamp authority"), key);
  const policy = `2.25.${BigInt(`0x${randomBytes(16).toString("hex")}`)}`;
  const state: State = { policy, serial: 0, stampedAt: 0 };
  await replaceFile(folder, ROOT_KEY, pemOfKey(rootKey), 0o600);
  await replaceFile(folder, TSA_ROOT, certificate("root", rootSubject, rootKey), 0o644);
  await replaceFile(folder, STATE, `${JSON.stringify(state)}\n`, 0o600);
  // The key that stamps comes last: a folder that has it has everything.
  await replaceFile(folder, TSA, pemOfKey(key) + tsa, 0o600);
  return true;
}

export interface OwnTimestampAuthority {
  /** Answers a TimeStampReq (DER) with a TimeStampResp (DER); a refusal is an answer too. */
  answer(request: Uint8Array): Promise<Uint8Array>;
  readonly rootCertificatePem: string;
}

/** Stamps with the key in `folder`; `onRefusal` hears each reason for which nothing was stamped. */
export async function openTimestampAuthority(
  folder: string,
  clock: () => Date,
  onRefusal: (failure: Failure) => void,
): Promise<OwnTimestampAuthority> {
  const pem = await readFile(join(folder, TSA), "utf8");
  const [privateKey, certificate] = [createPrivateKey(pem), new X509Certificate(pem)];
  await readState(folder);
  let last: Promise<unknown> = Promise.resolve();

  /** The next number and time, durable before anyone hears of them; null if the clock ran backwards. */
  async function advance(): Promise<{ state: State; now: Date } | null> {
    const state = await readState(folder);
    const now = clock();
    if (now.getTime() < state.stampedAt || now > certificate.validToDate) return null;
    const next = { ...state, serial: state.serial + 1, stampedAt: now.getTime() };
    await replaceFile(folder, STATE, `${JSON.stringify(next)}\n`, 0o600);
    return { state: next, now };
  }

  async function answerOnce(der: Uint8Array): Promise<Buffer> {
    const { policy } = await readState(folder);
    const request = readOrFail(der, policy);
    if ("failure" in request) {
      onRefusal(request.failure);
      return refusal(request.failure);
    }
    const given = await advance();
    if (given === null) {
      onRefusal("timeNotAvailable");
      return refusal("timeNotAvailable");
    }
    const info = tstInfo(request, given.state, given.now);
    return granted(token(info, request.wantsCertificate, certificate, privateKey));
  }

  return {
    rootCertificatePem: await readFile(join(folder, TSA_ROOT), "utf8"),
    answer(der) {
      const mine = last.then(() => answerOnce(der));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function readState(folder: string): Promise<State> {
  try {
    return State.parse(JSON.parse(await readFile(join(folder, STATE), "utf8")));
  } catch (cause) {
    throw new Refusal(
      "unavailable",
      "timestamps/state-missing",
      "the authority's memory of its numbers cannot be read",
      { fix: "Restore state.json beside the key from the newest copy.", cause },
    );
  }
}

/** Bits of PKIFailureInfo (RFC 3161 2.4.2). */
const FAILURES = {
  badAlg: 0,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
} as const;
export type Failure = keyof typeof FAILURES;

function readOrFail(der: Uint8Array, policy: string): TimestampRequest | { failure: Failure } {
  try {
    const request = readRequest(der);
    const { algorithm, digest } = request.imprint;
    if (algorithm === null) return { failure: "badAlg" };
    if (digest.byteLength !== algorithm.bytes) return { failure: "badDataFormat" };
    if (request.policy !== null && request.policy !== policy)
      return { failure: "unacceptedPolicy" };
    return request.hasExtensions ? { failure: "unacceptedExtension" } : request;
  } catch (error) {
    if (error instanceof Malformed) return { failure: "badDataFormat" };
    throw error;
  }
}

const status = (code: number, ...details: Asn1[]): Asn1 =>
  sequence(integer(Buffer.of(code)), ...details);

function refusal(failure: Failure): Buffer {
  const bit = FAILURES[failure];
  const bytes = Buffer.alloc(Math.floor(bit / 8) + 1);
  bytes[bytes.length - 1] = 0x80 >> (bit % 8);
  // Trailing zero bits of a named list are left out in DER (X.690 11.2.2).
  return encode(sequence(status(2, namedBits(bytes, 7 - (bit % 8)))));
}

const namedBits = (bytes: Buffer, unused: number): Asn1 =>
  parse(Buffer.concat([Buffer.of(0x03, bytes.length + 1, unused), bytes]));

const granted = (content: Asn1): Buffer => encode(sequence(status(0), content));

function tstInfo(
  { imprint, nonce }: TimestampRequest,
  { policy, serial }: State,
  now: Date,
): Buffer {
  const { algorithm, digest } = imprint;
  if (algorithm === null) throw new Error("broken invariant: an unknown digest is refused before");
  // The counter, and 64 random bits that differ also where a folder was restored from an old copy.
  const number = Buffer.concat([Buffer.alloc(8), randomBytes(8)]);
  number.writeBigUInt64BE(BigInt(serial));
  return encode(
    sequence(
      integer(Buffer.of(1)),
      bigOid(policy),
      sequence(sequence(oid(algorithm.id)), octets(digest)),
      integer(natural(number)),
      generalizedTime(preciseTime(now)),
      ...(nonce === null ? [] : [integer(nonce)]),
    ),
  );
}

/** SignedData version 3 around the TSTInfo; attributes in DER order, the certificate bound by ESS (RFC 5816). */
function token(
  info: Buffer,
  withCertificate: boolean,
  certificate: X509Certificate,
  key: KeyObject,
): Asn1 {
  const attribute = (id: string, value: Asn1): Asn1 => sequence(oid(id), setOf(value));
  const certificateId = sequence(octets(hash("sha256", certificate.raw, "buffer")));
  const attributes = setOf(
    attribute(OID.contentType, oid(OID.tstInfo)),
    attribute(OID.messageDigest, octets(hash("sha256", info, "buffer"))),
    attribute(OID.signingCertificateV2, sequence(sequence(certificateId))),
  );
  const signer = sequence(
    integer(Buffer.of(1)),
    issuerAndSerial(certificate),
    sequence(oid(OID.sha256)),
    tagged(0, true, [...partsOf(attributes, Type.SET)]),
    sequence(oid(OID.ecdsaWithSha256)),
    octets(sign("sha256", encode(attributes), { key, dsaEncoding: "der" })),
  );
  const signedData = sequence(
    integer(Buffer.of(3)),
    setOf(sequence(oid(OID.sha256))),
    sequence(oid(OID.tstInfo), tagged(0, true, [octets(info)])),
    ...(withCertificate ? [tagged(0, true, [parse(certificate.raw)])] : []),
    setOf(signer),
  );
  return sequence(oid(OID.signedData), tagged(0, true, [signedData]));
}
