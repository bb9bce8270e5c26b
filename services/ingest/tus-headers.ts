/** Header fields of tus 1.0.0, parsed strictly: what is not exactly right is refused, never guessed. */
import { Refusal } from "../kernel/refusal.ts";

export const TUS_VERSION = "1.0.0";
export const TUS_EXTENSIONS = [
  ...["creation", "creation-with-upload", "creation-defer-length"],
  ...["checksum", "checksum-trailer", "expiration", "termination", "concatenation"],
].join(",");

/** Names as tus writes them (lower case); both are OpenSSL's names too. */
const CHECKSUMS = { sha1: 20, sha256: 32 } as const;
export type ChecksumAlgorithm = keyof typeof CHECKSUMS;
export const CHECKSUM_ALGORITHMS = Object.keys(CHECKSUMS) as ChecksumAlgorithm[];
export const TUS_CHECKSUMS = CHECKSUM_ALGORITHMS.join(",");

/** What the body of one request must hash to. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly digest: Uint8Array;
}

export const badHeader = (header: string, message: string): Refusal =>
  new Refusal("invalid", "ingest/bad-header", message, {
    fix: `Send ${header} as tus 1.0.0 says.`,
    facts: { header },
  });

/** A non-negative integer up to 2^53 - 1 without sign, space, leading zero or exponent; null if absent. */
export function parseWhole(header: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(value)) {
    throw badHeader(header, `${header} is no integer from 0 to 2^53 - 1`);
  }
  return value;
}

/** The declared length of a new upload; null if it comes later (creation-defer-length). */
export function parseDeclaredLength(
  length: string | undefined,
  deferred: string | undefined,
): number | null {
  const lengthBytes = parseWhole("Upload-Length", length);
  if (deferred !== undefined && deferred !== "1") {
    throw badHeader("Upload-Defer-Length", "Upload-Defer-Length has no value but 1");
  }
  if ((lengthBytes === null) !== (deferred === "1")) {
    throw badHeader("Upload-Length", "one of Upload-Length and Upload-Defer-Length is needed");
  }
  return lengthBytes;
}

/** "sha256 <base64>". @throws Refusal invalid "ingest/checksum-unknown" for another algorithm. */
export function parseChecksum(header: string | undefined): Checksum | null {
  if (header === undefined) return null;
  const [name = "", base64 = "", ...more] = header.split(" ");
  if (!isChecksum(name)) {
    throw new Refusal("invalid", "ingest/checksum-unknown", "an unknown checksum algorithm", {
      fix: `Use one of ${TUS_CHECKSUMS}.`,
    });
  }
  const digest = Buffer.from(base64, "base64");
  const canonical = digest.toString("base64") === base64;
  if (more.length > 0 || !canonical || digest.byteLength !== CHECKSUMS[name]) {
    throw badHeader("Upload-Checksum", "Upload-Checksum is no base64 digest of its algorithm");
  }
  return { algorithm: name, digest };
}

const isChecksum = (name: string): name is ChecksumAlgorithm => Object.hasOwn(CHECKSUMS, name);
