/** What happened in a live session, in words; what is newer than this page stands in its own. */
import { type Say, isTextKey } from "../texts/texts.ts";

export function eventWords(
  say: Say,
  { kind, code }: { readonly kind: string; readonly code: string | null },
): string {
  const named = `live.mark-${code ?? ""}`;
  if (code !== null) return isTextKey(named) ? say(named) : code;
  const key = `live.event-${kind}`;
  return isTextKey(key) ? say(key) : kind;
}
