/**
 * The agency's own authority in a folder: a root that is pinned by those who verify, an issuing
 * authority below it, and the certificate that signs manifests.
 *
 *     root/root-key.pem   the root's key; take it offline, it is needed for a new issuing authority only
 *     root.pem            the root's certificate: public, hand it out
 *     issuing.pem         key and certificate of the issuing authority
 *     signer.pem          key and certificate that sign manifests, and the issuing certificate; with a token instead
 *     signer-token.pem    those certificates alone (signer-token.ts)
 *     device-ca.pem       key and certificate of the authority for devices (device-authority.ts)
 *
 * A key and its certificate are one file, so that a crash never leaves the one without the other.
 */
import {
  type KeyObject,
  X509Certificate,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
} from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../../services/kernel/refusal.ts";
import { Type, contentOf, encode, parse, partsOf } from "./asn1.ts";
import { type Issuer, issueCertificate, nameOf } from "./certificate.ts";
import { requireOneHouse, requireRootShown, rootKeyAway, rootMissing } from "./one-house.ts";
import { makePrivateFolder, readOrNull, replaceFile } from "./private-file.ts";
import { hasSigned } from "./signed-heads.ts";

export const ROOT_CERTIFICATE = "root.pem";
const ROOT_FOLDER = "root";
const ROOT_KEY = "root-key.pem";
export const ISSUING = "issuing.pem";
const SIGNER = "signer.pem";
export const SIGNER_IN_TOKEN = "signer-token.pem";
export const DEVICE_AUTHORITY = "device-ca.pem";

const YEARS = { root: 25, issuing: 10, "device-authority": 10, signer: 1 } as const;
const COMMON_NAMES = {
  root: "Holdfast evidence root",
  issuing: "Holdfast evidence issuing authority",
  "device-authority": "Holdfast device authority",
  signer: "Holdfast evidence signer",
} as const;
type OwnProfile = keyof typeof YEARS;
/** Clocks of those who verify may be behind ours by this much. */
const EARLIER_MS = 5 * 60_000;
/** Subject names hold at most 64 characters (RFC 5280 ub-organization-name). */
const MAX_NAME = 64;

/** A key, its certificate, and the certificates between it and the root. */
export interface Credential {
  readonly privateKey: KeyObject;
  readonly certificate: X509Certificate;
  readonly intermediates: readonly X509Certificate[];
}

/**
 * Makes what is missing of the authority in `folder`; what is there stays. Run when the agency is set up. No key that
 * signs manifests is made where a token has it.
 * @throws Refusal unavailable "keys/root-missing", "keys/root-key-away", "ledger/signer-state-missing"; tampered "keys/root-differs".
 */
export async function createAuthority(
  folder: string,
  agency: string,
  now: Date,
  isSignerInToken = false,
): Promise<void> {
  requireAgencyName(agency);
  const rootFolder = join(folder, ROOT_FOLDER);
  await makePrivateFolder(rootFolder);
  if ((await readOrNull(join(folder, ROOT_CERTIFICATE))) === null) {
    if ((await hasSigned(folder)) || (await belowRoot(folder)).length > 0) throw rootMissing();
    const key = newKey();
    // The certificate is what counts: a root key without one was never used.
    await replaceFile(rootFolder, ROOT_KEY, pemOfKey(key), 0o600);
    await addRoot(folder, key, agency, now);
  }
  requireOneHouse(await readFile(join(folder, ROOT_CERTIFICATE)), await belowRoot(folder));
  if ((await readOrNull(join(folder, ISSUING))) === null && (await needsIssuing(folder))) {
    await addAuthority(folder, ISSUING, "issuing", agency, now, await readRootKey(folder));
  }
  // A house made before there were device certificates gets its authority now, unless its root's key has
  // been taken away: sealing goes on without, and `doctor` asks for it.
  if ((await hasRootKey(folder)) && (await readOrNull(join(folder, DEVICE_AUTHORITY))) === null) {
    const rootKey = await readRootKey(folder);
    await addAuthority(folder, DEVICE_AUTHORITY, "device-authority", agency, now, rootKey);
  }
  const hasToken = isSignerInToken || (await readOrNull(join(folder, SIGNER_IN_TOKEN))) !== null;
  if (!hasToken && !(await hasSignerFile(folder))) await renewSigner(folder, now);
}

/** Where something signs, the issuing authority may have been put away with the root's key: sealing goes on until the certificate ends. */
const needsIssuing = async (folder: string): Promise<boolean> =>
  (await hasRootKey(folder)) ||
  ((await readOrNull(join(folder, SIGNER))) ??
    (await readOrNull(join(folder, SIGNER_IN_TOKEN)))) === null;

/**
 * Run before keys are made or taken up: where a root was handed out, a folder without it is no new house.
 * `shownRoot`: the path of the handed-out copy. @throws as `requireRootShown`.
 */
export async function requireKeysOfHouse(folder: string, shownRoot: string): Promise<void> {
  const own = await readOrNull(join(folder, ROOT_CERTIFICATE));
  requireRootShown(await readOrNull(shownRoot), own);
}

/** Makes a whole authority in an empty folder under `rootKey`, which is not written there. */
export async function createAuthorityUnder(
  rootKey: KeyObject,
  folder: string,
  agency: string,
  now: Date,
): Promise<void> {
  requireAgencyName(agency);
  await makePrivateFolder(folder);
  await addRoot(folder, rootKey, agency, now);
  await addAuthority(folder, ISSUING, "issuing", agency, now, rootKey);
  await addAuthority(folder, DEVICE_AUTHORITY, "device-authority", agency, now, rootKey);
  await renewSigner(folder, now);
}

function requireAgencyName(agency: string): void {
  if (agency.length > 0 && agency.length <= MAX_NAME) return;
  throw new Refusal("invalid", "keys/agency-name", "an agency's name has 1 to 64 characters");
}

/** Whether the root's key lies among the others. */
export const hasRootKey = async (folder: string): Promise<boolean> =>
  (await readOrNull(join(folder, ROOT_FOLDER, ROOT_KEY))) !== null;

async function readRootKey(folder: string): Promise<KeyObject> {
  const pem = await readOrNull(join(folder, ROOT_FOLDER, ROOT_KEY));
  if (pem !== null) return createPrivateKey(pem);
  throw rootKeyAway(`${ISSUING}, or ${ROOT_FOLDER}/${ROOT_KEY} until it is made anew,`);
}

/** Files with certificates under the root, as far as they are there. */
async function belowRoot(folder: string): Promise<readonly Buffer[]> {
  const names = [ISSUING, SIGNER, SIGNER_IN_TOKEN, DEVICE_AUTHORITY];
  const files = await Promise.all(names.map((name) => readOrNull(join(folder, name))));
  return files.filter((file) => file !== null);
}

async function addRoot(folder: string, key: KeyObject, agency: string, now: Date): Promise<void> {
  const issuer = { subject: nameOf(agency, COMMON_NAMES.root), privateKey: key };
  const certificate = issue("root", agency, key, issuer, now);
  await replaceFile(folder, ROOT_CERTIFICATE, certificate.toString(), 0o644);
}

/** Whether a file holds a key that could sign manifests. */
export const hasSignerFile = async (folder: string): Promise<boolean> =>
  (await readOrNull(join(folder, SIGNER))) !== null;

/** Whether the house in `folder` has an authority for devices once `createAuthority` has run again. */
export async function enrolsDevices(folder: string): Promise<boolean> {
  const isThere = async (name: string): Promise<boolean> =>
    (await readOrNull(join(folder, name))) !== null;
  if (await isThere(DEVICE_AUTHORITY)) return true;
  return !(await isThere(ROOT_CERTIFICATE)) || (await hasRootKey(folder));
}

/** An authority below the root, whose certificate must be there. */
async function addAuthority(
  folder: string,
  name: string,
  profile: "issuing" | "device-authority",
  agency: string,
  now: Date,
  rootKey: KeyObject,
): Promise<void> {
  const root = new X509Certificate(await readFile(join(folder, ROOT_CERTIFICATE)));
  const key = newKey();
  const issuer = { subject: subjectOf(root), privateKey: rootKey };
  const certificate = issue(profile, agency, key, issuer, now);
  await replaceFile(folder, name, pemOfKey(key) + certificate.toString(), 0o600);
}

/** Makes a new key and certificate for signing manifests, of the same kind unless told. What the old one signed stays valid. */
export async function renewSigner(folder: string, now: Date, kind?: SignerKeyKind): Promise<void> {
  const key = newSignerKey(kind ?? (await signerKind(folder)));
  const certificates = await issueSigner(folder, createPublicKey(key), now);
  await replaceFile(folder, SIGNER, pemOfKey(key) + certificates, 0o600);
}

/** A certificate for a key that signs manifests, and that of the issuing authority, which must be there with its key (PEM). */
export async function issueSigner(folder: string, key: KeyObject, now: Date): Promise<string> {
  const issuing = await readIssuing(folder);
  const agency = agencyOf(issuing.certificate);
  const certificate = issue("signer", agency, key, issuerOf(issuing), now, issuing.certificate);
  return certificate.toString() + issuing.certificate.toString();
}

export type SignerKeyKind = "p256" | "rsa3072";

/** As it is, where there is one. */
async function signerKind(folder: string): Promise<SignerKeyKind> {
  const before = await readOrNull(join(folder, SIGNER));
  const isRsa = before !== null && createPrivateKey(before).asymmetricKeyType === "rsa";
  return isRsa ? "rsa3072" : "p256";
}

const newSignerKey = (kind: SignerKeyKind): KeyObject =>
  kind === "p256" ? newKey() : generateKeyPairSync("rsa", { modulusLength: 3_072 }).privateKey;

/** What manifests are signed with now. */
export const readSigner = (folder: string): Promise<Credential> => readCredential(folder, SIGNER);

/** The authority that makes the signer's certificate and the server's. */
export const readIssuing = (folder: string): Promise<Credential> => readCredential(folder, ISSUING);

/** The authority for devices. */
export const readDeviceAuthority = (folder: string): Promise<Credential> =>
  readCredential(folder, DEVICE_AUTHORITY);

export const issuerOf = ({ certificate, privateKey }: Credential): Issuer => ({
  subject: subjectOf(certificate),
  privateKey,
});

export const readRootCertificate = (folder: string): Promise<string> =>
  readFile(join(folder, ROOT_CERTIFICATE), "utf8");

async function readCredential(folder: string, name: string): Promise<Credential> {
  const text = await readFile(join(folder, name), "utf8");
  const [certificate, ...intermediates] = (
    text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  ).map((pem) => new X509Certificate(pem));
  const privateKey = createPrivateKey(text);
  if (certificate?.checkPrivateKey(privateKey) !== true) {
    throw new Refusal("unavailable", "keys/unusable", "a key does not belong to its certificate", {
      fix: "Restore the keys folder from the newest copy.",
    });
  }
  return { privateKey, certificate, intermediates };
}

function issue(
  profile: OwnProfile,
  agency: string,
  key: KeyObject,
  issuer: Issuer,
  now: Date,
  issuing?: X509Certificate,
): X509Certificate {
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS[profile]);
  const latest = issuing === undefined ? notAfter : issuing.validToDate;
  const certificate = issueCertificate(
    {
      profile,
      subject: nameOf(agency, COMMON_NAMES[profile]),
      publicKey: key.type === "public" ? key : createPublicKey(key),
      notBefore: new Date(now.getTime() - EARLIER_MS),
      notAfter: notAfter < latest ? notAfter : latest,
    },
    issuer,
  );
  return new X509Certificate(certificate);
}

export const newKey = (): KeyObject =>
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
export const pemOfKey = (key: KeyObject): string =>
  key.export({ format: "pem", type: "pkcs8" }) as string;

/** DER of a certificate's subject: the sixth part of what is signed (RFC 5280 4.1). */
function subjectOf(certificate: Pick<X509Certificate, "raw">): Buffer {
  const [tbs] = partsOf(parse(certificate.raw), Type.SEQUENCE);
  const subject = partsOf(tbs, Type.SEQUENCE)[5];
  if (subject === undefined) throw new Error("broken invariant: a certificate has a subject");
  return encode(subject);
}

/** The first part of the names we make: O=agency. */
export function agencyOf(certificate: Pick<X509Certificate, "raw">): string {
  const [first] = partsOf(parse(subjectOf(certificate)), Type.SEQUENCE);
  const [pair] = partsOf(first, Type.SET);
  return contentOf(partsOf(pair, Type.SEQUENCE)[1], Type.UTF8).toString("utf8");
}
