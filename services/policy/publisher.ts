/** Whose signature a pack came with: a detached CMS over its exact text, by a publisher whom the operator trusts. It says who wrote it, not that it counts here. */
import type { UtcInstant } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";

interface Signer {
  /** Subject of the certificate, RFC 4514. */
  readonly signer: string;
  readonly certificateSha256: Sha256;
  /** Subject of the last certificate above it. */
  readonly root: string;
  /** The last instant of the signer's certificate. */
  readonly validUntil: UtcInstant;
  /** By the signer's own word. */
  readonly signedAt: UtcInstant | null;
}

export interface Publisher extends Signer {
  /** Of the signature. */
  readonly sha256: Sha256;
}

/** Port: judges what a publisher signed by whatever software it has. */
export interface PublisherSignatures {
  judge(
    text: Uint8Array,
    signature: Uint8Array,
    now: UtcInstant,
  ):
    | ({
        readonly valid: true;
        /** That root is one of publishers, and every certificate up to it holds now. */
        readonly isRootKnown: boolean;
      } & Signer)
    | { readonly valid: false; readonly reason: string };
}

export interface PublisherSigning {
  readonly publisherSignatures: PublisherSignatures;
  /** No pack is proposed or applied without one. */
  readonly isPublisherSignatureRequired: boolean;
}

/** A house that knows no publisher asks for none, and believes none. */
export const NO_PUBLISHERS: PublisherSigning = {
  publisherSignatures: { judge: () => ({ valid: false, reason: "keys/not-chained-to-root" }) },
  isPublisherSignatureRequired: false,
};

/**
 * Null: it came without a signature, and none is required.
 * @throws Refusal invalid "policy/not-signed", "policy/signature-invalid", "policy/sm2-signature", "policy/unknown-publisher".
 */
export function publisherOf(
  { publisherSignatures, isPublisherSignatureRequired }: PublisherSigning,
  text: string,
  signature: Uint8Array | null,
  now: UtcInstant,
): Publisher | null {
  if (signature === null) {
    if (isPublisherSignatureRequired) throw notSigned();
    return null;
  }
  const verdict = publisherSignatures.judge(Buffer.from(text), signature, now);
  if (!verdict.valid) {
    throw verdict.reason === "keys/sm2-signature" ? isSm2() : signatureInvalid(verdict.reason);
  }
  const { signer, certificateSha256, root, validUntil, signedAt } = verdict;
  if (!verdict.isRootKnown) throw unknownPublisher({ signer, root, validUntil });
  return {
    ...{ signer, certificateSha256, root, validUntil, signedAt },
    sha256: sha256(signature),
  };
}

const HOW =
  "`openssl cms -sign -binary -cades -in PACK.json -signer CERT.pem -inkey KEY.pem -certfile BETWEEN.pem -outform DER -out PACK.json.p7s`";

const notSigned = (): Refusal =>
  new Refusal("invalid", "policy/not-signed", "this house takes no pack without a signature", {
    fix: `Propose it with the signature of its publisher, under a root in HOLDFAST_POLICY_ROOTS: \`holdfast policy propose FILE --signature FILE.p7s --why TEXT\`. A pack that comes with the program has none: read it, then have whoever answers for your rules sign that file: ${HOW}.`,
  });

const signatureInvalid = (why: string): Refusal =>
  new Refusal("invalid", "policy/signature-invalid", "this is no signature of this pack", {
    fix: `The signature must be detached, in DER, by one signer, over exactly these bytes: a changed blank or line break is another text. Get file and signature anew, or sign: ${HOW}.`,
    facts: { why },
  });

const isSm2 = (): Refusal =>
  new Refusal("invalid", "policy/sm2-signature", "signatures by SM2 or SM3 are not read here", {
    fix: "Ask the publisher for a signature by RSA (2048 bits or more) or ECDSA with SHA-256 or longer, over the same file.",
  });

const unknownPublisher = (facts: Pick<Signer, "signer" | "root" | "validUntil">): Refusal =>
  new Refusal("invalid", "policy/unknown-publisher", "no root of publishers answers for it now", {
    fix: "The certificate must be valid today (`validUntil`) and lead to a root in HOLDFAST_POLICY_ROOTS, with the certificates between put in (`-certfile`). Compare the root with the publisher by another way before the operator adds it.",
    facts,
  });
