/** The layout of the object store; nothing else builds a key. */
import type { Sha256 } from "../kernel/digest.ts";
import { type HoldId, type ItemId, parseId } from "../kernel/ids.ts";

/** "evidence/…", "holds/…", "ledger/…" and "marks/…" are for ever; "incoming/…" and "assembled/…" may be deleted. Never made from a user's words. */
export type ObjectKey = string & { readonly __brand: "ObjectKey" };

const ENCRYPTED = ".enc";

/** Two hex digits first spread the keys over a store's partitions. */
const folder = (itemId: ItemId): string => `evidence/${itemId.slice(0, 2)}/${itemId}`;

/** What lies in it, and nothing else. */
export type ObjectFolder = string & { readonly __brand: "ObjectFolder" };
/** Everything of an item. */
export const itemFolder = (itemId: ItemId): ObjectFolder => `${folder(itemId)}/` as ObjectFolder;

export const originalKey = (itemId: ItemId): ObjectKey => `${folder(itemId)}/original` as ObjectKey;

/** `subject` is "original" or the kind of a derivative; the digest keeps two runs of a step apart. */
export const manifestKey = (itemId: ItemId, subject: string, digest: Sha256): ObjectKey =>
  `${folder(itemId)}/${subject}-${digest.slice(0, 16)}.manifest.json` as ObjectKey;

export const signatureKey = (itemId: ItemId, subject: string, digest: Sha256): ObjectKey =>
  `${folder(itemId)}/${subject}-${digest.slice(0, 16)}.manifest.json.p7s` as ObjectKey;

/** Of the second signature, with SM2. */
export const secondSignatureKey = (itemId: ItemId, subject: string, digest: Sha256): ObjectKey =>
  `${folder(itemId)}/${subject}-${digest.slice(0, 16)}.manifest.json.sm2.p7s` as ObjectKey;

export const derivativeKey = (itemId: ItemId, kind: string, digest: Sha256): ObjectKey =>
  `${folder(itemId)}/${kind}-${digest}` as ObjectKey;

/** Where what lies at `key` in clear lies encrypted; the item's id stays in it. */
export const encryptedKey = (key: ObjectKey): ObjectKey => `${key}${ENCRYPTED}` as ObjectKey;

/** Whose data key opens the object; null for one that lies in clear. */
export const encryptedItem = (key: ObjectKey): ItemId | null =>
  key.startsWith("evidence/") && key.endsWith(ENCRYPTED)
    ? parseId<ItemId>(key.split("/")[2] ?? "")
    : null;

/** A received upload in clear, for as long as it is being encrypted. */
export const assembledKey = (itemId: ItemId): ObjectKey => `assembled/${itemId}` as ObjectKey;

/** `path` is a tlog-tiles path: "tile/0/x001/067" or "tile/entries/000.p/5". */
export const ledgerKey = (origin: string, path: string): ObjectKey =>
  `ledger/${origin}/${path}` as ObjectKey;

/** The files of a bundle that is not full, one of each width it ever had. */
export const partialsFolder = (origin: string, path: string): ObjectFolder =>
  `ledger/${origin}/${path}.p/` as ObjectFolder;

/** Of which item a commitment in the ledger is: for a database that is older than that entry. */
export const markKey = (commitmentSha256: Sha256): ObjectKey =>
  `marks/${commitmentSha256.slice(0, 2)}/${commitmentSha256}` as ObjectKey;

/** A file of a renewal of the log's time stamps; the digest keeps two attempts at one name apart. */
export const renewalKey = (origin: string, name: string, digest: Sha256): ObjectKey =>
  `ledger/${origin}/renewals/${digest.slice(0, 16)}-${name}` as ObjectKey;

/** The document that a hold rests on. */
export const authorityKey = (holdId: HoldId, digest: Sha256): ObjectKey =>
  `holds/${holdId}/${digest}` as ObjectKey;

/** Where the start-up check tries to delete a locked object. */
export const lockProbeKey = (name: string): ObjectKey => `lock-probe/${name}` as ObjectKey;

/** Which store this is (recognise-store.ts). */
export const STORE_ID_KEY = "store-id" as ObjectKey;
