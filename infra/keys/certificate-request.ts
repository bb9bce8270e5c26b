/**
 * PKCS#10 requests (RFC 2986): read strictly, with the proof that the sender holds the key judged by OpenSSL
 * (node:crypto), and made for a device. Of what a request asks for only the key is ever taken over.
 */
import { type KeyObject, createPublicKey, sign, verify } from "node:crypto";
import type { ReadRequest } from "../../services/access/certificate-formats.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import {
  type Asn1,
  Malformed,
  Type,
  bits,
  contentOf,
  encode,
  integer,
  oid,
  oidOf,
  parse,
  partsOf,
  partsOfTagged,
  sequence,
  setOf,
  tagged,
  utf8,
} from "./asn1.ts";
import { isEcdsaWithSha256, requestsAuthority } from "./certificate-chain.ts";
import { exactly } from "./cms-attributes.ts";
import { OID } from "./oids.ts";

/** One of ours has about 200 bytes; attributes may stand in it. */
const MAX_BYTES = 8 << 10;

const bad = (message: string, cause?: unknown): Refusal =>
  new Refusal("invalid", "access/bad-certificate-request", message, {
    fix: "Send a PKCS#10 request (RFC 2986), DER in base64, signed by its own P-256 key with ECDSA and SHA-256.",
    ...(cause === undefined ? {} : { cause }),
  });

/** @throws Refusal invalid "access/bad-certificate-request", also for a key or signature that is too weak. */
export function readCertificateRequest(der: Uint8Array): ReadRequest & { publicKey: KeyObject } {
  if (der.byteLength > MAX_BYTES) throw bad("the request is too long");
  let found: ReturnType<typeof readParts>;
  try {
    found = readParts(der);
  } catch (cause) {
    if (cause instanceof Malformed) throw bad("no PKCS#10 request", cause);
    throw cause;
  }
  const publicKey = publicKeyOf(found.publicKey);
  if (publicKey?.asymmetricKeyDetails?.namedCurve !== "prime256v1") {
    throw bad("the key is not on P-256");
  }
  if (!found.isEcdsa) throw bad("not signed with ECDSA and SHA-256");
  const key = { key: publicKey, dsaEncoding: "der" } as const;
  if (!verify("sha256", found.signed, key, found.signature)) {
    throw bad("not signed by the key it names");
  }
  if (found.asksForAuthority) throw bad("a device is no authority");
  return { publicKey, publicKeySha256: keySha256(publicKey), subject: found.subject };
}

/** Digest of its SubjectPublicKeyInfo. */
export const keySha256 = (key: KeyObject): Sha256 =>
  sha256(key.export({ format: "der", type: "spki" }));

function readParts(der: Uint8Array) {
  const [info, algorithm, signature] = exactly(3, partsOf(parse(der), Type.SEQUENCE));
  const [version, subject, publicKey, attributes] = exactly(4, partsOf(info, Type.SEQUENCE));
  if (!contentOf(version, Type.INTEGER).equals(Buffer.from([0]))) throw new Malformed("version");
  const [unused, ...bytes] = contentOf(signature, Type.BITSTRING);
  if (unused !== 0 || info === undefined || publicKey === undefined) throw new Malformed("bits");
  return {
    signed: encode(info),
    signature: Buffer.from(bytes),
    isEcdsa: isEcdsaWithSha256(algorithm),
    publicKey: encode(publicKey),
    subject: subjectOf(subject),
    asksForAuthority: partsOfTagged(attributes, 0).some(asksForAuthority),
  };
}

function publicKeyOf(spki: Buffer): KeyObject | null {
  try {
    return createPublicKey({ key: spki, format: "der", type: "spki" });
  } catch {
    return null; // OpenSSL's errors for keys it does not take
  }
}

/** "CN=…", "O=…", or the identifier of any other part, in their order. */
function subjectOf(name: Asn1 | undefined): string[] {
  const labels: Readonly<Record<string, string>> = {
    [OID.commonName]: "CN",
    [OID.organization]: "O",
  };
  return partsOf(name, Type.SEQUENCE).map((part) => {
    const [pair] = exactly(1, partsOf(part, Type.SET));
    const [type, value] = exactly(2, partsOf(pair, Type.SEQUENCE));
    const id = oidOf(type);
    const text = value?.value;
    if (typeof text !== "string") throw new Malformed("a text is expected");
    return `${labels[id] ?? id}=${Buffer.from(text, "latin1").toString("utf8")}`;
  });
}

function asksForAuthority(attribute: Asn1): boolean {
  const [id, values] = exactly(2, partsOf(attribute, Type.SEQUENCE));
  if (oidOf(id) !== OID.extensionRequest) return false;
  const [list] = exactly(1, partsOf(values, Type.SET));
  return requestsAuthority(list);
}

/** A request for the public half of `key`; `commonName` null leaves the subject empty. */
export function makeCertificateRequest(key: KeyObject, commonName: string | null): Buffer {
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  const subject =
    commonName === null
      ? sequence()
      : sequence(setOf(sequence(oid(OID.commonName), utf8(commonName))));
  const info = sequence(integer(Buffer.from([0])), subject, parse(spki), tagged(0, true, []));
  const signature = sign("sha256", encode(info), { key, dsaEncoding: "der" });
  return encode(sequence(info, sequence(oid(OID.ecdsaWithSha256)), bits(signature)));
}
