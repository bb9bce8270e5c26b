/**
 * Keys that two people make together, away from any network, and the house that takes them up:
 *
 *     safe/root-key.pem    the root's key, encrypted under both passphrases (two-person-key.ts); never among the house's keys
 *     keys/                what the house signs with (certificate-authority.ts, checkpoint-signer.ts)
 *     keys/ceremony.json   that they were made so, and under which root
 *
 * The folder appears whole, by one rename, or not at all.
 */
import { type KeyObject, X509Certificate, createPublicKey, hash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { Refusal } from "../../services/kernel/refusal.ts";
import { syncPath } from "../process/sync-path.ts";
import {
  ROOT_CERTIFICATE,
  agencyOf,
  createAuthorityUnder,
  hasRootKey,
  newKey,
  readDeviceAuthority,
  readIssuing,
  readRootCertificate,
  readSigner,
} from "./certificate-authority.ts";
import { createLedgerKey, readLedgerPublicKey } from "./checkpoint-signer.ts";
import { rootMissing } from "./one-house.ts";
import { makePrivateFolder, readOrNull, replaceFile } from "./private-file.ts";
import { hasSigned } from "./signed-heads.ts";
import { combinedPassphrase, encryptedKey, requirePassphrases } from "./two-person-key.ts";

const KEYS = "keys";
const SAFE = "safe";
const MARK = "ceremony.json";
const Mark = z.strictObject({ heldAt: z.string(), rootSha256: z.string().length(64) });

export interface CeremonyKey {
  readonly name: "root" | "issuing" | "device-authority" | "signer" | "ledger";
  /** Path below the folder of the ceremony. */
  readonly path: string;
  readonly spkiSha256: string;
  /** Null: the ledger's key has none. */
  readonly certificate: { readonly sha256: string; readonly notAfter: Date } | null;
}

export interface Ceremony {
  readonly agency: string;
  readonly passphrases: readonly [string, string];
  readonly now: Date;
  /** Makes what else belongs into the folder. */
  readonly sheets: (
    keys: readonly CeremonyKey[],
  ) => Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]>;
}

/**
 * @throws Refusal conflict "keys/root-exists" where `folder` holds anything; invalid "keys/passphrase", "keys/agency-name"
 */
export async function holdCeremony(
  folder: string,
  { agency, passphrases, now, sheets }: Ceremony,
): Promise<readonly CeremonyKey[]> {
  requirePassphrases(...passphrases);
  const target = resolve(folder);
  await requireEmpty(target);
  return await whole(target, async (making) => {
    const keys = join(making, KEYS);
    const safe = join(making, SAFE);
    const rootKey = newKey();
    await createAuthorityUnder(rootKey, keys, agency, now);
    await createLedgerKey(keys);
    const rootSha256 = sha256(new X509Certificate(await readRootCertificate(keys)).raw);
    const mark: z.infer<typeof Mark> = { heldAt: now.toISOString(), rootSha256 };
    await replaceFile(keys, MARK, `${JSON.stringify(mark)}\n`, 0o600);
    await makePrivateFolder(safe);
    const pem = encryptedKey(rootKey, combinedPassphrase(...passphrases));
    await replaceFile(safe, "root-key.pem", pem, 0o600);
    const made = await listed(keys);
    for (const { name, bytes } of await sheets(made)) await replaceFile(making, name, bytes, 0o600);
    return made;
  });
}

async function listed(folder: string): Promise<readonly CeremonyKey[]> {
  const root = new X509Certificate(await readRootCertificate(folder));
  const entry = (
    name: CeremonyKey["name"],
    path: string,
    { raw, publicKey, validToDate }: X509Certificate,
  ): CeremonyKey => ({
    ...{ name, path, spkiSha256: spkiSha256(publicKey) },
    certificate: { sha256: sha256(raw), notAfter: validToDate },
  });
  const ledger = createPublicKey(await readLedgerPublicKey(folder));
  const device = (await readDeviceAuthority(folder)).certificate;
  return [
    entry("root", "safe/root-key.pem", root),
    entry("issuing", "keys/issuing.pem", (await readIssuing(folder)).certificate),
    entry("device-authority", "keys/device-ca.pem", device),
    entry("signer", "keys/signer.pem", (await readSigner(folder)).certificate),
    {
      ...{ name: "ledger", path: "keys/ledger-key.pem" },
      ...{ spkiSha256: spkiSha256(ledger), certificate: null },
    },
  ];
}

const sha256 = (bytes: Uint8Array): string => hash("sha256", bytes);
const spkiSha256 = (key: KeyObject): string => sha256(key.export({ format: "der", type: "spki" }));

/** `target` as `fill` makes it, or as it was: what a cut left beside it goes first. */
async function whole<T>(target: string, fill: (making: string) => Promise<T>): Promise<T> {
  const making = join(dirname(target), `.${basename(target)}.making`);
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  try {
    const made = await fill(making);
    await syncPath(making);
    // Fails where another has filled the target meanwhile; an empty folder is replaced (rename(2)).
    await rename(making, target);
    await syncPath(dirname(target));
    return made;
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}

async function requireEmpty(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  if (there.length === 0) return;
  throw new Refusal("conflict", "keys/root-exists", "the folder is not empty, nothing was made", {
    fix: "Name a new folder: a root that is there is never replaced.",
  });
}

/**
 * The keys of the ceremony in `from` become those in `folder`, once; a house that has them already keeps its own.
 * @throws Refusal conflict "keys/root-exists" over other keys; invalid "keys/no-ceremony", "keys/other-agency";
 *   unavailable "keys/root-missing" in a house that has signed
 */
export async function takeUpKeys(from: string, folder: string, agency: string): Promise<void> {
  const source = join(from, KEYS);
  const root = await readOrNull(join(source, ROOT_CERTIFICATE));
  if (root === null || !(await isOfCeremony(source))) {
    throw new Refusal("invalid", "keys/no-ceremony", "no keys of a ceremony are in that folder", {
      fix: "Name the folder that `holdfast keys ceremony` made.",
    });
  }
  const there = await readOrNull(join(folder, ROOT_CERTIFICATE));
  if (there?.equals(root) === true) return;
  if (there !== null) {
    throw new Refusal("conflict", "keys/root-exists", "this house has keys of another root", {
      fix: "Start a new house (another data folder) with the keys of the ceremony.",
    });
  }
  const named = agencyOf(new X509Certificate(root));
  if (named !== agency) {
    throw new Refusal("invalid", "keys/other-agency", "the keys were made for another agency", {
      fix: "Set HOLDFAST_AGENCY to the agency of the ceremony, in a new data folder.",
    });
  }
  // The ceremony's memory of heads is empty: over that of a house that signed, its ledger would fork.
  if (await hasSigned(folder)) throw rootMissing();
  await makePrivateFolder(folder);
  const others = (await readdir(source)).filter((name) => name !== ROOT_CERTIFICATE);
  // The root's certificate comes last: without it a house has no keys yet, and a cut is mended here.
  for (const name of [...others, ROOT_CERTIFICATE]) {
    const mode = name === ROOT_CERTIFICATE || name.endsWith(".pub.pem") ? 0o644 : 0o600;
    await replaceFile(folder, name, await readFile(join(source, name)), mode);
  }
}

/** Whether two people made the keys in `folder`, and the root's key is not among them. */
export async function isOfCeremony(folder: string): Promise<boolean> {
  const text = await readOrNull(join(folder, MARK));
  if (text === null || (await hasRootKey(folder))) return false;
  const mark = Mark.safeParse(JSON.parse(text.toString("utf8")));
  const root = new X509Certificate(await readFile(join(folder, ROOT_CERTIFICATE)));
  return mark.success && mark.data.rootSha256 === sha256(root.raw);
}
