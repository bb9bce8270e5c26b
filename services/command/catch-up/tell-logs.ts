/** Counts what a ledger takes up, and shows how each log stands. */
import type { CaughtUp } from "../../ledger/catch-up.ts";
import { parseLeaf } from "../../ledger/leaf.ts";
import type { LedgerEntry } from "../../ledger/ledger-store.ts";
import type { Terminal } from "../terminal.ts";
import { CATCH_UP } from "../texts/catch-up.ts";

/** Of each kind of leaf, how many entries were taken up. */
export function entryCounter() {
  const kinds = new Map<string, number>();
  const entry = ({ leaf }: LedgerEntry): void => {
    const kind = parseLeaf(leaf)?.type ?? "?";
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  };
  return { entry, kinds };
}

export function tellLogs(
  term: Terminal,
  logs: readonly CaughtUp[],
  kinds: ReadonlyMap<string, number>,
  isDry: boolean,
): void {
  if (logs.length === 0) term.say(CATCH_UP.none);
  for (const { origin, from, to } of logs) {
    const facts = { origin, from, to, count: to - from };
    term.say(from === to ? CATCH_UP.whole : isDry ? CATCH_UP.would : CATCH_UP.taken, facts);
  }
  for (const [kind, count] of kinds) term.say(CATCH_UP.kind, { kind, count });
  if (kinds.size > 0) term.say(CATCH_UP.recordsMissing);
}
