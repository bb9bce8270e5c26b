/**
 * Signs manifests: detached CMS (RFC 5652), CAdES-B attributes (ETSI EN 319 122-1) in DER order, ECDSA
 * P-256. In two phases, the bytes to sign and the container around the signature, so that a key may
 * live in another machine.
 */
import { type X509Certificate, hash, sign } from "node:crypto";
import type { Clock } from "../../services/kernel/clock.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { ManifestSigner } from "../../services/sealing/signer.ts";
import {
  type Asn1,
  Type,
  encode,
  integer,
  octets,
  oid,
  parse,
  partsOf,
  sequence,
  setOf,
  tagged,
  time,
} from "./asn1.ts";
import {
  type Credential,
  readRootCertificate,
  readSigner,
  renewSigner,
} from "./certificate-authority.ts";
import { OID } from "./oids.ts";

/** The rest of a certificate's life in which a new one is made. */
const RENEW_BEFORE_MS = 30 * 24 * 3_600_000;

/** The signer whose keys are in `folder`; it renews its own certificate in time. */
export async function openManifestSigner(folder: string, clock: Clock): Promise<ManifestSigner> {
  const rootCertificatePem = await readRootCertificate(folder);
  let credential = await readSigner(folder);
  let renewal: Promise<unknown> = Promise.resolve();

  async function renewed(now: Date): Promise<void> {
    if (!isNearEnd(credential, now)) return;
    // Without the issuing authority the old certificate serves until its last day.
    await renewSigner(folder, now).catch((cause: unknown) => {
      if (credential.certificate.validToDate <= now) throw expired(cause);
    });
    credential = await readSigner(folder);
  }

  return {
    rootCertificatePem,
    async sign(bytes) {
      const now = new Date(clock());
      if (isNearEnd(credential, now)) {
        renewal = renewal.catch(() => undefined).then(() => renewed(now));
        await renewal;
      }
      return signDetached(bytes, credential, now);
    },
  };
}

const isNearEnd = ({ certificate }: Credential, now: Date): boolean =>
  certificate.validToDate.getTime() - now.getTime() < RENEW_BEFORE_MS;

const expired = (cause: unknown): Refusal =>
  new Refusal("unavailable", "keys/certificate-expired", "the signing certificate is over", {
    fix: "Put issuing.pem back into the keys folder, or make a new issuing authority.",
    cause,
  });

/** Both phases with a key that is here. */
export function signDetached(bytes: Uint8Array, credential: Credential, now: Date): Buffer {
  const attributes = signedAttributes(bytes, credential.certificate, now);
  const key = { key: credential.privateKey, dsaEncoding: "der" } as const;
  return assemble(attributes, sign("sha256", encode(attributes), key), credential);
}

const SHA256 = (): Asn1 => sequence(oid(OID.sha256));

/** The SET that is signed: what was signed, when, and with which certificate (so that none can be swapped in). */
export function signedAttributes(bytes: Uint8Array, certificate: X509Certificate, now: Date): Asn1 {
  const attribute = (id: string, value: Asn1): Asn1 => sequence(oid(id), setOf(value));
  // ESSCertIDv2 (RFC 5035 4): SHA-256 is its default algorithm and therefore left out in DER.
  const certificateId = sequence(octets(hash("sha256", certificate.raw, "buffer")));
  return setOf(
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.signingTime, time(now)),
    attribute(OID.messageDigest, octets(hash("sha256", bytes, "buffer"))),
    attribute(OID.signingCertificateV2, sequence(sequence(certificateId))),
  );
}

/** The container: ContentInfo with SignedData, certificates without the root. */
export function assemble(
  attributes: Asn1,
  signature: Uint8Array,
  { certificate, intermediates }: Omit<Credential, "privateKey">,
): Buffer {
  const one = integer(Buffer.from([1]));
  const signerInfo = sequence(
    one,
    issuerAndSerial(certificate),
    SHA256(),
    tagged(0, true, [...partsOf(attributes, Type.SET)]),
    sequence(oid(OID.ecdsaWithSha256)),
    octets(signature),
  );
  const certificates = [certificate, ...intermediates].map(({ raw }) => parse(raw));
  const signedData = sequence(
    one,
    setOf(SHA256()),
    sequence(oid(OID.data)),
    tagged(0, true, [...partsOf(setOf(...certificates), Type.SET)]),
    setOf(signerInfo),
  );
  return encode(sequence(oid(OID.signedData), tagged(0, true, [signedData])));
}

/** Parts 1 and 3 of what a certificate signs, behind its version (RFC 5280 4.1). */
export function issuerAndSerial(certificate: X509Certificate): Asn1 {
  const [tbs] = partsOf(parse(certificate.raw), Type.SEQUENCE);
  const [, serial, , issuer] = partsOf(tbs, Type.SEQUENCE);
  if (serial === undefined || issuer === undefined) {
    throw new Error("broken invariant: a certificate has an issuer and a serial number");
  }
  return sequence(issuer, serial);
}
