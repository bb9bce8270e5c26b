/** Use case: ask the validators that are for a recording, each twice at most; one that fails never stops another. */
import { Refusal } from "../kernel/refusal.ts";
import { HEAD_BYTES, containerOf } from "./container.ts";
import {
  type BoxedFile,
  type SourceFile,
  type SourceValidator,
  ValidatorFault,
} from "./validator.ts";
import type { SignatureVerdict, SourceFindings, SourceKind } from "./verdict.ts";

/** A run that the machine ended, or a file that does not agree with a tool: the second run tells which. */
const TRIES = 2;
const TOOL = { tool: "holdfast", version: "ask-validators/1" } as const;

/** What they said, and why something stays open where no signature was found and one of them failed. */
type Asked = Pick<SourceFindings, "signatures" | "reasons" | "facts"> & {
  /** Kinds of which it stays open whether there is a signature. */
  readonly open: SourceKind[];
};

/**
 * `marked`: kinds whose mark was found.
 * @throws the reason of `signal`; Refusal unavailable "source/validator-not-started", which is no word on the recording.
 */
export async function askValidators(
  validators: readonly SourceValidator[],
  marked: readonly SourceKind[],
  { bytes, folder, isLastTry }: SourceFile,
  signal: AbortSignal,
): Promise<Asked> {
  const asked: Asked = { signatures: [], reasons: [], facts: {}, open: [] };
  const due = validators.filter(({ kind, asksAll }) => asksAll || marked.includes(kind));
  if (due.length === 0) return asked;
  const container = containerOf(await bytes.read(0, HEAD_BYTES));
  const file: BoxedFile = { folder, sizeBytes: bytes.sizeBytes, container };
  for (const validator of due) {
    const { kind } = validator;
    const said = await judged(validator, file, signal);
    const isFault = said instanceof ValidatorFault;
    if (isFault && said.how === "no-start" && !isLastTry) throw notStarted(kind);
    if (isFault) asked.open.push(kind);
    if (!isFault && said !== "unsigned") asked.signatures.push(said);
    else if (marked.includes(kind))
      asked.signatures.push(isFault ? failed(kind, said) : mark(kind));
    else if (isFault) {
      asked.reasons.push("validator-failed");
      asked.facts["how"] = said.how;
    }
  }
  return asked;
}

async function judged(
  validator: SourceValidator,
  file: BoxedFile,
  signal: AbortSignal,
): Promise<SignatureVerdict | "unsigned" | ValidatorFault> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await validator.judge(file, signal);
    } catch (error) {
      if (!(error instanceof ValidatorFault)) throw error;
      if (left === 0) return error;
    }
  }
}

const notStarted = (kind: SourceKind): Refusal =>
  new Refusal("unavailable", "source/validator-not-started", "a validator does not start here", {
    fix: "Look whether its program and the box of hostile media work on this machine. It is tried again by itself, then goes on without its verdict.",
    facts: { kind },
  });

const failed = (kind: SourceKind, { how }: ValidatorFault): SignatureVerdict => ({
  ...{ kind, verdict: "not-verifiable", reasons: ["validator-failed"], ...TOOL, facts: { how } },
});

/** Its mark is there, and whoever knows the kind finds no signature. */
const mark = (kind: SourceKind): SignatureVerdict => ({
  ...{ kind, verdict: "not-verifiable", reasons: ["mark-only"], ...TOOL, facts: {} },
});
