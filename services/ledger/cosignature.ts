/** Cosignatures (C2SP tlog-cosignature, Ed25519): a witness's word that a checkpoint continues all it saw of the log before. */
import { verify } from "node:crypto";
import { type UtcInstant, utcInstant } from "../kernel/clock.ts";
import { type Note, type NoteVerifier, parseNote, signaturesOf } from "./note.ts";

export const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;
/** The last second that has a four-digit year. */
const MAX_SECONDS = 253_402_300_799n;

/** What a witness signs: `text` is the whole text of the note, `seconds` POSIX time. */
export const cosignedMessage = (text: string, seconds: bigint): string =>
  `cosignature/v1\ntime ${seconds}\n${text}`;

/**
 * When `witness` says it saw this checkpoint: the earliest time of its lines, null if it has none,
 * "spoilt" if one of them does not verify (a note with such a line is to be rejected as a whole).
 */
export function cosignedAt(note: Note, witness: NoteVerifier): UtcInstant | "spoilt" | null {
  let earliest: bigint | null = null;
  for (const { signature } of signaturesOf(note, witness)) {
    if (signature.byteLength !== TIME_BYTES + SIGNATURE_BYTES) return "spoilt";
    const seconds = signature.readBigUInt64BE();
    const message = Buffer.from(cosignedMessage(note.text, seconds));
    if (seconds === 0n || seconds > MAX_SECONDS) return "spoilt";
    if (!verify(null, message, witness.key, signature.subarray(TIME_BYTES))) return "spoilt";
    if (earliest === null || seconds < earliest) earliest = seconds;
  }
  return earliest === null ? null : utcInstant(new Date(Number(earliest) * 1_000));
}

/** The first line of `answer` by which `witness` cosigns `note`, and its time; null if there is none, or one that is spoilt. */
export function cosignatureIn(
  answer: string,
  note: string,
  witness: NoteVerifier,
): { readonly line: string; readonly at: UtcInstant } | null {
  const whole = parseNote(`${note}${answer}`);
  if (whole === null || cosignedAt(whole, witness) === "spoilt") return null;
  for (const line of answer.split("\n").map((each) => `${each}\n`)) {
    const one = parseNote(`${note}${line}`);
    const at = one === null ? null : cosignedAt(one, witness);
    if (at !== null && at !== "spoilt") return { line, at };
  }
  return null;
}
