/** Waits until a recording that was asked for is made, tells how far it is, and says what came of it. */
import { DerivedBody } from "../review/derived-schema.ts";
import type { ApiClient } from "./api-client.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";
import { DERIVED, DERIVED_FIXES, OTHER_FIX } from "./texts/derived.ts";

const LOOK_MS = 1_000;

export async function untilMade(
  api: Pick<ApiClient, "get">,
  term: Terminal,
  asked: DerivedBody,
  { wait, lookMs = LOOK_MS }: { readonly wait: boolean; readonly lookMs?: number },
): Promise<DerivedBody> {
  let now = asked;
  let told = -1;
  while (wait && now.state === "waiting") {
    const percent = Math.floor((now.progress ?? 0) * 100);
    if (percent > told) term.say(DERIVED.making, { percent });
    told = Math.max(told, percent);
    await new Promise((resolve) => setTimeout(resolve, lookMs));
    now = await api.get(`/api/v1/derived/${now.id}`, DerivedBody);
  }
  term.result(now);
  return now;
}

/** With what it became, if it did. */
export function tellMade(term: Terminal, told: DerivedBody, more: () => void): ExitCode {
  const { id, state, failure, failedTake: take, filename: file } = told;
  if (state === "failed") {
    const fix = (DERIVED_FIXES[failure ?? ""] ?? OTHER_FIX)[term.language];
    term.say(DERIVED.failed, { code: failure ?? "", fix });
    if (take !== null) term.say(DERIVED.failedTake, { take });
    return EXIT.negative;
  }
  if (state === "waiting") return EXIT.ok;
  term.say(DERIVED.made, { id, file });
  more();
  return EXIT.ok;
}
