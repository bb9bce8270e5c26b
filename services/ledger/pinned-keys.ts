/** Keys of logs that came another way than what they judge: which of them speaks for a log. */
import { isOrigin } from "./checkpoint.ts";
import { type NoteVerifier, parseVerifierKey, verifierKey } from "./note.ts";

/** Signed-note verifier keys, one a line; lines that are none are passed over. */
export const parseVerifierKeys = (text: string): readonly NoteVerifier[] =>
  text
    .split("\n")
    .map((line) => parseVerifierKey(line.trim()))
    .filter((key) => key !== null);

/**
 * A list that must be right as a whole: keys, one a line, blank lines and lines that begin with "#".
 * `badLine` counts from 1; null: there is none.
 */
export function parseKeyList(text: string): {
  readonly keys: readonly NoteVerifier[];
  readonly badLine: number | null;
} {
  const lines = text.split("\n").map((line) => line.trim());
  const isKey = (line: string): boolean => line !== "" && !line.startsWith("#");
  const bad = lines.findIndex((line) => isKey(line) && parseVerifierKey(line) === null);
  return { keys: parseVerifierKeys(text), badLine: bad < 0 ? null : bad + 1 };
}

/** An agency has one log a year under one key: the key of one year serves for the others, and for no other log. */
export function verifierFor(origin: string, keys: readonly NoteVerifier[]): NoteVerifier | null {
  const known = keys.find(({ name }) => name === origin);
  if (known !== undefined) return known;
  const sibling = keys.find(({ name }) => isSibling(name, origin));
  return sibling === undefined ? null : parseVerifierKey(verifierKey(origin, sibling.key));
}

const isSibling = (name: string, origin: string): boolean =>
  isOrigin(name) && isOrigin(origin) && agencyOf(name) === agencyOf(origin);

const agencyOf = (origin: string): string => origin.replace(/\/\d{4}$/, "");
