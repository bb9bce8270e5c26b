/** What a verb says to a person (standard error, or output without --json) and to a program (--json). */
import type { Language, Text } from "../kernel/language.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { type ExitCode, EXIT } from "./exit-code.ts";
import { ProblemAnswer } from "./problem-answer.ts";
import { GENERAL } from "./texts/general.ts";

export type Facts = Readonly<Record<string, string | number>>;

export interface Terminal {
  readonly language: Language;
  readonly json: boolean;
  /** A person looks at standard error. */
  readonly interactive: boolean;
  /** The text with its {facts}: on standard output, or with --json on standard error. */
  say(text: Text, facts?: Facts): void;
  /** What is going on meanwhile: always on standard error. */
  tell(text: Text, facts?: Facts): void;
  /** Exact text on standard output, without --json only. */
  print(text: string): void;
  /** With --json the one line on standard output. */
  result(value: unknown): void;
}

export interface Streams {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown };
}

export function terminal(
  { out, err }: Streams,
  options: { readonly language: Language; readonly json: boolean; readonly interactive: boolean },
): Terminal {
  const { language, json } = options;
  const line = (text: Text, facts: Facts = {}): string => `${fill(text[language], facts)}\n`;
  return {
    ...options,
    say: (text, facts) => void (json ? err : out).write(line(text, facts)),
    tell: (text, facts) => void err.write(line(text, facts)),
    print: (text) => {
      if (!json) out.write(`${text}\n`);
    },
    result: (value) => {
      if (json) out.write(`${JSON.stringify(value)}\n`);
    },
  };
}

/** "{name}" becomes the fact of that name. */
export const fill = (text: string, facts: Facts): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));

/** A verb that ends with a text and an exit code. */
export class VerbFailure extends Error {
  override readonly name = "VerbFailure";
  readonly exitCode: ExitCode;
  readonly text: Text;
  readonly facts: Facts;

  constructor(exitCode: ExitCode, text: Text, facts: Facts = {}) {
    super(fill(text.en, facts));
    this.exitCode = exitCode;
    this.text = text;
    this.facts = facts;
  }
}

/** Tells why a verb failed and answers the exit code for it. */
export function explainFailure(term: Terminal, error: unknown): ExitCode {
  if (error instanceof VerbFailure) {
    term.tell(error.text, error.facts);
    term.result({ error: { message: error.message } });
    return error.exitCode;
  }
  if (isRefusal(error) || error instanceof ProblemAnswer) {
    term.tell(GENERAL.refused, { code: error.code, message: error.message });
    if (error.fix !== undefined) term.tell(GENERAL.fix, { fix: error.fix });
    term.result({ error: { code: error.code, message: error.message } });
    const later = isRefusal(error) ? error.kind === "unavailable" : error.status >= 500;
    return later ? EXIT.unreachable : EXIT.attention;
  }
  const message = error instanceof Error ? error.message : String(error);
  term.tell(GENERAL.failed, { message });
  term.result({ error: { message } });
  return EXIT.attention;
}
