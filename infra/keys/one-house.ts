/** Refusals to set up keys where some of a house's own are lost: what would be made in their place would belie all that was sealed. */
import { X509Certificate } from "node:crypto";
import { Refusal } from "../../services/kernel/refusal.ts";
import { dersIn } from "./pem.ts";

/** `file`: its name in the keys folder. */
export const rootMissing = (file = "root.pem"): Refusal =>
  new Refusal(
    "unavailable",
    "keys/root-missing",
    "this house has a root, and its certificate is not in the keys folder",
    {
      fix: `Look whether the keys folder is there whole (a volume that is not mounted), or restore its newest copy. If ${file} alone is lost, the public folder holds one, as each package does; compare its fingerprint with the printed sheet.`,
    },
  );

/**
 * `shown`: the root that this house has handed out; null: none yet. `own`: that of its keys folder, or null.
 * @throws Refusal unavailable "keys/root-missing"; tampered "keys/root-differs".
 */
export function requireRootShown(shown: Buffer | null, own: Buffer | null): void {
  if (shown === null || own?.equals(shown) === true) return;
  throw own === null ? rootMissing() : rootDiffers();
}

/** `files`: their names in the keys folder. */
export const rootKeyAway = (files: string): Refusal =>
  new Refusal(
    "unavailable",
    "keys/root-key-away",
    "an authority is missing, and the root's key is away",
    { fix: `Put ${files} back into the keys folder from its newest copy.` },
  );

/**
 * `belowRoot`: the files of certificates under a root, as far as they are there.
 * @throws Refusal tampered "keys/root-differs" where one has none that the root signed.
 */
export function requireOneHouse(rootPem: Buffer, belowRoot: readonly Buffer[]): void {
  const { publicKey } = new X509Certificate(rootPem);
  const isUnderRoot = (file: Buffer): boolean =>
    dersIn(file.toString(), "CERTIFICATE").some((der) =>
      new X509Certificate(der).verify(publicKey),
    );
  if (!belowRoot.every(isUnderRoot)) throw rootDiffers();
}

const rootDiffers = (): Refusal =>
  new Refusal(
    "tampered",
    "keys/root-differs",
    "the root's certificate is not that of the keys beside it, or not the one that this house has handed out",
    {
      fix: "Restore the keys folder from one copy of this house; compare the root's fingerprint with the printed sheet.",
    },
  );
