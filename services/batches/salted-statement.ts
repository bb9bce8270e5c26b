/**
 * Dock statements of version 2: what is signed holds of every recording a digest alone, so that it can be shown whole to whoever may know
 * of one recording.
 *
 * A recording's *opening* is one line: 32 hex digits of salt, a space, the line of version 1 about it (JSON), and a line feed. Its SHA-256
 * stands in the signed text, at its place; without the salt nobody can guess a name from it. Both texts have one spelling.
 */
import { z } from "zod";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { digestField } from "../kernel/fields.ts";
import { parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";
import { MAX_FILES, StatedFile, isConsistent, statementHead } from "./stated-file.ts";

export const SALTED_STATEMENT = "holdfast/dock-statement/v2";
const BOUNDS = { maxBytes: 1 << 20, maxDepth: 5 };
const LINE_BOUNDS = { maxBytes: 16 << 10, maxDepth: 1 };
const MAX_OPENINGS_BYTES = 3 << 20;

const SaltedStatement = z.strictObject({
  type: z.literal(SALTED_STATEMENT),
  ...statementHead.visit,
  notSent: z.int().min(0),
  /** SHA-256 of each opening, in their order. */
  files: z.array(digestField).max(MAX_FILES),
  sequence: statementHead.sequence,
});
export type SaltedStatement = z.infer<typeof SaltedStatement>;

/** @throws what parsing meets, for anything that means less or more than one thing or is spelt another way. */
export function parseSalted(text: string): SaltedStatement {
  const statement = SaltedStatement.parse(parseStrictJson(Buffer.from(text), BOUNDS));
  if (strictJsonLine(statement) !== text) throw new Error("another spelling");
  return statement;
}

/** @throws as `parseSalted`. */
export function parseOpening(opening: string): StatedFile {
  const [, line = ""] = /^[0-9a-f]{32} ([^\n]*\n)$/.exec(opening) ?? [];
  const file = StatedFile.parse(parseStrictJson(Buffer.from(line), LINE_BOUNDS));
  if (strictJsonLine(file) !== line || !isConsistent(file)) throw new Error("no opening");
  return file;
}

export const openingDigest = (opening: string): Sha256 => sha256(opening);

/** Each opening of `openings`, with its line feed. */
export const openingsIn = (openings: string): string[] => openings.match(/[^\n]*\n/g) ?? [];

/** What `statement` is about, by its openings. @throws as `parseSalted`, unless each digest is that of its opening. */
export function openedFiles({ files, notSent }: SaltedStatement, openings: string): StatedFile[] {
  if (Buffer.byteLength(openings) > MAX_OPENINGS_BYTES) throw new Error("too long");
  const lines = openingsIn(openings);
  const isWhole = lines.join("") === openings && lines.length === files.length;
  if (!isWhole || lines.some((line, at) => openingDigest(line) !== files[at])) {
    throw new Error("openings of something else");
  }
  const opened = lines.map(parseOpening);
  if (opened.filter(({ how }) => how === "not-sent").length !== notSent) {
    throw new Error("counts differ from the openings");
  }
  return opened;
}

/** `salts`: 32 hex digits for each file, used once. @throws what parsing meets. */
export function writeSalted(
  {
    batch,
    nonce,
    keySha256,
    camera,
    clock,
    sequence,
  }: Omit<SaltedStatement, "type" | "notSent" | "files">,
  files: readonly StatedFile[],
  salts: readonly string[],
): { readonly text: string; readonly openings: string } {
  // Parsing puts the fields in their one order.
  const openings = files.map(
    (file, at) => `${salts[at] ?? ""} ${strictJsonLine(StatedFile.parse(file))}`,
  );
  const statement = SaltedStatement.parse({
    ...{ type: SALTED_STATEMENT, batch, nonce, keySha256, camera, clock, sequence },
    notSent: files.filter(({ how }) => how === "not-sent").length,
    files: openings.map(openingDigest),
  });
  return { text: strictJsonLine(statement), openings: openings.join("") };
}
