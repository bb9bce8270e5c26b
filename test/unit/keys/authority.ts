/** Authorities and containers for the tests of signatures: good ones, and bad ones made with the good ones' keys. */
import { X509Certificate, createPublicKey, type KeyObject, sign } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../../services/kernel/clock.ts";
import type { ManifestSigner } from "../../../services/sealing/signer.ts";
import { encode } from "../../../infra/keys/asn1.ts";
import {
  type Credential,
  createAuthority,
  newKey,
  readRootCertificate,
  readSigner,
} from "../../../infra/keys/certificate-authority.ts";
import {
  type Issuer,
  type Profile,
  issueCertificate,
  nameOf,
} from "../../../infra/keys/certificate.ts";
import { assemble, manifestSigner, signedAttributes } from "../../../infra/keys/cms-signer.ts";
import { signerFile } from "../../../infra/keys/signer-file.ts";
import { openSigningKey } from "../../../infra/keys/signing-key.ts";

export const NOW = new Date("2026-11-24T12:00:00Z");
const DAY_MS = 24 * 3_600_000;

export interface Authority {
  readonly folder: string;
  readonly rootPem: string;
  readonly credential: Credential;
  remove(): Promise<void>;
}

/** A whole authority in a folder of its own. */
export async function makeAuthority(now = NOW): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-keys-"));
  await createAuthority(folder, "海南省 Test, Agency", now);
  return {
    folder,
    rootPem: await readRootCertificate(folder),
    credential: await readSigner(folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface Made {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
  readonly issuer: Issuer;
}

/** Another certificate for the name and key of `made`, signed by them or by `issuer`. */
export const againOf = (made: Made, issuer: Issuer = made.issuer): X509Certificate =>
  new X509Certificate(
    issueCertificate(
      {
        profile: "issuing",
        subject: made.issuer.subject,
        publicKey: createPublicKey(made.key),
        notBefore: new Date(NOW.getTime() - DAY_MS),
        notAfter: new Date(NOW.getTime() + DAY_MS),
      },
      issuer,
    ),
  );

/** One certificate by hand, valid around NOW, below `parent` or signed by itself. */
export function make(
  profile: Profile,
  name: string,
  parent: Made | null,
  validity: { from?: Date; to?: Date } = {},
): Made {
  const key = newKey();
  const subject = nameOf("Test", name);
  const own = { subject, privateKey: key };
  const raw = issueCertificate(
    {
      profile,
      subject,
      publicKey: createPublicKey(key),
      notBefore: validity.from ?? new Date(NOW.getTime() - DAY_MS),
      notAfter: validity.to ?? new Date(NOW.getTime() + DAY_MS),
    },
    parent?.issuer ?? own,
  );
  return { certificate: new X509Certificate(raw), key, issuer: own };
}

export const credentialOf = (leaf: Made, ...intermediates: Made[]): Credential => ({
  privateKey: leaf.key,
  certificate: leaf.certificate,
  intermediates: intermediates.map(({ certificate }) => certificate),
});

/** Both phases with a key that is here, whatever is signed and when. */
export function signDetached(bytes: Uint8Array, credential: Credential, now: Date): Buffer {
  const attributes = signedAttributes(bytes, credential.certificate, now);
  const key = { key: credential.privateKey, dsaEncoding: "der" } as const;
  return assemble(attributes, sign("sha256", encode(attributes), key), credential);
}

/** Custody's half and the key's in one process. */
export async function openManifestSigner(folder: string, clock: Clock): Promise<ManifestSigner> {
  const key = await openSigningKey(signerFile(folder), clock);
  return manifestSigner(key, await readRootCertificate(folder), clock);
}
