/**
 * Signs manifests: detached CMS (RFC 5652), CAdES-B attributes (ETSI EN 319 122-1) in DER order, in the
 * algorithms of the signer's certificate. In two phases, the bytes to sign and the container around the signature, so that the key lives in
 * another process.
 */
import type { Clock } from "../../services/kernel/clock.ts";
import { type RefusalCode, isRefusal } from "../../services/kernel/refusal.ts";
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
import { suiteOf } from "./cms-suite.ts";
import { issuerAndSerial } from "./issuer-and-serial.ts";
import { OID } from "./oids.ts";
import {
  OTHER_CERTIFICATE,
  type Raw,
  type SigningCertificate,
  type SigningKey,
} from "./signing-key.ts";

/** Asked before each signature; rejects for a certificate that must not be used. */
export type MayUse = (certificate: Raw) => Promise<void>;

/** What is said of a certificate that may have another in its place by now. */
const REPLACED: readonly RefusalCode[] = [
  OTHER_CERTIFICATE,
  "keys/revoked",
  "keys/certificate-expired",
];

/** The half without a key. `rootCertificatePem` is pinned: whoever verifies names it. */
export function manifestSigner(
  key: Pick<SigningKey, "certificate" | "sign">,
  rootCertificatePem: string,
  clock: Clock,
  mayUse?: MayUse,
): ManifestSigner {
  const withCertificate = certificateInUse(key, mayUse);
  return {
    rootCertificatePem,
    sign: (bytes) =>
      withCertificate(async (mine) => {
        const attributes = signedAttributes(bytes, mine.certificate, new Date(clock()));
        const signature = await key.sign(encode(attributes), mine.certificate);
        return assemble(attributes, signature, mine);
      }),
  };
}

/** Does something with the certificate in use; once more if another came into its place meanwhile. */
export function certificateInUse(
  key: Pick<SigningKey, "certificate">,
  mayUse: MayUse = () => Promise.resolve(),
): <T>(use: (mine: SigningCertificate) => Promise<T>) => Promise<T> {
  let known: SigningCertificate | null = null;
  async function once<T>(use: (mine: SigningCertificate) => Promise<T>): Promise<T> {
    const mine = (known ??= await key.certificate());
    await mayUse(mine.certificate);
    return await use(mine);
  }
  return async (use) => {
    try {
      return await once(use);
    } catch (error) {
      if (!REPLACED.some((code) => isRefusal(error, code))) throw error;
      known = null;
      return await once(use);
    }
  };
}

/** The SET that is signed: what was signed, when, and with which certificate (so that none can be swapped in). */
export function signedAttributes(bytes: Uint8Array, { raw }: Raw, now: Date): Asn1 {
  const { digest, certificateId } = suiteOf(raw);
  const attribute = (id: string, value: Asn1): Asn1 => sequence(oid(id), setOf(value));
  return setOf(
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.signingTime, time(now)),
    attribute(OID.messageDigest, octets(digest(bytes))),
    attribute(OID.signingCertificateV2, sequence(sequence(certificateId(raw)))),
  );
}

/** The container: ContentInfo with SignedData, certificates without the root. */
export function assemble(
  attributes: Asn1,
  signature: Uint8Array,
  { certificate, intermediates }: SigningCertificate,
): Buffer {
  const { digestId, signatureId } = suiteOf(certificate.raw);
  const one = integer(Buffer.from([1]));
  const signerInfo = sequence(
    one,
    issuerAndSerial(certificate),
    digestId,
    tagged(0, true, [...partsOf(attributes, Type.SET)]),
    signatureId,
    octets(signature),
  );
  const certificates = [certificate, ...intermediates].map(({ raw }) => parse(raw));
  const signedData = sequence(
    one,
    setOf(digestId),
    sequence(oid(OID.data)),
    tagged(0, true, [...partsOf(setOf(...certificates), Type.SET)]),
    setOf(signerInfo),
  );
  return encode(sequence(oid(OID.signedData), tagged(0, true, [signedData])));
}
