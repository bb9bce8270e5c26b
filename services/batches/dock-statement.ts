/**
 * Dock statements: what a dock found on one camera at one visit, signed with the dock's own key.
 *
 * UTF-8 JSON on one line with a line feed, written once; the bytes are what is signed and kept. It lists
 * every recording that was found, also those that were not sent, with the reason; version 2 by digests (salted-statement.ts), with
 * the lines beside it. Names and clocks are the camera's and the dock's words: data, believed nowhere. The nonce keeps its digest in
 * the public ledger silent.
 */
import { z } from "zod";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";
import { SALTED_STATEMENT, openedFiles, parseSalted, writeSalted } from "./salted-statement.ts";
import { MAX_FILES, StatedFile, isConsistent, statementHead } from "./stated-file.ts";

export { Camera, MAX_FILES, NOT_SENT, type NotSent, type StatedFile } from "./stated-file.ts";
export const DOCK_STATEMENT = "holdfast/dock-statement/v1";
/** Those that the service takes; a dock is told them when it opens a batch. */
export const STATEMENTS_TAKEN: readonly string[] = [DOCK_STATEMENT, SALTED_STATEMENT];
const BOUNDS = { maxBytes: 3 << 20, maxDepth: 5 };

const DockStatement = z.strictObject({
  type: z.literal(DOCK_STATEMENT),
  ...statementHead.visit,
  files: z
    .array(StatedFile.refine(isConsistent, "how, upload and reason contradict each other"))
    .max(MAX_FILES),
  sequence: statementHead.sequence,
});
/** What a statement of either version says. */
export type DockStatement = Omit<z.infer<typeof DockStatement>, "type"> & {
  readonly type: typeof DOCK_STATEMENT | typeof SALTED_STATEMENT;
};

/** What travels: the text that is signed, and in version 2 the openings beside it. */
export interface StatementTexts {
  readonly text: string;
  /** Null in version 1. */
  readonly openings: string | null;
}

/** @throws Refusal invalid "batches/bad-statement" for anything that means less or more than one thing. */
export const parseDockStatement = ({ text, openings }: StatementTexts): DockStatement =>
  orBadStatement(() => {
    if (openings === null) return DockStatement.parse(parseStrictJson(Buffer.from(text), BOUNDS));
    const salted = parseSalted(text);
    const { notSent: _, ...said } = salted;
    return { ...said, files: openedFiles(salted, openings) };
  });

/**
 * The texts of `statement`; `salts`, for version 2: 32 hex digits for each file. Nothing is signed that would not be read again.
 * @throws as `parseDockStatement`.
 */
export function writeDockStatement(
  statement: DockStatement,
  salts: readonly string[] = [],
): StatementTexts {
  const texts =
    statement.type === SALTED_STATEMENT
      ? orBadStatement(() => writeSalted(statement, statement.files, salts))
      : { text: strictJsonLine(statement), openings: null };
  parseDockStatement(texts);
  return texts;
}

function orBadStatement<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new Refusal("invalid", "batches/bad-statement", "this is no dock statement", {
      fix: `Send the statement's exact text: strict JSON of type ${DOCK_STATEMENT}, at most ${MAX_FILES} files; or of type ${SALTED_STATEMENT} with its openings.`,
      cause,
    });
  }
}

/** Uploads that the batch waits for: what was sent, and what was known. */
export const uploadsIn = ({ files }: DockStatement) => [
  ...new Set(
    files.flatMap(({ how, upload }) => (how === "not-sent" || upload === null ? [] : [upload])),
  ),
];

/** Every upload it names, also quarantined ones. */
export const uploadsNamedIn = ({ files }: DockStatement) => [
  ...new Set(files.flatMap(({ upload }) => (upload === null ? [] : [upload]))),
];

export const statementDigest = (text: string): Sha256 => sha256(text);
