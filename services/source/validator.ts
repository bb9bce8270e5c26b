/** Port: a program that judges one kind of signature, run on hostile bytes in their box and never in this process. */
import type { Bytes } from "./bytes.ts";
import type { Container } from "./container.ts";
import type { SignatureVerdict, SourceKind } from "./verdict.ts";

/** A recording, as bytes and as the file that validators are given: "in/src" of a private folder. */
export interface SourceFile {
  readonly bytes: Bytes;
  readonly folder: string;
  /** The recording is not looked at once more: where a validator does not start, that is what is said. */
  readonly isLastTry: boolean;
  /** Kinds whose mark was found in these very bytes before; null or left out: they are searched now. */
  readonly marked?: readonly SourceKind[] | null;
}

/** What a validator is told of it. */
export interface BoxedFile {
  readonly folder: string;
  readonly sizeBytes: number;
  readonly container: Container | null;
}

export interface SourceValidator {
  readonly kind: SourceKind;
  /** True if it is asked about every recording, false if only about those that carry the mark of its kind. */
  readonly asksAll: boolean;
  /**
   * "unsigned": it finds no signature of its kind.
   * @throws ValidatorFault if it gives no verdict; the reason of `signal`.
   */
  judge(file: BoxedFile, signal: AbortSignal): Promise<SignatureVerdict | "unsigned">;
}

/** How a run gave no verdict: it never began, took too long or too much, ended badly, or spoke otherwise than agreed. */
export type FaultKind = "no-start" | "timed-out" | "ended-badly" | "too-much" | "not-as-agreed";

export class ValidatorFault extends Error {
  override readonly name = "ValidatorFault";
  readonly how: FaultKind;

  constructor(how: FaultKind) {
    super(`a validator gave no verdict: ${how}`);
    this.how = how;
  }
}

export interface BoxedRun {
  readonly folder: string;
  /** Absolute path of the program and its arguments; no shell reads them. It stands in `folder`. */
  readonly program: readonly [string, ...string[]];
  /** Paths outside of /usr that it sees, read-only. */
  readonly sees: readonly string[];
  /** Files beside the recording, by name, in "in/". */
  readonly inputs: Readonly<Record<string, string>>;
  readonly limits: {
    readonly wallMs: number;
    readonly memoryBytes: number;
    readonly answerBytes: number;
  };
}

/**
 * What the program wrote to its standard output. No network, no other file, no environment; nothing of it is
 * left running afterwards. May run twice in one folder.
 * @throws ValidatorFault; the reason of `signal`.
 */
export type RunBoxed = (run: BoxedRun, signal: AbortSignal) => Promise<Buffer>;
