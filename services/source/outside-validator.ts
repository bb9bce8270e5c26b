/**
 * SourceValidator that an operator configured: a program of theirs, for GB 35114 or any other kind, which is
 * believed as far as its name goes. It gets the path of the recording as its last argument and answers one JSON object.
 */
import { z } from "zod";
import { parseStrictJson } from "../kernel/strict-json.ts";
import { type RunBoxed, type SourceValidator, ValidatorFault } from "./validator.ts";
import { type SignatureVerdict, type SourceKind, Facts, ToolWord } from "./verdict.ts";

const ANSWER_BYTES = 16 << 10;
const MAX_DETAILS = 20;
const LIMITS = { wallMs: 600_000, memoryBytes: 2 * (1 << 30), answerBytes: ANSWER_BYTES };

/** What the program writes; "unsigned" if it finds no signature of its kind. */
const Answer = z.strictObject({
  verdict: z.enum(["valid", "invalid", "not-verifiable", "unsigned"]),
  tool: ToolWord,
  version: ToolWord,
  details: Facts.refine((facts) => Object.keys(facts).length <= MAX_DETAILS).default({}),
});

/** `program`: absolute path and arguments. It is given its own folder to see, beside /usr. */
export const outsideValidator = (
  run: RunBoxed,
  program: readonly [string, ...string[]],
  kind: SourceKind,
): SourceValidator => ({
  ...{ kind, asksAll: true },
  judge: async ({ folder }, signal) => {
    const [path] = program;
    const sees = [path.slice(0, path.lastIndexOf("/"))];
    const given = [...program, "in/src"] as [string, ...string[]];
    const answer = await run({ folder, program: given, sees, inputs: {}, limits: LIMITS }, signal);
    return readAnswer(answer, kind);
  },
});

/** @throws ValidatorFault "not-as-agreed". */
export function readAnswer(bytes: Uint8Array, kind: SourceKind): SignatureVerdict | "unsigned" {
  try {
    const json = parseStrictJson(bytes, { maxBytes: ANSWER_BYTES, maxDepth: 2 });
    const { verdict, tool, version, details } = Answer.parse(json);
    if (verdict === "unsigned") return verdict;
    return { kind, verdict, reasons: ["said-by-validator"], tool, version, facts: details };
  } catch {
    throw new ValidatorFault("not-as-agreed");
  }
}
