/** Refusals to set up keys where some of a house's own are lost: what would be made in their place would belie all that was sealed. */
import { X509Certificate } from "node:crypto";
import { Refusal } from "../../services/kernel/refusal.ts";
import { dersIn } from "./pem.ts";

/** `file`: its name in the keys folder. */
export const rootMissing = (file = "root.pem"): Refusal =>
  new Refusal(
    "unavailable",
    "keys/root-missing",
    "the root's certificate is not in the keys folder, which holds keys made under it",
    {
      fix: `Put ${file} back: the public folder holds a copy, as each package does; compare its fingerprint with the printed sheet.`,
    },
  );

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
  if (belowRoot.every(isUnderRoot)) return;
  throw new Refusal(
    "tampered",
    "keys/root-differs",
    "the root's certificate is not that of the keys beside it",
    {
      fix: "Restore the keys folder from one copy; compare the root's fingerprint with the printed sheet.",
    },
  );
}
