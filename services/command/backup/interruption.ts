/** What a verb that clears up behind itself hears when somebody ends it. */
import type { Text } from "../../kernel/language.ts";
import { EXIT } from "../exit-code.ts";
import { VerbFailure } from "../terminal.ts";

/** Aborted, with `text` as its reason, once this process is asked to end. */
export function interruption(text: Text): AbortSignal {
  const ended = new AbortController();
  const interrupt = () => ended.abort(new VerbFailure(EXIT.attention, text));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupt);
  return ended.signal;
}
