/** What the ledger told of the end of keys, as one file: each entry with its proof, and the head up to which was looked. */
import { type UtcInstant, parseInstant } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { type Checkpoint, openCheckpoint, originOfNote } from "./checkpoint.ts";
import { type KeyRevokeLeaf, parseLeaf } from "./leaf.ts";
import type { NoteVerifier } from "./note.ts";
import { originOfProof, verifyProof } from "./tlog-proof.ts";

/** Its first line. */
export const REVOCATIONS_FORM = "holdfast/revocations/v1";
/** A house with a new key every week for its first seven years; more fit into no list. */
export const MAX_REVOCATIONS = 400;
export const MAX_REVOCATIONS_BYTES = 1 << 20;
/** A line between parts; no note, no leaf and no proof has such a one. */
const CUT = "\n===\n";

export interface RevocationFile {
  /** When the head was signed, by the word of whoever made the file: no signature covers it. */
  readonly at: UtcInstant;
  /** The newest head, as it was signed. */
  readonly note: string;
  /** Exact text of a key-revoke leaf, and its tlog-proof. */
  readonly entries: readonly { readonly leaf: string; readonly proof: string }[];
}

/** Where a leaf stands; logs of one agency follow one another by year. */
export interface Place {
  readonly origin: string;
  readonly index: number;
}

export interface ToldRevocation {
  readonly leaf: KeyRevokeLeaf;
  readonly place: Place;
}

export const encodeRevocations = ({ at, note, entries }: RevocationFile): string =>
  `${[
    `${REVOCATIONS_FORM}\nat ${at}\nentries ${entries.length}`,
    ...[note, ...entries.flatMap(({ leaf, proof }) => [leaf, proof])].map((part) =>
      part.slice(0, -1),
    ),
  ].join(CUT)}\n`;

/** `text` taken apart, or null if it is no such file. Nothing is verified yet. */
export function parseRevocations(text: string): RevocationFile | null {
  if (Buffer.byteLength(text) > MAX_REVOCATIONS_BYTES || !text.endsWith("\n")) return null;
  const [head = "", note, ...parts] = text
    .slice(0, -1)
    .split(CUT)
    .map((part) => `${part}\n`);
  const [form, atLine = "", countLine, ...more] = head.split("\n");
  const at = parseInstant(atLine.slice("at ".length));
  const entries = parts.flatMap((leaf, n) =>
    n % 2 === 0 ? [{ leaf, proof: parts[n + 1] ?? "" }] : [],
  );
  const isOurs =
    form === REVOCATIONS_FORM &&
    atLine === `at ${at}` &&
    countLine === `entries ${entries.length}` &&
    more.join() === "" &&
    parts.length % 2 === 0 &&
    entries.length <= MAX_REVOCATIONS;
  return isOurs && at !== null && note !== undefined ? { at, note, entries } : null;
}

/** What the file proves under the keys of its logs; null if any of it is not what the ledger holds. */
export function openRevocations(
  { note, entries }: RevocationFile,
  verifierFor: (origin: string) => NoteVerifier | null,
): { readonly head: Checkpoint; readonly revocations: readonly ToldRevocation[] } | null {
  const verifier = verifierFor(originOfNote(note));
  if (verifier === null) return null;
  try {
    const head = openCheckpoint(note, verifier);
    const revocations: ToldRevocation[] = [];
    for (const { leaf: text, proof } of entries) {
      const leaf = parseLeaf(text);
      const its = verifierFor(originOfProof(proof));
      if (leaf?.type !== "key-revoke" || its === null) return null;
      const { index, checkpoint } = verifyProof(proof, text, its);
      revocations.push({ leaf, place: { origin: checkpoint.origin, index } });
    }
    return { head, revocations };
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

export const isBefore = (one: Place, other: Place): boolean =>
  one.origin === other.origin ? one.index < other.index : one.origin < other.origin;
