/** Checkpoints (C2SP tlog-checkpoint): the signed statement of a log's size and root; and a log's name. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import { type NoteVerifier, openNote, parseNote, strictBase64 } from "./note.ts";

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly rootSha256: Sha256;
}

const ORIGIN = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\/\d{4}$/;

/** The log an entry made at `instant` belongs to: one for each agency and UTC year. */
export function originOf(agency: string, instant: UtcInstant): string {
  const origin = `${agency}/${instant.slice(0, 4)}`;
  assert(isOrigin(origin), "an agency's name is lower-case letters, digits, dots and dashes");
  return origin;
}

/** No log is older. */
const FIRST_YEAR = 2026;

/** The names that logs of `agency` can have from `first`, by default the first there can be, up to `end`, which is not among them. */
export function logsBetween(agency: string, first: string | null, end: string): readonly string[] {
  const yearOf = (origin: string): number => Number(origin.slice(-4));
  const from = first === null ? FIRST_YEAR : yearOf(first);
  const years = Math.max(0, yearOf(end) - from);
  return Array.from({ length: years }, (_, at) => `${agency}/${from + at}`);
}

/** Whose log it is. */
export const agencyOf = (origin: string): string => origin.slice(0, origin.indexOf("/"));

/** True for a name `originOf` could give; nothing else becomes part of a key or a query. */
export const isOrigin = (text: string): boolean => text.length <= 100 && ORIGIN.test(text);

/** What is signed. */
export const checkpointText = ({ origin, size, rootSha256 }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(rootSha256, "hex").toString("base64")}\n`;

/** The checkpoint in `text`, or null. Extension lines are refused: we write none. */
export function parseCheckpointText(text: string): Checkpoint | null {
  const [, origin = "", digits = "", base64 = ""] =
    /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? [];
  const root = strictBase64(base64);
  const size = Number(digits);
  if (root === null || !Number.isSafeInteger(size)) return null;
  return { origin, size, rootSha256: root.toString("hex") as Sha256 };
}

/** The log a note says it is of; believed only once it verifies under that log's key. */
export const originOfNote = (note: string): string =>
  parseCheckpointText(parseNote(note)?.text ?? "")?.origin ?? "";

/** As `parseCheckpointText`, for logs of others too: extension lines may follow, and say nothing here. */
export function parseAnyCheckpointText(text: string): Checkpoint | null {
  const head = /^(?:[^\n]*\n){3}/.exec(text)?.[0] ?? "";
  return /^(?:[^\n]+\n)*$/.test(text.slice(head.length)) ? parseCheckpointText(head) : null;
}

/**
 * The checkpoint that `note` is, signed by `verifier` for the log of the same name.
 * @throws Refusal tampered "ledger/bad-checkpoint".
 */
export function openCheckpoint(note: string, verifier: NoteVerifier): Checkpoint {
  const text = openNote(note, verifier);
  const checkpoint = text === null ? null : parseCheckpointText(text);
  if (checkpoint === null || checkpoint.origin !== verifier.name) {
    throw new Refusal(
      "tampered",
      "ledger/bad-checkpoint",
      "the checkpoint is not signed by the ledger's key",
    );
  }
  return checkpoint;
}
