/** Keys of logs that came another way than what they judge: which of them speaks for a log. */
import { isOrigin } from "./checkpoint.ts";
import { type NoteVerifier, parseVerifierKey, verifierKey } from "./note.ts";

/** Signed-note verifier keys, one a line; lines that are none are passed over. */
export const parseVerifierKeys = (text: string): readonly NoteVerifier[] =>
  text
    .split("\n")
    .map((line) => parseVerifierKey(line.trim()))
    .filter((key) => key !== null);

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
