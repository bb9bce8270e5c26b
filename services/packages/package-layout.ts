/** Where things lie in a package. Names are made from ids, and from a tamed form of the original's name. */
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId, PackageId } from "../kernel/ids.ts";
import type { Language } from "../kernel/language.ts";

export const PACKAGE_JSON = "metadata/package.json";
export const PACKAGE_SIGNATURE = "metadata/package.json.p7s";
export const ROOT_CERTIFICATE = "proofs/root.pem";
/** Of second signatures, with SM2; only where such are made. */
export const SECOND_ROOT = "proofs/gm-root.pem";
export const LEDGER_KEY = "proofs/ledger.vkey";
/** Verifier keys of the witnesses, one a line. */
export const WITNESS_KEYS = "proofs/witnesses.vkey";
/** Which witnesses count, and how many (C2SP tlog-policy). */
export const WITNESS_POLICY = "proofs/policy.txt";
/** Whose signatures a package holds. */
export type SignerRole = "manifest-signer" | "second-signer";
/** What the ledger told of a key that signed, by its certificate's digest; and that it did. */
export type KeyRecord = "key-add" | "key-revoke";
export const keyRecordPath = (certificate: Sha256, kind: KeyRecord): string =>
  `proofs/keys/${certificate}.${kind}.txt`;
export const keyRecordProofPath = (certificate: Sha256, kind: KeyRecord): string =>
  `proofs/keys/${certificate}.${kind}.tlog-proof`;
/** The certificate in whose name `path` tells of a key's end; null for other files. */
export const revokedIn = (path: string): Sha256 | null =>
  (/^proofs\/keys\/([0-9a-f]{64})\.key-revoke\.txt$/.exec(path)?.[1] ?? null) as Sha256 | null;
export const RECIPE_TEXT = "verify/VERIFY.txt";
export const VERIFIER_PAGE = "verify/verify.html";
export const RECIPE_SCRIPT = "verify/verify.sh";

/** What the agency says of the completeness of sessions and cases: exact, and for people. */
export const COMPLETENESS_JSON = "metadata/completeness.json";
export const completenessText = (language: Language): string =>
  `metadata/completeness.${language}.txt`;

export const packageFolder = (packageId: PackageId): string => `holdfast-${packageId}`;

export const originalPath = (itemId: ItemId, filename: string): string =>
  `data/original/${itemId}/${tameName(filename)}`;

export const copyPath = (itemId: ItemId, kind: string, mediaType: string): string =>
  `data/viewing/${itemId}/${kind}.${EXTENSIONS[mediaType] ?? "bin"}`;

/** The kind of the copy of `itemId` at `path`, as `copyPath` names it; null for everything else. */
export const copyKind = (path: string, itemId: ItemId): string | null =>
  kindIn(path, `data/viewing/${itemId}/`, /^([^/.]+)\.[^/.]+$/);

/** The kind of the copy whose manifest lies at `path`, or null. */
export const copyManifestKind = (path: string, itemId: ItemId): string | null =>
  kindIn(path, `metadata/${itemId}/`, /^([^/.]+)\.manifest\.json$/);

/** Of a copy, in C2PA's own form. Not beside the copy: there only copies lie, each with a manifest of ours. */
export const credentialPath = (itemId: ItemId, kind: string): string =>
  `metadata/${itemId}/${kind}.c2pa`;

const kindIn = (path: string, folder: string, name: RegExp): string | null =>
  path.startsWith(folder) ? (name.exec(path.slice(folder.length))?.[1] ?? null) : null;

const EXTENSIONS: Readonly<Record<string, string>> = {
  "video/mp4": "mp4",
  "audio/mp4": "m4a",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/png": "png",
  "text/plain": "txt",
};

/** `subject` is "original" or the kind of a derivative. */
export const itemPaths = (itemId: ItemId, subject: string) => {
  const prefix = subject === "original" ? "" : `${subject}.`;
  return {
    manifest: `metadata/${itemId}/${prefix}manifest.json`,
    signature: `metadata/${itemId}/${prefix}manifest.json.p7s`,
    /** With SM2; only where one is made. */
    second: `metadata/${itemId}/${prefix}manifest.json.sm2.p7s`,
    proof: `proofs/${itemId}/${prefix}manifest.tlog-proof`,
  };
};

export const itemPath = (itemId: ItemId): string => `metadata/${itemId}/item.json`;
/** Digests of the original's blocks, one a line: says which part is damaged. */
export const blocksPath = (itemId: ItemId): string => `metadata/${itemId}/blocks.txt`;
export const custodyPath = (itemId: ItemId): string => `metadata/${itemId}/custody.jsonl`;
/** The same for people, where it can be printed. */
export const custodyPdfPath = (itemId: ItemId): string => `metadata/${itemId}/custody.pdf`;
/** What was said of signatures inside the recording, and the proof that the ledger holds it. */
export const sourcePath = (itemId: ItemId): string => `metadata/${itemId}/source.json`;
export const sourceProofPath = (itemId: ItemId): string => `proofs/${itemId}/source.tlog-proof`;
/** What the dock stated of the visit, and the proof that the ledger holds its statement. */
export const visitPath = (itemId: ItemId): string => `metadata/${itemId}/visit.json`;
/** The statement as the dock signed it, its signature and its key, and the line in it about this recording; of version 2 alone. */
export const visitStatementPaths = (itemId: ItemId) => {
  const stem = `metadata/${itemId}/visit-statement`;
  return {
    text: `${stem}.json`,
    /** r and s, 64 bytes. */
    signature: `${stem}.sig`,
    /** SubjectPublicKeyInfo, DER. */
    key: `${stem}.key`,
    opening: `metadata/${itemId}/visit-opening.txt`,
  };
};
export const visitProofPath = (itemId: ItemId): string => `proofs/${itemId}/visit.tlog-proof`;
export const receiptPath = (itemId: ItemId): string => `proofs/${itemId}/receipt.json`;
export const receiptSignaturePath = (itemId: ItemId): string => `proofs/${itemId}/receipt.p7s`;

const MAX_NAME_BYTES = 120;
/** Names that mean a device on Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A file name that every system can hold and no shell stumbles over: letters and digits of any script,
 * dot, dash and underscore. What it was called on the device stands in the manifest.
 */
export function tameName(filename: string): string {
  const last = filename.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const tame = last.replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, "_").replaceAll(/^[.-]+|\.+$/g, "");
  const dot = tame.lastIndexOf(".");
  const ending = dot > 0 && tame.length - dot <= 12 ? tame.slice(dot) : "";
  let stem = ending === "" ? tame : tame.slice(0, dot);
  while (Buffer.byteLength(stem + ending) > MAX_NAME_BYTES) {
    stem = stem.slice(0, -1).replace(/\p{Cs}$/u, "");
  }
  const name = `${stem}${ending}`;
  return name === "" || DEVICE.test(name) ? `_${name}` : name;
}
