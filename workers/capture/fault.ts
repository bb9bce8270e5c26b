/** What keeps a recorder from beginning, told to whoever started it. */
import type { Language } from "../../services/kernel/language.ts";
import { type FAULTS, faultText } from "./words.ts";

export class Fault extends Error {
  readonly #code: keyof typeof FAULTS;
  readonly #detail: string;

  constructor(code: keyof typeof FAULTS, detail = "") {
    super(code);
    this.#code = code;
    this.#detail = detail;
  }

  in(language: Language): string {
    return faultText(this.#code, this.#detail, language);
  }
}

/** What kind of fault of ours and where, for whoever mends it; not its message, which may quote a camera's address. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  // The stack begins with the message, which may have lines of its own.
  const said = `${error.name}: ${error.message}`;
  const stack = error.stack?.startsWith(said) === true ? error.stack.slice(said.length) : "";
  const frames = stack.split("\n").filter((line) => /^ +at /.test(line));
  return [`${error.name}${code}`, ...frames].join("\n");
}
