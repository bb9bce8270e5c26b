/** The key that signs manifests, and what it signs: the attributes of a CMS over one, of its own certificate, made now. */
import { type X509Certificate, hash, sign } from "node:crypto";
import type { Clock } from "../../services/kernel/clock.ts";
import { Refusal, type RefusalCode } from "../../services/kernel/refusal.ts";
import { Malformed, Type, parse, partsOf } from "./asn1.ts";
import { type Credential, readSigner, renewSigner } from "./certificate-authority.ts";
import { type Attributes, readAttributes, sorted } from "./cms-attributes.ts";

export type SigningCertificate = Omit<Credential, "privateKey">;

export interface SigningKey {
  /** What it signs with now, and the certificates between that and the root. */
  certificate(): Promise<SigningCertificate>;
  /**
   * The raw signature over `attributes`, DER of the SET that `signedAttributes` makes for `certificate`.
   * @throws Refusal conflict OTHER_CERTIFICATE if another certificate is in use; invalid for anything else.
   */
  sign(attributes: Uint8Array, certificate: X509Certificate): Promise<Uint8Array>;
}

export const OTHER_CERTIFICATE: RefusalCode = "sealing/other-certificate";
/** The rest of a certificate's life in which a new one is made. */
const RENEW_BEFORE_MS = 30 * 24 * 3_600_000;
/** Both processes are of one machine and one clock; a paused one may be late. */
const MAX_SKEW_MS = 5 * 60_000;

/** The key in `folder`; it renews its own certificate in time. */
export async function openSigningKey(folder: string, clock: Clock): Promise<SigningKey> {
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

  async function current(now: Date): Promise<Credential> {
    if (isNearEnd(credential, now)) {
      renewal = renewal.catch(() => undefined).then(() => renewed(now));
      await renewal;
    }
    return credential;
  }

  return {
    certificate: () => current(new Date(clock())),
    async sign(attributes, certificate) {
      const now = new Date(clock());
      const inUse = await current(now);
      if (!inUse.certificate.raw.equals(certificate.raw)) throw otherCertificate();
      requireOurs(attributes, certificate, now);
      return sign("sha256", attributes, { key: inUse.privateKey, dsaEncoding: "der" });
    },
  };
}

/** Whoever reaches the signer gets signatures of manifests made now, and of nothing else. */
function requireOurs(attributes: Uint8Array, certificate: X509Certificate, now: Date): void {
  const { certificateSha256, messageDigest, signingTime } = attributesOrRefusal(attributes);
  if (messageDigest.byteLength !== 32) throw notSigned("no SHA-256 of a manifest");
  if (!certificateSha256.equals(hash("sha256", certificate.raw, "buffer"))) {
    throw notSigned("the attributes name another certificate");
  }
  if (Math.abs(signingTime.getTime() - now.getTime()) > MAX_SKEW_MS) {
    throw notSigned("the signing time is not now");
  }
}

function attributesOrRefusal(attributes: Uint8Array): Attributes {
  try {
    const set = parse(attributes);
    sorted(partsOf(set, Type.SET));
    return readAttributes(set);
  } catch (cause) {
    if (cause instanceof Malformed) throw notSigned("no attributes of a manifest", cause);
    throw cause;
  }
}

const notSigned = (why: string, cause?: unknown): Refusal =>
  new Refusal("invalid", "sealing/not-signed", why, {
    fix: "Compare the clocks and the releases of custody and signer.",
    ...(cause === undefined ? {} : { cause }),
  });

const otherCertificate = (): Refusal =>
  new Refusal("conflict", OTHER_CERTIFICATE, "another certificate is in use", {
    fix: "Ask which it is, then ask again.",
  });

const isNearEnd = ({ certificate }: Credential, now: Date): boolean =>
  certificate.validToDate.getTime() - now.getTime() < RENEW_BEFORE_MS;

const expired = (cause: unknown): Refusal =>
  new Refusal("unavailable", "keys/certificate-expired", "the signing certificate is over", {
    fix: "Put issuing.pem back into the keys folder, or make a new issuing authority.",
    cause,
  });
