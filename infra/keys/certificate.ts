/** X.509 certificates (RFC 5280) of our own small authority: ECDSA P-256 with SHA-256, a few profiles. */
import { type KeyObject, createPublicKey, hash, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import {
  type Asn1,
  bits,
  boolean,
  encode,
  integer,
  octets,
  oid,
  parse,
  sequence,
  setOf,
  tagged,
  time,
  utf8,
} from "./asn1.ts";
import { OID } from "./oids.ts";

/**
 * "root", "issuing" and "device-authority" may sign certificates, the last of them those of devices only;
 * "signer" signs manifests, "tsa" states times, a "device" and a "server" prove themselves in TLS, and nothing else.
 */
export type Profile =
  | "root"
  | "issuing"
  | "device-authority"
  | "signer"
  | "tsa"
  | "device"
  | "server";

export interface CertificateRequest {
  readonly profile: Profile;
  /** DER of the subject's name. */
  readonly subject: Uint8Array;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Host names and addresses of a server. */
  readonly hosts?: readonly string[];
}

/** Who signs. For a root: its own subject and key. */
export interface Issuer {
  /** DER of its subject, taken over byte for byte. */
  readonly subject: Uint8Array;
  readonly privateKey: KeyObject;
}

/** DER of the name O=agency, CN=commonName: whose key it is, and what it is for. */
export const nameOf = (agency: string, commonName: string): Buffer =>
  encode(
    sequence(
      setOf(sequence(oid(OID.organization), utf8(agency))),
      setOf(sequence(oid(OID.commonName), utf8(commonName))),
    ),
  );

/** The certificate, DER, signed by `issuer`. */
export function issueCertificate(
  { publicKey, ...request }: CertificateRequest,
  { subject, privateKey }: Issuer,
): Buffer {
  return issueFor(
    { ...request, spki: spkiDer(publicKey) },
    {
      subject,
      spki: spkiDer(createPublicKey(privateKey)),
      algorithm: OID.ecdsaWithSha256,
      sign: (tbs) => sign("sha256", tbs, { key: privateKey, dsaEncoding: "der" }),
    },
  );
}

const spkiDer = (key: KeyObject): Buffer => key.export({ format: "der", type: "spki" });

/** A request and an issuer whose keys are bytes. */
export type PlainRequest = Omit<CertificateRequest, "publicKey"> & { readonly spki: Buffer };
export interface PlainIssuer {
  readonly subject: Uint8Array;
  readonly spki: Buffer;
  /** Object identifier of its signatures. */
  readonly algorithm: string;
  readonly sign: (tbs: Buffer) => Buffer;
}

export function issueFor(request: PlainRequest, issuer: PlainIssuer): Buffer {
  const algorithm = sequence(oid(issuer.algorithm));
  const tbs = sequence(
    tagged(0, true, [integer(Buffer.from([2]))]),
    // 127 random bits: positive, and never the same twice (RFC 5280 4.1.2.2).
    integer(
      Buffer.concat([Buffer.from([0x40 | ((randomBytes(1)[0] ?? 0) % 0x40)]), randomBytes(15)]),
    ),
    algorithm,
    parse(issuer.subject),
    sequence(time(request.notBefore), time(request.notAfter)),
    parse(request.subject),
    parse(request.spki),
    tagged(3, true, [sequence(...extensions(request, issuer))]),
  );
  return encode(sequence(tbs, algorithm, bits(issuer.sign(encode(tbs)))));
}

const extension = (id: string, critical: boolean, value: Asn1): Asn1 =>
  critical
    ? sequence(oid(id), boolean(true), octets(encode(value)))
    : sequence(oid(id), octets(encode(value)));

/** How many authorities may stand below this one. */
const PATH_LENGTH: Readonly<Partial<Record<Profile, number>>> = {
  root: 1,
  issuing: 0,
  "device-authority": 0,
};
/** Bits of KeyUsage from the left: digitalSignature 0, nonRepudiation 1, keyCertSign 5, cRLSign 6. */
const SIGNER_USAGE = bits(Buffer.from([0b1100_0000]), 6);
const TLS_USAGE = bits(Buffer.from([0b1000_0000]), 7);
const AUTHORITY_USAGE = bits(Buffer.from([0b0000_0110]), 1);
/**
 * What a key may be used for. On an authority it holds for all below it (OpenSSL, and certificate-chain.ts):
 * whoever has the device authority's key makes no evidence. emailProtection stands for tools that ask for
 * it (openssl's default purpose), documentSigning for what it is.
 */
const PURPOSES: Readonly<Partial<Record<Profile, readonly string[]>>> = {
  signer: [OID.emailProtection, OID.documentSigning],
  tsa: [OID.timeStamping],
  "device-authority": [OID.clientAuth],
  device: [OID.clientAuth],
  server: [OID.serverAuth],
};

function extensions({ profile, spki, hosts = [] }: PlainRequest, issuer: PlainIssuer): Asn1[] {
  const pathLength = PATH_LENGTH[profile];
  const purposes = PURPOSES[profile];
  const isAuthority = pathLength !== undefined;
  const constraints = isAuthority
    ? sequence(boolean(true), integer(Buffer.from([pathLength])))
    : sequence();
  const leafUsage = profile === "signer" || profile === "tsa" ? SIGNER_USAGE : TLS_USAGE;
  return [
    extension(OID.basicConstraints, true, constraints),
    extension(OID.keyUsage, true, isAuthority ? AUTHORITY_USAGE : leafUsage),
    ...(purposes === undefined
      ? []
      : // RFC 3161 2.3 wants it critical where it is timeStamping.
        [extension(OID.extKeyUsage, profile === "tsa", sequence(...purposes.map(oid)))]),
    extension(OID.subjectKeyIdentifier, false, octets(keyId(spki))),
    ...(profile === "root"
      ? []
      : [
          extension(
            OID.authorityKeyIdentifier,
            false,
            sequence(tagged(0, false, keyId(issuer.spki))),
          ),
        ]),
    ...(hosts.length === 0
      ? []
      : [extension(OID.subjectAltName, false, sequence(...hosts.map(hostName)))]),
  ];
}

/** GeneralName (RFC 5280 4.2.1.6): [7] an address in its four or sixteen bytes, [2] a name. */
function hostName(host: string): Asn1 {
  if (isIP(host) === 4) return tagged(7, false, Buffer.from(host.split(".").map(Number)));
  return isIP(host) === 6
    ? tagged(7, false, bytesOfIpv6(host))
    : tagged(2, false, Buffer.from(host, "latin1"));
}

function bytesOfIpv6(address: string): Buffer {
  // The URL parser knows every way to write one; its own has at most one "::".
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = "", tail] = plain.split("::");
  const groups = (text: string): string[] => text.split(":").filter((group) => group !== "");
  const [before, after] = [groups(head), groups(tail ?? "")];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  const all = tail === undefined ? before : [...before, ...zeros, ...after];
  return Buffer.from(all.map((group) => group.padStart(4, "0")).join(""), "hex");
}

/** RFC 7093 2 (1): the leftmost 160 bits of SHA-256 over the public key. */
const keyId = (spki: Buffer): Buffer => hash("sha256", spki, "buffer").subarray(0, 20);
