/** Signed notes (C2SP signed-note) with Ed25519: a text, and lines that say who signed it. */
import { type KeyObject, createHash, createPublicKey, verify } from "node:crypto";

/** One "— name base64(key id ‖ signature)" line. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: Buffer;
  readonly signature: Buffer;
}

export interface Note {
  /** What is signed, with its last line break. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A key that is trusted to sign as `name`. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: Buffer;
  readonly key: KeyObject;
}

/** Signature types of signed-note: a log's own Ed25519, and a witness's timestamped one (tlog-cosignature). */
const ED25519 = 0x01;
const COSIGNATURE = 0x04;
type SignatureType = typeof ED25519 | typeof COSIGNATURE;

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const MAX_BYTES = 1 << 20;
/** DER of SubjectPublicKeyInfo up to the key itself, RFC 8410 §4. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
/** No space (Unicode's too), no "+", no control character. */
const NAME = /^[^\s+\p{Cc}\p{Z}]+$/u;

/** The text of "<name>+<key id>+<key>", by which others pin the key of a log. */
export const verifierKey = (name: string, key: KeyObject): string => keyText(ED25519, name, key);

/** The same of a witness's key. */
export const cosignerKey = (name: string, key: KeyObject): string =>
  keyText(COSIGNATURE, name, key);

/** `text` as a log's key, or null if it is malformed or its id does not belong to it. */
export const parseVerifierKey = (text: string): NoteVerifier | null => parseKey(ED25519, text);

/** `text` as a witness's key, or null. A log's key is none, nor the other way round. */
export const parseCosignerKey = (text: string): NoteVerifier | null => parseKey(COSIGNATURE, text);

/** True for a name that may stand in a signature line. */
export const isKeyName = (name: string): boolean => NAME.test(name);

function keyText(type: SignatureType, name: string, key: KeyObject): string {
  const raw = typedKey(type, key);
  return `${name}+${keyId(name, raw).toString("hex")}+${raw.toString("base64")}`;
}

function parseKey(type: SignatureType, text: string): NoteVerifier | null {
  const [, name = "", id = "", base64 = ""] =
    /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  const raw = strictBase64(base64);
  if (raw?.byteLength !== 1 + KEY_BYTES || raw[0] !== type || !NAME.test(name)) return null;
  if (keyId(name, raw).toString("hex") !== id) return null;
  const der = Buffer.concat([SPKI, raw.subarray(1)]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  return { name, keyId: keyId(name, raw), key };
}

/** The whole note: `text` (ending in a line break) signed once as `name`. */
export function signedNote(text: string, name: string, key: KeyObject, signature: Buffer): string {
  return `${text}\n${signatureLine(name, keyId(name, typedKey(ED25519, key)), signature)}`;
}

/** A line that a witness adds to a note; `signature` is a timestamped_signature of tlog-cosignature. */
export const cosignatureLine = (name: string, key: KeyObject, signature: Buffer): string =>
  signatureLine(name, keyId(name, typedKey(COSIGNATURE, key)), signature);

const signatureLine = (name: string, id: Buffer, signature: Buffer): string =>
  `— ${name} ${Buffer.concat([id, signature]).toString("base64")}\n`;

/** `note` taken apart, or null if it is no signed note. Nothing is verified yet. */
export function parseNote(note: string): Note | null {
  if (note.length > MAX_BYTES || !note.isWellFormed()) return null;
  if (/[^\P{Cc}\n]/u.test(note)) return null;
  const split = note.lastIndexOf("\n\n");
  if (split < 1 || !note.endsWith("\n")) return null;
  const signatures: NoteSignature[] = [];
  for (const line of note.slice(split + 2, -1).split("\n")) {
    const [, name = "", base64 = ""] = /^— ([^ ]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    const bytes = strictBase64(base64);
    if (bytes === null || bytes.byteLength < 5 || !NAME.test(name)) return null;
    signatures.push({ name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) });
  }
  return { text: note.slice(0, split + 1), signatures };
}

/**
 * The text of `note` if `verifier` signed it, else null. Lines of unknown keys are passed over; a
 * signature under the trusted key that does not verify spoils the note, as does a second one.
 */
export function openNote(note: string, verifier: NoteVerifier): string | null {
  const parsed = parseNote(note);
  if (parsed === null) return null;
  const [only, ...more] = signaturesOf(parsed, verifier);
  if (only === undefined || more.length > 0) return null;
  if (only.signature.byteLength !== SIGNATURE_BYTES) return null;
  return verify(null, Buffer.from(parsed.text), verifier.key, only.signature) ? parsed.text : null;
}

/** The lines of `note` that claim to be by `verifier`. */
export const signaturesOf = (note: Note, verifier: NoteVerifier): readonly NoteSignature[] =>
  note.signatures.filter(
    ({ name, keyId: id }) => name === verifier.name && id.equals(verifier.keyId),
  );

/** Base64 (RFC 4648 §4) in its one canonical spelling, so that no tail bit can be changed unseen. */
export function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return text !== "" && bytes.toString("base64") === text ? bytes : null;
}

const keyId = (name: string, raw: Uint8Array): Buffer =>
  createHash("sha256").update(`${name}\n`).update(raw).digest().subarray(0, 4);

const typedKey = (type: SignatureType, key: KeyObject): Buffer =>
  Buffer.concat([Buffer.of(type), rawKey(key)]);

const rawKey = (key: KeyObject): Buffer =>
  key.export({ format: "der", type: "spki" }).subarray(-KEY_BYTES);
