/** The key that signs manifests, and what it signs: the attributes of a CMS over one, of its own certificate, made now; and C2PA claims. */
import { claimToSign } from "../../services/c2pa/cose.ts";
import type { Clock } from "../../services/kernel/clock.ts";
import { Refusal, type RefusalCode, isRefusal } from "../../services/kernel/refusal.ts";
import { Malformed, Type, parse, partsOf } from "./asn1.ts";
import { type Attributes, readAttributes, sorted } from "./cms-attributes.ts";
import { P256, spkiOf, suiteOf } from "./cms-suite.ts";
import { type KeyHandle, guarded } from "./key-handle.ts";

/** A certificate, as DER. */
export interface Raw {
  readonly raw: Buffer;
}

/** A certificate, and those between it and the root. */
export interface SigningCertificate {
  readonly certificate: Raw;
  readonly intermediates: readonly Raw[];
}

/** Where a key and its certificate are kept. */
export interface KeySource {
  read(): Promise<SigningCertificate & { readonly notAfter: Date; readonly key: KeyHandle }>;
  /**
   * Makes a new key and certificate in the place of the old. A key that is named itself stays, unless it `mustDiffer`.
   * @throws Refusal unavailable "keys/not-renewed" where no other may take its place.
   */
  renew(now: Date, mustDiffer?: boolean): Promise<void>;
}

export interface SigningKey {
  /** What it signs with now, and the certificates between that and the root. */
  certificate(): Promise<SigningCertificate>;
  /**
   * The raw signature over `attributes`, DER of the SET that `signedAttributes` makes for `certificate`.
   * @throws Refusal conflict OTHER_CERTIFICATE if another certificate is in use; invalid for anything else.
   */
  sign(attributes: Uint8Array, certificate: Raw): Promise<Uint8Array>;
  /**
   * The raw signature over `claim` in the structure of COSE, which is put around it here: nothing of a CMS begins so.
   * @throws as `sign`; Refusal invalid for a certificate of RSA or SM2.
   */
  signClaim(claim: Uint8Array, certificate: Raw): Promise<Uint8Array>;
  /**
   * Makes a new key in the place of that of `certificate`, if it is in use; else nothing changes. What it signed stays valid.
   * @throws Refusal unavailable "keys/not-renewed" while the authority's key is away, or where the key is named itself.
   */
  replace(certificate: Raw): Promise<void>;
  /** Finds out whether its private key could sign now. @throws Refusal unavailable, with what to do. */
  check(): Promise<void>;
}

export const OTHER_CERTIFICATE: RefusalCode = "sealing/other-certificate";
/** The rest of a certificate's life in which a new one is made. */
const RENEW_BEFORE_MS = 30 * 24 * 3_600_000;
/** Between attempts, while the old certificate still serves: each may cost a token a key. */
const RENEW_AGAIN_MS = 60_000;
/** Both processes are of one machine and one clock; a paused one may be late. */
const MAX_SKEW_MS = 5 * 60_000;

/** The key of `source`; it renews its own certificate in time. */
export async function openSigningKey(source: KeySource, clock: Clock): Promise<SigningKey> {
  const read = async () => withItsKey(await source.read());
  let held = await read();
  let renewal: Promise<unknown> = Promise.resolve();

  let notBefore = new Date(0);

  async function renewed(now: Date): Promise<void> {
    const isOver = held.notAfter <= now;
    if (!isNearEnd(held, now) || (now < notBefore && !isOver)) return;
    // Without the issuing authority the old certificate serves until its last day.
    await source.renew(now).catch((cause: unknown) => {
      notBefore = new Date(now.getTime() + RENEW_AGAIN_MS);
      if (isOver) throw expired(cause);
    });
    held = await read();
  }

  async function current(now: Date): Promise<typeof held> {
    if (isNearEnd(held, now)) {
      renewal = renewal.catch(() => undefined).then(() => renewed(now));
      await renewal;
    }
    return held;
  }

  async function replaceIfHeld({ raw }: Raw): Promise<void> {
    if (!held.certificate.raw.equals(raw)) return;
    await source.renew(new Date(clock()), true).catch((cause: unknown) => {
      throw isRefusal(cause, "keys/not-renewed") ? cause : notRenewed(cause);
    });
    held = await read();
  }

  async function inUseAs(certificate: Raw, now: Date): Promise<typeof held> {
    const inUse = await current(now);
    if (!inUse.certificate.raw.equals(certificate.raw)) throw otherCertificate();
    return inUse;
  }

  return {
    replace: async (certificate) => {
      const mine = renewal.catch(() => undefined).then(() => replaceIfHeld(certificate));
      renewal = mine;
      await mine;
    },
    certificate: () => current(new Date(clock())),
    async sign(attributes, certificate) {
      const now = new Date(clock());
      const inUse = await inUseAs(certificate, now);
      requireOurs(attributes, certificate, now);
      return await inUse.key.sign(attributes);
    },
    async signClaim(claim, certificate) {
      const { key, ...chain } = await inUseAs(certificate, new Date(clock()));
      if (suiteOf(certificate.raw) !== P256) throw notSigned("no key that C2PA knows");
      return await key.sign(claimToSign(claim, dersOf(chain)));
    },
    check: async () => (await current(new Date(clock()))).key.check(),
  };
}

/** The signer's first, without the root. */
export const dersOf = ({ certificate, intermediates }: SigningCertificate): Buffer[] =>
  [certificate, ...intermediates].map(({ raw }) => raw);

/** @throws Refusal unavailable "keys/unusable" if the certificate is of another key. */
function withItsKey<Held extends SigningCertificate & { readonly key: KeyHandle }>(
  held: Held,
): Held {
  if (!spkiOf(held.certificate.raw).equals(held.key.spki)) {
    throw new Refusal("unavailable", "keys/unusable", "a key does not belong to its certificate", {
      fix: "Restore the keys folder from the newest copy.",
    });
  }
  return { ...held, key: guarded(held.key) };
}

/** Whoever reaches the signer gets signatures of manifests made now, and of nothing else. */
function requireOurs(attributes: Uint8Array, { raw }: Raw, now: Date): void {
  const { namesCertificate, messageDigest, signingTime } = attributesOrRefusal(attributes, raw);
  if (messageDigest.byteLength !== 32) throw notSigned("no digest of a manifest");
  if (!namesCertificate) throw notSigned("the attributes name another certificate");
  if (Math.abs(signingTime.getTime() - now.getTime()) > MAX_SKEW_MS) {
    throw notSigned("the signing time is not now");
  }
}

function attributesOrRefusal(attributes: Uint8Array, raw: Buffer): Attributes {
  try {
    const set = parse(attributes);
    sorted(partsOf(set, Type.SET));
    return readAttributes(set, suiteOf(raw), raw);
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

const isNearEnd = ({ notAfter }: { readonly notAfter: Date }, now: Date): boolean =>
  notAfter.getTime() - now.getTime() < RENEW_BEFORE_MS;

const notRenewed = (cause: unknown): Refusal =>
  new Refusal("unavailable", "keys/not-renewed", "no new key could be made", {
    fix: "Put the authority's key (issuing.pem; for SM2 gm-ca.pem) back into the keys folder; it is tried again.",
    cause,
  });

const expired = (cause: unknown): Refusal =>
  new Refusal("unavailable", "keys/certificate-expired", "the signing certificate is over", {
    fix: "Put issuing.pem back into the keys folder, or make a new issuing authority.",
    cause,
  });
