/**
 * The agency's SM2 keys beside its others, for a second signature that those verify who work by Chinese standards alone:
 *
 *     gm-ca.pem       key and certificate of the SM2 authority
 *     gm-root.pem     its certificate alone: public, hand it out
 *     gm-signer.pem   key and certificate that sign manifests a second time
 *
 * A certificate of a licensed authority may take the place of gm-signer.pem, with that authority's in gm-root.pem.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Type, dateOf, encode, parse, partsOf } from "./asn1.ts";
import { agencyOf } from "./certificate-authority.ts";
import { type PlainIssuer, issueFor, nameOf } from "./certificate.ts";
import { OID } from "./oids.ts";
import { rootKeyAway, rootMissing } from "./one-house.ts";
import { dersIn, pemOf } from "./pem.ts";
import { makePrivateFolder, readOrNull, replaceFile } from "./private-file.ts";
import { sm2KeyInHand } from "./key-file.ts";
import type { KeySource } from "./signing-key.ts";
import { type Sm2Key, newSm2Key, pemOfSm2Key, readSm2Key, sm2Sign, sm2Spki } from "./sm2.ts";

const AUTHORITY = "gm-ca.pem";
export const GM_ROOT = "gm-root.pem";
const SIGNER = "gm-signer.pem";
const YEARS = { root: 25, signer: 1 } as const;
/** Clocks of those who verify may be behind ours by this much. */
const EARLIER_MS = 5 * 60_000;

/**
 * Makes what is missing; what is there stays, and no second root is made. Run when the agency is set up with SM2.
 * @throws Refusal unavailable "keys/root-missing", "keys/root-key-away" where what is missing cannot be made again.
 */
export async function createGmAuthority(folder: string, agency: string, now: Date): Promise<void> {
  await makePrivateFolder(folder);
  const has = async (name: string) => (await readOrNull(join(folder, name))) !== null;
  const [hasRoot, hasSigner] = [await has(GM_ROOT), await has(SIGNER)];
  if (!(await has(AUTHORITY))) {
    if (hasSigner && !hasRoot) throw rootMissing(GM_ROOT);
    if (hasRoot && !hasSigner) throw rootKeyAway(AUTHORITY);
    if (hasRoot) return;
    const key = newSm2Key();
    const raw = issue("root", agency, key, key, nameOf(agency, "Holdfast SM2 root"), now);
    await replaceFile(folder, AUTHORITY, pemOfSm2Key(key) + pemOf(raw, "CERTIFICATE"), 0o600);
  }
  if (!hasRoot) {
    const { raw } = await readPair(folder, AUTHORITY);
    await replaceFile(folder, GM_ROOT, pemOf(raw, "CERTIFICATE"), 0o644);
  }
  if (!hasSigner) await renewGmSigner(folder, now);
}

/** The SM2 root's certificate (PEM), to be pinned by those who verify; null where there are no SM2 keys. */
export async function readGmRoot(folder: string): Promise<string | null> {
  return (await readOrNull(join(folder, GM_ROOT)))?.toString("utf8") ?? null;
}

/** That root, with the keys made if they are wanted: once made they stay. */
export async function gmRootIfWanted(
  folder: string,
  agency: string,
  isWanted: boolean,
  now: Date,
): Promise<string | null> {
  if (isWanted) await createGmAuthority(folder, agency, now);
  return await readGmRoot(folder);
}

export const gmKeySource = (folder: string): KeySource => ({
  async read() {
    const { key, raw, others } = await readPair(folder, SIGNER);
    const notAfter = partOf(raw, 4, (validity) => dateOf(partsOf(validity, Type.SEQUENCE)[1]));
    const intermediates = others.map((other) => ({ raw: other }));
    return { certificate: { raw }, intermediates, notAfter, key: sm2KeyInHand(key) };
  },
  renew: (now) => renewGmSigner(folder, now),
});

/** Its authority's key must be there. What the old one signed stays valid. */
async function renewGmSigner(folder: string, now: Date): Promise<void> {
  const { key: authority, raw } = await readPair(folder, AUTHORITY);
  const key = newSm2Key();
  const subject = partOf(raw, 5, encode);
  const own = issue("signer", agencyOf({ raw }), key, authority, subject, now);
  await replaceFile(folder, SIGNER, pemOfSm2Key(key) + pemOf(own, "CERTIFICATE"), 0o600);
}

async function readPair(folder: string, name: string) {
  const text = await readFile(join(folder, name), "utf8");
  const [raw, ...others] = dersIn(text, "CERTIFICATE");
  if (raw === undefined) throw new Error(`broken invariant: ${name} holds a certificate`);
  return { key: readSm2Key(text), raw, others };
}

/** A part of what a certificate signs (RFC 5280 4.1), by its place behind the version. */
function partOf<T>(raw: Buffer, at: number, read: (part: ReturnType<typeof parse>) => T): T {
  const part = partsOf(partsOf(parse(raw), Type.SEQUENCE)[0], Type.SEQUENCE)[at];
  if (part === undefined) throw new Error("broken invariant: a certificate has seven parts");
  return read(part);
}

function issue(
  profile: keyof typeof YEARS,
  agency: string,
  key: Sm2Key,
  authority: Sm2Key,
  issuer: Uint8Array,
  now: Date,
): Buffer {
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS[profile]);
  const subject = profile === "root" ? issuer : nameOf(agency, "Holdfast SM2 evidence signer");
  const by: PlainIssuer = {
    subject: issuer,
    spki: sm2Spki(authority),
    algorithm: OID.sm2WithSm3,
    sign: (tbs) => sm2Sign(tbs, authority),
  };
  const notBefore = new Date(now.getTime() - EARLIER_MS);
  return issueFor(
    { profile, subject: Buffer.from(subject), spki: sm2Spki(key), notBefore, notAfter },
    by,
  );
}
